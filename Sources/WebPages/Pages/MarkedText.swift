// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import Mustache

/// A text with marks, for a template: `marked` are its pieces `plain` and `mark` as far as the last mark, `rest` what follows.
struct MarkedText: MustacheParent {
    /// Words without a mark, and the marked ones that follow.
    private struct Piece: MustacheParent {
        let plain: String
        let mark: String

        func child(named name: String) -> Any? {
            switch name {
            case "plain": ShownText(plain)
            case "mark": ShownText(mark)
            default: nil
            }
        }
    }

    private var pieces: [Piece] = []
    private let rest: String
    /// True if there is no text.
    var isEmpty: Bool { pieces.isEmpty && rest.isEmpty }

    /// The text of the column `name` of `row`.
    init(_ row: Row, _ name: String) {
        let (text, matches) = row.marked(name) ?? (row[name], [])
        self.init(text, matches)
    }

    /// `text` with marks at `matches`, which are rising half-open UTF-8 offsets without overlaps.
    init(_ text: String, _ matches: [Range<Int>]) {
        let bytes = text.utf8
        var (place, index) = (0, bytes.startIndex)
        func cut(_ end: Int) -> String {
            let start = index
            index = bytes.index(start, offsetBy: end - place)
            place = end
            return String(text[start..<index])
        }
        for match in matches where match.lowerBound >= place && match.upperBound <= bytes.count && !match.isEmpty {
            pieces.append(Piece(plain: cut(match.lowerBound), mark: cut(match.upperBound)))
        }
        rest = cut(bytes.count)
    }

    func child(named name: String) -> Any? {
        switch name {
        case "marked": pieces
        case "rest": ShownText(rest)
        default: nil
        }
    }
}
