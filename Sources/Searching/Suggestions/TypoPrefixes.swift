// SPDX-License-Identifier: GPL-3.0-or-later

/// The beginnings of words that a misspelt word may have been meant to be.
enum TypoPrefixes {
    /// Prefixes, none of them the beginning of another, that cover the words that begin like `letters` (two or more,
    /// with or without dots), and those that differ from it in one place of its first two letters: another letter, a
    /// letter more or less, or two letters transposed.
    static func prefixes(of letters: [UInt32]) -> [String] {
        let dotted = letters.prefix(2).map(withAndWithoutDots)
        var short: [[UInt32]] = []
        for first in dotted[0] { for second in dotted[1] { short.append([first, second]) } }
        guard letters.count > 2 else { return short.map(string) }
        let (first, second, third) = (letters[0], letters[1], letters[2])
        var long: [[UInt32]] = [[second, first, third], [first, third, second]]
        if letters.count > 3 {
            long += [[second, third, letters[3]], [first, third, letters[3]]]
        } else {
            // The shorter ones first, so that the longer ones that begin like them are left out.
            long.insert(contentsOf: [[second, third], [first, third]], at: 0)
        }
        for letter in alphabet {
            long += [
                [letter, first, second], [letter, second, third], [first, letter, third], [first, letter, second],
            ]
        }
        var result = short
        var known = Set(short)
        for prefix in long where !known.contains(Array(prefix.prefix(2))) && known.insert(prefix).inserted {
            result.append(prefix)
        }
        return result.map(string)
    }

    /// The letters of Finnish words, and å; foreign ones begin too few words.
    private static let alphabet = "abcdefghijklmnoprstuvyåäö".unicodeScalars.map(\.value)

    private static func withAndWithoutDots(_ letter: UInt32) -> [UInt32] {
        switch letter {
        case 0x61: [letter, 0xE4]
        case 0xE4: [letter, 0x61]
        case 0x6F: [letter, 0xF6]
        case 0xF6: [letter, 0x6F]
        default: [letter]
        }
    }

    private static func string(_ letters: [UInt32]) -> String {
        var scalars = String.UnicodeScalarView()
        for letter in letters { if let scalar = Unicode.Scalar(letter) { scalars.append(scalar) } }
        return String(scalars)
    }
}
