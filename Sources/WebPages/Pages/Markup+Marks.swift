// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import Wording

extension Markup {
    /// Words without a mark, and the marked ones that follow.
    private static let piece = PreparedRow(
        Templates.shipped.page(
            "marked", ["plain": PreparedRow.places[0], "mark": PreparedRow.places[1]], InterfaceLanguage.english))

    /// The text of the column `name` of `row`, its matches marked.
    init(_ row: Row, _ name: String) {
        let (text, matches) = row.marked(name) ?? (row[name], [])
        self.init(text, marked: matches)
    }

    /// `text` with marks at `matches`, which are rising half-open UTF-8 offsets without overlaps.
    init(_ text: String, marked matches: [Range<Int>]) {
        let bytes = text.utf8
        self.init(capacity: bytes.count + 16 * matches.count)
        var (place, index) = (0, bytes.startIndex)
        func cut(_ end: Int) -> Markup {
            let start = index
            index = bytes.index(start, offsetBy: end - place)
            place = end
            return Markup(escaping: String(text[start..<index]))
        }
        for match in matches where match.lowerBound >= place && match.upperBound <= bytes.count && !match.isEmpty {
            Self.piece.add(to: &self, [cut(match.lowerBound), cut(match.upperBound)])
        }
        self += cut(bytes.count)
    }
}
