// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of the repairs of all papers that are least sure.
struct RepairsPage {
    /// The most repairs on the page: with their lines they have to fit a page of bounded size.
    private static let most = 60
    /// The confidences, in per cent, below which repairs are shown.
    private static let bounds = [50, 70, 90, 100]

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let below = page.form["alle"].flatMap { Int($0) }.flatMap { Self.bounds.contains($0) ? $0 : nil } ?? 90
        async let mayJudge = page.mayJudgeRepairs()
        let share = below == 100 ? "1" : "0.\(below)"
        let reply = try await page.hakud.ask(.repairs, [("below", share), ("limit", String(Self.most))])
        var values = page.values(title: page.text("doubtfulHeading") + " – haku")
        values["bounds"] = Self.bounds.map { ["value": String($0), "isChosen": $0 == below] as [String: Any] }
        values["numbers"] = FrontPage.repaired(reply, page)
        values["repairs"] = reply.rows.map(Self.row)
        values["isEmpty"] = reply.rows.isEmpty
        values["isFull"] = reply.rows.count == Self.most
        values["mayJudge"] = try await mayJudge
        values["here"] = page.path + "?alle=\(below)"
        return values
    }

    private static func row(_ row: Row) -> [String: Any] {
        let (id, line) = (row["id"], row.value("line").asInteger ?? 1)
        return JudgedRepair(
            original: row["original"], repaired: row["repaired"], confidence: row.number("confidence") ?? 0,
            line: String(line),
            address: Addresses.paper(id) + (line > PaperText.mostLines ? "&rivi=\(line)" : "") + "#r\(line)",
            document: row["title"].isEmpty ? id : row["title"], around: row["text"]
        ).values
    }
}

extension PageRequest {
    /// True if hakud lets its clients judge repairs.
    func mayJudgeRepairs() async throws -> Bool {
        switch try await hakud.ask(.hello).value("verbs") {
        case .list(let verbs)?: verbs.contains(Verb.confirm.rawValue)
        case .text(let text)?: text.split(separator: ",").contains { $0 == Verb.confirm.rawValue }
        default: false
        }
    }
}
