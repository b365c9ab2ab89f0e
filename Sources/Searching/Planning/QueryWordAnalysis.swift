// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages

/// The analysis of a word of a query, wherever in a query it stands.
final class QueryWordAnalysis: Sendable {
    /// The lemmas it is most likely of, in lower case: one synonym group.
    let lemmas: [String]
    /// Lemmas it may be of too.
    let otherLemmas: [String]
    /// Lemmas that it is hardly of, for it is typed as the base form of another: *koe* is an imperative of *kokea*, too.
    let homonyms: [String]
    /// The lemmas it was derived from.
    let bases: [String]
    /// The lemmas of its parts, where it is a compound.
    let parts: [String]
    /// Its lemmas without dots, asked for where it was typed without any and is no word as it stands.
    let folded: [String]
    /// The word as typed, asked for as a form where Voikko does not know it: repaired documents keep what the page
    /// said under its form, so that a wrong repair hides nothing.
    let forms: [String]
    /// Lemmas that mean the same, from the synonym list.
    let synonyms: [String]
    /// True if it is read as Swedish.
    let isSwedish: Bool
    /// Other names of what it is a name of, in the languages of the documents.
    let translation: Translation
    /// The keys by which it is looked up in a thesaurus, by language.
    let labelKeys: [Language: [String]]
    /// True if it says nothing about a subject.
    let isStopWord: Bool
    /// True if Voikko knows the word.
    let isKnown: Bool
    /// True if it has fewer than four characters: too few to tell what a slip of it was.
    let isShort: Bool

    /// The reading of `text` as `analysis`, in a query of `language`, where that is told.
    init(
        _ text: String, analysis: WordAnalysis, synonyms: SynonymList? = nil, language: Language? = nil,
        translation: Translation = Translation(), labelKeys: [Language: [String]] = [:]
    ) {
        var lemmas: [String] = []
        var others: [String] = []
        var bases: [String] = []
        var parts: [String] = []
        for term in analysis.terms {
            switch term.kind {
            case .lemma: lemmas.append(term.text)
            case .guess: others.append(term.text)
            case .base: bases.append(term.text)
            case .part: parts.append(term.text)
            case .partBase, .folded, .form: break
            }
        }
        let isBaseForm = Self.preferBaseForm(of: text, &lemmas, &others)
        self.lemmas = lemmas
        // The verb of a noun in -minen tells of the same (*kuuleminen*, kuulla), as the stems of other languages do.
        let areHomonyms =
            isBaseForm && analysis.isKnown && analysis.language == .finnish && !analysis.isVerbalNoun
        otherLemmas = areHomonyms ? [] : others
        homonyms = areHomonyms ? others : []
        self.bases = bases
        self.parts = parts
        isKnown = analysis.isKnown
        forms = isKnown ? [] : analysis.terms.filter { $0.kind == .form }.map(\.text)
        folded = isKnown || !text.utf8.allSatisfy { $0 < 0x80 } ? [] : lemmas + others
        isStopWord = StopWords.contains(lemmas) || language.map { StopWords.contains(text, in: $0) } ?? false
        self.synonyms = isStopWord ? [] : synonyms?.synonyms(of: lemmas) ?? []
        isShort = text.count < 4
        isSwedish = analysis.language == .swedish
        self.translation = translation
        self.labelKeys = labelKeys
    }

    /// People mostly type base forms: a word that is the base form of one of its likely lemmas means that one. True if it is.
    private static func preferBaseForm(
        of text: String, _ lemmas: inout [String], _ others: inout [String]
    ) -> Bool {
        let typed = withoutHyphens(text.lowercased())
        let all = lemmas + others
        let meant = all.filter { withoutHyphens($0) == typed }
        // An unlikely reading that is a base form may be meant as well as a likely one that is not: both count.
        guard meant.contains(where: lemmas.contains) else {
            lemmas += meant
            others.removeAll(where: meant.contains)
            return false
        }
        lemmas = lemmas.filter(meant.contains)
        others = all.filter { !meant.contains($0) } + others.filter { meant.contains($0) && !lemmas.contains($0) }
        return true
    }

    private static func withoutHyphens(_ word: String) -> String {
        guard word.utf8.contains(UInt8(ascii: "-")) else { return word }
        return String(decoding: word.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
    }
}
