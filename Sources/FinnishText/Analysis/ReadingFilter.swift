// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of Voikko's readings to believe.
///
/// Voikko accepts any compound of its words, so it reads *kuuluu* as *kuu+luu* and *yhteisöistä* as *yhteis+yö*. The
/// reading of the fewest joints is nearly always the one meant; names are believed only where the word is written as
/// one or has no other reading.
enum ReadingFilter {
    /// Readings of `word` by `voikko`, the likeliest first; empty where Voikko does not know the word in any case.
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
        if isLower, found.contains(where: { !$0.isName }) { found.removeAll(where: \.isName) }
        // In a hyphenated word that begins in lower case (`sote-Alan`) a name at the end is an invention.
        if word.first?.isLowercase == true, found.contains(where: { !$0.isName }) { found.removeAll(where: \.isName) }
        let namesFirst = !isLower && !isUpper
        var ranked = found.enumerated().map {
            (rank: rank($0.element, namesFirst: namesFirst), place: $0.offset, $0.element)
        }
        ranked.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
        return ranked.map(\.2)
    }

    /// Nouns and finite verbs before imperatives and their like, which most words could be but few are.
    private static func rank(_ reading: VoikkoReading, namesFirst: Bool) -> Int {
        if reading.isName { return namesFirst ? 0 : 2 }
        switch reading.mood {
        case "imperative", "potential", "optative": return 3
        default: return 1
        }
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
