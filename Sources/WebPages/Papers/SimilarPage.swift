// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of papers like one, and why they are.
struct SimilarPage {
    /// Fields by which papers can be compared.
    private static let bys = ["kohderyhmä", "tavoite", "toimintatapa", "tulos"]
    private static let most = 20

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let id = try page.needed("id")
        let by = page.form["kentta"].flatMap { Self.bys.contains($0) ? $0 : nil }
        let elsewhere = page.form["muualla"] == "1"
        var options = [("limit", String(Self.most)), ("passages", "yes")]
        if let by { options.append(("by", by)) }
        if elsewhere { options.append(("elsewhere", "yes")) }
        async let shown = page.hakud.ask(.show, [], id)
        let reply = try await page.hakud.ask(.similar, options, id)
        let title = Fields(try await shown).values(of: "otsikko").first ?? id
        var values = page.values(title: page.text("similarHeading") + " " + title + " – haku")
        values["heading"] = page.text("similarHeading")
        values["paper"] = Addresses.paper(id)
        values["graph"] = Addresses.graph(of: id)
        values["paperTitle"] = title
        values["id"] = id
        values["elsewhere"] = elsewhere
        values["notes"] = page.notes(of: reply)
        values["bys"] =
            [["key": "", "name": page.text("byAll"), "isChosen": by == nil]]
            + Self.bys.map { ["key": $0, "name": page.text("by." + $0), "isChosen": $0 == by] as [String: Any] }
        values["hits"] = Self.hits(reply.rows, id)
        return values
    }

    private static func hits(_ rows: [Row], _ id: String) -> [[String: Any]] {
        var reasons: [Int: [[String: Any]]] = [:]
        for row in rows where row.kind == .reason {
            reasons[row.value("rank").asInteger ?? 0, default: []].append([
                "word": row["word"], "own": Markup(row, "own"), "other": Markup(row, "other"),
            ])
        }
        return rows.filter { $0.kind != .reason }.map { row in
            let own = reasons[row.value("rank").asInteger ?? 0] ?? []
            return [
                "title": row["title"].isEmpty ? row["id"] : row["title"], "address": Addresses.paper(row["id"]),
                "why": row.list("why").joined(separator: ", "), "reasons": own, "hasReasons": !own.isEmpty,
                "compare": Addresses.comparison(id, row["id"]),
            ]
        }
    }
}
