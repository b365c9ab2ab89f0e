// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A stretch of a paper's text: its lines with what was searched for and what was repaired in them.
struct PaperText {
    /// The lines of a page.
    static let mostLines = 300
    /// The lines with matches that are listed.
    private static let mostMatches = 60

    let page: PageRequest
    /// The paper.
    let id: String
    /// The query whose words are marked; empty for none.
    let query: String
    /// The text as it came (`alkuperainen`), both side by side (`rinnakkain`), or else the repaired one.
    let view: String
    /// The first line.
    let from: Int

    /// The text for the template of a paper.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        async let matching = matchingLines()
        async let original = originalLines()
        let reply = try await ask([("from", String(from)), ("lines", String(Self.mostLines + 1))])
        var lines: [MarkedLine] = []
        for row in reply.rows {
            if row.kind == .line {
                lines.append(MarkedLine(row))
            } else if !lines.isEmpty {
                lines[lines.count - 1].repairs.append(MarkedLine.Repair(row))
            }
        }
        let isMore = lines.count > Self.mostLines
        lines = Array(lines.prefix(Self.mostLines))
        var values: [String: Any] = ["pages": pages(lines), "query": query]
        let beside = try await original
        values["hasBeside"] = !beside.isEmpty
        if !beside.isEmpty { values["besides"] = beside.map { ["text": $0["text"]] } }
        if from > 1 { values["previous"] = address(of: max(1, from - Self.mostLines)) }
        if isMore { values["next"] = address(of: from + Self.mostLines) }
        let found = try await matching
        values["matching"] = found.map { row in
            let number = Int(row["number"]) ?? 1
            let isHere = from..<(from + Self.mostLines) ~= number
            return [
                "address": (isHere ? "" : address(of: max(1, number - 5))) + "#r\(number)",
                "pieces": Markup(row, "text"), "number": String(number),
            ] as [String: Any]
        }
        values["hasMatching"] = !found.isEmpty
        values["matchingMore"] = found.count == Self.mostMatches
        let repairs = Self.repairs(of: lines)
        values["repairs"] = repairs.map(\.values)
        values["hasRepairRows"] = !repairs.isEmpty
        return values
    }

    private func matchingLines() async throws -> [Row] {
        if query.isEmpty { return [] }
        let lines = String(Self.mostMatches)
        return try await ask([("matching", "yes"), ("lines", lines)], withRepairs: false).rows
    }

    /// The same lines as they came, where both are asked for. Where repair joined lines, they stand further down.
    private func originalLines() async throws -> [Row] {
        guard view == "rinnakkain" else { return [] }
        let options = [("from", String(from)), ("lines", String(Self.mostLines)), ("original", "yes")]
        return try await page.hakud.ask(.text, options, id).rows
    }

    /// Asks for lines; where the query cannot be read, for the same without marks.
    private func ask(_ own: [(String, String)], withRepairs: Bool = true) async throws -> Reply {
        var options = own
        if view == "alkuperainen" {
            options.append(("original", "yes"))
        } else if withRepairs {
            options.append(("repairs", "yes"))
        }
        if query.isEmpty { return try await page.hakud.ask(.text, options, id) }
        do {
            return try await page.hakud.ask(.text, options + [("query", query)], id)
        } catch let error as WebError where error.status == 400 || error.status == 422 {
            return try await page.hakud.ask(.text, options.filter { $0.0 != "matching" }, id)
        }
    }

    /// Lines by the pages that they stand on.
    private func pages(_ lines: [MarkedLine]) -> [[String: Any]] {
        var pages: [(page: Int?, lines: [[String: Any]])] = []
        for line in lines {
            if pages.isEmpty || pages[pages.count - 1].page != line.page { pages.append((line.page, [])) }
            pages[pages.count - 1].lines.append(line.values { page.text("repairHint", $0.original) })
        }
        return pages.map { part in
            var values: [String: Any] = ["lines": part.lines]
            if let number = part.page {
                values["page"] = String(number)
                if !page.site.documents.isEmpty { values["file"] = Addresses.file(id, page: number) }
            }
            return values
        }
    }

    /// The repairs of lines for the table that judges them, the least sure first.
    private static func repairs(of lines: [MarkedLine]) -> [JudgedRepair] {
        let repairs = lines.flatMap { line in
            line.repairs.map { made in
                JudgedRepair(
                    original: made.original, repaired: made.repaired, confidence: made.confidence,
                    isRefused: made.isRefused, isConfirmed: made.isConfirmed, line: line.number,
                    address: "#r" + line.number)
            }
        }
        return repairs.enumerated().sorted { ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset) }
            .map(\.element)
    }

    /// The address of the same text from another line on.
    private func address(of line: Int) -> String {
        Addresses.paper(id, marking: query) + (view.isEmpty ? "" : "&teksti=" + FormQuery.encoded(view))
            + "&rivi=\(line)"
    }
}
