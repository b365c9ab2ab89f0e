// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Which of Voikko's readings to believe, and how far.
///
/// Voikko accepts any compound of its words, so it reads *kuuluu* as *kuu+luu* and *yhteisöistä* as *yhteis+yö*. The
/// reading of the fewest joints is nearly always the one meant; names are believed only where the word is written as
/// one or has no other reading. Imperatives and instructives are rare in running text, and a word that is an adverb or
/// a conjunction is seldom a noun's case as well: these readings are kept as unlikely ones.
enum ReadingFilter {
    /// A reading, and whether it is a likely one.
    struct Ranked {
        var reading: MorphologicalAnalysis
        var isLikely: Bool
        /// True if its parts are believed: not those of a compound that is a simple word too (*kuuluu* is no *kuu*).
        var hasParts = true
    }

    /// Readings of `word` by `voikko`, the likeliest first; empty where Voikko does not know the word in any case.
    static func ranked(of word: String, by voikko: Voikko) -> [Ranked] {
        let all = everyReading(of: word, by: voikko)
        let found = simplest(of: all, word: word)
        let hasFunctionWord = found.contains(where: \.isFunctionWord)
        let hasLikelyForm = found.contains { !$0.isUnlikelyForm }
        let ranked = found.map { reading in
            var isLikely = true
            if hasLikelyForm, reading.isUnlikelyForm { isLikely = false }
            if hasFunctionWord, !reading.isFunctionWord, reading.wordClass != .verb { isLikely = false }
            return Ranked(reading: reading, isLikely: isLikely)
        }
        // *toimivalta* is a compound and a form of *toimiva*: what takes more joints is kept as an unlikely reading.
        if all.count == found.count, ranked.allSatisfy(\.isLikely) { return ranked }
        let longer = all.filter { reading in
            !reading.isName && !found.contains { $0.lemma == reading.lemma }
        }
        return ranked.filter(\.isLikely) + ranked.filter { !$0.isLikely }
            + longer.map { Ranked(reading: $0, isLikely: false, hasParts: (found.first?.joints ?? 0) > 0) }
    }

    /// Readings of the fewest joints; names first where `word` is written as one.
    static func readings(of word: String, by voikko: Voikko) -> [MorphologicalAnalysis] {
        simplest(of: everyReading(of: word, by: voikko), word: word)
    }

    /// All readings of `word`, in another case where it has none as written.
    private static func everyReading(of word: String, by voikko: Voikko) -> [MorphologicalAnalysis] {
        let lower = Casing.lowercased(word)
        let isLower = word == lower
        let isUpper = !isLower && Casing.isUpper(word) && word.unicodeScalars.count > 1
        var found = voikko.readings(of: word)
        if isUpper || (!isLower && found.isEmpty) { found += voikko.readings(of: lower) }
        if found.isEmpty || isUpper || (isLower && found.allSatisfy(\.isName)) {
            let name = capitalised(lower)
            if name != word { found += voikko.readings(of: name) }
        }
        return found
    }

    /// The readings of `all` with the fewest joints, names first where `word` is written as one.
    private static func simplest(of all: [MorphologicalAnalysis], word: String) -> [MorphologicalAnalysis] {
        guard let fewest = all.lazy.map(\.joints).min() else { return [] }
        var found = all.count == 1 ? all : all.filter { $0.joints == fewest }
        // A word in lower case, and the end of a hyphenated one that begins so (`sote-Alan`), is no name if it can be
        // anything else.
        if word.first?.isLowercase == true, found.contains(where: { !$0.isName }) { found.removeAll(where: \.isName) }
        if found.count == 1 { return found }
        let isMixed = !Casing.isLower(word) && !Casing.isUpper(word)
        return isMixed ? found.filter(\.isName) + found.filter { !$0.isName } : found
    }

    /// `word` with a capital after each hyphen, as names are written: `pohjois-pohjanmaa` → `Pohjois-Pohjanmaa`.
    static func capitalised(_ word: String) -> String {
        if let plain = asciiCapitalised(word) { return plain }
        var result = ""
        result.reserveCapacity(word.utf8.count)
        var atStart = true
        for character in word {
            if atStart { result += character.uppercased() } else { result.append(character) }
            atStart = character == "-"
        }
        return result
    }

    /// ``capitalised(_:)`` where only ASCII letters have to become capitals; nil where others have.
    private static func asciiCapitalised(_ word: String) -> String? {
        var bytes = Array(word.utf8)
        var atStart = true
        for index in bytes.indices {
            let byte = bytes[index]
            if atStart {
                // A mark may follow the letter and belong to it.
                guard byte < 0x80, index + 1 == bytes.count || bytes[index + 1] <= 0xC3 else { return nil }
                if byte.isASCIILowercase { bytes[index] = byte.asciiUppercased }
            }
            atStart = byte == UInt8(ascii: "-")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
