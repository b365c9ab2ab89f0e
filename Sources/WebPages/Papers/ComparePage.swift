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
            [
                "field": page.name(ofField: row["field"]), "own": MarkedText(row, "first"),
                "other": MarkedText(row, "second"),
            ] as [String: Any]
        }
        return values
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
