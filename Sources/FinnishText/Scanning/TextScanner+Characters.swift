// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

// What stands at a place of the text.
extension TextScanner {
    /// The role of a character in a token.
    enum CharacterClass {
        case letter, digit, mark, other
    }

    /// The class of the character at `offset` and its length in bytes.
    func classify(at offset: Int) -> (CharacterClass, Int) {
        let byte = unsafe bytes[offset]
        if byte < 0x80 { return (Self.ascii[Int(byte)], 1) }
        let (scalar, length) = decode(at: offset)
        let value = scalar.value
        if value >= 0xC0 && value <= 0x24F { return (value == 0xD7 || value == 0xF7 ? .other : .letter, length) }
        if value < 0xC0 { return (value == 0xAA || value == 0xB5 || value == 0xBA ? .letter : .other, length) }
        if value >= 0x300 && value <= 0x36F { return (.mark, length) }
        if value >= 0x2000 && value <= 0x2BFF { return (.other, length) }
        let properties = scalar.properties
        if properties.isAlphabetic { return (.letter, length) }
        switch properties.generalCategory {
        case .decimalNumber: return (.digit, length)
        case .nonspacingMark, .spacingMark, .enclosingMark: return (.mark, length)
        default: return (.other, length)
        }
    }

    static let ascii: [CharacterClass] = (0..<128).map { byte in
        UInt8(byte).isASCIILetter ? .letter : UInt8(byte).isASCIIDigit ? .digit : .other
    }

    func decode(at offset: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(unsafe bytes[offset])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, offset + length <= count else { return ("\u{FFFD}", 1) }
        var value = first & (0x7F >> UInt32(length))
        for index in 1..<length {
            value = unsafe value << 6 | UInt32(bytes[offset + index] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < count ? unsafe bytes[offset] : 0 }

    func isWordCharacter(at offset: Int) -> Bool {
        guard offset < count else { return false }
        let (cls, _) = classify(at: offset)
        return cls == .letter || cls == .digit
    }

    func isLetter(at offset: Int) -> Bool { offset < count && classify(at: offset).0 == .letter }

    func isDigit(_ offset: Int) -> Bool { byte(offset).isASCIIDigit }

    /// The length of the hyphen at `offset` (`-`, U+2010, U+2011), or 0.
    func hyphen(at offset: Int) -> Int {
        if byte(offset) == UInt8(ascii: "-") { return 1 }
        if byte(offset) == 0xE2, byte(offset + 1) == 0x80, byte(offset + 2) == 0x90 || byte(offset + 2) == 0x91 {
            return 3
        }
        return 0
    }

    /// The length of the en dash at `offset`, or 0.
    func dash(at offset: Int) -> Int {
        byte(offset) == 0xE2 && byte(offset + 1) == 0x80 && byte(offset + 2) == 0x93 ? 3 : 0
    }

    /// The length of the apostrophe at `offset` (`'`, U+2019), or 0.
    func apostrophe(at offset: Int) -> Int {
        if byte(offset) == UInt8(ascii: "'") { return 1 }
        return byte(offset) == 0xE2 && byte(offset + 1) == 0x80 && byte(offset + 2) == 0x99 ? 3 : 0
    }
}
