// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts in each language: the rows of a table of lines of key, Finnish, Swedish and English, parted by tabs.
///
/// In texts `{}` is the place of the next value, and `{1}`, `{2}` … those of values by their number, where a language has
/// them in another order; `\n` is a line end. `#` begins a remark.
public struct MessageTable: Sendable {
    private var rows: [String: [String]]

    /// The help of the programs' commands and options, by their names.
    public static let help = MessageTable(String(decoding: PackageResources.help_tsv, as: UTF8.self))

    /// The messages of the tables `texts`; of two rows with one key the later counts.
    public init(_ texts: String...) {
        var rows: [String: [String]] = [:]
        for line in texts.joined(separator: "\n").split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 4 else { continue }
            rows[String(cells[0])] = cells.dropFirst().map { String($0).replacing("\\n", with: "\n") }
        }
        self.rows = rows
    }

    /// The table with the texts of `other` for the keys that it has, too.
    func replacing(with other: MessageTable) -> MessageTable {
        var table = self
        table.rows.merge(other.rows.filter { rows[$0.key] != nil }) { $1 }
        return table
    }

    /// The text of `key` with `values` in their places; the key itself where the table lacks it.
    public func text(_ key: String, _ language: InterfaceLanguage, _ values: String...) -> String {
        template(key, language).map { Sentence.filled($0, values) } ?? key
    }

    /// The text of `key` with its places; nil where the table lacks it.
    public func template(_ key: String, _ language: InterfaceLanguage) -> String? { rows[key]?[language.column] }

    /// The keys of the table.
    public var keys: [String] { rows.keys.sorted() }

    /// The keys of the rows by their English texts.
    var keysByEnglish: [String: String] {
        Dictionary(rows.map { ($0.value[InterfaceLanguage.english.column], $0.key) }) { min($0, $1) }
    }

    /// The texts of each row by language, with places, for a table of sentences.
    var sentences: [Sentence] { rows.values.map { Sentence(texts: $0) } }
}

extension InterfaceLanguage {
    /// The place of the language's texts in a row.
    var column: Int {
        switch self {
        case .finnish: 0
        case .swedish: 1
        case .english: 2
        }
    }
}
