// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A label of a paper, and what stands behind it.
struct LabelledValue {
    var meaning: LayoutTable.Meaning
    var ending: LayoutTable.Ending
    /// The label, with the number before and the colon behind it.
    var label: Range<Int>
    /// The value, up to where it ends.
    var value: Range<Int>
}

/// Where the values of a paper's labels end.
struct LabelledValues {
    let text: PaperLines
    /// The offsets at which pages begin: there a value that breaks off is not to be had.
    let pages: [Int]

    /// The values of `labels`, in order.
    func values(of labels: [(mark: LabelMark, use: LabelTable.Use)]) -> [LabelledValue] {
        labels.indices.map { index in
            let (mark, use) = labels[index]
            let next = index + 1 < labels.count ? labels[index + 1].mark.start : text.bytes.count
            let start = min(mark.value, next)
            let range: Range<Int>
            switch use.ending {
            case .section: range = start..<next
            case .list: range = start..<end(ofListAt: start, on: mark.line, limit: next)
            case .line, .paragraph:
                range = brief(at: start, on: mark.line, limit: next, isParagraph: use.ending == .paragraph)
            }
            return LabelledValue(
                meaning: use.meaning, ending: use.ending, label: mark.start..<max(mark.start, start), value: range)
        }
    }

    /// A value of one line or paragraph, from the label's line or the next that holds something.
    private func brief(at start: Int, on line: Int, limit: Int, isParagraph: Bool) -> Range<Int> {
        var line = line
        var start = start
        let limit = max(start, limit)
        // Behind a label that broke over lines.
        while line < text.lines.count, text.lines[line].upperBound < start { line += 1 }
        var skipped = 0
        while line < text.lines.count, text.trimmed(text.lines[line].clamped(to: start..<text.bytes.count)).isEmpty {
            line += 1
            skipped += 1
            guard line < text.lines.count, skipped <= 3 else { return start..<start }
            start = text.lines[line].lowerBound
            if start >= limit || LabelShape.label(of: line, in: text) != nil { return start..<start }
        }
        guard line < text.lines.count else { return start..<start }
        var end = max(start, min(text.lines[line].upperBound, limit))
        while end < limit, line + 1 < text.lines.count {
            var next = line + 1
            let isNext = !text.isBlank(next)
            while next < text.lines.count, text.isBlank(next), next - line < 3 { next += 1 }
            guard next < text.lines.count, text.lines[next].lowerBound < limit,
                LabelShape.label(of: next, in: text) == nil
            else { break }
            let goesOn = goesOn(start..<end, with: text.trimmed(text.lines[next]))
            guard goesOn || isNext && isParagraph else {
                if !isNext, isBroken(at: end, before: text.lines[next].lowerBound), !isPlainEnd(start..<end) {
                    return start..<start
                }
                break
            }
            line = next
            end = min(text.lines[line].upperBound, limit)
        }
        return start..<max(start, end)
    }

    /// True if a value goes on in the next line: it breaks off, or the line begins small.
    private func goesOn(_ value: Range<Int>, with next: Range<Int>) -> Bool {
        guard let first = next.first else { return false }
        if text.bytes[first].isASCIILowercase { return true }
        if text.bytes[first] == 0xC3, first + 1 < text.bytes.count, text.bytes[first + 1] >= 0xA0 { return true }
        let value = text.trimmed(value)
        guard let last = value.last else { return false }
        if text.bytes[last] == 0x2C || text.bytes[last] == 0x2D || text.bytes[last] == 0x2F { return true }
        let tail = String(
            decoding: text.bytes[max(value.lowerBound, value.upperBound - 6)..<value.upperBound], as: UTF8.self)
        return [" ja", " sekä", " och", " and", " tai"].contains { tail.hasSuffix($0) }
    }

    /// True if a page ends between the two offsets.
    private func isBroken(at end: Int, before next: Int) -> Bool { pages.contains { $0 > end && $0 <= next } }

    /// True if a value is whole whatever follows on the next page: it ends in a digit, a sign or a word of the form's.
    private func isPlainEnd(_ value: Range<Int>) -> Bool {
        guard let last = text.trimmed(value).last else { return true }
        let byte = text.bytes[last]
        return byte.isASCIIDigit || byte == 0x2E || byte == 0x29
    }

    /// Names one a line. Where the first stands behind the label they end with the paragraph.
    private func end(ofListAt start: Int, on line: Int, limit: Int) -> Int {
        let value = start..<max(start, limit)
        var line = line
        while line < text.lines.count, text.lines[line].upperBound < start { line += 1 }
        var end = start
        var isInline = false
        var found = false
        for number in line..<max(line, text.lines.count) {
            if text.lines[number].lowerBound >= limit, number > line { break }
            let range = text.trimmed(text.lines[number].clamped(to: value))
            if range.isEmpty {
                if found, isInline { return isCut(start..<end, after: number, limit: limit) ? start : end }
                continue
            }
            if number == line { isInline = true }
            if number > line, LabelShape.label(of: number, in: text) != nil { break }
            // A name is no paragraph.
            if range.count > Self.longestName, !isInline || found { break }
            found = true
            end = range.upperBound
        }
        return end
    }

    /// True if a page ends behind a value, and what the next one begins with may belong to it.
    private func isCut(_ value: Range<Int>, after line: Int, limit: Int) -> Bool {
        guard let next = text.lines.indices[line...].first(where: { !text.isBlank($0) }),
            text.lines[next].lowerBound < limit, LabelShape.label(of: next, in: text) == nil
        else { return false }
        return isBroken(at: value.upperBound, before: text.lines[next].lowerBound) && !isPlainEnd(value)
    }

    private static let longestName = 200
}
