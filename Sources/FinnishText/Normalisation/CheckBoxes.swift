// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A check box of a form, as it stands in a text.
struct CheckBox: Equatable {
    /// The bytes that show it.
    var range: Range<Int>
    var isTicked: Bool

    /// `☒` and `☐`, as boxes are shown in a normalised text.
    static let ticked: [UInt8] = [0xE2, 0x98, 0x92]
    static let empty: [UInt8] = [0xE2, 0x98, 0x90]

    var shown: [UInt8] { isTicked ? Self.ticked : Self.empty }
}

/// Finding check boxes: ☐ ☑ ☒, squares, brackets, and the letters that stand where a symbol font (Wingdings) was lost.
enum CheckBoxes {
    /// The certainty that a sign is a box.
    private enum Family {
        /// ☐ ☑ ☒: nothing else.
        case certain
        /// Anything that may be a bullet or a letter: a box only where it begins an alternative and the document also
        /// has a ticked one, for a list with `¨` as its bullets must stay found.
        case likely
        /// A tick, which also serves as a bullet: a box only beside empty ones.
        case tick
    }

    private struct Candidate {
        var box: CheckBox
        var family: Family
        /// Stands at the line's start, or after a column's gap or a punctuation mark.
        var beginsAlternative: Bool
        /// A capital letter or a digit follows.
        var capitalFollows: Bool
        var line: Int
    }

    /// The boxes of `lines`, by rising offset. O(n).
    static func find(in bytes: [UInt8], lines: [TextLine]) -> [CheckBox] {
        var candidates: [Candidate] = []
        for (index, line) in lines.enumerated() {
            collect(line: index, line.range, of: bytes, into: &candidates)
        }
        guard !candidates.isEmpty else { return [] }
        let plausible = candidates.filter { $0.family == .certain || $0.beginsAlternative }
        let hasTicked = plausible.contains { $0.box.isTicked && $0.family != .tick }
        let hasEmpty = plausible.contains { !$0.box.isTicked }
        var result: [CheckBox] = []
        var lastLine = -1
        for candidate in candidates {
            let follows = candidate.line == lastLine
            let place = candidate.beginsAlternative || follows && candidate.capitalFollows
            let accepted =
                switch candidate.family {
                case .certain: true
                case .likely:
                    place && hasTicked && (candidate.capitalFollows || hasEmpty)
                case .tick: place && hasEmpty
                }
            guard accepted else { continue }
            result.append(candidate.box)
            lastLine = candidate.line
        }
        return result
    }

    private static func collect(line: Int, _ range: Range<Int>, of bytes: [UInt8], into candidates: inout [Candidate]) {
        let mayBegin = Self.mayBegin
        var index = range.lowerBound
        while true {
            index = mayBegin.first(in: bytes, from: index, before: range.upperBound)
            guard index < range.upperBound else { return }
            guard index == range.lowerBound || bytes[index - 1] == 0x20,
                let (length, ticked, family) = sign(at: index, in: bytes[range])
            else {
                index += 1
                continue
            }
            let next = index + length
            // `[x]y` and `ýb` are no boxes; a glyph of a symbol font may touch its text.
            let apart = next == range.upperBound || bytes[next] == 0x20
            guard apart || family != .likely || bytes[index] >= 0xE0 else {
                index += 1
                continue
            }
            let text = bytes[next..<range.upperBound].drop { $0 == 0x20 }
            let isLast = text.isEmpty
            if !isLast || family == .certain {
                candidates.append(
                    Candidate(
                        box: CheckBox(range: index..<next, isTicked: ticked), family: family,
                        beginsAlternative: !isLast && begins(at: index, from: range.lowerBound, in: bytes),
                        capitalFollows: !isLast && startsHigh(at: text.startIndex, in: bytes), line: line))
            }
            index = next
        }
    }

    private static let mayBegin = ByteSet { [0xC2, 0xC3, 0xE2, 0xEF, 0x5B, 0x28].contains($0) }

