// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The words in the names of files and folders, which people part in many ways.
public enum NameWords {
    /// `name` with spaces where its words part: at `_`, `+`, `.`, brackets and the like; at hyphens where there are
    /// several and no space (`hakemus-2021-kajaani`); between a small letter and a capital (`KokousPöytäkirja`); between
    /// four letters or digits and what is not of their kind (`pöytäkirja2021`). Runs of twelve or more hexadecimal
    /// digits that mix letters and digits are no words, and are left out.
    public static func text(of name: String) -> String {
        let isHyphenated = !name.contains(" ") && name.utf8.count { $0 == UInt8(ascii: "-") } > 1
        let pieces = name.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || partingSigns.contains(scalar) || isHyphenated && scalar == "-"
        }
        return pieces.lazy.map(String.init).filter { !isHash($0) }.flatMap(words).joined(separator: " ")
    }

    private static let partingSigns = Set("_+.,;()[]{}~#/\\".unicodeScalars)

    /// The words of a piece of a name that are parted by nothing but their kind.
    private static func words(of piece: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        // The number of letters, or of digits, up to `last`.
        var run = 0
        for scalar in piece.unicodeScalars {
            if let last {
                let isNewKind = last.isASCIIDigit != scalar.isASCIIDigit
                let isCapital = last.properties.isLowercase && scalar.properties.isUppercase
                let isLong = run >= 4 && (scalar.isASCIIDigit || scalar.properties.isAlphabetic)
                if isCapital || isNewKind && isLong {
                    words.append(String(word))
                    word = .init()
                }
                run = isNewKind || !(scalar.isASCIIDigit || scalar.properties.isAlphabetic) ? 0 : run
            }
            word.append(scalar)
            last = scalar
            run += 1
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    private static func isHash(_ word: String) -> Bool {
        word.utf8.count >= 12 && word.utf8.allSatisfy(\.isASCIIHexDigit) && word.utf8.contains(where: \.isASCIIDigit)
            && word.utf8.contains(where: \.isASCIILetter)
    }
}
