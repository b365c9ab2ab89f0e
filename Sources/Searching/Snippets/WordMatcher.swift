// SPDX-License-Identifier: GPL-3.0-or-later
public import Deadlines

/// Which of a query's words a word form of a text is.
public struct MatchedWord: Hashable, Sendable {
    /// The index of the query's word.
    public var word: Int
    /// The value of the match: 1 for a whole word, less for a part of a compound.
    public var weight: Double = 1
}

/// A place of a text where a form of a query's word stands.
public struct TextMatch: Hashable, Sendable {
    /// Half-open UTF-8 offsets of the text.
    public var range: Range<Int>
    /// Which word stands there.
    public var matched: MatchedWord
}

/// Finds a query's words in texts by one cheap pass over the bytes; each distinct word form is judged once.
///
/// Keep one for a query and use it for all its hits: word forms that were judged are remembered by a 64-bit hash.
public struct WordMatcher {
    let judge: (String) -> MatchedWord?
    /// The query's words in lower case, for ``SuspendedMatches``.
    let words: [[UInt8]]
    /// Beginnings of words that the query asks for, in lower case, for the same.
    let prefixes: [[UInt8]]
    /// The moment from which on texts are not read to their ends: what is found then is not all.
    public var deadline = Deadline.never
    private var known: [UInt64: MatchedWord?] = [:]
    var knownSuspended: [UInt64: MatchedWord?] = [:]

    /// A matcher that asks `judge` which of the query's words a word form is; nil is none of them.
    ///
    /// - Parameters:
    ///   - words: the query's words. Suspended compounds (`työ- ja toimintakyky`) are put together, and judged, only
    ///     where they begin like one of these; where there are none, always, which costs a dozen judgements each.
    ///   - prefixes: beginnings of words that the query asks for.
    ///   - judge: asked once for every distinct word form, as it is written in the text.
    public init(words: [String] = [], prefixes: [String] = [], judge: @escaping (String) -> MatchedWord?) {
        self.words = words.map { Array($0.lowercased().utf8) }
        self.prefixes = prefixes.map { Array($0.lowercased().utf8) }
        self.judge = judge
    }

    /// Where words of the query stand in `text`, by rising offset, without overlaps.
    ///
    /// A suspended compound (`työ- ja toimintakyvyn`, `monialainen ja -ammatillinen`) that means a word of the query
    /// is one match from its first word to its last; where the whole one of the two is a match itself, the other one
    /// is a match of its own. Linear in the text's length.
    public mutating func matches(in text: String) -> [TextMatch] {
        var text = text
        return text.withUTF8 { bytes in unsafe matches(in: bytes.span, 0..<bytes.count, among: nil, known: [:]) }
    }

    /// The same within `range` of a text's bytes. Judged are words that pass `beginnings`, but for those that are `known`
    /// by the offset they begin at.
    mutating func matches(
        in bytes: Span<UInt8>, _ range: Range<Int>, among beginnings: Beginnings?, known: [Int: MatchedWord]
    ) -> [TextMatch] {
        var result: [TextMatch] = []
        var suspended = SuspendedMatches()
        var index = range.lowerBound
        var count = 0
        while let word = WordScan.next(bytes, from: index), word.lowerBound < range.upperBound {
            count += 1
            if count % Self.wordsBetweenLooks == 0, deadline.hasPassed { break }
            index = word.upperBound
            let own: MatchedWord?
            if WordScan.hangsAfter(bytes, word.upperBound) || WordScan.hangsBefore(bytes, word.lowerBound) {
                // What is known may be said of the compound that it is half of.
                own = matched(bytes, word)
            } else if let match = known[word.lowerBound] {
                own = match
            } else {
                own = beginnings?.mayMatch(bytes, word) ?? true ? matched(bytes, word) : nil
            }
            if let own { result.append(TextMatch(range: word, matched: own)) }
            suspended.take(word, own: own, of: bytes, for: &self, into: &result)
        }
        return result
    }

    /// New words take some 50 µs each, others a tenth of one.
    private static let wordsBetweenLooks = 256

    private mutating func matched(_ bytes: Span<UInt8>, _ range: Range<Int>) -> MatchedWord? {
        let hash = WordScan.hash(bytes, range)
        if let answer = known[hash] { return answer }
        let answer = judge(WordScan.string(bytes, range))
        known[hash] = .some(answer)
        return answer
    }
}
