// SPDX-License-Identifier: GPL-3.0-or-later
internal import Deadlines
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
    /// A lemma's term, what the whole word matches, and the query's word that it may be as part of a compound.
    private struct LemmaTerm {
        var name: String
        var whole: MatchedWord?
        var part: Int?
    }

    private let terms: [LemmaTerm]
    /// The query's words that may be there though no term tells.
    private let untold: Set<Int>
    private var words: WordMatcher
    private var beginnings: [Set<Int>: Beginnings] = [:]

    /// Finds the words that `matcher` knows; `words` judges words of texts by it.
    init(_ matcher: TermMatcher, words: WordMatcher, reader: IndexReader) {
        self.reader = reader
        self.matcher = matcher
        self.words = words
        let names = TermNames(field: nil)
        terms = Set(matcher.lemmas.keys).union(matcher.parts.keys).sorted().map { lemma in
            LemmaTerm(
                name: names.lemma(lemma),
                whole: matcher.lemmas[lemma].map { MatchedWord(word: $0.word, weight: $0.weight) },
                part: matcher.parts[lemma]?.word)
        }
        untold = matcher.wordsWithoutPositions
    }

    /// Where words stand in a document.
    struct Found {
        /// Of each word of the query that stands there whole, all places where it does; of each other one, where
        /// compounds hold it or what begins like it stands. By rising offset.
        var places: [TextMatch] = []
        /// The whole words among them by the offset they begin at.
        var whole: [Int: MatchedWord] = [:]
        /// The query's words that may stand elsewhere too, within compounds or as what no term tells.
        var elsewhere: Set<Int> = []
    }

    /// Where words of the query stand in `text`, the document's.
    ///
    /// - Throws: `IndexError`.
    mutating func places(in document: UInt32, of text: String) throws -> Found {
        var result = Found(elsewhere: untold)
        var found: [UInt32: MatchedWord] = [:]
        var missing = untold
        for term in terms {
            let positions = try reader.positions(of: term.name, in: document)
            if let match = term.whole {
                if !positions.isEmpty { missing.remove(match.word) }
                for position in positions where (found[position]?.weight ?? 0) < match.weight {
                    found[position] = match
                }
            }
            // What whole words do not account for was added by compounds, or by a title's words.
            if let word = term.part, !result.elsewhere.contains(word),
                try reader.frequency(of: term.name, in: document)
                    > UInt32(clamping: positions.count) * Schema.Frequency.lemma
            {
                result.elsewhere.insert(word)
                if positions.isEmpty { missing.insert(word) }
            }
        }
        let positions = found.keys.sorted()
        let ranges = WordRanges.of(positions.map(Int.init), in: text) { !reader.deadline.hasPassed }
        for (position, range) in zip(positions, ranges) {
            guard let match = found[position] else { continue }
            missing.remove(match.word)
            result.whole[range.lowerBound] = match
            result.places.append(TextMatch(range: range, matched: match))
        }
        if !missing.isEmpty {
            let others = words.matches(in: text, among: beginnings(of: missing), known: result.whole)
            result.places = Self.merged(result.places, others)
        }
        return result
    }

    /// All that matches within a fragment of a text in which `found` was found.
    mutating func marks(in fragment: Range<Int>, of text: String, _ found: Found) -> [TextMatch] {
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
        return words.matches(in: text, range, among: beginnings(of: found.elsewhere), known: found.whole)
            .filter { $0.range.overlaps(fragment) }
    }

    private mutating func beginnings(of words: Set<Int>) -> Beginnings {
        if let known = beginnings[words] { return known }
        let made = matcher.beginningsWithoutPositions(of: words)
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
