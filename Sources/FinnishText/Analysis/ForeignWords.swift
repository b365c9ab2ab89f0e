// SPDX-License-Identifier: GPL-3.0-or-later
internal import Languages

/// Swedish and English words to the terms of an index, and what any word says of the language it stands in. For one thread
/// at a time.
final class ForeignWords {
    private let swedish: SwedishWords
    private let english = EnglishWords()
    private let languages: WordLanguages

    init() {
        swedish = SwedishWords()
        languages = WordLanguages(swedish: swedish)
    }

    /// The vote of `word`, which Voikko knows where `isFinnish`, on the language around it.
    func vote(of word: String, isFinnish: Bool) -> LanguageVote {
        languages.vote(
            for: Casing.lowercased(word), isFinnish: isFinnish, hasCapital: word.first?.isUppercase == true)
    }

    /// True if the dictionary of Swedish lists `word`.
    func isSwedish(_ word: String) -> Bool { swedish.isListed(Casing.lowercased(word)) }

    /// The parts of a Swedish compound as they are written, in lower case.
    func swedishParts(of word: String) -> [String]? { swedish.parts(of: Casing.lowercased(word)) }

    /// The terms of `word` as `language` reads it, and whether a dictionary has it. A word that stands in a passage of
    /// another language and that only Voikko knows, a Finnish name mostly, is read by both: `finnish` is its reading.
    func analyse(
        _ word: String, in language: Language, finnish: () -> (set: LemmaSet, isKnown: Bool)
    ) -> (set: LemmaSet, isKnown: Bool) {
        let lower = Casing.lowercased(word)
        let isName = word.first?.isUppercase == true
        let reading = language == .swedish ? swedish.reading(of: lower) : english.reading(of: lower)
        var set = LemmaSet()
        var isKnown = reading.isKnown
        if !isKnown, language == .swedish || isName {
            let read = finnish()
            if read.isKnown {
                set = read.set
                isKnown = true
            }
        }
        let isOther = !set.entries.isEmpty
        for lemma in reading.lemmas {
            let shown = language == .english ? lower : lemma
            let display = isName && !reading.isKnown ? ReadingFilter.capitalised(shown) : shown
            set.addLemma(lemma, isOther ? .guess : .lemma, display: isOther ? nil : display)
            if reading.isKnown, !FunctionWords.swedish.contains(lemma) { set.noteContent(lemma) }
        }
        for guess in reading.guesses { set.addLemma(guess, .guess) }
        for part in reading.parts { set.addPart(part) }
        for base in reading.bases { set.addBase(base) }
        return (set, isKnown)
    }
}
