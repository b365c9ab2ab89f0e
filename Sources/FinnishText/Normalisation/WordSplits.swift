// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides on hyphens at line ends.
package enum WordSplit {
    /// The hyphen only marks the line's end: the word goes on.
    case dropHyphen
    /// The hyphen belongs to the word: `RR-tietopalvelussa`.
    case keepHyphen
    /// Two words, the first one suspended: `työ- ja toimintakyky`.
    case space
    /// Not known: the lines stay as they are.
    case unknown
}

/// Deciding about words split at line ends.
package struct WordSplits {
    let judge: any WordJudging

    /// Decisions by what `judge` knows.
    package init(judge: any WordJudging) { self.judge = judge }

    /// The words after which a hyphen stays suspended, with the forms an OCR program without ä gives them.
    static let conjunctions: Set<String> = [
        "ja", "tai", "sekä", "eli", "että", "eikä", "taikka", "ynnä", "kuin", "vai", "och", "seka", "etta", "eika",
        "ynna",
    ]

    /// The longest half of a word that is looked at, in characters.
    private static var longestHalf: Int { 60 }

    /// The decision on the hyphen between `left` (the text before it, in its line) and `right` (the next line).
    ///
    /// - Parameters:
    ///   - left: bytes that end before the hyphen; only the last word is looked at.
    ///   - right: bytes of the next line.
    /// - Returns: ``WordSplit/unknown`` where no way makes words.
    package func decide(left: ArraySlice<UInt8>, right: ArraySlice<UInt8>) -> WordSplit {
        // What goes on behind an address is nobody's guess.
        guard !Self.endsWithAddress(left) else { return .unknown }
        let before = Self.lastWord(of: left)
        let after = Self.firstWord(of: right)
        guard let head = after.unicodeScalars.first else { return .unknown }
        guard let tail = before.unicodeScalars.last else {
            // `yksilöohjaus/-valmennus`
            return left.last == 0x2F && head.isLower ? .keepHyphen : .unknown
        }
        if head.isDigit { return tail.isDigit ? .keepHyphen : .unknown }
        if Self.conjunctions.contains(after.lowercased()) { return .space }
        let core = before.split(separator: "-").last.map(String.init) ?? before
        if head.isUpper { return decideUpper(before: before, core: core, after: after) }
        if core.unicodeScalars.allSatisfy({ $0.isUpper || $0.isDigit }) || Self.needsHyphen(core, after) {
            return .keepHyphen
        }
        if Self.isSuspended(after, in: right) { return decideSuspended(before: before, core: core, after: after) }
        // Finnish parts no long vowel at a line's end, and writes a hyphen between two alike: `ranta-alue`.
        if Self.meetInOneVowel(core, after), isWord(before + "-" + after) { return .keepHyphen }
        if isWord(before + after) || core != before && isWord(core + after) { return .dropHyphen }
        if isWord(before + "-" + after) { return .keepHyphen }
        if core.unicodeScalars.first?.isUpper == true, Self.isInSentence(left, word: before), isWord(after) {
            return .keepHyphen
        }
        return .unknown
    }

    /// True if the last run of `line` has signs that only addresses have.
    private static func endsWithAddress(_ line: ArraySlice<UInt8>) -> Bool {
        let run = line.suffix(4 * longestHalf).reversed().prefix { $0 != 0x20 }
        return run.contains { "=@".utf8.contains($0) }
            || String(decoding: run.reversed(), as: UTF8.self).contains("://")
    }

    private func isWord(_ word: String) -> Bool { judge.isWord(word) }

    private func decideUpper(before: String, core: String, after: String) -> WordSplit {
        let shouted = (core + after).unicodeScalars.allSatisfy { $0.isUpper }
        if shouted && after.unicodeScalars.count > 1 && isWord(core + after) { return .dropHyphen }
        return isWord(before + "-" + after) ? .keepHyphen : .unknown
    }

    /// `kehit-⏎tämis- ja` is one word, `sosiaali-⏎terveys- ja` lacks a comma.
    private func decideSuspended(before: String, core: String, after: String) -> WordSplit {
        if isWord(core) && isWord(after) { return .space }
        let joined = before + after
        return isWord(joined) || isWord(joined + "työ") || isWord(joined + "alue") ? .dropHyphen : .unknown
    }

    /// True if `word`, which begins `line`, has a hyphen of its own after it.
    private static func isSuspended(_ word: String, in line: ArraySlice<UInt8>) -> Bool {
        let rest = line.dropFirst(word.utf8.count)
        guard rest.first == 0x2D else { return false }
        guard let next = rest.dropFirst().first else { return true }
        return next == 0x20 || next == 0x2C
    }

    private static func isInSentence(_ line: ArraySlice<UInt8>, word: String) -> Bool {
        let before = line.dropLast(word.utf8.count)
        guard before.last == 0x20, let mark = before.dropLast().last else { return false }
        return mark != 0x2E && mark != 0x3A && mark != 0x21 && mark != 0x3F && mark != 0x20
    }

    static func meetInOneVowel(_ left: String, _ right: String) -> Bool {
        guard let last = left.unicodeScalars.last, "aeiouyåäö".unicodeScalars.contains(last) else { return false }
        return last == right.unicodeScalars.first
    }

    /// Compounds of equals keep their hyphen: months, weekdays, `suomalais-ruotsalainen`.
    static func needsHyphen(_ left: String, _ right: String) -> Bool {
        let left = left.lowercased()
        let right = right.lowercased()
        let months: Set<String> = [
            "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
        ]
        if months.contains(left) && months.contains(where: { right.hasPrefix($0 + "kuu") }) { return true }
        let days: Set<String> = [
            "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai",
        ]
        if days.contains(left) && days.contains(where: { right.hasPrefix($0.dropLast()) }) { return true }
        let short: Set<String> = ["ma", "ti", "ke", "to", "pe", "la", "su"]
        if short.contains(left) && short.contains(right) { return true }
        func isAdjective(_ word: String) -> Bool {
            ["lais", "läis", "llis"].contains { word.contains($0) } || word.contains("llinen")
                || word.contains("lainen") || word.contains("läinen")
        }
        return (left.hasSuffix("lais") || left.hasSuffix("läis") || left.hasSuffix("llis")) && isAdjective(right)
    }

    /// The word at the end of `line`, its own hyphens included.
    private static func lastWord(of line: ArraySlice<UInt8>) -> String {
        var scalars: [Unicode.Scalar] = []
        let bytes = Array(line.suffix(4 * longestHalf))
        var index = bytes.count
        while let (scalar, start) = UTF8Bytes.scalar(before: index, in: bytes) {
            guard scalar.isLetter || scalar.isDigit || scalar == "-" && start > 0 else { break }
            scalars.append(scalar)
            index = start
            if scalars.count > longestHalf { return "" }
        }
        while scalars.last == "-" { scalars.removeLast() }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars.reversed())
        return String(word)
    }

    /// The word at the start of `line`: letters, and digits that an OCR program put for letters.
    private static func firstWord(of line: ArraySlice<UInt8>) -> String {
        let bytes = Array(line.prefix(4 * longestHalf))
        var word = String.UnicodeScalarView()
        var index = 0
        while index < bytes.count {
            let (scalar, length) = UTF8Bytes.scalar(at: index, in: bytes)
            guard scalar.isLetter || scalar.isDigit else { break }
            word.append(scalar)
            index += length
        }
        return String(word)
    }
}
