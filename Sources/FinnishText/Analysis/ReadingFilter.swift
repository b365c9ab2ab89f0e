// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of Voikko's readings to believe, and how far.
///
/// Voikko accepts any compound of its words, so it reads *kuuluu* as *kuu+luu* and *yhteisöistä* as *yhteis+yö*. The
/// reading of the fewest joints is nearly always the one meant; names are believed only where the word is written as
/// one or has no other reading. Imperatives and instructives are rare in running text, and a word that is an adverb or
/// a conjunction is seldom a noun's case as well: these readings are kept as unlikely ones.
enum ReadingFilter {
    /// A reading, and whether it is a likely one.
    struct Ranked {
        var reading: VoikkoReading
        var isLikely: Bool
    }

    /// Readings of `word` by `voikko`, the likeliest first; empty where Voikko does not know the word in any case.
    static func ranked(of word: String, by voikko: Voikko) -> [Ranked] {
        let found = readings(of: word, by: voikko)
        let hasFunctionWord = found.contains(where: \.isFunctionWord)
        let hasLikelyForm = found.contains { !$0.isUnlikelyForm }
        let ranked = found.map { reading in
            var isLikely = true
            if hasLikelyForm, reading.isUnlikelyForm { isLikely = false }
            if hasFunctionWord, !reading.isFunctionWord, reading.wordClass != "teonsana" { isLikely = false }
            return Ranked(reading: reading, isLikely: isLikely)
        }
        return ranked.filter(\.isLikely) + ranked.filter { !$0.isLikely }
    }

    /// Readings of the fewest joints; names first where `word` is written as one.
    static func readings(of word: String, by voikko: Voikko) -> [VoikkoReading] {
        let lower = word.lowercased()
        let isLower = word == lower
        let isUpper = !isLower && word == word.uppercased() && word.unicodeScalars.count > 1
        var found = voikko.readings(of: word)
        if isUpper || (!isLower && found.isEmpty) { found += voikko.readings(of: lower) }
        if found.isEmpty || isUpper || (isLower && found.allSatisfy(\.isName)) {
            let name = capitalised(lower)
            if name != word { found += voikko.readings(of: name) }
        }
        guard let fewest = found.lazy.map(\.joints).min() else { return [] }
        found.removeAll { $0.joints > fewest }
        // A word in lower case, and the end of a hyphenated one that begins so (`sote-Alan`), is no name if it can be
        // anything else.
        if word.first?.isLowercase == true, found.contains(where: { !$0.isName }) { found.removeAll(where: \.isName) }
        return isLower || isUpper ? found : found.filter(\.isName) + found.filter { !$0.isName }
    }

    /// `word` with a capital after each hyphen, as names are written: `pohjois-pohjanmaa` → `Pohjois-Pohjanmaa`.
    static func capitalised(_ word: String) -> String {
        var result = ""
        result.reserveCapacity(word.utf8.count)
        var atStart = true
        for character in word {
            if atStart { result += character.uppercased() } else { result.append(character) }
            atStart = character == "-"
        }
        return result
    }
}
