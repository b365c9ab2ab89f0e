// SPDX-License-Identifier: GPL-3.0-or-later

/// The normaliser's rules for single characters: the tables of ligatures, invisible characters and spaces.
///
/// Listed and not NFKC: NFKC takes `¨` apart and turns `½`, `²` and `€`'s neighbours into something else.
enum CharacterTable {
    /// The rule for a character.
    enum Action {
        case keep
        /// A combining mark: composed with the letter before it.
        case mark
        /// An invisible character: removed.
        case remove
        /// U+00AD, which may be a hyphen that a line end made visible.
        case softHyphen
        /// A joiner, removed between Latin letters and kept in scripts and emoji that need it.
        case joiner
        case space
        case newline
        case replace([UInt8])
    }

    /// The ligatures of Latin type, Alphabetic Presentation Forms U+FB00–U+FB06, and the private-use code points
    /// that Adobe's Standard Latin fonts give to fi and fl (Adobe Glyph List).
    static func ligature(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xFB00: "ff"
        case 0xFB01, 0xF001: "fi"
        case 0xFB02, 0xF002: "fl"
        case 0xFB03: "ffi"
        case 0xFB04: "ffl"
        case 0xFB05, 0xFB06: "st"
        default: smallCapital(scalar)
        }
    }

    /// The letter of a small capital in the private-use area of Adobe's expert fonts (`Asmall` to `Zsmall`, `Aringsmall`,
    /// `Adieresissmall`, `Odieresissmall` of the Adobe Glyph List).
    private static func smallCapital(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xF761...0xF77A: String(Unicode.Scalar(UInt8(scalar.value - 0xF700)))
        case 0xF7E4: "ä"
        case 0xF7E5: "å"
        case 0xF7F6: "ö"
        default: nil
        }
    }

    /// The rule for `scalar`, which is not printable ASCII.
    static func action(_ scalar: Unicode.Scalar) -> Action {
        switch scalar.value {
        case 0x0A, 0x0C: return .keep
        // Vertical tab, next line, line and paragraph separators. (CR is the caller's: CR LF is one line end.)
        case 0x0B, 0x85, 0x2028, 0x2029: return .newline
        // Tab, no-break spaces, the spaces of General Punctuation, Ogham, mathematical and ideographic space.
        case 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .space
        case 0xAD: return .softHyphen
        // Other controls, C0 and C1.
        case 0x00...0x1F, 0x7F...0x9F: return .remove
        // Zero-width space, direction marks and embeddings, word joiner and invisible operators, Mongolian vowel
        // separator, combining grapheme joiner, byte order mark, interlinear annotation marks, tags.
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x180E, 0x034F, 0x061C, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0001:
            return .remove
        case 0x200C, 0x200D: return .joiner
        // Hyphen and no-break hyphen.
        case 0x2010, 0x2011: return .replace([0x2D])
        // Singletons of normalisation form C: Ohm, Kelvin, Ångström; Greek question mark and middle dot, grave, acute.
        case 0x2126: return .replace([0xCE, 0xA9])
        case 0x212A: return .replace([0x4B])
        case 0x212B: return .replace([0xC3, 0x85])
        case 0x037E: return .replace([0x3B])
        case 0x0387: return .replace([0xC2, 0xB7])
        case 0x1FEF: return .replace([0x60])
        case 0x1FFD: return .replace([0xC2, 0xB4])
        case 0xF001, 0xF002, 0xF761...0xF77A, 0xF7E4, 0xF7E5, 0xF7F6, 0xFB00...0xFB06:
            return .replace(Array((ligature(scalar) ?? "").utf8))
        case ..<0x0300: return .keep
        default: return scalar.properties.canonicalCombiningClass == .notReordered ? .keep : .mark
        }
    }

    /// For each first byte of a scalar whether the scalar is kept as it is, without a look at the table.
    /// True for printable ASCII, line feed, form feed, and the Latin letters U+00C0–U+024F; bytes inside a
    /// scalar count as plain, for they follow a first byte.
    static let plain: [Bool] = (0..<256).map { byte in
        switch byte {
        case 0x20...0x7E, 0x0A, 0x0C, 0x80...0xBF, 0xC3...0xC9: true
        default: false
        }
    }
}
