// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers with their groups of thousands, dates, times and units.
extension TextScanner {
    mutating func number(from start: Int) -> RawToken {
        var end = digitsEnd(from: start)
        if isIsoDate(from: start) {
            position = start + 10
            return RawToken(start: start, end: position, kind: .number)
        }
        // 15–29-vuotiaat: a range that a word ends.
        if let last = lastOfRange(at: end), hyphen(at: last) > 0, isLetter(at: last + hyphen(at: last)) {
            var token = word(from: last + hyphen(at: last))
            token.start = start
            token.hangsBefore = false
            return token
        }
        // 1 234 567: groups of three after a first group of up to three.
        if end - start <= 3 {
            while let group = thousandsGroupEnd(at: end) { end = group }
        }
        while byte(end) == UInt8(ascii: ".") || byte(end) == UInt8(ascii: ",") || byte(end) == UInt8(ascii: ":"),
            isDigit(end + 1)
        {
            end = digitsEnd(from: end + 1)
        }
        if isLetter(at: end) || (hyphen(at: end) > 0 && isLetter(at: end + hyphen(at: end))) {
            let onlyDigits = (start..<end).allSatisfy { isDigit($0) }
            if onlyDigits { return word(from: start) }
        }
        if byte(end) == UInt8(ascii: ":"), let suffix = colonSuffixEnd(at: end + 1) {
            position = suffix
            return RawToken(start: start, end: suffix, kind: .word)
        }
        end = unitEnd(at: end)
        position = end
        return RawToken(start: start, end: end, kind: .number)
    }

    /// Where the second number of a range ends, whose first ends at `offset`: after a hyphen or an en dash; nil where none is.
    private func lastOfRange(at offset: Int) -> Int? {
        let sign = hyphen(at: offset) + dash(at: offset)
        guard sign > 0, isDigit(offset + sign) else { return nil }
        return digitsEnd(from: offset + sign)
    }

    private func digitsEnd(from start: Int) -> Int {
        var end = start
        while end < count, classify(at: end).0 == .digit { end += classify(at: end).1 }
        return end
    }

    private func isIsoDate(from start: Int) -> Bool {
        let pattern: [Bool] = [true, true, true, true, false, true, true, false, true, true]
        for (index, digit) in pattern.enumerated() {
            if digit ? !isDigit(start + index) : byte(start + index) != UInt8(ascii: "-") { return false }
        }
        return !isWordCharacter(at: start + 10)
    }

    /// The length of a space that may part thousands: a space, U+00A0, U+2009, U+202F.
    private func thousandsSpace(at offset: Int) -> Int {
        if byte(offset) == UInt8(ascii: " ") { return 1 }
        if byte(offset) == 0xC2, byte(offset + 1) == 0xA0 { return 2 }
        if byte(offset) == 0xE2, byte(offset + 1) == 0x80, byte(offset + 2) == 0x89 || byte(offset + 2) == 0xAF {
            return 3
        }
        return 0
    }

    private func thousandsGroupEnd(at offset: Int) -> Int? {
        let space = thousandsSpace(at: offset)
        guard space > 0 else { return nil }
        let start = offset + space
        guard isDigit(start), isDigit(start + 1), isDigit(start + 2), !isWordCharacter(at: start + 3) else {
            return nil
        }
        return start + 3
    }

    /// Takes `%` or `€` along, with one space between.
    private func unitEnd(at offset: Int) -> Int {
        for space in [0, thousandsSpace(at: offset)] {
            let unit = offset + space
            if byte(unit) == UInt8(ascii: "%") { return unit + 1 }
            if byte(unit) == 0xE2, byte(unit + 1) == 0x82, byte(unit + 2) == 0xAC { return unit + 3 }
        }
        return offset
    }
}
