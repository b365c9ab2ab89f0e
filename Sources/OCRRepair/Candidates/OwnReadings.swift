// SPDX-License-Identifier: GPL-3.0-or-later

/// Readings of the words of one badly read document: of those that are none by the errors of its own reader, of the others
/// by the errors that leave words.
struct OwnReadings {
    /// Reads words that are none, by the document's own error model.
    let reader: ChannelReader
    /// Reads words of Finnish, which may have lost their diaeresis; nil where the page kept it, and they are left.
    let wordReader: ChannelReader?
    /// Words that stand throughout the document.
    let standing: StandingWords
    let dictionary: DictionaryQueries

    /// The words that `word`, as written, may have been meant for.
    func reading(of word: [Unicode.Scalar]) -> RepairCandidates {
        guard isWord(word) else { return reader.reading(of: word) }
        if let wordReader { return wordReader.reading(of: word) }
        guard isRare(word) else { return .word }
        var reading = reader.reading(of: word)
        reading.candidates.removeAll { $0.extraCost > ReadingWeights.habit }
        return reading
    }

    /// True if `word`, which is one of Finnish, may well be a misread commoner one: it is in no list, or rare there.
    private func isRare(_ word: [Unicode.Scalar]) -> Bool {
        let low = word.map(\.lowercased)
        return word.count >= DamageLimits.ReaderErrors.leastLetters
            && dictionary.knownProbability(low) ?? -.infinity < ReadingWeights.rareOnBadPage
            && !Self.isPossessiveInstructive(low, dictionary)
    }

    /// True if `word` is one of Finnish as it stands.
    func isWord(_ word: [Unicode.Scalar]) -> Bool {
        Self.isWord(word, dictionary, isOldPrint: reader.style.isOldPrint)
    }

    /// True if `word` is one of Finnish as it stands: by Voikko, in small letters or as a name, or, where `isOldPrint`, as
    /// it was spelt.
    static func isWord(_ word: [Unicode.Scalar], _ dictionary: DictionaryQueries, isOldPrint: Bool) -> Bool {
        let low = word.map(\.lowercased)
        if isOldPrint, dictionary.isOldForm(low) { return true }
        guard dictionary.spells(low, like: word) || isPossessiveInstructive(low, dictionary) else { return false }
        // A name is not written in small letters, nor a capital within a word.
        if word[0].isUpper {
            return word.dropFirst().allSatisfy { !$0.isUpper } || word.allSatisfy { !$0.isLetter || $0.isUpper }
        }
        return word.allSatisfy { !$0.isUpper }
            && (dictionary.isCommonWord(low) || dictionary.isOwnWord(low) || isPossessiveInstructive(low, dictionary))
    }

    /// True if `low` is an instructive with a possessive suffix (*esittäminsä*), which Voikko does not know.
    private static func isPossessiveInstructive(_ low: [Unicode.Scalar], _ dictionary: DictionaryQueries) -> Bool {
        guard low.count > 7,
            low.suffix(5).elementsEqual("minsä".unicodeScalars) || low.suffix(5).elementsEqual("minsa".unicodeScalars)
        else { return false }
        let stem = Array(low.dropLast(2))
        return dictionary.spells(stem, like: stem)
    }
}
