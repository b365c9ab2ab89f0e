// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Folding the words of labels byte by byte: small letters without diaereses, as ``CardText/folded(_:)`` does.
enum LabelLetters {
    /// True for bytes of words: letters, digits, and all of UTF-8 but the dashes, quotation marks and no-break spaces.
    static func isWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return byte.isASCIIAlphanumeric }
        // U+2000 to U+206F, and U+0080 to U+00BF.
        if byte == 0xE2 { return index + 1 < bytes.count && bytes[index + 1] > 0x81 }
        if byte == 0xC2 { return false }
        if byte & 0xC0 == 0x80, index > 0 {
            if bytes[index - 1] == 0xC2 { return false }
            if bytes[index - 1] == 0xE2 { return byte > 0x81 }
            if index > 1, bytes[index - 2] == 0xE2 { return bytes[index - 1] > 0x81 }
        }
        return true
    }

    /// Reads one folded letter at `index`: the byte, and how many bytes it took.
    @inline(__always)
    static func letter(_ bytes: [UInt8], _ index: Int) -> (letter: UInt8, length: Int) {
        let byte = bytes[index]
        if byte.isASCIIUppercase { return (byte | 0x20, 1) }
        if byte == 0xC3, index + 1 < bytes.count {
            switch bytes[index + 1] | 0x20 {
            case 0xA4, 0xA5, 0xA0, 0xA1: return (0x61, 2)
            case 0xB6, 0xA9, 0xB3: return (0x6F, 2)
            default: return (byte, 1)
            }
        }
        return (byte, 1)
    }

    /// The end of the word at `index`, and a hash of its letters (FNV-1a, draft-eastlake-fnv).
    static func word(_ bytes: [UInt8], _ index: Int, limit: Int) -> (end: Int, hash: UInt32) {
        var hash: UInt32 = 0x811c_9dc5
        var index = index
        while index < limit {
            let byte = bytes[index]
            if byte.isASCIIAlphanumeric {
                hash = (hash ^ UInt32(byte.isASCIIUppercase ? byte | 0x20 : byte)) &* 0x0100_0193
                index += 1
                continue
            }
            guard byte >= 0x80, isWord(bytes, index) else { break }
            let (letter, length) = letter(bytes, index)
            hash = (hash ^ UInt32(letter)) &* 0x0100_0193
            index += length
        }
        return (min(index, limit), hash)
    }

    /// The folded letters of the bytes from `start` to `end`.
    static func letters(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [UInt8] {
        var result: [UInt8] = []
        var index = start
        while index < end {
            let (letter, length) = letter(bytes, index)
            result.append(letter)
            index += length
        }
        return result
    }

    /// The folded words of a label.
    static func words(of label: String) -> [[UInt8]] {
        let bytes = Array(label.utf8)
        var result: [[UInt8]] = []
        var index = 0
        while index < bytes.count {
            guard isWord(bytes, index) else {
                index += 1
                continue
            }
            let end = word(bytes, index, limit: bytes.count).end
            result.append(letters(bytes, index, end))
            index = end
        }
        return result
    }

    /// True if a capital or a digit stands at `index`.
    static func isCapital(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        if byte.isASCIIUppercase || byte.isASCIIDigit { return true }
        return byte == 0xC3 && index + 1 < bytes.count && (0x80...0x9E).contains(bytes[index + 1])
    }
}
