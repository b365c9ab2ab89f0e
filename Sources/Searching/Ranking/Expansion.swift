// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import SearchIndex

extension Searcher {
    /// Terms from the best documents of a query: pseudo relevance feedback.
    ///
    /// The first pass counts near pairs too: what it takes for the best decides everything after.
    ///
    /// - Parameters:
    ///   - plan: The query with related terms.
    ///   - near: Its neighbouring words.
    ///   - count: The number of terms.
    /// - Returns: The terms with their weights as a query to be added; nil where there are none.
    /// - Throws: `IndexError`.
    func expansion(
        of plan: QueryPlan, near: inout Proximity, terms count: Int
    ) throws(IndexError) -> IndexQuery? {
        let depth = near.pairs.isEmpty ? weights.expansionDocuments : Proximity.depth
        let hits = try reader.search(
            plan.query, options: MatchOptions(limit: UInt32(depth), weighting: weights.scheme)
        ).hits
        let terms = try expansionTerms(of: try near.reordered(hits, reader: reader), count: count)
        return terms.isEmpty ? nil : .words(terms)
    }

    /// The `count` terms that the best documents of `hits` say most with, weighed.
    ///
    /// Each document is a vector of BM25 weights of unit length; their mean, weighted by the first pass's scores,
    /// gives the terms. On our collections this finds more than RM3 (Lavrenko, Croft 2001) and Bo1 (Amati 2003).
    func expansionTerms(of hits: [Match], count: Int) throws(IndexError) -> [RankedWord] {
        let first = hits.prefix(weights.expansionDocuments)
        let total = first.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return [] }
        // Not while the numbers of terms are at work.
        cache.vectors.makeRoom()
        var vectors = try first.map { hit throws(IndexError) in (hit: hit, vector: try vector(of: hit.document)) }
        vectors.removeAll { $0.vector.norm <= 0 }
        // Papers of one form share its words, whatever they are about.
        let subjects = FormTerms.withoutForms(vectors.map(\.vector.entries))
        var all: [(term: Int32, value: Double)] = []
        all.reserveCapacity(subjects.reduce(0) { $0 + $1.count })
        for (found, entries) in zip(vectors, subjects) {
            let share = found.hit.weight / total / found.vector.norm
            for entry in entries { all.append((entry.term, Double(entry.weight) * share)) }
        }
        let best = strongest(&all, count)
        guard let strongest = best.first?.value, strongest > 0 else { return [] }
        return best.map { term in
            var word = RankedWord(.term(term.term), factor: weights.expansion * term.value / strongest)
            word.isRelated = true
            return word
        }
    }

    /// The `count` terms whose values in `all` come to most together, strongest first. `all` is put in another order.
    private func strongest(
        _ all: inout [(term: Int32, value: Double)], _ count: Int
    ) -> ArraySlice<(term: String, value: Double)> {
        // Sorting is faster than a dictionary here; values of one term stay in the order of the documents.
        all.sort { $0.term < $1.term }
        var sums: [(term: Int32, value: Double)] = []
        for entry in all {
            if sums.last?.term == entry.term {
                sums[sums.count - 1].value += entry.value
            } else {
                sums.append(entry)
            }
        }
        // Of thousands of terms only those at least as strong as the last that counts have to be put in order.
        let least = sums.map(\.value).sorted(by: >).prefix(count).last ?? 0
        var best = sums.filter { $0.value >= least }.map { (term: cache.vectors.name(of: $0.term), value: $0.value) }
        best.sort { ($1.value, $0.term) < ($0.value, $1.term) }
        return best.prefix(count)
    }
}
