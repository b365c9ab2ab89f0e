// SPDX-License-Identifier: GPL-3.0-or-later

/// Unicode in the one form that documents are kept in, for queries and other short texts.
public enum Composition {
    /// `text` in NFC, with ligatures and odd spaces as ``Normaliser`` writes them; lines stay lines. Linear.
    public static func composed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return String(decoding: CharacterPass.run(Array(text.utf8)).bytes, as: UTF8.self)
    }

    /// `text` in Unicode's normalisation form C and otherwise as it is, but for what ``CanonicalComposition`` leaves.
    /// Linear.
    public static func canonical(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isMark) else { return text }
        var result = String.UnicodeScalarView()
        var letter: Unicode.Scalar?
        var marks: [Unicode.Scalar] = []
        func end() {
            if let letter {
                result.append(contentsOf: marks.isEmpty ? [letter] : CanonicalComposition.compose(letter, marks))
            }
            letter = nil
            marks = []
        }
        for scalar in text.unicodeScalars {
            if letter != nil, isMark(scalar) {
                marks.append(scalar)
            } else {
                end()
                letter = scalar
            }
        }
        end()
        return String(result)
    }

    /// True if `scalar` combines with the letter before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
    }
}
