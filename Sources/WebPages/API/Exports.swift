// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// Hits of a search for other programs: a table, and a feed of what is new.
struct Exports {
    private static let most = 1_000
    private static let newest = 30

    let state: SearchState
    let hakud: Hakud

    /// The hits as CSV (RFC 4180).
    func csv() async throws -> String {
        var all = state
        all.offset = 0
        let reply = try await hakud.ask([SearchPage.question(all, limit: Self.most, snippets: false)])[0]
        let columns = ["rank", "id", "title"] + SearchPage.shownFields
        var text = columns.joined(separator: ",") + "\r\n"
        for row in reply.rows { text += columns.map { Self.cell(row[$0]) }.joined(separator: ",") + "\r\n" }
        return text
    }

    /// A cell; a text that a spreadsheet would take for a formula is set off from it.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The hits whose files were modified last, as Atom (RFC 4287).
    ///
    /// - Parameters:
    ///   - base: The address of this server, without a path.
    ///   - title: The feed's title.
    /// - Returns: The feed.
    /// - Throws: ``WebError``.
    func atom(base: String, title: String) async throws -> String {
        var newest = state
        newest.sort = "-muokattu"
        newest.offset = 0
        var options = [("limit", String(Self.newest)), ("fields", "muokattu"), ("sort", "-muokattu")]
        if state.collapses { options.append(("collapse", "project")) }
        let reply = try await hakud.ask(.search, options, state.hakudQuery())
        let escape = EscapedScalars().escapeText
        let address = base + "/uutta.atom?" + state.form.text
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        text += "<id>\(escape(address))</id>\n<title>\(escape(title))</title>\n<author><name>haku</name></author>\n"
        text += "<link rel=\"self\" href=\"\(escape(address))\"/>\n"
        let days = reply.rows.map { Self.time($0["muokattu"]) }
        text += "<updated>\(days.first ?? Self.time(""))</updated>\n"
        for (row, day) in zip(reply.rows, days) {
            let link = base + Addresses.paper(row["id"])
            let title = row["title"].isEmpty ? row["id"] : row["title"]
            text += "<entry><id>\(escape(link))</id><title>\(escape(Self.printable(title)))</title>"
            text += "<link href=\"\(escape(link))\"/><updated>\(day)</updated>"
            let summary = row.marked("snippet")?.text ?? ""
            text += "<summary>\(escape(Self.printable(summary)))</summary></entry>\n"
        }
        return text + "</feed>\n"
    }

    /// A day and time of hakud's, `2026-11-29 12:00`, as RFC 3339 has it.
    private static func time(_ text: String) -> String {
        text.utf8.count == 16 ? text.prefix(10) + "T" + text.suffix(5) + ":00Z" : "1970-01-01T00:00:00Z"
    }

    /// `text` without what XML 1.0 does not allow.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }))
    }
}
