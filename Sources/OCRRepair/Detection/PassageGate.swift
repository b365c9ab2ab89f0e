// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Cuts a text into passages and finds those that hold next to no ä and ö.
enum PassageGate {
    /// A passage of about 400 letters.
    struct Passage {
        /// Half-open UTF-8 offsets; passages end at white space.
        var range: Range<Int>
        var letters: Int
        /// The number of letters that are ä, ö, or a capital of them.
        var diaereses: Int

        /// True if the share of ä and ö is too small for Finnish: under 0.6 %, where clean passages have 0.97 % or
        /// more, and damaged ones none.
        var lacksDiaeresis: Bool { Double(diaereses) < 0.006 * Double(letters) }
    }

    private static let length = 400
    private static let least = 150

    /// The passages of `bytes`, which are UTF-8. One pass, no allocation but the result's.
    static func passages(of bytes: [UInt8]) -> [Passage] {
        var result: [Passage] = []
        var current = Passage(range: 0..<0, letters: 0, diaereses: 0)
        var begin = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                // Added without a branch: which byte ends a word nothing foretells.
                current.letters += (byte | 0x20) &- 0x61 < 26 ? 1 : 0
                if current.letters >= length, byte.isASCIISpace {
                    current.range = begin..<index
                    result.append(current)
                    begin = index
                    current = Passage(range: 0..<0, letters: 0, diaereses: 0)
                }
            } else if byte == 0xC3, index + 1 < count {
                let next = bytes[index + 1] & ~0x20
                if next != 0x97 { current.letters += 1 }
                if next == 0x84 || next == 0x96 { current.diaereses += 1 }
                index += 1
            } else if byte >= 0xC4, byte <= 0xD4 {
                current.letters += 1
            }
            index += 1
        }
        current.range = begin..<count
        // A short rest says nothing by itself.
        if current.letters < least, let last = result.popLast() {
            current = Passage(
                range: last.range.lowerBound..<count, letters: last.letters + current.letters,
                diaereses: last.diaereses + current.diaereses)
        }
        result.append(current)
        return result
    }
}
