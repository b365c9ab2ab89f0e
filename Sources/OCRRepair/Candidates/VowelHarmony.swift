// SPDX-License-Identifier: GPL-3.0-or-later

/// Endings of words that no dictionary has, by vowel harmony (Iso suomen kielioppi § 15): a stem without a, o and u takes
/// ä (*Helmetissä*). Endings behind a colon are ``ColonEnding``'s.
enum VowelHarmony {
    /// Endings as they are read, without diaeresis.
    private static let endings: [[Unicode.Scalar]] = ["ssa", "sta", "lla", "lta"].map { Array($0.unicodeScalars) }

    /// `low`, in lower case, with its ending's diaeresis put back; nil where it has no such ending or its stem is a back one.
    static func restored(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        // A compound's last part decides.
        let begin = low.lastIndex(where: \.isSeam).map { $0 + 1 } ?? 0
        guard let ending = endings.first(where: { low[begin...].reversed().starts(with: $0.reversed()) }) else {
            return nil
        }
        let stem = low[begin..<(low.count - ending.count)]
        guard stem.count >= 3, isFront(stem) else { return nil }
        return low[..<stem.endIndex] + ending.map(\.withDiaeresis)
    }

    /// `low` with the ö put back that was read as a 6 or an é between letters (*Simpsi6nvuori*: *Simpsiönvuori*), and with
    /// it ä where there are no back vowels (*K6nn6la*: *Könnölä*); nil where there is no such ö. An é in a name's last
    /// syllable is one (*Lindén*, *Lindénin*).
    static func guessed(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard low.count >= 4, low.allSatisfy({ $0.isLetter || $0 == "6" || $0.isSeam }) else { return nil }
        var made: [Unicode.Scalar] = []
        var hasChanged = false
        for (index, scalar) in low.enumerated() {
            let isInside = index > 0 && index + 1 < low.count && low[index - 1].isLetter && low[index + 1].isLetter
            let behind = low[(index + 1)...]
            let isNameEnd =
                behind.first == "n" && (behind.count == 1 || "eil".unicodeScalars.contains(behind[index + 2]))
            if isInside, scalar == "6" || scalar == "é" && !isNameEnd {
                made.append("ö")
                hasChanged = true
            } else {
                made.append(scalar)
            }
        }
        guard hasChanged, !made.contains("6") else { return nil }
        return made.contains("o") || made.contains("u") || isForeign(made) ? made : made.map { $0 == "a" ? "ä" : $0 }
    }

    /// True if `low` has y beside back vowels.
    static func isBroken(_ low: [Unicode.Scalar]) -> Bool {
        low.contains("y") && low.contains { $0 == "a" || $0 == "o" || $0 == "u" }
    }

    /// True if `word` is built as no Finnish word is, which has vowel harmony: *Karström* keeps its a.
    private static func isForeign(_ word: [Unicode.Scalar]) -> Bool {
        if word.contains(where: { "bcfqwxzå".unicodeScalars.contains($0) }) { return true }
        if let last = word.last, "mvkpdgj".unicodeScalars.contains(last) { return true }
        // Three consonants after the first letter, the first of which is an s: *str*, *skr*.
        return word.indices.dropFirst().contains { index in
            index + 2 < word.count && word[index] == "s" && isConsonant(word[index + 1]) && isConsonant(word[index + 2])
        }
    }

    private static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetter && !"aeiouyäö".unicodeScalars.contains(scalar)
    }

    /// True if `stem` has vowels and none of them is a back one. A stem that has ä or ö is none of those asked for: what
    /// kept its diaeresis will have kept its ending's.
    private static func isFront(_ stem: ArraySlice<Unicode.Scalar>) -> Bool {
        stem.contains { $0 == "e" || $0 == "i" || $0 == "y" }
            && stem.allSatisfy { ("a"..."z").contains($0) && !"aou".unicodeScalars.contains($0) }
    }
}
