// SPDX-License-Identifier: GPL-3.0-or-later

/// A word or term of a query that is nothing but such side by side (``IndexQuery/words(_:)``).
public struct RankedWord: Hashable, Sendable {
    /// The postings that a document is found and weighed by.
    public indirect enum Evidence: Hashable, Sendable {
        /// The terms of a word, weighed as one, whatever the weighting of the query.
        case word(WordEvidence)
        /// A term with its prefix, weighed as the query says.
        case term(String)
        /// Any other query, such as a phrase, that has no parts found in texts. What it finds is remembered, for a walk
        /// through it among the words.
        case other(IndexQuery)
    }

    /// The postings.
    public var evidence: Evidence
    /// The factor of the weight, 0 or more.
    public var factor: Double
    /// True if it adds weight but matches nothing by itself.
    public var isOptional: Bool
    /// The bits of what was asked for that it is evidence of; none where it is only related.
    public var asked: UInt64
    /// True if it is not asked for, but related to what is. The posting list of such a term is not cached.
    public var isRelated = false

    /// A word of these parts.
    public init(_ evidence: Evidence, factor: Double = 1, isOptional: Bool = false, asked: UInt64 = 0) {
        self.evidence = evidence
        self.factor = factor
        self.isOptional = isOptional
        self.asked = asked
    }

    /// The terms of ``evidence``; none of another query.
    public var terms: [String] {
        switch evidence {
        case .word(let word): word.members.map(\.term)
        case .term(let term): [term]
        case .other: []
        }
    }

    /// True if it is neither a word nor a term.
    public var isOther: Bool { if case .other = evidence { true } else { false } }

    /// `query`, which asks for what has the bits `asked`, as a word among others.
    public init(_ query: IndexQuery, asked: UInt64) {
        if case .scaled(let query, let factor) = query {
            self.init(.other(query), factor: factor, asked: asked)
        } else {
            self.init(.other(query), asked: asked)
        }
    }
}

extension RankedWord {
    /// Documents that hold it itself; nil where it is nothing but related terms.
    public var ownEvidence: IndexQuery? {
        guard case .word(var word) = evidence else { return .words([RankedWord(evidence)]) }
        word.members.removeAll(where: \.isRelated)
        return word.members.isEmpty ? nil : .words([RankedWord(.word(word))])
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
        for var word in more {
            word.isOptional = true
            words.append(word)
        }
        return .words(words)
    }

    /// The query with its weight times `factor`, which is 0 or more.
    public func weighted(by factor: Double) -> IndexQuery {
        guard case .words(let words) = self else { return .scaled(self, by: factor) }
        return .words(
            words.map { word in
                var word = word
                word.factor *= factor
                return word
            })
    }

    /// The documents, among those of `words`, that hold anything of what was asked for, and those that hold all of it; nil
    /// where nothing was asked for.
    static func held(_ words: [RankedWord]) -> (any: IndexQuery, all: IndexQuery)? {
        var bits = words.reduce(0) { $0 | $1.asked }
        var conditions: [IndexQuery] = []
        while bits != 0 {
            let bit = bits & ~(bits - 1)
            bits ^= bit
            conditions.append(
                .any(of: words.filter { $0.asked & bit != 0 }.compactMap(\.ownEvidence)))
        }
        guard !conditions.isEmpty else { return nil }
        return (.or(conditions), .and(conditions))
    }

    /// The query, whose words are evidence of what has the bits `bits`; those that were evidence of nothing stay so, unless
    /// all were. With other queries among them they stand for all that is asked for together.
    public func asking(_ bits: UInt64) -> IndexQuery {
        guard case .words(var words) = self else { return self }
        if words.contains(where: \.isOther) { return .or([self]) }
        let isAll = words.allSatisfy { $0.asked == 0 }
        for index in words.indices where isAll || words[index].asked != 0 { words[index].asked = bits }
        return .words(words)
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
