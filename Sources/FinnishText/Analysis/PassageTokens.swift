// SPDX-License-Identifier: GPL-3.0-or-later
public import Languages

/// The language that the words of a text are read in.
public enum ReadingLanguage: Hashable, Sendable {
    /// All in this one.
    case only(Language)
    /// Each passage, a line, in its own; one that does not tell is in the language of most of the text, or in `main` where
    /// that is known.
    case told(main: Language?)
}

/// The numbers of words of a text by the language they were read in.
public struct LanguageShares: Hashable, Sendable {
    /// The numbers of words, by language.
    public private(set) var words: [Language: Int] = [:]

    /// No words.
    public init() {}

    mutating func add(_ count: Int, of language: Language) {
        if count > 0 { words[language, default: 0] += count }
    }

    /// The language of the most words; Finnish where there are none, and before others where they are as many.
    public var main: Language {
        Language.allCases.max { (words[$0] ?? 0, order($1)) < (words[$1] ?? 0, order($0)) } ?? .finnish
    }

    private func order(_ language: Language) -> Int { Language.allCases.firstIndex(of: language) ?? 0 }

    /// The languages of a tenth of the words or of fifty, the most used first.
    public var told: [Language] {
        let all = words.values.reduce(0, +)
        return words.filter { $0.value >= 50 || $0.value * 10 >= all }
            .sorted { ($1.value, order($0.key)) < ($0.value, order($1.key)) }.map(\.key)
    }
}

/// The passages of a text with their languages: stretches of tokens.
struct PassageTokens {
    /// A stretch of tokens in one language.
    struct Passage {
        /// The index behind its last token.
        var end: Int
        /// Its language; nil until it is told.
        var language: Language?
    }

    private(set) var passages: [Passage] = []
    private(set) var shares = LanguageShares()

    /// Tells the languages of the lines in which `tokens` of `bytes` stand.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - tokens: Its tokens.
    ///   - main: The language of lines that do not tell; nil is that of most words of lines that do.
    ///   - vote: The vote of the token of this index.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [RawToken], main: Language?, vote: (Int) -> LanguageVote
    ) {
        var votes = LanguageVotes()
        var last: Language?
        var told = LanguageShares()
        func end(at index: Int, after start: Int) {
            let isHeader = unsafe MailHeaderLine.begins(bytes, at: tokens[start].start)
            let language = isHeader ? nil : votes.language(in: last ?? main)
            if let language { told.add(index - start, of: language) }
            if language != nil { last = language }
            votes = LanguageVotes()
            if let before = passages.last, before.language == language {
                passages[passages.count - 1].end = index
            } else {
                passages.append(Passage(end: index, language: language))
            }
        }
        var start = 0
        for index in tokens.indices {
            if index > start, unsafe Self.holdsLineEnd(bytes, tokens[index - 1].end, tokens[index].start) {
                end(at: index, after: start)
                start = index
            }
            votes.add(vote(index))
        }
        if start < tokens.count { end(at: tokens.count, after: start) }
        let fallback = main ?? told.main
        start = 0
        for index in passages.indices {
            let language = passages[index].language ?? fallback
            passages[index].language = language
            shares.add(passages[index].end - start, of: language)
            start = passages[index].end
        }
    }

    /// True if every passage is Finnish.
    var isFinnish: Bool { passages.allSatisfy { $0.language == .finnish } }

    @inline(__always)
    private static func holdsLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if unsafe bytes[index] == UInt8(ascii: "\n") { return true }
            index += 1
        }
        return false
    }
}
