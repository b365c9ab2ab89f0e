// SPDX-License-Identifier: GPL-3.0-or-later

// Web and mail addresses.
extension TextScanner {
    /// The longest name of a mailbox and its host, in bytes, with the sign between them (RFC 5321, 4.5.3.1).
    private static let longestName = 64 + 1 + 255

    /// Where the web or mail address from `start` ends; nil where there is none.
    func addressEnd(from start: Int) -> Int? {
        guard byte(start) < 0x80 else { return nil }
        for scheme in Self.schemes where matches(scheme, at: start) {
            return trimmed(from: start, end: visibleEnd(from: start))
        }
        // name@host.fi, host.fi/path: a dot between letters, and a top-level domain at the end of the host.
        var end = start
        var at: Int?
        var lastDot: Int?
        while end < count {
            // Every word of what is none begins such a search anew.
            guard end - start <= Self.longestName else { return nil }
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
