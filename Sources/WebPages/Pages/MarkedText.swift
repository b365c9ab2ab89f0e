// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A text as pieces that are marked or not, for a template.
enum MarkedText {
    /// The pieces of the column `name` of `row`.
    static func pieces(_ row: Row, _ name: String) -> [[String: Any]] {
        guard let (text, matches) = row.marked(name) else {
            let text = row[name]
            return text.isEmpty ? [] : [["text": text, "isMark": false]]
        }
        let bytes = Array(text.utf8)
        var result: [[String: Any]] = []
        var place = 0
        func add(_ range: Range<Int>, _ isMark: Bool) {
            if range.isEmpty { return }
            result.append(["text": String(decoding: bytes[range], as: UTF8.self), "isMark": isMark])
        }
        for match in matches where match.lowerBound >= place && match.upperBound <= bytes.count {
            add(place..<match.lowerBound, false)
            add(match, true)
            place = match.upperBound
        }
        add(place..<bytes.count, false)
        return result
    }
}
