// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of a paper: its fields, its text, papers like it.
struct PaperPage {
    private static let mostSimilar = 5
    /// The part of the address with which the table of repairs is open.
    private static let judging = "arvio"
    /// The views of a text, as the address has them, with the messages of links to them.
    private static let views = [
        (name: "", message: "showRepaired"), (name: "alkuperainen", message: "showOriginal"),
        (name: "rinnakkain", message: "showBeside"),
    ]

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let asked = try page.needed("id")
        let view = Self.views.first { $0.name == page.form["teksti"] }?.name ?? ""
        let from = max(1, Int(page.form["rivi"] ?? "") ?? 1)
        let shown = try await page.hakud.ask(.show, [], asked)
        let id = shown["id"] ?? asked
        async let similar = page.hakud.ask(.similar, [("limit", String(Self.mostSimilar))], id)
        async let mayJudge = page.mayJudgeRepairs()
        let query = page.form.query
        let text = PaperText(page: page, id: id, query: query, view: view, from: from)
        async let textValues = text.values()
        let fields = Fields(shown)
        let title = fields.values(of: "otsikko").first ?? id
        var values = page.values(title: title + " – haku", query: query)
        values["heading"] = title
        values["id"] = id
        values["isOriginal"] = view == "alkuperainen"
        values["views"] = views(
            of: id, query, but: view, isRepaired: (fields.values(of: "korjaukset").first ?? "0") != "0")
        values["graph"] = Addresses.graph(of: id)
        if !page.site.documents.isEmpty { values["file"] = Addresses.file(id) }
        values["fields"] = fields.shown(page)
        values.merge(try await textValues) { $1 }
        values["mayJudge"] = try await mayJudge
        // Whoever has judged a repair comes back to the table.
        values["isJudging"] = page.form[Self.judging] != nil
        var here = page.form
        if here[Self.judging] == nil { here.add(Self.judging, "1") }
        values["here"] = page.path + "?" + here.text + "#korjaukset"
        values["reference"] = Self.reference(title, fields, id)
        values["allSimilar"] = Addresses.similar(to: id)
        let others = try await similar
        values["similarNotes"] = page.notes(of: others)
        values["similar"] = others.rows.map { row in
            [
                "title": row["title"].isEmpty ? row["id"] : row["title"], "address": Addresses.paper(row["id"]),
                "why": row.list("why").joined(separator: ", "), "hasWhy": !row.list("why").isEmpty,
                "compare": Addresses.comparison(id, row["id"]),
            ] as [String: Any]
        }
        return values
    }

    /// Links to the other views of the text; none where all would show the same.
    private func views(of id: String, _ query: String, but view: String, isRepaired: Bool) -> [[String: Any]] {
        guard isRepaired || !view.isEmpty else { return [] }
        return Self.views.filter { $0.name != view }.enumerated().map { place, other in
            [
                "address": Addresses.paper(id, marking: query) + (other.name.isEmpty ? "" : "&teksti=" + other.name),
                "name": page.text(other.message), "dot": place > 0 ? " · " : "",
            ]
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
