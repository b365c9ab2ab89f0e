// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Evidence from neighbouring words of the query that stand near each other in a document.
///
/// A pair is weighed as if it were a term: its frequency is the sum, over the places of the first word, of 1/gap to
/// the next place of the second (half of that in the other order), and BM25 makes a weight of it. The idea is that of
/// Büttcher, Clarke and Lushman, "Term proximity scoring for ad-hoc retrieval on very large text collections" (2006).
struct Proximity {
    /// The number of the best documents that are looked at.
    static let depth = 200
    /// The number where each look takes a message to another machine.
    private static let depthElsewhere = 50
    /// The most pairs of a query.
    private static let mostPairs = 8

    /// The words and their pairs.
    private let pairs: WordPairs
    private let formula: WordPairs.Formula

    init(plan: QueryPlan, weights: RankingWeights) {
        var pairs = WordPairs()
        let asked = plan.words.filter { !$0.isStopWord && $0.names.field == nil && !$0.lemmas.isEmpty }
        for (first, second) in zip(asked, asked.dropFirst()) where first.lemmas != second.lemmas {
            if pairs.count == Self.mostPairs { break }
            pairs.add(first.lemmas.map(first.names.lemma), second.lemmas.map(second.names.lemma))
        }
        self.pairs = pairs
        // The same scale as the words' own weights, which BM25 multiplies by k1 + 1. Its k1 and b for pairs are of frequencies
        // that count near places, not terms.
        formula = WordPairs.Formula(weight: weights.proximity * (weights.k1 + 1), k1: 1.2, b: 0.7, reach: 4)
    }

    /// True if there are no neighbouring words.
    var isEmpty: Bool { pairs.count == 0 }

    /// More than pairs can weigh in a document of `count`.
    func bound(of count: Int) -> Double {
        Double(pairs.count) * formula.weight * RankingWeights.rarity(1, of: Double(max(count, 1)))
    }

    /// `hits` with the weight of near pairs added to the best, in the new order.
    func reordered(_ hits: [Match], reader: IndexReader) throws(IndexError) -> [Match] {
        if isEmpty { return hits }
        let depth = reader.isRemote ? Self.depthElsewhere : Self.depth
        return try reader.ordered(hits, first: depth, byNear: pairs, formula)
    }
}
