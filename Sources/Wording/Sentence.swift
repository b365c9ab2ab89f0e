// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence in each language, with places for what it is about.
struct Sentence: Sendable {
    /// The texts by the column of their language.
    let texts: [String]
    /// The bytes of the English one between its places.
    private let parts: [[UInt8]]
    /// The bytes of the English text without its places: the more, the surer a sentence is told from others.
    let length: Int

    /// A sentence of these texts.
    init(texts: [String]) {
        self.texts = texts
        parts = texts[InterfaceLanguage.english.column].split(separator: "{}", omittingEmptySubsequences: false)
            .map { Array($0.utf8) }
        length = parts.reduce(0) { $0 + $1.count }
    }

    /// The values in the sentence, if `said` begins with it in English, and how many bytes it takes. A value ends within
    /// the sentence; at the sentence's end it takes all there is.
    func match(_ said: ArraySlice<UInt8>) -> (values: [ArraySlice<UInt8>], length: Int)? {
        guard said.starts(with: parts[0]) else { return nil }
        var values: [ArraySlice<UInt8>] = []
        var rest = said.dropFirst(parts[0].count)
        for (index, part) in parts.enumerated().dropFirst() {
            if part.isEmpty, index == parts.count - 1 {
                values.append(rest)
                rest = []
            } else {
                guard let place = Self.place(of: part, in: rest) else { return nil }
                values.append(rest[..<place])
                rest = rest[(place + part.count)...]
            }
        }
        // The sentence is over: at the end of all, or before the next one.
        guard rest.isEmpty || rest.first == 0x20 || rest.first == 0x0A else { return nil }
        return (values, said.count - rest.count)
    }

    /// Where `part` stands first in `bytes`.
    private static func place(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = part.first, bytes.count >= part.count else { return nil }
        var place = bytes.startIndex
        while let found = bytes[place...].firstIndex(of: first) {
            if bytes[found...].starts(with: part) { return found }
            place = found + 1
        }
        return nil
    }

    /// `text` with `values` in the places of its `{}`, and of its `{1}` …
    static func filled(_ text: String, _ values: [String]) -> String {
        var result = ""
        var next = 0
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let number = rest[rest.index(after: open)..<close]
            guard number.allSatisfy(\.isNumber) else {
                result += rest[...open]
                rest = rest[rest.index(after: open)...]
                continue
            }
            let index = Int(number).map { $0 - 1 } ?? next
            if number.isEmpty { next += 1 }
            result += rest[..<open] + (values.indices.contains(index) ? values[index] : "")
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
