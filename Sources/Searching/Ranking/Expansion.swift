// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// Terms from the best documents of a query: pseudo relevance feedback.
    ///
    /// Each document is a vector of BM25 weights of unit length; their mean, weighted by the first pass's scores,
    /// gives the terms. On our collections this finds more than RM3 (Lavrenko, Croft 2001) and Bo1 (Amati 2003). The
    /// first pass counts near pairs too: what it takes for the best decides everything after.
    ///
    /// - Returns: The terms with their weights as a query to be added; nil where there are none.
    func expansion(of plan: QueryPlan, near: inout Proximity) throws(IndexError) -> IndexQuery? {
        let depth = near.pairs.isEmpty ? weights.expansionDocuments : Proximity.depth
        var hits = try reader.search(
            plan.query, options: MatchOptions(limit: UInt32(depth), weighting: weights.scheme)
        ).hits
        hits = try near.reordered(hits, reader: reader)
        let first = hits.prefix(weights.expansionDocuments)
        let total = first.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        let count = Double(reader.documentCount)
        var mean: [String: Double] = [:]
        for hit in first {
            let vector = try vector(of: hit.document)
            let length = vector.length / max(reader.averageLength, 1)
            let weighted = vector.entries.map { entry in
                RankingWeights.rarity(entry.documents, of: count) * weights.saturation(entry.frequency, length: length)
            }
            let norm = weighted.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard norm > 0 else { continue }
            let share = hit.weight / total / norm
            for (entry, weight) in zip(vector.entries, weighted) where Self.mayExpand(entry, of: count) {
                mean[entry.term, default: 0] += weight * share
            }
        }
        let best = Self.strongest(mean, weights.expansionTerms)
        guard let strongest = best.first?.value, strongest > 0 else { return nil }
        return .or(best.map { .scaled(.term($0.key), by: weights.expansion * $0.value / strongest) })
    }

    /// The `count` strongest terms of `mean`, strongest first.
    private static func strongest(_ mean: [String: Double], _ count: Int) -> ArraySlice<(key: String, value: Double)> {
        // Of thousands of terms only those at least as strong as the last that counts have to be put in order.
        let least = mean.values.sorted(by: >).prefix(count).last ?? 0
        var best = mean.filter { $0.value >= least }.map { (key: $0.key, value: $0.value) }
        best.sort { ($1.value, $0.key) < ($0.value, $1.key) }
        return best.prefix(count)
    }

    /// Terms that one document holds say nothing about others, those of a quarter of all nothing about a subject.
    private static func mayExpand(_ entry: DocumentVector.Entry, of count: Double) -> Bool {
        entry.documents >= 2 && entry.documents <= count / 4 && entry.term.utf8.count > 2
            && !entry.term.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}
