// SPDX-License-Identifier: GPL-3.0-or-later

/// A line with something on it.
struct TextLine {
    /// Where it stands, without the spaces around it.
    var range: Range<Int>
    /// The number of empty lines before it.
    var blanksBefore: Int
    /// True if a page begins between the line before and this one.
    var startsPage: Bool
}

enum TextLines {
    /// The lines of `bytes` that hold something; form feeds end lines as line feeds do. O(n).
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - pages: the offsets at which pages begin, rising.
    /// - Returns: the lines, in order.
    static func split(_ bytes: [UInt8], pages: [Int]) -> [TextLine] {
        var lines: [TextLine] = []
        var page = 0
        var blanks = 0
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count && bytes[end] != 0x0A && bytes[end] != 0x0C { end += 1 }
            let range = trimmed(start..<end, of: bytes)
            if range.isEmpty {
                // The end of a page is no empty line.
                if end < bytes.count && bytes[end] == 0x0A { blanks += 1 }
            } else {
                var startsPage = false
                while page < pages.count && pages[page] <= range.lowerBound {
                    startsPage = startsPage || pages[page] > (lines.last?.range.upperBound ?? -1)
                    page += 1
                }
                lines.append(TextLine(range: range, blanksBefore: blanks, startsPage: startsPage && !lines.isEmpty))
                blanks = 0
            }
            start = end + 1
        }
        return lines
    }

    /// `range` without the spaces at its ends.
    static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper && bytes[lower] == 0x20 { lower += 1 }
        while upper > lower && bytes[upper - 1] == 0x20 { upper -= 1 }
        return lower..<upper
    }
}
