// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Finds where a query's words stand in documents, as far as a snippet has to know.
///
/// The index knows where whole words stand; only parts of compounds, forms and beginnings have to be looked for in the
/// text, and only those of words that the document holds nowhere as a whole. So hardly any word is analysed, which
/// would take most of a search's time.
struct SnippetPlaces {
    private let reader: IndexReader
    private let matcher: TermMatcher
    /// The terms of whole words, and what they match.
    private let whole: [(term: String, match: MatchedWord)]
    /// The terms of words that may be parts of compounds, by the query's word.
    private let parts: [Int: [String]]
    /// The query's words that may be there though no term tells.
    private let untold: Set<Int>
    private var words: WordMatcher
    private var beginnings: [Set<Int>: Beginnings] = [:]

    /// What finds the words that `matcher` knows; `words` judges words of texts by it.
    init(_ matcher: TermMatcher, words: WordMatcher, reader: IndexReader) {
        self.reader = reader
        self.matcher = matcher
        self.words = words
        let names = TermNames(field: nil)
        whole = matcher.lemmas.sorted { $0.key < $1.key }.map { lemma, match in
            (names.lemma(lemma), MatchedWord(word: match.word, weight: match.weight))
        }
        parts = Dictionary(grouping: matcher.parts.keys.sorted()) { matcher.parts[$0]?.word ?? 0 }
            .mapValues { $0.map(names.lemma) }
        untold = matcher.wordsWithoutPositions
    }

    /// Places of `text`, the document's, in which words of the query stand, by rising offset: of each word that stands
    /// there whole, all places where it does; of each other one, where compounds hold it or what begins like it stands.
    ///
    /// - Throws: `IndexError`.
    mutating func places(in document: UInt32, of text: String) throws -> [TextMatch] {
        var found: [UInt32: MatchedWord] = [:]
        var missing = Set(parts.keys).union(untold)
        for (term, match) in whole {
            let positions = try reader.positions(of: term, in: document)
            if !positions.isEmpty { missing.remove(match.word) }
            for position in positions where (found[position]?.weight ?? 0) < match.weight { found[position] = match }
        }
        let positions = found.keys.sorted()
        var places: [TextMatch] = []
        for (position, range) in zip(positions, WordRanges.of(positions.map(Int.init), in: text)) {
            if let match = found[position] { places.append(TextMatch(range: range, matched: match)) }
        }
        let sought = try missing.filter { word in
            try untold.contains(word) || (parts[word] ?? []).contains { try reader.holds($0, in: document) }
        }
        if sought.isEmpty { return places }
        let others = words.matches(in: text, among: beginnings(of: sought))
        return Self.merged(places, others)
    }

    /// All that matches within a fragment of a text.
    mutating func marks(in fragment: Range<Int>, of text: String) -> [TextMatch] {
        // A suspended compound may begin or end outside.
        let bytes = text.utf8
        func cut(_ offset: Int) -> Int {
            let index = bytes.index(bytes.startIndex, offsetBy: offset)
            guard let space = bytes[..<index].lastIndex(where: { $0 <= 0x20 }) else { return 0 }
            return bytes.distance(from: bytes.startIndex, to: space)
        }
        let start = fragment.lowerBound < 80 ? 0 : cut(fragment.lowerBound - 80)
        let end = fragment.upperBound + 80 > bytes.count ? bytes.count : cut(fragment.upperBound + 80)
        let range = start..<max(end, fragment.upperBound)
        return words.matches(in: text, range, among: nil).filter { $0.range.overlaps(fragment) }
    }

    private mutating func beginnings(of words: Set<Int>) -> Beginnings {
        if let known = beginnings[words] { return known }
        let made = matcher.beginnings(of: words)
        beginnings[words] = made
        return made
    }

    /// Both, by rising offset; of two that overlap, the longer one.
    private static func merged(_ first: [TextMatch], _ second: [TextMatch]) -> [TextMatch] {
        var result: [TextMatch] = []
        for match in (first + second).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = result.last, last.range.overlaps(match.range) {
                if last.range.count < match.range.count { result[result.count - 1] = match }
            } else {
                result.append(match)
            }
        }
        return result
    }
}
