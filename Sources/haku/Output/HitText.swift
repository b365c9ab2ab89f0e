// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import ProgramOptions

/// Hits as a person reads them.
struct HitText {
    /// The colours, and the width of the terminal.
    let palette: Palette

    /// The hits of SEARCH: rank and title, then id, page and cell, then where the words stand.
    func writeSearch(_ reply: Reply, to output: inout Standard.Output) throws {
        try writeHits(reply, to: &output) { hit, margin in
            var lines: [String] = []
            let (page, cell) = (hit["page"], hit[RowKind.cell])
            let isPaged = !page.isEmpty && hit["url"].lowercased().hasSuffix(".pdf")
            let place = link(hit, fragment: isPaged ? "#page=" + page : "")
            lines.append(
                String(repeating: " ", count: margin) + place
                    + (page.isEmpty ? "" : palette.dim(", " + Speech.translated("page \(page)")))
                    + (cell.isEmpty ? "" : palette.dim(", " + Layout.printable(cell))))
            lines += copies(hit, margin)
            if let (text, matches) = hit.marked("snippet"), !text.isEmpty {
                lines.append(Layout.snippet(text, matches: matches, indent: margin, palette: palette))
            }
            return lines + fields(hit, margin)
        }
    }

    /// The hits of SIMILAR: rank and title, then the id, then the words that tie.
    func writeSimilar(_ reply: Reply, to output: inout Standard.Output) throws {
        try writeHits(reply, to: &output) { hit, margin in
            let space = String(repeating: " ", count: margin)
            let why = Layout.printable(hit.list("why").joined(separator: ", "))
            let folded = Layout.fold(why, width: palette.width.map { max(20, $0 - margin) })
            var lines = [space + link(hit)]
            lines += folded.filter { !$0.isEmpty }.map { space + $0 }
            for reason in reply.rows where reason.kind == .reason && reason["rank"] == hit["rank"] {
                lines.append(space + palette.dim(Layout.printable(reason["word"])))
                for side in ["own", "other"] {
                    guard let (text, matches) = reason.marked(side) else { continue }
                    lines.append(Layout.snippet(text, matches: matches, indent: margin + 2, palette: palette))
                }
            }
            return lines + fields(hit, margin)
        }
    }

    /// The fields of a hit, one a line.
    private func fields(_ hit: Row, _ margin: Int) -> [String] {
        hit.fields.filter { $0.key != RowKind.cell && !$0.value.description.isEmpty }.map { field in
            String(repeating: " ", count: margin) + palette.dim(field.key + ": ")
                + Layout.printable(field.value.description)
        }
    }

    /// The id of a hit, a link to its file.
    private func link(_ hit: Row, fragment: String = "") -> String {
        palette.link(palette.id(Layout.escaped(hit["id"])), to: hit["url"].isEmpty ? "" : hit["url"] + fragment)
    }

    /// The other places of a hit's text.
    private func copies(_ hit: Row, _ margin: Int) -> [String] {
        let others = hit.list("copies")
        guard !others.isEmpty else { return [] }
        var list = others.prefix(Self.copiesShown).joined(separator: ", ")
        if others.count > Self.copiesShown {
            list = Speech.translated("\(list) and \(others.count - Self.copiesShown) more")
        }
        let line = Speech.translated("the same text: \(list)")
        let space = String(repeating: " ", count: margin)
        return Layout.fold(Layout.printable(line), width: palette.width.map { max(20, $0 - margin) }).map {
            space + palette.dim($0)
        }
    }

    /// The number of copies that are named each.
    private static let copiesShown = 5

    private func writeHits(
        _ reply: Reply, to output: inout Standard.Output, _ details: (Row, Int) -> [String]
    ) throws {
        let margin = (reply.rows.last?["rank"].count ?? 1) + 2
        for (index, hit) in reply.rows.filter({ $0.kind != .reason }).enumerated() {
            if index > 0 { try output.write("\n") }
            let rank = hit["rank"]
            let space = String(repeating: " ", count: max(0, margin - 2 - rank.count))
            let title = Layout.fold(Layout.printable(hit["title"]), width: palette.width.map { max(20, $0 - margin) })
            for (line, text) in title.enumerated() {
                let lead = line == 0 ? space + palette.dim(rank) + "  " : String(repeating: " ", count: margin)
                try output.writeLine(lead + palette.bold(text))
            }
            for line in details(hit, margin) { try output.writeLine(line) }
        }
    }

    /// Returns the lines beside the hits of a search, on standard error.
    static func summary(_ reply: Reply) -> [String] {
        let matches = reply["matches"] ?? "\(reply.rows.count)"
        let number = reply["exact"] == "no" ? "About \(matches)" : matches
        var line = number + (matches == "1" ? " document matches" : " documents match")
        if matches == "0" { line = "No document matches" }
        if reply.rows.count > 0, "\(reply.rows.count)" != matches {
            line += "; shown \(reply.rows[0]["rank"])–\(reply.rows[reply.rows.count - 1]["rank"])"
        }
        var lines = [line + "."]
        if reply["related"] == "yes" {
            lines[0] += " Parts of the query's compounds and related words count too, below the words themselves."
        }
        if let corrected = reply["corrected"] { lines.append("Searched for: \(corrected)") }
        if let note = reply.note { lines.append("Note: \(note)") }
        return lines.map { Layout.escaped($0) }
    }
}
