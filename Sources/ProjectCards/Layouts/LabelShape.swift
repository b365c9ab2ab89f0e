// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Labels that no layout knows, by their shape: a few words from a capital to a colon at a line's beginning.
enum LabelShape {
    private static let mostWords = 7
    private static let mostBytes = 70

    /// The offsets of the label at the beginning of `line`, with its colon; nil where the line has none.
    static func label(of line: Int, in text: PaperLines) -> Range<Int>? {
        let range = text.lines[line]
        let start = text.content(of: line)
        guard LabelLetters.isCapital(text.bytes, start), !text.bytes[start].isASCIIDigit else { return nil }
        var words = 1
        var index = start
        let limit = min(range.upperBound, start + mostBytes)
        while index < limit {
            switch text.bytes[index] {
            case 0x3A:
                let next = index + 1
                // `klo 10:30` and `https://` are none; *EU:n* goes on without a space.
                guard next == range.upperBound || text.bytes[next].isASCIIBlank, index - start > 2 else { return nil }
                return text.trimmed(range).lowerBound..<next
            case 0x20:
                words += 1
                // *Waltari, Mika: Sinuhe*, *Minna Canth: Työmiehen vaimo* are names of authors.
                if LabelLetters.isCapital(text.bytes, index + 1), index + 2 < limit,
                    text.bytes[index + 2].isASCIILowercase
                {
                    return nil
                }
            case 0x2C, 0x2E, 0x21, 0x3F, 0x3B, 0x22: return nil
            default: break
            }
            if words > mostWords { return nil }
            index += 1
        }
        return nil
    }

    /// The labels of lines that stand together: three lines in a row, or three with nothing but empty ones between.
    /// One by itself may be the beginning of a sentence.
    static func labels(in text: PaperLines) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var row: [Range<Int>] = []
        func end() {
            if row.count >= 3 { result += row }
            row = []
        }
        for line in text.lines.indices {
            if text.isBlank(line) { continue }
            if let label = label(of: line, in: text) { row.append(label) } else { end() }
        }
        end()
        return result
    }
}
