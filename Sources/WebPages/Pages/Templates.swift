// SPDX-License-Identifier: GPL-3.0-or-later
internal import Mustache
internal import Wording

/// The pages' templates, in each language. All that is put into them is escaped.
struct Templates: Sendable {
    private let libraries: [InterfaceLanguage: MustacheLibrary]
    private let rows = PreparedRows()

    /// The templates that come with the program.
    static let shipped: Templates = {
        MustacheContentTypes.register(EscapedScalars(), named: "SCALARS")
        return Templates(
            libraries: Dictionary(uniqueKeysWithValues: InterfaceLanguage.allCases.map { ($0, library($0)) }))
    }()

    private static func library(_ language: InterfaceLanguage) -> MustacheLibrary {
        var library = MustacheLibrary()
        do {
            for (name, text) in sources {
                try library.register(translated(String(decoding: text, as: UTF8.self), language), named: name)
            }
        } catch {
            preconditionFailure("a template cannot be read: \(error)")
        }
        return library
    }

    /// The template `text` with the messages that it names by `{{t.key}}`: the engine would look each of them up anew for
    /// each page and row.
    private static func translated(_ text: String, _ language: InterfaceLanguage) -> String {
        text.replacing(/\{\{t\.([^}]+)\}\}/) { match in
            EscapedScalars().escapeText(MessageTable.pages.text(String(match.output.1), language))
        }
    }

    /// The templates by their names.
    static var sources: [(String, [UInt8])] {
        [
            ("layout", PackageResources.layout_mustache), ("front", PackageResources.front_mustache),
            ("search", PackageResources.search_mustache), ("paper", PackageResources.paper_mustache),
            ("similar", PackageResources.similar_mustache), ("compare", PackageResources.compare_mustache),
            ("error", PackageResources.error_mustache), ("map", PackageResources.map_mustache),
            ("timeline", PackageResources.timeline_mustache), ("graph", PackageResources.graph_mustache),
            ("repairs", PackageResources.repairs_mustache), ("doubtful", PackageResources.doubtful_mustache),
            ("bar", PackageResources.bar_mustache), ("entry", PackageResources.entry_mustache),
            ("languages", PackageResources.languages_mustache), ("sorts", PackageResources.sorts_mustache),
            ("years", PackageResources.years_mustache), ("hit", PackageResources.hit_mustache),
            ("copies", PackageResources.copies_mustache), ("marked", PackageResources.marked_mustache),
        ]
    }

    /// The page `name` in a language with `values` in it.
    func page(_ name: String, _ values: [String: Any], _ language: InterfaceLanguage) -> String {
        libraries[language]?.render(values, withTemplate: name) ?? ""
    }

    /// The row of the template `name` in a language about `value`, which is rendered once: `values` has the values of the
    /// template, with ``PreparedRow/places`` where pages differ.
    func row(
        _ name: String, about value: String, _ language: InterfaceLanguage, _ values: ([String]) -> [String: Any]
    ) -> PreparedRow {
        rows.row(name, value, language) { page(name, values(PreparedRow.places), language) }
    }
}

/// Escapes by Unicode scalars, as browsers read a page. A quotation mark under a combining mark is one character to Swift,
/// and would be no quotation mark; to a browser it ends an attribute.
struct EscapedScalars: MustacheContentType {
    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.isEscaped($0) }) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}
