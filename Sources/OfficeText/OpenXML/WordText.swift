// SPDX-License-Identifier: GPL-3.0-or-later

extension OfficeDocument {
    /// Reads a text: its headers, body, notes, comments, drawings and footers, as one page.
    mutating func readText(_ main: String, title: String?) throws(OfficeError) {
        let parts = relationships(of: main)
        func named(_ kinds: String...) -> [String] { parts?.parts(Set(kinds)) ?? [] }
        let body = markup(main)
        var blocks: [String] = []
        if let title, !body.prefix(4000).split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(title) {
            blocks.append(title + "\n")
        }
        blocks += texts(named("header"))
        blocks.append(body)
        blocks += texts(named("footnotes", "endnotes"))
        blocks += texts(named("comments"))
        blocks += texts(named("diagramData", "chart", "chartEx"))
        blocks += texts(named("footer"))
        emit(blocks.filter { !$0.isEmpty }.joined(separator: "\n"))
    }
}
