// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import Mustache

/// A hit for the template of a search, which asks for its values by name: a dictionary of them would cost as much as all
/// that is in it.
struct Hit: MustacheParent {
    private let id: String
    private let title: String
    private let facts: String
    private let snippet: MarkedText
    private let address: String
    private let similar: String
    /// The address of its file; nil where no files are served.
    private let file: String?
    private let copies: [String]

    /// The hit of `row`, one of SEARCH for `query`.
    init(_ row: Row, of query: String, on page: PageRequest) {
        id = row["id"]
        let title = row["title"]
        self.title = title.isEmpty ? id : title
        facts = Self.facts(row, page)
        snippet = MarkedText(row, "snippet")
        address = Addresses.paper(id, marking: query)
        similar = Addresses.similar(to: id)
        file = page.site.documents.isEmpty ? nil : Addresses.file(id, page: row.number("page").map { Int($0) })
        copies = row.list("copies")
    }

    private static func facts(_ row: Row, _ page: PageRequest) -> String {
        var facts = SearchPage.shownFields.compactMap { name -> String? in
            let values = row.list(name)
            if values.isEmpty { return nil }
            if name == "vuosi" { return SearchPage.years(values) }
            if name == "rahoitus" { return values.first.map { page.shown($0, of: name) } }
            return values.prefix(3).joined(separator: ", ") + (values.count > 3 ? " …" : "")
        }
        if let number = row.number("page") { facts.append(page.text("page").lowercased() + " \(Int(number))") }
        if !row[RowKind.cell].isEmpty { facts.append(row[RowKind.cell]) }
        return facts.joined(separator: " · ")
    }

    func child(named name: String) -> Any? {
        switch name {
        case "id": ShownText(id)
        case "title": ShownText(title)
        case "facts": ShownText(facts)
        case "address": ShownText(address)
        case "similar": ShownText(similar)
        // What is false is found here; what is nil would be looked for in the whole page.
        case "snippet": if snippet.isEmpty { false } else { snippet }
        case "file": if let file { ShownText(file) } else { false }
        case "hasCopies": !copies.isEmpty
        case "copies": copies
        default: nil
        }
    }
}
