// SPDX-License-Identifier: GPL-3.0-or-later

/// Sentences that programs and libraries say in English, as errors and notes, and what they are in other languages.
///
/// Errors cross libraries, and the protocol, as English sentences with a code; the one who shows them to a person has them
/// translated here, last of all, so that logs and clients see English alone.
public struct SentenceTable: Sendable {
    /// The sentences by how much is told by them, so that `{}: {}` comes after all that say more.
    private let sentences: [Sentence]

    /// The same sentences by their names.
    private let table: MessageTable
    /// The names of the sentences by their English texts, with places.
    private let codes: [String: String]

    /// The sentences that haku, hakud and hakuweb say.
    public static let shipped = SentenceTable(own)

    private static let own = MessageTable(String(decoding: PackageResources.sentences_tsv, as: UTF8.self))

    /// The same sentences, of which `table` says some in another way, by their names.
    public static func shipped(replacing table: MessageTable) -> SentenceTable {
        SentenceTable(own.replacing(with: table))
    }

    /// The rows of `table`, each a sentence.
    public init(_ table: MessageTable) {
        self.table = table
        codes = table.keysByEnglish
        sentences = table.sentences.sorted {
            $0.length != $1.length ? $0.length > $1.length : $0.texts.lexicographicallyPrecedes($1.texts)
        }
    }

    /// The sentences `said`, each in the language; those that the table does not know as they came.
    ///
    /// - Complexity: O(sentences · length of `said`); nothing in English.
    public func translated(_ said: String, _ language: InterfaceLanguage) -> String {
        if language == .english || said.isEmpty { return said }
        return String(decoding: translated(Array(said.utf8)[...], language, depth: 0), as: UTF8.self)
    }

    /// The name of the sentence whose English text, with `{}` in the place of each value, is `template`; nil where there is none.
    public func code(ofTemplate template: String) -> String? { codes[template] }

    /// The sentence called `code`, about `values`, in the language; nil where there is none.
    public func sentence(_ code: String, _ values: [String], _ language: InterfaceLanguage) -> String? {
        table.template(code, language).map { Sentence.filled($0, values) }
    }

    /// True if the table knows all of `said`.
    public func knows(_ said: String) -> Bool {
        var rest = Array(said.utf8)[...]
        while !rest.isEmpty {
            guard let (_, _, length) = sentence(beginning: rest) else { return false }
            rest = rest.dropFirst(length).drop { $0 == 0x20 || $0 == 0x0A }
        }
        return true
    }

    private func sentence(beginning said: ArraySlice<UInt8>) -> (Sentence, [ArraySlice<UInt8>], Int)? {
        var other: (Sentence, [ArraySlice<UInt8>], Int)?
        for sentence in sentences {
            guard let (values, length) = sentence.match(said), length > 0 else { continue }
            // A value at the beginning that holds the end of a sentence may be that sentence, and this one the next.
            guard let first = values.first, first.startIndex == said.startIndex, Self.end(of: first) < first.endIndex
            else { return (sentence, values, length) }
            other = other ?? (sentence, values, length)
        }
        return other
    }

    private func translated(_ said: ArraySlice<UInt8>, _ language: InterfaceLanguage, depth: Int) -> [UInt8] {
        var result: [UInt8] = []
        var rest = said
        while !rest.isEmpty {
            if let (sentence, values, length) = sentence(beginning: rest) {
                // What a sentence is about may be a sentence: the cause behind a colon.
                let values = values.map { value in
                    let isSaid = depth < Self.deepest && value.contains(0x20)
                    let bytes = isSaid ? translated(value, language, depth: depth + 1) : Array(value)
                    return String(decoding: bytes, as: UTF8.self)
                }
                result += Sentence.filled(sentence.texts[language.column], values).utf8
                rest = rest.dropFirst(length)
            } else {
                let end = Self.end(of: rest)
                result += rest[..<end]
                rest = rest[end...]
            }
            let gap = rest.prefix { $0 == 0x20 || $0 == 0x0A }
            result += gap
            rest = rest.dropFirst(gap.count)
        }
        return result
    }

    /// The most levels of sentences within sentences.
    private static let deepest = 3

    /// Where the first sentence of `bytes` ends.
    private static func end(of bytes: ArraySlice<UInt8>) -> Int {
        var last: UInt8 = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte == 0x20 && (last == UInt8(ascii: ".") || last == UInt8(ascii: "?")) { return index }
            last = byte
        }
        return bytes.endIndex
    }
}
