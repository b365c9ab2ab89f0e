// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses of the base form of a word that Voikko does not know, mostly names and foreign words.
///
/// The endings are those of Finnish nominal inflection (VISK § 81–95, `scripta.kotus.fi/visk`), without stem
/// alternations other than those names show most. A word may get several guesses, and the word itself is always one:
/// index and query guess by the same rules, so that two forms of a name meet in the guess that is right.
enum NameEndings {
    /// Guesses for `word`, in lower case; the word itself first.
    static func guesses(for word: String) -> [String] {
        var result = [word]
        func add(_ guess: String) {
            if guess.unicodeScalars.count >= 3, !result.contains(guess) { result.append(guess) }
        }
        for candidate in [word] + stripped(word, of: clitics) {
            for bare in [candidate] + stripped(candidate, of: possessives) {
                for (ending, kind) in caseEndings where bare.hasSuffix(ending) {
                    let stem = String(bare.dropLast(ending.count))
                    guard fits(stem, kind: kind, ending: ending) else { continue }
                    for base in bases(of: stem) { add(base) }
                    break
                }
            }
            if result.count > 1 { break }
        }
        return Array(result.prefix(4))
    }

    /// The condition of a case ending on its stem.
    private enum Kind {
        /// A vowel at its end.
        case vowelStem
        /// The vowel that the ending begins with: `Sokra-an`.
        case sameVowel
        /// A vowel other than *e* and other than the ending's: the partitive of `Sokra-a` is said by ``sameVowel``.
        case partitive
        /// The vowel after the ending's h: `Kemi-hin`.
        case aspirated
    }

    /// The endings of the cases, the longest first among those that share a tail.
    private static let caseEndings: [(String, Kind)] = [
        ("ssa", .vowelStem), ("ssä", .vowelStem), ("sta", .vowelStem), ("stä", .vowelStem),
        ("lla", .vowelStem), ("llä", .vowelStem), ("lta", .vowelStem), ("ltä", .vowelStem), ("lle", .vowelStem),
        ("tta", .vowelStem), ("ttä", .vowelStem), ("ksi", .vowelStem), ("na", .vowelStem), ("nä", .vowelStem),
        ("seen", .vowelStem), ("han", .aspirated), ("hän", .aspirated), ("hin", .aspirated), ("hon", .aspirated),
        ("hön", .aspirated), ("hun", .aspirated), ("hyn", .aspirated), ("hen", .aspirated),
        ("an", .sameVowel), ("än", .sameVowel), ("en", .sameVowel), ("in", .sameVowel), ("on", .sameVowel),
        ("ön", .sameVowel), ("un", .sameVowel), ("yn", .sameVowel), ("n", .vowelStem), ("ta", .vowelStem),
        ("tä", .vowelStem), ("a", .partitive), ("ä", .partitive), ("t", .vowelStem),
    ]

    private static let clitics = ["kaan", "kään", "kin", "ko", "kö", "han", "hän"]
    private static let possessives = ["nsa", "nsä", "mme", "nne"]

    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y", "ä", "ö", "å"]

    private static func fits(_ stem: String, kind: Kind, ending: String) -> Bool {
        guard let last = stem.last, stem.count >= 2, vowels.contains(last) else { return false }
        switch kind {
        case .vowelStem: return true
        case .sameVowel: return ending.first == last
        case .partitive: return true
        case .aspirated: return ending.dropFirst().first == last
        }
    }

    /// Base forms of a vowel stem: itself (`Sokra`), without a linking *i* (`Smithi` → `Smith`), and with the
    /// alternations that many Finnish names have (`Virtase` → `Virtanen`, `Aleksikse` → `Aleksis`).
    private static func bases(of stem: String) -> [String] {
        var result = [stem]
        let letters = Array(stem)
        if letters.count >= 4, letters.last == "i", !vowels.contains(letters[letters.count - 2]) {
            result.append(String(letters.dropLast()))
        }
        if stem.hasSuffix("kse") { result.append(String(stem.dropLast(3)) + "s") }
        if stem.hasSuffix("se") { result.append(String(stem.dropLast(2)) + "nen") }
        return result
    }

    private static func stripped(_ word: String, of endings: [String]) -> [String] {
        for ending in endings where word.hasSuffix(ending) && word.count >= ending.count + 4 {
            return [String(word.dropLast(ending.count))]
        }
        return []
    }
}
