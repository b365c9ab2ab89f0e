// SPDX-License-Identifier: GPL-3.0-or-later

/// A query of nothing but words and terms side by side, some of which only add weight, as most queries are.
///
/// Such a query is ranked by one walk through its posting lists, which counts as it goes. Xapian's matcher updates a heap
/// for each document until it has seen enough for an exact count, which takes several times as long.
struct RankedWords {
    /// A word or term of the query.
    enum Evidence {
        case word(WordEvidence)
        /// A term, weighed by BM25.
        case term(String, k1: Double, b: Double)
    }

    /// An operand of the query.
    struct Word {
        var evidence: Evidence
        /// Multiplies its weight.
        var factor: Double
        /// True if it adds weight only: it matches no document by itself.
        var isOptional: Bool
    }

    /// The most words; queries of more are left to Xapian's matcher, for each word is looked at for each document.
    private static let mostWords = 64

    private(set) var words: [Word] = []
    private let weighting: Weighting

    /// The words of `query`; nil where it is more than words, or its terms need a `weighting` that only Xapian has.
    init?(_ query: IndexQuery, weighting: Weighting) {
        self.weighting = weighting
        let isWhole: Bool
        if case .andMaybe(let first, let second) = query {
            isWhole = add(first, factor: 1, isOptional: false) && add(second, factor: 1, isOptional: true)
        } else {
            isWhole = add(query, factor: 1, isOptional: false)
        }
        guard isWhole, words.count <= Self.mostWords else { return nil }
    }

    /// Adds the words of `query`, whose weights are multiplied by `factor`; false where it is more than words.
    private mutating func add(_ query: IndexQuery, factor: Double, isOptional: Bool) -> Bool {
        switch query {
        case .word(let evidence):
            // Factor 0 has matches come by rising number, as Xapian has them without weights.
            let factor = weighting == .boolean ? 0 : factor
            words.append(Word(evidence: .word(evidence), factor: factor, isOptional: isOptional))
            return true
        case .term(let term, count: 1):
            guard case .bm25(let k1, k2: 0, k3: 1, let b, minimumNormalisedLength: 0) = weighting else { return false }
            words.append(Word(evidence: .term(term, k1: k1, b: b), factor: factor, isOptional: isOptional))
            return true
        case .or(let parts): return parts.allSatisfy { add($0, factor: factor, isOptional: isOptional) }
        case .scaled(let part, let more):
            guard more >= 0, more.isFinite else { return false }
            return add(part, factor: factor * more, isOptional: isOptional)
        case .synonym(let parts) where parts.count == 1:
            if case .term = parts[0] { return add(parts[0], factor: factor, isOptional: isOptional) }
            return false
        case .nothing: return true
        default: return false
        }
    }
}
