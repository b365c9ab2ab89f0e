// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A text as bytes and lines.
struct PaperLines {
    let bytes: [UInt8]
    /// Each line without its end, as half-open offsets.
    let lines: [Range<Int>]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<(index > start && bytes[index - 1] == 0x0D ? index - 1 : index))
            start = index + 1
        }
        lines.append(start..<bytes.count)
        self.lines = lines
    }

    /// The text from `start` to `end`, without white space at its ends.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[trimmed(range)], as: UTF8.self) }

    /// `range` without blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isASCIISpace { start += 1 }
        while end > start, bytes[end - 1].isASCIISpace { end -= 1 }
        return start..<end
    }

    /// True if nothing stands on the line.
    func isBlank(_ line: Int) -> Bool { trimmed(lines[line]).isEmpty }

    /// The place where a line's words begin: behind bullets, bars of a table, signs of a heading and a number such as
    /// `3.2`.
    func content(of line: Int) -> Int {
        let range = lines[line]
        var index = range.lowerBound
        func skip(_ isSkipped: (UInt8) -> Bool) {
            while index < range.upperBound, isSkipped(bytes[index]) { index += 1 }
        }
        skip { $0.isASCIIBlank || $0 == 0x7C || $0 == 0x23 || $0 == 0x2A || $0 == 0x2D }
        let number = index
        while index < range.upperBound, bytes[index].isASCIIDigit || bytes[index] == 0x2E { index += 1 }
        guard index > number, index - number <= 8 else { return number }
        skip { $0 == 0x29 }
        guard index < range.upperBound, bytes[index] == 0x20 else { return number }
        skip { $0.isASCIIBlank }
        return index
    }
}
