// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A hit of a search as its page shows it.
struct Hit {
    private let id: String
    private let title: String
    private let facts: String
    private let snippet: Markup
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
        snippet = Markup(row, "snippet")
        address = Addresses.paper(id, marking: query)
        similar = Addresses.similar(to: id)
        file = page.site.documents.isEmpty ? nil : Addresses.file(id, page: row.number("page").map { Int($0) })
        copies = row.list("copies")
    }

    /// Adds the hit to those of `page`.
    func add(to list: inout Markup, on page: PageRequest) {
        let shape = (snippet.isNull ? "" : "snippet ") + (file == nil ? "" : "file")
        page.site.templates.row("hit", about: shape, page.language) { places in
            [
                "address": places[0], "title": places[1], "facts": places[2],
                "snippet": snippet.isNull ? false as Any : places[3], "file": file == nil ? false as Any : places[4],
                "similar": places[5], "id": places[6], "copies": places[7],
            ]
        }.add(
            to: &list,
            [
                Markup(escaping: address), Markup(escaping: title), Markup(escaping: facts), snippet,
                Markup(escaping: file ?? ""), Markup(escaping: similar), Markup(escaping: id), listedCopies(page),
            ])
    }

    private func listedCopies(_ page: PageRequest) -> Markup {
        if copies.isEmpty { return Markup() }
        return Markup(rendered: page.site.templates.page("copies", ["copies": copies], page.language))
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
}
