// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of two papers side by side.
struct ComparePage {
    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let (first, second) = (try page.needed("a"), try page.needed("b"))
        async let shown = (page.hakud.ask(.show, [], first), page.hakud.ask(.show, [], second))
        let reply = try await page.hakud.ask(.compare, [], Self.quoted(first) + " " + Self.quoted(second))
        let papers = try await shown
        var values = page.values(title: page.text("compareHeading") + " – haku")
        values["first"] = Self.paper(papers.0, first)
        values["second"] = Self.paper(papers.1, second)
        values["rows"] = reply.rows.map { row in
            let isSame = row.marked("first")?.text == row.marked("second")?.text
            return [
                "field": page.name(ofField: row["field"]), "own": value(row, "first", isSame: isSame),
                "other": value(row, "second", isSame: isSame),
            ] as [String: Any]
        }
        return values
    }

    /// The value in the column `name` of `row` with what both papers share marked; days, sums and the like as the language
    /// writes them, which are the same or not.
    private func value(_ row: Row, _ name: String, isSame: Bool) -> Markup {
        let text = row.marked(name)?.text ?? row[name]
        let shown = page.shown(text, of: row["field"])
        if shown == text { return Markup(row, name) }
        return Markup(shown, marked: isSame ? [0..<shown.utf8.count] : [])
    }

    private static func paper(_ reply: Reply, _ id: String) -> [String: Any] {
        ["title": Fields(reply).values(of: "otsikko").first ?? id, "address": Addresses.paper(id)]
    }

    /// The id as COMPARE takes it.
    static func quoted(_ id: String) -> String {
        "\""
            + id.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }
}
