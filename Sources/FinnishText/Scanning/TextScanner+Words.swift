// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

// Words with their hyphens, apostrophes and endings after a colon.
extension TextScanner {
    mutating func word(from start: Int) -> RawToken {
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

    /// True if a hyphen or dash stands right before `start`, after a space, a slash, a comma or nothing.
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

    private func isUpper(_ offset: Int) -> Bool { byte(offset).isASCIIUppercase }

    /// Where the case ending after a colon ends (`ELY:n`), if one stands at `offset` and nothing but it.
    func colonSuffixEnd(at offset: Int) -> Int? {
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
}
