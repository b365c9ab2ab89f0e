// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts a text's bytes into words, without kinds, where `FinnishText.TextScanner` cuts them when it indexes.
///
/// The two must agree by byte offset; `TokeniserAgreementTests` hold them together. Three differences: addresses are taken
/// apart; units of numbers are left out; and whether an ending after a colon belongs to the word (`Oy:lle`) is told by what
/// stands before the colon, not by a list of endings.
enum WordScan {
    /// The role of a character in a word.
    enum CharacterClass {
        case letter, digit, mark, other
    }

    /// The next word from `start` on; nil where there is none.
    static func next(_ bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
        var index = start
        while index < bytes.count {
            let (kind, length) = classify(bytes, index)
            switch kind {
            case .letter: return index..<wordEnd(bytes, index)
            case .digit: return index..<numberEnd(bytes, index)
            case .mark, .other: index += length
            }
        }
        return nil
    }

    /// The class of the character at `index`, and its length in bytes.
    @inline(__always)
    static func classify(_ bytes: Span<UInt8>, _ index: Int) -> (CharacterClass, Int) {
        let byte = bytes[index]
        if byte < 0x80 {
            if byte &- 0x30 < 10 { return (.digit, 1) }
            return ((byte | 0x20) &- 0x61 < 26 ? .letter : .other, 1)
        }
        // À…ÿ but × and ÷, the letters of Finnish.
        if byte == 0xC3, index + 1 < bytes.count {
            return (bytes[index + 1] & 0xDF == 0x97 ? .other : .letter, 2)
        }
        return classifyRare(bytes, index)
    }

    @inline(never)
    private static func classifyRare(_ bytes: Span<UInt8>, _ index: Int) -> (CharacterClass, Int) {
        let first = UInt32(bytes[index])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, index + length <= bytes.count else { return (.other, 1) }
        var value = first & (0x7F >> UInt32(length))
        for next in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[next] & 0x3F) }
        switch value {
        case 0x2000...0x2BFF: return (.other, length)
        case 0x300...0x36F: return (.mark, length)
        case 0x100...0x24F: return (.letter, length)
        default: break
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return (.other, length) }
        if properties.isAlphabetic { return (.letter, length) }
        switch properties.generalCategory {
        case .decimalNumber: return (.digit, length)
        case .nonspacingMark, .spacingMark, .enclosingMark: return (.mark, length)
        default: return (.other, length)
        }
    }

    private static func wordEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let (kind, length) = classify(bytes, end)
            if kind != .other {
                end += length
                continue
            }
            let byte = bytes[end]
            // Most words end in a space.
            if byte <= 0x20 { break }
            let hyphen = hyphen(bytes, end)
            if hyphen > 0, isWordCharacter(bytes, end + hyphen) {
                end += hyphen
                continue
            }
            let quote = apostrophe(bytes, end)
            if quote > 0, isLetter(bytes, end + quote) {
                end += quote
                continue
            }
            if byte == UInt8(ascii: ":") { return colonSuffixEnd(bytes, end) ?? end }
            if byte == UInt8(ascii: "&"), isUpper(bytes, end - 1), isUpper(bytes, end + 1) {
                end += 1
                continue
            }
            // C++, C#
            if end - start == 1, isUpper(bytes, start) {
                if byte == UInt8(ascii: "#") { return end + 1 }
                if byte == UInt8(ascii: "+"), end + 1 < bytes.count, bytes[end + 1] == byte { return end + 2 }
            }
            break
        }
        return end
    }

    private static func numberEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        if isDate(bytes, start) { return start + 10 }
        var end = digitsEnd(bytes, start)
        let plainEnd = end
        // 15–29-vuotiaat: a range that a word ends.
        if let last = lastOfRange(bytes, end) {
            let hyphen = hyphen(bytes, last)
            if hyphen > 0, isLetter(bytes, last + hyphen) { return wordEnd(bytes, last + hyphen) }
        }
        if end - start <= 3 {
            // 1 234 567: groups of three after a first group of up to three.
            while let group = thousandsGroupEnd(bytes, end) { end = group }
        }
        while end < bytes.count, [0x2E, 0x2C, 0x3A].contains(bytes[end]), isDigit(bytes, end + 1) {
            end = digitsEnd(bytes, end + 1)
        }
        guard end < bytes.count else { return end }
        // 3d, 5-vuotias
        if end == plainEnd, isLetter(bytes, end + hyphen(bytes, end)),
            (start..<end).allSatisfy({ isDigit(bytes, $0) })
        {
            return wordEnd(bytes, start)
        }
        return bytes[end] == UInt8(ascii: ":") ? colonSuffixEnd(bytes, end) ?? end : end
    }

    /// Where the second number of a range ends, whose first ends at `offset`: after a hyphen or an en dash; nil where none is.
    private static func lastOfRange(_ bytes: Span<UInt8>, _ offset: Int) -> Int? {
        guard offset < bytes.count else { return nil }
        var sign = hyphen(bytes, offset)
        if sign == 0, offset + 2 < bytes.count, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80,
            bytes[offset + 2] == 0x93
        {
            sign = 3
        }
        guard sign > 0, isDigit(bytes, offset + sign) else { return nil }
        return digitsEnd(bytes, offset + sign)
    }

    private static func digitsEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let (kind, length) = classify(bytes, end)
            if kind != .digit { break }
            end += length
        }
        return end
    }

    /// True if a date as in 2024-05-31 stands at `start`.
    private static func isDate(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard start + 10 <= bytes.count, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-")
        else { return false }
        for offset in [0, 1, 2, 3, 5, 6, 8, 9] where !isDigit(bytes, start + offset) { return false }
        return !isWordCharacter(bytes, start + 10)
    }

    private static func thousandsGroupEnd(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        guard index + 3 < bytes.count else { return nil }
        var start = index
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0x20, _, _): start += 1
        case (0xC2, 0xA0, _): start += 2
        case (0xE2, 0x80, 0x89), (0xE2, 0x80, 0xAF): start += 3
        default: return nil
        }
        for offset in 0..<3 where !isDigit(bytes, start + offset) { return nil }
        return isWordCharacter(bytes, start + 3) ? nil : start + 3
    }

    /// Where the case ending after the colon at `index` ends (`ELY:n`); nil where none stands there.
    private static func colonSuffixEnd(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        var end = index + 1
        while end < bytes.count, end - index < 12, classify(bytes, end).0 == .letter {
            if isUpper(bytes, end) { return nil }
            end += classify(bytes, end).1
        }
        let length = end - index - 1
        guard length > 0, !isWordCharacter(bytes, end) else { return nil }
        // An ending of more than one letter follows an abbreviation or a figure; otherwise it may be a word.
        if isUpper(bytes, index - 1) || isDigit(bytes, index - 1) { return length <= 8 ? end : nil }
        return length == 1 ? end : nil
    }
}
