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
        // Not while the numbers of terms are at work.
        if cache.terms.count > TermStatisticsCache.mostTerms / 2 { cache.forgetTerms() }
        var vectors = try first.map { hit throws(IndexError) in (hit: hit, vector: try vector(of: hit.document)) }
        vectors.removeAll { $0.vector.norm <= 0 }
        // Papers of one form share its words, whatever they are about.
        let subjects = FormTerms.withoutForms(vectors.map(\.vector.entries))
        var mean: [Int: Double] = [:]
        for (found, entries) in zip(vectors, subjects) {
            let share = found.hit.weight / total / found.vector.norm
            for entry in entries { mean[entry.term, default: 0] += entry.weight * share }
        }
        let best = strongest(mean, weights.expansionTerms)
        guard let strongest = best.first?.value, strongest > 0 else { return nil }
        return .words(best.map { RankedWord(.term($0.term), factor: weights.expansion * $0.value / strongest) })
    }

    /// The `count` strongest terms of `mean`, strongest first.
    private func strongest(_ mean: [Int: Double], _ count: Int) -> ArraySlice<(term: String, value: Double)> {
        // Of thousands of terms only those at least as strong as the last that counts have to be put in order.
        let least = mean.values.sorted(by: >).prefix(count).last ?? 0
        var best = mean.filter { $0.value >= least }.map { (term: cache.terms.names[$0.key], value: $0.value) }
        best.sort { ($1.value, $0.term) < ($0.value, $1.term) }
        return best.prefix(count)
    }
}
