// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts a text into passages and finds those that hold next to no ä and ö.
enum PassageGate {
    /// A passage of about 400 letters.
    struct Passage {
        /// Half-open UTF-8 offsets; passages end at white space.
        var range: Range<Int>
        var letters: Int
        /// How many of the letters are ä, ö, or a capital of them.
        var dotted: Int

        /// Whether the share of ä and ö is too small for Finnish: under 0.6 %, where clean passages have 0.97 % or
        /// more, and damaged ones none.
        var lacksDots: Bool { Double(dotted) < 0.006 * Double(letters) }
    }

    private static let length = 400
    private static let least = 150

    /// The passages of `bytes`, which are UTF-8. One pass, no allocation but the result's.
    static func passages(of bytes: [UInt8]) -> [Passage] {
        var result: [Passage] = []
        var current = Passage(range: 0..<0, letters: 0, dotted: 0)
        var begin = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                let folded = byte | 0x20
                if folded >= 0x61, folded <= 0x7A {
                    current.letters += 1
                } else if current.letters >= length, WordShape.isSpace(byte) {
                    current.range = begin..<index
                    result.append(current)
                    begin = index
                    current = Passage(range: 0..<0, letters: 0, dotted: 0)
                }
            } else if byte == 0xC3, index + 1 < count {
                let next = bytes[index + 1] & ~0x20
                if next != 0x97 { current.letters += 1 }
                if next == 0x84 || next == 0x96 { current.dotted += 1 }
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
                dotted: last.dotted + current.dotted)
        }
        result.append(current)
        return result
    }

    /// What the words of a passage without ä and ö say.
    struct Evidence {
        /// Words of Finnish as they stand.
        var finnish = 0
        /// Words that are none, and a cheap step from one.
        var mendable = 0
        /// Other words.
        var foreign = 0
        /// Those of ``mendable`` that lost more than their dots: a person typing without dots writes no *tyétén*.
        var scarred = 0

        /// Those of ``mendable`` that can hardly be anything else than a damaged word.
        var certain = 0

        static func += (whole: inout Evidence, part: Evidence) {
            whole.finnish += part.finnish
            whole.mendable += part.mendable
            whole.foreign += part.foreign
            whole.scarred += part.scarred
            whole.certain += part.certain
        }

        /// Whether the words are those of a damaged Finnish line, in a document that is damaged elsewhere.
        var isDamagedLine: Bool { mendable > 0 && Double(finnish + mendable) >= 0.5 * Double(total) }

        var total: Int { finnish + mendable + foreign }

        /// Whether the words are those of a damaged Finnish text.
        ///
        /// - Parameter isDamagedDocument: Whether the document speaks for it (true), against it (false: most of it is
        ///   clean Finnish), or not at all.
        /// - Returns: Whether to repair the passage.
        func isDamaged(isDamagedDocument: Bool?) -> Bool {
            // Of a document that is damaged, one plain case is enough.
            if isDamagedDocument == true, certain >= 1, Double(finnish + mendable) >= 0.7 * Double(total) {
                return true
            }
            // One such word in a list of names is a name.
            guard mendable >= min(2, (total + 3) / 4), total > 0 else { return false }
            let share = Double(mendable) / Double(total)
            let readable = Double(finnish + mendable) / Double(total)
            // A list of foreign names with a few damaged words between is damaged too.
            let isScattered = certain >= 3 && Double(certain) >= 0.06 * Double(total) && readable >= 0.3
            switch isDamagedDocument {
            case true?: return readable >= 0.5 || isScattered
            case nil: return readable >= 0.6 && share >= 0.04 || isScattered
            case false?: return readable >= 0.7 && share >= 0.12 && mendable >= 4 && scarred >= 1
            }
        }
    }
}
