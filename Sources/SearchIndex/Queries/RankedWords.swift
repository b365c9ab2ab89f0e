// SPDX-License-Identifier: GPL-3.0-or-later

/// A query that is nothing but words and terms side by side, some of which only add weight: what most people ask.
///
/// Xapian's matcher moves a heap of all it keeps for each document until it has seen enough of them for an exact count.
/// For such queries a walk through the posting lists that counts as it goes takes a fraction of that.
struct RankedWords {
    /// What is looked for.
    enum Evidence {
        case word(WordEvidence)
        /// A term, weighed by BM25.
        case term(String, k1: Double, b: Double)
    }

    /// A word, the factor of its weight, and whether it matches nothing by itself.
    struct Word {
        var evidence: Evidence
        var factor: Double
        var isOptional: Bool
    }

    /// More words than these are the matcher's business: each is looked at for each document.
    private static let mostWords = 64

    private(set) var words: [Word] = []
    private let weighting: Weighting

    /// The words that `query` is of; nil where it is anything more, or `weighting` is one that only Xapian knows.
    init?(_ query: IndexQuery, weighting: Weighting) {
        if weighting == .coordination { return nil }
        self.weighting = weighting
        let isWhole: Bool
        if case .andMaybe(let first, let second) = query {
            isWhole = add(first, factor: 1, isOptional: false) && add(second, factor: 1, isOptional: true)
        } else {
            isWhole = add(query, factor: 1, isOptional: false)
        }
        guard isWhole, words.count <= Self.mostWords else { return nil }
    }

    /// Adds the words of `query`; false where it is more than words.
    private mutating func add(_ query: IndexQuery, factor: Double, isOptional: Bool) -> Bool {
        switch query {
        case .word(let evidence):
            // Without weights matches come by rising number, as from Xapian.
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
