// SPDX-License-Identifier: GPL-3.0-or-later

/// The second step of normalisation: lines become paragraphs, furniture goes, boxes are shown as boxes.
struct Layout {
    private let bytes: [UInt8]
    private let lines: [TextLine]
    private let boxes: [CheckBox]
    private let joining: LineJoining
    private let splits: WordSplits
    private let mayCrossBlank: Bool
    private var made: OffsetTrackedBytes
    private var nextBox = 0
    /// Where the line that is being put together begins in ``made``, and where its last box does.
    private var lineStart = 0
    private var lastBox = -1

    /// The joint between a line and the one before it.
    private enum Joint {
        case newline
        case blankLine
        case space
        case nothing
        /// Nothing, and the hyphen of so many bytes that ends the line goes.
        case dropHyphen(Int)
        /// A hyphen in place of a sign of so many bytes that stands for one.
        case hyphen(Int)
    }

    /// The text of `bytes`, put in order, and the place of each of its bytes in `bytes`. O(n).
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8 out of ``CharacterPass``.
    ///   - pages: the offsets at which pages begin, rising.
    ///   - judge: tells which halves make a word.
    /// - Returns: the text, and where its bytes came from.
    static func arrange(_ bytes: [UInt8], pages: [Int], judge: any WordJudging) -> (bytes: [UInt8], origin: OffsetMap) {
        let lines = PageFurniture.removed(from: TextLines.split(bytes, pages: pages), of: bytes)
        var layout = Layout(bytes: bytes, lines: lines, judge: judge)
        layout.run()
        return (layout.made.bytes, layout.made.origin)
    }

    private init(bytes: [UInt8], lines: [TextLine], judge: any WordJudging) {
        self.bytes = bytes
        self.lines = lines
        boxes = CheckBoxes.find(in: bytes, lines: lines)
        joining = LineJoining(bytes: bytes)
        splits = WordSplits(judge: judge)
        mayCrossBlank = Self.isDoubleSpaced(lines, joining: joining)
        made = OffsetTrackedBytes(capacity: bytes.count + 1)
    }

    /// True if sentences go on across empty lines, as in the text of a PDF whose lines are set double.
    private static func isDoubleSpaced(_ lines: [TextLine], joining: LineJoining) -> Bool {
        var found = 0
        for (line, next) in zip(lines, lines.dropFirst()) where next.blanksBefore == 1 && !next.startsPage {
            if joining.continues(joining.bytes[line.range], lastLength: line.range.count, next: next.range) {
                // One long line that breaks off in a sentence is telling enough.
                found += line.range.count >= 70 ? 2 : 1
                if found >= 2 { return true }
            }
        }
        return false
    }

    private mutating func run() {
        var previous: TextLine?
        for line in lines {
            if let previous { join(joint(previous, line), at: line) }
            emit(line)
            previous = line
        }
        if let previous { made.append(0x0A, source: min(previous.range.upperBound, max(bytes.count - 1, 0))) }
    }

    // MARK: - Between lines

    private func joint(_ previous: TextLine, _ line: TextLine) -> Joint {
        let gap = LineJoining.Gap(
            blanks: line.blanksBefore, startsPage: line.startsPage, mayCrossBlank: mayCrossBlank)
        let apart: Joint = line.blanksBefore > 0 ? .blankLine : .newline
        let soFar = made.bytes[lineStart...]
        let startsBox = nextBox < boxes.count && boxes[nextBox].range.lowerBound == line.range.lowerBound
        if startsBox { return apart }
        if line.blanksBefore == 0, joining.continuesAddress(soFar, next: line.range) { return .nothing }
        if let hyphen = Self.hyphen(of: soFar), soFar.count > hyphen, line.blanksBefore <= 2 {
            let isPlain = soFar.last == 0x2D
            switch splits.decide(left: soFar.dropLast(hyphen), right: bytes[line.range]) {
            case .dropHyphen: return .dropHyphen(hyphen)
            // An equals sign may be one: only a word read across it tells.
            case .keepHyphen: return isPlain ? .nothing : hyphen > 1 ? .hyphen(hyphen) : apart
            case .space: return isPlain ? .space : apart
            case .unknown: return apart
            }
        }
        if line.blanksBefore == 0, endsInRange(soFar), let digit = bytes[line.range].first, digit &- 0x30 < 10 {
            return .nothing
        }
        let inAlternative = lastBox >= lineStart && made.count - lastBox > 20
        let continues = joining.continues(
            soFar, lastLength: previous.range.count, next: line.range, inAlternative: inAlternative)
        return gap.isOpen && continues ? .space : apart
    }

    /// The length in bytes of the hyphen that ends `line`, or of a sign that is printed or read for one there: the double hyphen
    /// of Fraktur (⸗, read as =) and the ¬ of old word processors. Nil where there is none.
    private static func hyphen(of line: ArraySlice<UInt8>) -> Int? {
        guard let last = line.last else { return nil }
        if last == 0x2D || last == UInt8(ascii: "=") { return 1 }
        if last == 0xAC { return line.suffix(2).elementsEqual("¬".utf8) ? 2 : nil }
        return last == 0x97 && line.suffix(3).elementsEqual("⸗".utf8) ? 3 : nil
    }

    /// True if `line` ends in a digit and an en dash, as `2014–` does.
    private func endsInRange(_ line: ArraySlice<UInt8>) -> Bool {
        let tail = Array(line.suffix(4))
        return tail.count == 4 && tail[0] &- 0x30 < 10 && Array(tail[1...]) == [0xE2, 0x80, 0x93]
    }

    private mutating func join(_ joint: Joint, at line: TextLine) {
        // What is put between lines stands for the line end in the source.
        let gap = line.range.lowerBound - 1
        switch joint {
        case .newline: made.append(0x0A, source: gap)
        case .blankLine:
            made.append(0x0A, source: gap - 1)
            made.append(0x0A, source: gap)
        case .space: made.append(0x20, source: gap)
        case .nothing: return
        case .dropHyphen(let length):
            made.removeLast(length)
            return
        case .hyphen(let length):
            made.removeLast(length)
            made.append(0x2D, source: gap)
            return
        }
        switch joint {
        case .newline, .blankLine: lineStart = made.count
        case .space, .nothing, .dropHyphen, .hyphen: break
        }
    }

    // MARK: - Within a line

    /// Copies `line` with its boxes shown as boxes and its spaces evened out: one between words, two where two or
    /// more stand, for that may be a table's gap, but one after a punctuation mark.
    private mutating func emit(_ line: TextLine) {
        var index = line.range.lowerBound
        let end = line.range.upperBound
        while index < end {
            if nextBox < boxes.count && boxes[nextBox].range.lowerBound == index {
                lastBox = made.count
                made.append(boxes[nextBox].shown, source: index)
                index = boxes[nextBox].range.upperBound
                nextBox += 1
                if index < end && bytes[index] != 0x20 { made.append(0x20, source: index) }
                continue
            }
            let start = index
            let stop = nextBox < boxes.count ? min(end, boxes[nextBox].range.lowerBound) : end
            while index < stop && !(bytes[index] == 0x20 && index > start && bytes[index - 1] == 0x20) { index += 1 }
            made.copy(start..<index, of: bytes)
            guard index < stop else { continue }
            // At the second space of a run.
            let mark = made.bytes.dropLast().last ?? 0x20
            if !".,;:!?".utf8.contains(mark) { made.append(0x20, source: index) }
            while index < stop && bytes[index] == 0x20 { index += 1 }
        }
    }
}
