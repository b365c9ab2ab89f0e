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
        of plan: QueryPlan, near: Proximity, terms count: Int
    ) throws(IndexError) -> IndexQuery? {
        let depth = near.isEmpty ? weights.expansionDocuments : Proximity.depth
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
        let shared = try ExpansionVectors.vectors(for: reader)
        var found: [(Match, DocumentVector)] = []
        for hit in first {
            let vector = try shared.vector(of: hit.document, reader, k1: weights.k1, b: weights.b)
            if vector.norm > 0 { found.append((hit, vector)) }
        }
        let (documents, terms) = DenseNumbers.renumbered(found.map(\.1.entries))
        // Papers of one form share its words, whatever they are about.
        let subjects = FormTerms.withoutForms(documents, terms: terms.count)
        var sums = [Double](repeating: 0, count: terms.count)
        for ((hit, vector), entries) in zip(found, subjects) {
            let share = hit.weight / total / vector.norm
            for entry in entries { sums[Int(entry.term)] += Double(entry.weight) * share }
        }
        let best = try strongest(sums, of: terms, count, in: shared)
        guard let strongest = best.first?.value, strongest > 0 else { return [] }
        return best.map { term in
            var word = RankedWord(.term(term.term), factor: weights.expansion * term.value / strongest)
            word.isRelated = true
            return word
        }
    }

    /// The `count` of `terms` of the greatest values, the greatest first; equal ones by their names.
    private func strongest(
        _ values: [Double], of terms: [UInt32], _ count: Int, in shared: ExpansionVectors
    ) throws(IndexError) -> ArraySlice<(term: String, value: Double)> {
        var greatest = GreatestValues(count: count)
        for value in values { greatest.add(value) }
        // Of thousands of terms only those at least as strong as the last that counts have to be put in order.
        let best = values.indices.filter { values[$0] >= greatest.least && values[$0] > 0 }
        var named = zip(try shared.terms.names(of: best.map { terms[$0] }), best).map { (term: $0, value: values[$1]) }
        named.sort { ($1.value, $0.term) < ($0.value, $1.term) }
        return named.prefix(count)
    }
}
