// SPDX-License-Identifier: GPL-3.0-or-later

/// Letters without their marks: what somebody types on a keyboard that has no ä and ö.
enum Folding {
    /// `text` with every marked Latin letter (U+00C0–U+017F and š, ž…) as its plain letter; nil where that changes
    /// nothing. `text` is in lower case and NFC.
    static func folded(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 >= 0xC3 }) else { return nil }
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
