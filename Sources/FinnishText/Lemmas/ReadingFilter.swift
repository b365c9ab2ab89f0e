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
        if all.count == 1 { return [Ranked(reading: all[0], isLikely: true)] }
        let found = simplest(of: all, word: word)
        let lower = Casing.lowercased(word)
        let hasLikelyForm = found.contains { !isRare($0, lower) }
        let functionWord = found.first { $0.isFunctionWord }
        // *heinä* is a noun's base form, and a pronoun's case seldom.
        let hasBaseForm = found.contains { $0.wordClass == .nominal && $0.lemma == lower && !isRare($0, lower) }
        let isIndeclinable = functionWord.map { $0.lemma == lower } ?? false
        var ranked: [Ranked] = []
        for reading in found {
            var isLikely = !(hasLikelyForm && isRare(reading, lower))
            if isIndeclinable, reading.wordClass == .verb { isLikely = false }
            if functionWord != nil, reading.wordClass != .verb {
                let isBaseForm = reading.lemma == lower
                if isIndeclinable || !hasBaseForm {
                    if !reading.isFunctionWord, !(reading.isName && isBaseForm) { isLikely = false }
                } else if !isBaseForm {
                    isLikely = false
                }
            }
            // *kuin*, *noin*: nobody means the moons or the soot.
            if isIndeclinable, !isLikely, reading.isUnlikelyForm { continue }
            ranked.append(Ranked(reading: reading, isLikely: isLikely, hasParts: isLikely || !hasLikelyForm))
        }
        // *kuuluu* is a compound by Voikko's rules too: what takes more joints is kept as an unlikely reading.
        if all.count == found.count, ranked.allSatisfy(\.isLikely) { return ranked }
        let longer = all.filter { reading in
            !reading.isName && !found.contains { $0.lemma == reading.lemma }
        }
        return ranked.filter(\.isLikely) + ranked.filter { !$0.isLikely }
            + longer.map { Ranked(reading: $0, isLikely: false, hasParts: false) }
    }

    /// True for a form that many words could be and few are: an imperative, an instructive, a potential, one with *your* at
    /// its end, an agent participle (*uusimaa*), an old plural genitive (*asuntokauppalain* is of a law, of no *kauppala*).
    private static func isRare(_ reading: MorphologicalAnalysis, _ lower: String) -> Bool {
        reading.isUnlikelyForm || reading.isAgentParticiple || reading.inflection.mood == .potential
            || Derivation.contains("[O2", reading.output[...]) || isOldGenitive(reading, lower)
    }

    /// True for the plural genitive that adds *-in* to the stem where one says *-jen* or *-iden* today: *kauppalain*.
    private static func isOldGenitive(_ reading: MorphologicalAnalysis, _ lower: String) -> Bool {
        guard reading.inflection.grammaticalCase == .genitive, reading.inflection.number == .plural else {
            return false
        }
        return lower.hasSuffix("ain") || lower.hasSuffix("äin")
    }

    /// True if a compound's base form is likelier than this reading of fewer joints: of a participle in a case
    /// (*toimivalta*), with a clitic (*kirjoitustapa*), of a rare form (*kansainvälistä!*).
    private static func isFarFetched(_ reading: MorphologicalAnalysis, _ lower: String) -> Bool {
        if isRare(reading, lower) { return true }
        guard reading.wordClass != .verb else { return false }
        if reading.isParticiple, reading.inflection.grammaticalCase != .nominative { return true }
        // Clitics: of *-pa* there is no tag but the form's end.
        return Derivation.contains("[F", reading.output[...])
            || reading.inflection.wordClass != .other && Derivation.isAt("[Ef]", reading.output.suffix(4))
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
        if all.count == 1 { return all }
        var found = all.filter { $0.joints == fewest }
        if found.count < all.count { found = compounds(of: all, beyond: found, word: word) + found }
        // A word in lower case, and the end of a hyphenated one that begins so (`sote-Alan`), is no name if it can be
        // anything else.
        // But for the bare name of a place: *pori*, *multia*.
        if word.first?.isLowercase == true, found.contains(where: { !$0.isName }) {
            found.removeAll { $0.isName && !($0.isPlaceName && $0.lemma == word) }
        }
        if found.count == 1 { return found }
        let isMixed = !Casing.isLower(word) && !Casing.isUpper(word)
        return isMixed ? found.filter(\.isName) + found.filter { !$0.isName } : found
    }

    /// The compounds among `all` that are likelier than `simple`, the readings of the fewest joints; none where one of these
    /// is not far-fetched.
    private static func compounds(
        of all: [MorphologicalAnalysis], beyond simple: [MorphologicalAnalysis], word: String
    ) -> [MorphologicalAnalysis] {
        let lower = Casing.lowercased(word)
        guard simple.allSatisfy({ isFarFetched($0, lower) }) else { return [] }
        let joints = simple.first?.joints ?? 0
        let isRareOnly = simple.allSatisfy { isRare($0, lower) }
        let found = all.filter { reading in
            reading.joints == joints + 1 && reading.wordClass == .nominal && !isFarFetched(reading, lower)
                && (reading.lemma == lower || isRareOnly)
        }
        // *monipuolista* is of *monipuolinen*, out of no *monipuoli*.
        let isAdjective = { (reading: MorphologicalAnalysis) in
            reading.inflection.grammaticalCase == .partitive && reading.lemma.hasSuffix("inen")
        }
        guard found.contains(where: isAdjective) else { return found }
        return found.filter { isAdjective($0) || $0.inflection.grammaticalCase != .elative }
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
