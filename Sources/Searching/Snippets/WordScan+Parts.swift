// SPDX-License-Identifier: GPL-3.0-or-later

extension WordScan {
    /// True if a hyphen that joins nothing follows at `end`: `työ-`.
    static func hangsAfter(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
        let hyphen = hyphen(bytes, end)
        return hyphen > 0 && !isWordCharacter(bytes, end + hyphen)
    }

    /// True if a hyphen or dash stands right before `start`, after a space, a slash, a comma or nothing.
    static func hangsBefore(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        var before = start
        if start >= 1, bytes[start - 1] == UInt8(ascii: "-") {
            before -= 1
        } else if start >= 3, bytes[start - 3] == 0xE2, bytes[start - 2] == 0x80,
            [0x90, 0x91, 0x93].contains(bytes[start - 1])
        {
            before -= 3
        } else {
            return false
        }
        return before == 0 || [0x20, 0x0A, 0x2F, 0x2C, 0x28].contains(bytes[before - 1])
    }

    /// True if only little stands between two words: no end of a sentence, at most two line ends.
    static func isNear(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        guard gap.count <= 12 else { return false }
        var lines = 0
        for index in gap {
            switch bytes[index] {
            case 0x0A: lines += 1
            // . ; : ! ?
            case 0x2E, 0x3B, 0x3A, 0x21, 0x3F: return false
            default: break
            }
        }
        return lines <= 2
    }

    /// True if a slash, a comma or an ampersand stands in the gap.
    static func holdsSeparator(_ bytes: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        for index in gap where [0x2F, 0x2C, 0x26].contains(bytes[index]) { return true }
        return false
    }

    /// True if the word is one that suspended compounds are joined by.
    static func isConjunction(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 7 else { return false }
        return ["ja", "tai", "sekä", "eli", "että", "ynnä", "taikka", "kuin"].contains(string(bytes, range))
    }

    /// The text of a range, which must not cut a character.
    static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// The FNV-1a hash of 64 bits (Fowler, Noll and Vo), going on from `seed`.
    static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, from seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = seed
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return hash
    }

    /// The number of characters (Unicode scalars) of a range.
    static func characters(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    static func isWordCharacter(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let kind = classify(bytes, index).0
        return kind == .letter || kind == .digit
    }

    static func isLetter(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && classify(bytes, index).0 == .letter
    }

    static func isDigit(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index >= 0 && index < bytes.count && (0x30...0x39).contains(bytes[index])
    }

    static func isUpper(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index >= 0 && index < bytes.count && (0x41...0x5A).contains(bytes[index])
    }

    /// The length of the hyphen at `index` (`-`, U+2010, U+2011), or 0.
    static func hyphen(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] == UInt8(ascii: "-") { return 1 }
        guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
        return bytes[index + 2] == 0x90 || bytes[index + 2] == 0x91 ? 3 : 0
    }

    /// The length of the apostrophe at `index` (`'`, U+2019), or 0.
    static func apostrophe(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] == UInt8(ascii: "'") { return 1 }
        guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
        return bytes[index + 2] == 0x99 ? 3 : 0
    }
}
