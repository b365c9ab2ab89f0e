// SPDX-License-Identifier: GPL-3.0-or-later

extension Headings {
    /// The first four letters from a line on, folded: what tells, by bytes, that no heading begins there.
    struct Beginning {
        private var letters: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        /// True if there are letters that bytes alone do not fold.
        private var isUnclear = false

        /// Nil where no heading begins so: with a small letter, or with nothing.
        init?(_ lines: [Substring], at start: Int) {
            var found = 0
            for line in start..<min(start + 4, lines.count) {
                var lead: UInt8 = 0
                for byte in lines[line].utf8 {
                    if found == 0 && lead == 0 {
                        if byte == 0x20 { continue }
                        let isCapital = (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0xC3
                        if !isCapital { return nil }
                    }
                    let letter = Self.letter(byte, after: lead)
                    lead = byte
                    if letter == Self.unclear {
                        isUnclear = true
                        return
                    }
                    if letter == 0 { continue }
                    switch found {
                    case 0: letters.0 = letter
                    case 1: letters.1 = letter
                    case 2: letters.2 = letter
                    default:
                        letters.3 = letter
                        return
                    }
                    found += 1
                }
                // An empty line begins nothing; one that breaks off goes on in the next.
                if found == 0 { return nil }
            }
            return nil
        }

        /// True if `heading` may begin so, by as many wrong letters as it may have. Saves nearly all edit distances.
        func mayBegin(_ heading: Heading) -> Bool {
            if isUnclear { return true }
            guard heading.letters.count >= 4 else { return false }
            let (a, b, c, d) = (heading.letters[0], heading.letters[1], heading.letters[2], heading.letters[3])
            let same = (letters.0 == a, letters.1 == b, letters.2 == c, letters.3 == d)
            let count = (same.0 ? 1 : 0) + (same.1 ? 1 : 0) + (same.2 ? 1 : 0) + (same.3 ? 1 : 0)
            if heading.allowed == 0 { return count == 4 }
            if count >= (heading.allowed == 1 ? 3 : 2) { return true }
            // A letter of the heading is missing, or there is one too many.
            let missing = (letters.0 == b, letters.1 == c, letters.2 == d)
            let added = (letters.1 == a, letters.2 == b, letters.3 == c)
            if heading.allowed > 1 {
                return missing.0 && missing.1 || missing.1 && missing.2 || added.0 && added.1 || added.1 && added.2
            }
            return missing.1 && missing.2 && (missing.0 || same.0) || same.0 && same.1 && missing.2
                || added.1 && added.2 && (added.0 || same.0) || same.0 && same.1 && added.2
        }

        private static let unclear: UInt8 = 0xFF

        /// The folded letter that `byte` is or ends; 0 where it is none.
        private static func letter(_ byte: UInt8, after lead: UInt8) -> UInt8 {
            switch byte {
            case 0x41...0x5A: return byte | 0x20
            case 0x61...0x7A, 0x30...0x39: return byte
            case 0..<0x80, 0xC3: return 0
            case _ where lead == 0xC3:
                switch byte | 0x20 {
                case 0xA4, 0xA5, 0xA0, 0xA1: return 0x61
                case 0xB6, 0xA9, 0xB3: return 0x6F
                default: return unclear
                }
            default: return unclear
            }
        }
    }
}
