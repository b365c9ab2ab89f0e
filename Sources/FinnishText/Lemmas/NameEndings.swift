// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses of the base form of a noun that Voikko does not know, mostly names and foreign words.
///
/// The endings are those of Finnish nominal inflection (VISK § 81–95, `scripta.kotus.fi/visk`), singular and plural,
/// without stem alternations other than those names show most. A word may get several guesses, and the word itself is
/// always one: index and query guess by the same rules, so that two forms of a name meet in the guess that is right.
enum NameEndings {
    /// The most guesses of a word, itself included.
    private static let most = 6

    /// Guesses for `word`, in lower case: the word itself, then the likeliest first. `isName` is true of a word that is written with a capital.
    static func guesses(for word: String, isName: Bool) -> [String] {
        if let stem = stemBeforeApostrophe(word) { return [word, stem] }
        var result = [word]
        func add(_ guess: String) {
            if guess.unicodeScalars.count >= 3, !result.contains(guess) { result.append(guess) }
        }
        let unmarked = withoutClitic(word)
        let candidates = if let unmarked { [unmarked, word] } else { [word] + stripped(word, of: clitics) }
        for candidate in candidates {
            for bare in [candidate] + stripped(candidate, of: possessives) {
                let plural = PluralEndings.bases(of: bare)
                let isPlural = PluralEndings.isLikely(in: bare)
                if isPlural { plural.forEach(add) }
                var taken = 0
                for (ending, kind) in caseEndings where bare.hasSuffix(ending) {
                    let stem = String(bare.dropLast(ending.count))
                    guard fits(stem, kind: kind, ending: ending) else { continue }
                    // *McAfeen* is of *McAfee* rather than into *Mcafe*.
                    if ending == "en" { add(stem + "e") }
                    for base in bases(of: stem, isName: isName) { add(base) }
                    taken += 1
                    if taken == 2 || ending != "en" { break }
                }
                if !isPlural { plural.forEach(add) }
            }
            if candidate == unmarked { add(candidate) }
            if result.count > 1 { break }
        }
        return Array(result.prefix(most))
    }

    /// `word` without a particle at its end that hardly any name ends like: *-kaan*, and *-kin* behind what a word form ends
    /// in (*tubettajiakin*); nil where there is none.
    static func withoutClitic(_ word: String) -> String? {
        guard let rest = stripped(word, of: ["kaan", "kään", "kin"]).first, let last = rest.last else { return nil }
        return vowels.contains(last) || last == "n" || last == "t" ? rest : nil
    }

    /// True if the ending of `word` is so long that the first guess is as good as the word.
    static func isSure(_ word: String, _ guess: String) -> Bool { word.utf8.count >= guess.utf8.count + 2 }

    /// The name before the apostrophe of *Pugh'ia*, *Rousseau'n*: names that are said otherwise than written take their
    /// endings behind one.
    private static func stemBeforeApostrophe(_ word: String) -> String? {
        guard let at = word.lastIndex(of: "'"), at > word.startIndex else { return nil }
        let ending = word[word.index(after: at)...]
        guard apostropheEndings.contains(String(ending)) else { return nil }
        return String(word[..<at])
    }

    private static let apostropheEndings: Set<String> = Set(
        """
        n a ä ia iä in ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi tta ttä issa issä ista istä illa illä ilta iltä
        ille ina inä iksi itta ittä iin hin han hän hon hun hyn hen en an än on ön un yn t it ien jen ja jä
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

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

    static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y", "ä", "ö", "å"]

    private static func fits(_ stem: String, kind: Kind, ending: String) -> Bool {
        guard let last = stem.last, stem.count >= 2, vowels.contains(last) else { return false }
        switch kind {
        case .vowelStem: return true
        case .sameVowel: return ending.first == last
        case .partitive: return true
        case .aspirated: return ending.dropFirst().first == last
        }
    }

    /// Base forms of a vowel stem: itself (`Sokra`), without a linking *i* (`Clintoni` → `Clinton`), and with the
    /// alternations that many names have (`Virtase` → `Virtanen`, `Aleksikse` → `Aleksis`, `Philokratee` → `Philokrates`).
    private static func bases(of stem: String, isName: Bool) -> [String] {
        var result = [stem]
        let letters = Array(stem)
        if letters.count >= 4, letters.last == "i", !vowels.contains(letters[letters.count - 2]) {
            let bare = String(letters.dropLast())
            let ends = isName ? nameEnds : nounEnds
            result.insert(bare, at: ends.contains(where: stem.hasSuffix) ? 1 : 0)
        }
        if stem.hasSuffix("kse") { result.append(String(stem.dropLast(3)) + "s") }
        if stem.hasSuffix("se") { result.append(String(stem.dropLast(2)) + "nen") }
        if stem.hasSuffix("ee") { result.append(String(stem.dropLast()) + "s") }
        return result
    }

    /// Ends of names whose *i* is their own rather than a linking one, as of Italian and Japanese ones.
    private static let nameEnds = ["ini", "elli", "etti", "otti", "ucci", "shi", "chi", "zzi", "kki"]
    /// Ends of loans whose *i* is their own.
    private static let nounEnds =
        nameEnds + ["ssi", "tti", "ppi", "ari", "eri", "isti", "logi", "aali", "oni", "ori", "ni"]

    private static func stripped(_ word: String, of endings: [String]) -> [String] {
        for ending in endings where word.hasSuffix(ending) && word.count >= ending.count + 4 {
            return [String(word.dropLast(ending.count))]
        }
        return []
    }
}
