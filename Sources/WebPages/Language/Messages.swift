// SPDX-License-Identifier: GPL-3.0-or-later

/// The texts of the pages in each language: the rows of `Resources/messages.tsv`.
struct Messages: Sendable {
    /// The table's rows: a key, and the text of each language. Rows whose key begins with `~` are sentences of hakud, which
    /// speaks English: the English text tells which one it is, and `{}` stands for what it is about.
    private let rows: [String: [String]]
    private let sentences: [Sentence]

    /// The messages that come with the program.
    static let shipped = Messages(String(decoding: PackageResources.messages_tsv, as: UTF8.self))

    /// The messages of a table: lines of key, Finnish, Swedish and English, parted by tabs; `#` begins a remark.
    init(_ table: String) {
        var rows: [String: [String]] = [:]
        var sentences: [Sentence] = []
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 4 else { continue }
            if cells[0].hasPrefix("~") {
                sentences.append(Sentence(texts: Array(cells.dropFirst())))
            } else {
                rows[cells[0]] = Array(cells.dropFirst())
            }
        }
        self.rows = rows
        self.sentences = sentences
    }

    /// The text of `key` with `values` in the places of its `{}`; the key itself where the table lacks it.
    func text(_ key: String, _ language: InterfaceLanguage, _ values: String...) -> String {
        guard let row = rows[key] else { return key }
        return Sentence.filled(row[Self.column(of: language)], values)
    }

    /// All texts of a language by their keys, for a template.
    func all(_ language: InterfaceLanguage) -> [String: String] { rows.mapValues { $0[Self.column(of: language)] } }

    /// The keys of the table.
    var keys: [String] { rows.keys.sorted() }

    /// The sentences of hakud `said`, in the language; those that the table does not know as they came.
    func translated(_ said: String, _ language: InterfaceLanguage) -> String {
        if language == .english { return said }
        var result: [String] = []
        var rest = said[...]
        while !rest.isEmpty {
            if let (text, length) = sentences.lazy.compactMap({ $0.match(rest, Self.column(of: language)) }).first {
                result.append(text)
                rest = rest.dropFirst(length)
            } else {
                let end = rest.firstRange(of: ". ")?.upperBound ?? rest.endIndex
                result.append(String(rest[..<end].trimmed))
                rest = rest[end...]
            }
            rest = rest.drop { $0 == " " }
        }
        return result.joined(separator: " ")
    }

    private static func column(of language: InterfaceLanguage) -> Int {
        switch language {
        case .finnish: 0
        case .swedish: 1
        case .english: 2
        }
    }
}

/// A sentence of hakud in each language, with `{}` for what it is about.
private struct Sentence: Sendable {
    let texts: [String]

    /// The sentence in the language of `column`, if `said` begins with it in English, and how many characters it takes.
    func match(_ said: Substring, _ column: Int) -> (text: String, length: Int)? {
        let parts = Self.parts(of: texts[2])
        guard said.hasPrefix(parts[0]) else { return nil }
        var values: [String] = []
        var rest = said.dropFirst(parts[0].count)
        for part in parts.dropFirst() {
            if part.isEmpty {
                values.append(String(rest))
                rest = rest[rest.endIndex...]
            } else {
                guard let found = rest.firstRange(of: part) else { return nil }
                values.append(String(rest[..<found.lowerBound]))
                rest = rest[found.upperBound...]
            }
        }
        return (Self.filled(texts[column], values), said.count - rest.count)
    }

    static func filled(_ text: String, _ values: [String]) -> String {
        var left = values[...]
        let parts = parts(of: text)
        return parts.dropFirst().reduce(into: parts[0]) { $0 += (left.popFirst() ?? "") + $1 }
    }

    private static func parts(of text: String) -> [String] {
        text.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
    }
}

extension Substring {
    /// The text without spaces around it.
    var trimmed: Substring {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return start }
        return start[...last]
    }
}
