// SPDX-License-Identifier: GPL-3.0-or-later

extension Unicode.Scalar {
    /// True of a character that commands whatever shows it and is not seen itself: C0 with DEL, C1, the separators
    /// U+2028 and U+2029, and the embeddings, overrides and isolates of bidirectional text (U+202A–202E, U+2066–2069;
    /// Unicode Standard Annex 9, 2), with which one name can be shown as another.
    public var isHiddenControl: Bool {
        switch value {
        case 0x00..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The text with each hidden control character (``Unicode/Scalar/isHiddenControl``) but those in `kept` written as
    /// the bytes of its UTF-8, `%XX` each, as in ids.
    public func escapingControls(keeping kept: [Unicode.Scalar] = []) -> String {
        // All of them begin with such a byte.
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return self }
        guard unicodeScalars.contains(where: { $0.isHiddenControl && !kept.contains($0) }) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard scalar.isHiddenControl, !kept.contains(scalar) else {
                result.append(scalar)
                continue
            }
            for byte in String(scalar).utf8 {
                result.append("%")
                for digit in [byte >> 4, byte & 0xF] {
                    result.append(
                        Unicode.Scalar(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10))
                }
            }
        }
        return String(result)
    }
}
