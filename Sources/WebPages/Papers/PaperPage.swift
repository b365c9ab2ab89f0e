// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of a paper: its fields, its text, papers like it.
struct PaperPage {
    /// The lines of a page.
    private static let mostLines = 300
    private static let mostSimilar = 5

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let asked = try page.needed("id")
        let isOriginal = page.form["teksti"] == "alkuperainen"
        let from = max(1, Int(page.form["rivi"] ?? "") ?? 1)
        let shown = try await page.hakud.ask(.show, [], asked)
        let id = shown["id"] ?? asked
        async let similar = page.hakud.ask(.similar, [("limit", String(Self.mostSimilar))], id)
        var options = [("from", String(from)), ("lines", String(Self.mostLines + 1))]
        if isOriginal { options.append(("original", "yes")) }
        let text = try await page.hakud.ask(.text, options, id)
        let fields = Fields(shown)
        let title = fields.values(of: "otsikko").first ?? id
        var values = page.values(title: title + " – haku")
        values["heading"] = title
        values["id"] = id
        values["isOriginal"] = isOriginal
        values["hasRepairs"] = fields.values(of: "korjaukset").first.map { $0 != "0" } ?? false
        let address = Addresses.paper(id)
        values["original"] = address + "&teksti=alkuperainen"
        values["repaired"] = address
        values["fields"] = fields.shown(page)
        values["pages"] = Self.pages(text.rows.prefix(Self.mostLines))
        let kept = address + (isOriginal ? "&teksti=alkuperainen" : "") + "&rivi="
        if from > 1 { values["previous"] = kept + String(max(1, from - Self.mostLines)) }
        if text.rows.count > Self.mostLines { values["next"] = kept + String(from + Self.mostLines) }
        values["reference"] = Self.reference(title, fields, id)
        values["allSimilar"] = Addresses.similar(to: id)
        let others = try await similar
        values["similarNotes"] = page.said(others["note"])
        values["similar"] = others.rows.map { row in
            [
                "title": row["title"].isEmpty ? row["id"] : row["title"], "address": Addresses.paper(row["id"]),
                "why": row.list("why").joined(separator: ", "), "hasWhy": !row.list("why").isEmpty,
                "compare": Addresses.comparison(id, row["id"]),
            ] as [String: Any]
        }
        return values
    }

    /// Lines by the pages that they stand on.
    private static func pages(_ rows: some Sequence<Row>) -> [[String: Any]] {
        var pages: [(page: Int?, lines: [[String: Any]])] = []
        for row in rows {
            let number = row.number("page").map { Int($0) }
            if pages.isEmpty || pages[pages.count - 1].page != number { pages.append((number, [])) }
            pages[pages.count - 1].lines.append(["number": row["number"], "text": row["text"]])
        }
        return pages.map { page in
            var values: [String: Any] = ["lines": page.lines]
            if let number = page.page { values["page"] = String(number) }
            return values
        }
    }

    /// A line that names the paper in another one.
    private static func reference(_ title: String, _ fields: Fields, _ id: String) -> String {
        var parts = [title]
        if let code = fields.values(of: "koodi").first { parts.append(code) }
        if let owner = fields.values(of: "toteuttaja").first { parts.append(owner) }
        let years = SearchPage.years(fields.values(of: "vuosi"))
        if !years.isEmpty { parts.append(years) }
        return parts.joined(separator: ". ") + ". " + id
    }
}
