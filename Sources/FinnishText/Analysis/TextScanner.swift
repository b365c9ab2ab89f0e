// SPDX-License-Identifier: GPL-3.0-or-later

/// A token as the scanner finds it: where it stands and what it looks like.
struct RawToken {
    /// What the bytes look like.
    enum Kind: UInt8 {
        case word, number, code, address
    }

    /// Half-open UTF-8 offsets.
    var start: Int
    var end: Int
    var kind: Kind
    /// A hyphen follows that joins nothing: `työ-`.
    var hangsAfter = false
    /// A hyphen stands before: `-ammatillinen`.
    var hangsBefore = false
}

/// Cuts UTF-8 into tokens. Linear in the text; allocates nothing but what it is asked to fill.
@safe struct TextScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    private var position = 0

    /// A scanner over `bytes`, which must be UTF-8 and outlive it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
        self.count = bytes.count
    }

    /// All tokens of the text.
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [RawToken] {
        var scanner = unsafe TextScanner(bytes)
        var result: [RawToken] = []
        result.reserveCapacity(bytes.count / 7)
        while let token = scanner.next() { result.append(token) }
        return result
    }

    /// The next token, or nil at the end.
    mutating func next() -> RawToken? {
        while position < count {
            let start = position
            let (cls, length) = classify(at: position)
            switch cls {
            case .letter:
                if let end = addressEnd(from: start) {
                    position = end
                    return RawToken(start: start, end: end, kind: .address)
                }
                return word(from: start)
            case .digit: return number(from: start)
            case .other, .mark: position += length
            }
        }
        return nil
    }

    // MARK: - Characters

    /// What a character can do in a token.
    enum CharacterClass {
        case letter, digit, mark, other
    }

    /// The class of the character at `offset` and its length in bytes.
    private func classify(at offset: Int) -> (CharacterClass, Int) {
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

    private static let ascii: [CharacterClass] = (0..<128).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        default: .other
        }
    }

    private func decode(at offset: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(unsafe bytes[offset])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, offset + length <= count else { return ("\u{FFFD}", 1) }
        var value = first & (0x7F >> UInt32(length))
        for index in 1..<length {
            value = unsafe value << 6 | UInt32(bytes[offset + index] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < count ? unsafe bytes[offset] : 0 }

    private func isWordCharacter(at offset: Int) -> Bool {
        guard offset < count else { return false }
        let (cls, _) = classify(at: offset)
        return cls == .letter || cls == .digit
    }

    private func isLetter(at offset: Int) -> Bool { offset < count && classify(at: offset).0 == .letter }

    private func isDigit(_ offset: Int) -> Bool {
        let value = byte(offset)
        return value >= UInt8(ascii: "0") && value <= UInt8(ascii: "9")
    }

    /// The length of the hyphen at `offset` (`-`, U+2010, U+2011), or 0.
    private func hyphen(at offset: Int) -> Int {
        if byte(offset) == UInt8(ascii: "-") { return 1 }
        if byte(offset) == 0xE2, byte(offset + 1) == 0x80, byte(offset + 2) == 0x90 || byte(offset + 2) == 0x91 {
            return 3
        }
        return 0
    }

    /// The length of the en dash at `offset`, or 0.
    private func dash(at offset: Int) -> Int {
        byte(offset) == 0xE2 && byte(offset + 1) == 0x80 && byte(offset + 2) == 0x93 ? 3 : 0
    }

    /// The length of the apostrophe at `offset` (`'`, U+2019), or 0.
    private func apostrophe(at offset: Int) -> Int {
        if byte(offset) == UInt8(ascii: "'") { return 1 }
        return byte(offset) == 0xE2 && byte(offset + 1) == 0x80 && byte(offset + 2) == 0x99 ? 3 : 0
    }

    // MARK: - Words

    private mutating func word(from start: Int) -> RawToken {
        let (end, hasDigit, hasLetter, hasHyphen) = wordEnd(from: start)
        var token = RawToken(start: start, end: end, kind: .word)
        position = end
        if hasDigit && hasLetter && !hasHyphen { token.kind = .code }
        // C++, C#
        if end - start == 1, byte(start) < 0x5B {
            if byte(end) == UInt8(ascii: "+"), byte(end + 1) == UInt8(ascii: "+") { token.end = end + 2 }
            if byte(end) == UInt8(ascii: "#") { token.end = end + 1 }
            position = token.end
        }
        let after = hyphen(at: end)
        token.hangsAfter = after > 0 && !isWordCharacter(at: end + after)
        token.hangsBefore = hangs(before: start)
        return token
    }

    /// Whether a hyphen or dash stands right before `start`, after a space, a slash, a comma or nothing.
    private func hangs(before start: Int) -> Bool {
        var before = start
        if before >= 1, hyphen(at: before - 1) == 1 {
            before -= 1
        } else if before >= 3, hyphen(at: before - 3) == 3 || dash(at: before - 3) == 3 {
            before -= 3
        } else {
            return false
        }
        guard before > 0 else { return true }
        switch byte(before - 1) {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "("): return true
        default: return false
        }
    }

    /// Where the word from `start` ends, and what it holds.
    private func wordEnd(from start: Int) -> (end: Int, hasDigit: Bool, hasLetter: Bool, hasHyphen: Bool) {
        var end = start
        var hasDigit = false
        var hasLetter = false
        var hasHyphen = false
        while end < count {
            let (cls, length) = classify(at: end)
            switch cls {
            case .letter: hasLetter = true
            case .digit: hasDigit = true
            case .mark: break
            case .other:
                let joint = hyphen(at: end)
                if joint > 0, end > start, isWordCharacter(at: end + joint) {
                    hasHyphen = true
                    end += joint
                    continue
                }
                let quote = apostrophe(at: end)
                if quote > 0, end > start, isLetter(at: end + quote) {
                    end += quote
                    continue
                }
                if byte(end) == UInt8(ascii: ":"), let suffix = colonSuffixEnd(at: end + 1) {
                    return (suffix, false, hasLetter, hasHyphen)
                }
                if byte(end) == UInt8(ascii: "&"), isUpper(end - 1), isUpper(end + 1) {
                    end += 1
                    continue
                }
                return (end, hasDigit, hasLetter, hasHyphen)
            }
            end += length
        }
        return (end, hasDigit, hasLetter, hasHyphen)
    }

    private func isUpper(_ offset: Int) -> Bool {
        byte(offset) >= UInt8(ascii: "A") && byte(offset) <= UInt8(ascii: "Z")
    }

    /// Where the case ending after a colon ends (`ELY:n`), if one stands at `offset` and nothing but it.
    private func colonSuffixEnd(at offset: Int) -> Int? {
        var end = offset
        while end < count, end - offset < 12, classify(at: end).0 == .letter { end += classify(at: end).1 }
        guard end > offset, !isWordCharacter(at: end) else { return nil }
        let suffix = unsafe String(decoding: bytes[offset..<end], as: UTF8.self)
        return Self.colonEndings.contains(suffix) ? end : nil
    }

    /// Case endings, possessives and clitics as they follow a colon (Kielitoimiston ohjepankki, "Lyhenteet:
    /// taivutus").
    private static let colonEndings: Set<String> = {
        let cases = [
            "n", "a", "ä", "ta", "tä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä",
            "ksi", "tta", "ttä", "t", "en", "in", "an", "ään", "aan", "een", "iin", "oon", "öön", "uun", "yyn", "hon",
            "hen", "hun", "hin", "hän", "han", "hön", "seen", "ien", "jen", "itä", "ita", "ia", "iä", "ja", "jä",
            "issa", "issä", "ista", "istä", "illa", "illä", "ilta", "iltä", "ille", "ina", "inä", "iksi", "s", "ssä",
            "iden", "eja", "ejä", "eissa", "eista", "eilla", "eille", "essa", "essä", "esta", "estä", "ella", "ellä",
            "elta", "eltä", "elle", "ea", "eä", "nnen", "nessa", "nteen", "ntena", "nnessa", "nnella",
        ]
        var all = Set(cases)
        for ending in cases {
            for clitic in ["kin", "kaan", "kään", "ko", "kö", "han", "hän", "nsa", "nsä"] {
                all.insert(ending + clitic)
            }
        }
        return all
    }()

    // MARK: - Numbers

    private mutating func number(from start: Int) -> RawToken {
        var end = digitsEnd(from: start)
        if isIsoDate(from: start) {
            position = start + 10
            return RawToken(start: start, end: position, kind: .number)
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

    // MARK: - Addresses

    /// Where the web or mail address from `start` ends; nil where there is none.
    private func addressEnd(from start: Int) -> Int? {
        guard byte(start) < 0x80 else { return nil }
        for scheme in Self.schemes where matches(scheme, at: start) {
            return trimmed(from: start, end: visibleEnd(from: start))
        }
        // name@host.fi, host.fi/path: a dot between letters, and a top-level domain at the end of the host.
        var end = start
        var at: Int?
        var lastDot: Int?
        while end < count {
            let value = byte(end)
            if value == UInt8(ascii: "@"), at == nil, end > start {
                at = end
                lastDot = nil
            } else if value == UInt8(ascii: "."), isAsciiWord(end + 1), end > start {
                lastDot = end
            } else if !isAsciiWord(end), value != UInt8(ascii: "-"), value != UInt8(ascii: "_"),
                value != UInt8(ascii: "+")
            {
                break
            }
            end += 1
        }
        guard let lastDot, end < count ? byte(end) < 0x80 || !isWordCharacter(at: end) : true else { return nil }
        let top = unsafe String(decoding: bytes[(lastDot + 1)..<end], as: UTF8.self).lowercased()
        let isTopLevel = Self.topLevelDomains.contains(top) || (at != nil && top.utf8.count >= 2)
        guard isTopLevel else { return nil }
        if byte(end) == UInt8(ascii: "/") { end = visibleEnd(from: end) }
        return trimmed(from: start, end: end)
    }

    private func isAsciiWord(_ offset: Int) -> Bool {
        let value = byte(offset)
        return value < 0x80 && offset < count && Self.ascii[Int(value)] != .other
    }

    private func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
        for (index, wanted) in pattern.enumerated() where byte(offset + index) | 0x20 != wanted | 0x20 { return false }
        return isAsciiWord(offset + pattern.count)
    }

    /// Where the run of visible characters from `start` ends.
    private func visibleEnd(from start: Int) -> Int {
        var end = start
        while end < count {
            let value = byte(end)
            if value <= 0x20 || value == 0x7F { break }
            if value == UInt8(ascii: "<") || value == UInt8(ascii: ">") || value == UInt8(ascii: "\"") { break }
            if value == 0xC2, byte(end + 1) == 0xA0 || byte(end + 1) == 0xBB || byte(end + 1) == 0xAB { break }
            if value == 0xE2, byte(end + 1) == 0x80, byte(end + 2) >= 0x98 && byte(end + 2) <= 0x9F { break }
            end += 1
        }
        return end
    }

    /// Without the punctuation of the sentence around the address.
    private func trimmed(from start: Int, end: Int) -> Int {
        var end = end
        var open = 0
        for offset in start..<end {
            if byte(offset) == UInt8(ascii: "(") { open += 1 }
            if byte(offset) == UInt8(ascii: ")") { open -= 1 }
        }
        while end > start + 1 {
            switch byte(end - 1) {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "*"):
                end -= 1
            case UInt8(ascii: ")") where open < 0:
                end -= 1
                open += 1
            default: return end
            }
        }
        return end
    }

    private static let schemes: [[UInt8]] = ["http://", "https://", "ftp://", "www."].map { Array($0.utf8) }

    /// Domains that written text names without `www.`; others are taken for the end of a sentence (IANA's root zone
    /// holds 1,400, most of them words).
    private static let topLevelDomains: Set<String> = [
        "fi", "com", "net", "org", "eu", "info", "edu", "gov", "int", "ax", "se", "no", "dk", "ee", "de", "uk", "ru",
    ]
}
