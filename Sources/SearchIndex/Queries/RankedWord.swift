// SPDX-License-Identifier: GPL-3.0-or-later

/// A word or term of a query that is nothing but such side by side (``IndexQuery/words(_:)``).
public struct RankedWord: Hashable, Sendable {
    /// The postings that a document is found and weighed by.
    public enum Evidence: Hashable, Sendable {
        /// The terms of a word, weighed as one, whatever the weighting of the query.
        case word(WordEvidence)
        /// A term with its prefix, weighed as the query says.
        case term(String)
    }

    /// The postings.
    public var evidence: Evidence
    /// The factor of the weight, 0 or more.
    public var factor: Double
    /// True if it adds weight but matches nothing by itself.
    public var isOptional: Bool

    /// A word of these parts.
    public init(_ evidence: Evidence, factor: Double = 1, isOptional: Bool = false) {
        self.evidence = evidence
        self.factor = factor
        self.isOptional = isOptional
    }

    /// The terms of ``evidence``.
    public var terms: [String] {
        switch evidence {
        case .word(let word): word.members.map(\.term)
        case .term(let term): [term]
        }
    }
}

extension IndexQuery {
    /// Documents that hold any of a word's terms, weighed as if they were one.
    public static func word(_ word: WordEvidence) -> IndexQuery { .words([RankedWord(.word(word))]) }

    /// Documents that match any of `queries`; weights are added. Words side by side stay one list of words.
    public static func any(of queries: [IndexQuery]) -> IndexQuery {
        if queries.count == 1 { return queries[0] }
        var words: [RankedWord] = []
        for query in queries {
            guard let more = query.matchingWords else { return .or(queries) }
            words += more
        }
        return words.isEmpty ? .nothing : .words(words)
    }

    /// Documents of this query, to whose weight `other` adds where it matches. Words stay one list of words.
    public func adding(_ other: IndexQuery) -> IndexQuery {
        guard var words = matchingWords, let more = other.matchingWords else { return .andMaybe(self, other) }
        for word in more { words.append(RankedWord(word.evidence, factor: word.factor, isOptional: true)) }
        return .words(words)
    }

    /// The query with its weight times `factor`, which is 0 or more.
    public func weighted(by factor: Double) -> IndexQuery {
        guard case .words(let words) = self else { return .scaled(self, by: factor) }
        return .words(words.map { RankedWord($0.evidence, factor: $0.factor * factor, isOptional: $0.isOptional) })
    }

    /// The words of a query any of which matches; nil where it is anything else.
    private var matchingWords: [RankedWord]? {
        switch self {
        case .words(let words): words.contains(where: \.isOptional) ? nil : words
        case .nothing: []
        default: nil
        }
    }
}
