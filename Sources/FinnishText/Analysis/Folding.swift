// SPDX-License-Identifier: GPL-3.0-or-later

/// Letters without their marks: what somebody types on a keyboard that has no ä and ö.
enum Folding {
    /// `text` with every marked Latin letter (U+00C0–U+017F and š, ž…) as its plain letter; nil where that changes
    /// nothing. `text` is in lower case and NFC.
    static func folded(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 >= 0xC3 }) else { return nil }
        if let quick = folded(text.utf8) { return quick }
        var result = String.UnicodeScalarView()
        var changed = false
        for scalar in text.unicodeScalars {
            if let plain = plain[scalar] {
                changed = true
                result.append(contentsOf: plain.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return changed ? String(result) : nil
    }

    /// ``folded(_:)-(String)`` of a text of ASCII, ä, ö and å alone; nil for others.
    private static func folded(_ text: String.UTF8View) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var bytes = text.makeIterator()
        while let byte = bytes.next() {
            if byte < 0x80 {
                result.append(byte)
                continue
            }
            guard byte == 0xC3 else { return nil }
            switch bytes.next() {
            case 0xA4, 0xA5: result.append(UInt8(ascii: "a"))
            case 0xB6: result.append(UInt8(ascii: "o"))
            default: return nil
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The Unicode character names say which plain letter each is made of.
    private static let plain: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("àáâãäåāăąǎ", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęěǝ", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"),
            ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŋ", "n"), ("òóôõöøōŏő", "o"),
            ("ŕŗř", "r"), ("śŝşš", "s"), ("ţťŧ", "t"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
            ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("þ", "th"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (marked, plain) in groups {
            for scalar in marked.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()
}
