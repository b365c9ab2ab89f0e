// SPDX-License-Identifier: GPL-3.0-or-later

extension OfficeDocument {
    /// Reads a text: its headers, body, notes, comments, drawings and footers, as one page.
    mutating func readText(_ main: String, title: String?) throws(OfficeError) {
        let parts = relationships(of: main)
        func named(_ kinds: String...) -> [String] { parts?.parts(Set(kinds)) ?? [] }
        let body = titledMarkup(main, styles: styles(parts?.parts(["styles"]).first))
        var blocks: [String] = []
        if let title, !body.prefix(4000).split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(title) {
            blocks.append(title + "\n")
        }
        blocks += texts(named("header"))
        blocks.append(body)
        blocks += chunks(named("aFChunk"))
        blocks += texts(named("footnotes", "endnotes"))
        blocks += texts(named("comments"))
        blocks += texts(named("diagramData", "chart", "chartEx"))
        blocks += texts(named("footer"))
        takeFiles(of: parts)
        emit(blocks.filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// The texts of pages of HTML that the document takes in whole; other files that it takes in are told.
    private mutating func chunks(_ parts: [String]) -> [String] {
        var texts: [String] = []
        for part in parts {
            do throws(OfficeError) {
                guard let bytes = try package.bytes(part, most: Self.largestChunk) else { continue }
                let isPage = bytes.prefix(100).first { $0 > 0x20 && $0 < 0x7F } == UInt8(ascii: "<")
                if isPage { texts.append(html(bytes)) } else { files.append(part) }
            } catch {
                note(error)
            }
        }
        return texts
    }

    private static let largestChunk = 64 << 20

    /// The styles in `part`; none where it cannot be read, for they only tell the headings.
    private func styles(_ part: String?) -> TextStyles {
        var styles = TextStyles()
        do throws(OfficeError) {
            guard let part, let reader = try package.reader(part) else { return styles }
            try styles.read(reader)
        } catch {}
        return styles
    }
}
