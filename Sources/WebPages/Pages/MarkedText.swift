// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A text as pieces, each of words without a mark and the marked ones that follow, for a template.
enum MarkedText {
    /// The pieces of the column `name` of `row`: `plain`, and `mark` where there is one.
    static func pieces(_ row: Row, _ name: String) -> [[String: Any]] {
        guard let (text, matches) = row.marked(name) else {
            let text = row[name]
            return text.isEmpty ? [] : [["plain": text]]
        }
        let bytes = text.utf8
        var result: [[String: Any]] = []
        var (place, index) = (0, bytes.startIndex)
        func cut(_ end: Int) -> String {
            let start = index
            index = bytes.index(start, offsetBy: end - place)
            place = end
            return String(text[start..<index])
        }
        for match in matches where match.lowerBound >= place && match.upperBound <= bytes.count && !match.isEmpty {
            result.append(["plain": cut(match.lowerBound), "mark": cut(match.upperBound)])
        }
        if place < bytes.count { result.append(["plain": cut(bytes.count)]) }
        return result
    }
}