    /// The sign at `index`: its length in bytes, whether it is ticked, how sure it is.
    private static func sign(at index: Int, in line: ArraySlice<UInt8>) -> (Int, Bool, Family)? {
        let rest = line[index...]
        if rest.first == 0x5B || rest.first == 0x28 {
            let close: UInt8 = rest.first == 0x5B ? 0x5D : 0x29
            guard rest.count > 2, rest[index + 2] == close else { return nil }
            switch rest[index + 1] {
            case 0x20: return (3, false, .likely)
            case 0x78, 0x58: return (3, true, .likely)
            default: return nil
            }
        }
        guard rest.count >= 2 else { return nil }
        if rest[index] == 0xC2 { return rest[index + 1] == 0xA8 ? (2, false, .likely) : nil }
        if rest[index] == 0xC3 {
            // ý and þ: Wingdings' crossed and ticked box.
            return rest[index + 1] == 0xBD || rest[index + 1] == 0xBE ? (2, true, .likely) : nil
        }
        guard rest.count >= 3 else { return nil }
        let value =
            UInt32(rest[index] & 0x0F) << 12 | UInt32(rest[index + 1] & 0x3F) << 6 | UInt32(rest[index + 2] & 0x3F)
        switch value {
        case 0x2610: return (3, false, .certain)
        case 0x2611, 0x2612: return (3, true, .certain)
        case 0x25A1, 0x25FB, 0x25FD, 0x2B1C: return (3, false, .likely)
        case 0x25A0, 0x25FC, 0x25FE, 0x2B1B: return (3, true, .likely)
        case 0x2713, 0x2714, 0x2717, 0x2718: return (3, true, .tick)
        // Wingdings in the private use area: boxes a8 (¨), 6f (o), 71 (q), 72 (r), a3 of Wingdings 2; crossed and
        // ticked fd (ý), fe (þ), 78 (x), 52–54 of Wingdings 2; the tick fc (ü).
        case 0xF0A8, 0xF06F, 0xF071, 0xF072, 0xF0A3: return (3, false, .likely)
        case 0xF0FD, 0xF0FE, 0xF078, 0xF052...0xF054: return (3, true, .likely)
        case 0xF0FC: return (3, true, .tick)
        default: return nil
        }
    }

    private static func begins(at index: Int, from start: Int, in bytes: [UInt8]) -> Bool {
        if index == start { return true }
        // After a list's bullet: `- [ ] …`.
        if index == start + 2, [0x2D, 0x2A, 0x2B].contains(bytes[start]) { return true }
        guard index >= start + 2, bytes[index - 1] == 0x20 else { return false }
        return bytes[index - 2] == 0x20 || [0x2E, 0x2C, 0x3A, 0x3B].contains(bytes[index - 2])
    }

    private static func startsHigh(at index: Int, in bytes: [UInt8]) -> Bool {
        let scalar = UTF8Bytes.scalar(at: index, in: bytes).scalar
        return scalar.isUpper || scalar.isDigit
    }

    // MARK: - What is not asserted

    /// The alternatives beside the empty boxes of `lines`: each from its box to the next box or the line's end.
    ///
    /// `boxes` must be those of these lines. Where boxes follow their alternatives (`Kyllä ☒ Ei ☐`), the alternative
    /// is what stands before.
    static func alternatives(besideEmpty boxes: [CheckBox], lines: [TextLine], of bytes: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var next = 0
        for line in lines where next < boxes.count {
            let first = next
            while next < boxes.count && boxes[next].range.lowerBound < line.range.upperBound { next += 1 }
            let inLine = boxes[first..<next]
            guard let last = inLine.last else { continue }
            let trailing =
                last.range.upperBound == line.range.upperBound
                && inLine.first?.range.lowerBound != line.range.lowerBound
            var previous = line.range.lowerBound
            for (offset, box) in inLine.enumerated() {
                if !box.isTicked {
                    var range: Range<Int>
                    if trailing {
                        range =
                            offset == 0
                            ? lastWord(previous..<box.range.lowerBound, of: bytes)
                            : previous..<box.range.lowerBound
                    } else {
                        let following = first + offset + 1
                        range =
                            box.range
                            .upperBound..<(following < next
                            ? boxes[following].range.lowerBound : line.range.upperBound)
                    }
                    range = TextLines.trimmed(range, of: bytes)
                    if !range.isEmpty { result.append(range) }
                }
                previous = box.range.upperBound
            }
        }
        return result
    }

    /// The text that a box at the end of `range` can stand for: all behind the last colon, or else the last word.
    private static func lastWord(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        let trimmed = TextLines.trimmed(range, of: bytes)
        let mark = bytes[trimmed].lastIndex(of: 0x3A) ?? bytes[trimmed].lastIndex(of: 0x20)
        return (mark.map { $0 + 1 } ?? trimmed.lowerBound)..<trimmed.upperBound
    }
}
