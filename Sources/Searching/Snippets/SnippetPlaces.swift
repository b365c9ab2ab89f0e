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
    /// The documents, rising.
    private let documents: [UInt32]
    private let landmarks: TextLandmarks
    /// Where each of ``terms`` stands in ``documents``; nil until that was asked.
    private var positions: [TermPositions]?

    /// Finds the words that `matcher` knows in `documents`; `words` judges words of texts by it.
    init(
        _ matcher: TermMatcher, words: WordMatcher, in documents: some Sequence<UInt32>, reader: IndexReader
    ) throws(IndexError) {
        self.reader = reader
        self.documents = documents.sorted()
        landmarks = try TextLandmarks.landmarks(for: reader)
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

    /// Where words of the query stand in `text`, that of `document`, which is one of those given.
    ///
    /// - Throws: `IndexError`.
    mutating func places(in document: UInt32, of text: Span<UInt8>) throws -> Found {
        let all = try readPositions()
        // The documents of a page are few.
        guard let row = documents.firstIndex(of: document) else { return Found() }
        var result = Found(elsewhere: untold)
        var found: [UInt32: MatchedWord] = [:]
        var missing = untold
        for (term, all) in zip(terms, all) {
            let positions = all.positions[all.range(row)]
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
        let ranges = positions.isEmpty ? [] : ranges(of: positions.map(Int.init), in: document, text)
        for (position, range) in zip(positions, ranges) {
            guard let match = found[position] else { continue }
            missing.remove(match.word)
            result.whole[range.lowerBound] = match
            result.places.append(TextMatch(range: range, matched: match))
        }
        if !missing.isEmpty {
            let others = words.matches(
                in: text, 0..<text.count, among: beginnings(of: missing), known: result.whole)
            result.places = Self.merged(result.places, others)
        }
        return result
    }

    /// Where each of ``terms`` stands in ``documents``, read once for all of them.
    private mutating func readPositions() throws(IndexError) -> [TermPositions] {
        if let positions { return positions }
        var read: [TermPositions] = []
        for term in terms { read.append(try reader.positions(of: term.name, among: documents)) }
        positions = read
        return read
    }

    /// The offsets of the words at `positions`.
    private func ranges(of positions: [Int], in document: UInt32, _ text: Span<UInt8>) -> [Range<Int>] {
        let known = landmarks[document]
        var made = known
        let ranges = WordRanges.of(positions, in: text, &made) { !reader.deadline.hasPassed }
        if known == nil, let made { landmarks.keep(made, of: document) }
        return ranges
    }

    /// All that matches within a fragment of a text in which `found` was found.
    mutating func marks(in fragment: Range<Int>, of text: Span<UInt8>, _ found: Found) -> [TextMatch] {
        // A suspended compound may begin or end outside.
        func cut(_ offset: Int) -> Int {
            var space = offset - 1
            while space >= 0, text[space] > 0x20 { space -= 1 }
            return max(space, 0)
        }
        let start = fragment.lowerBound < 80 ? 0 : cut(fragment.lowerBound - 80)
        let end = fragment.upperBound + 80 > text.count ? text.count : cut(fragment.upperBound + 80)
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
