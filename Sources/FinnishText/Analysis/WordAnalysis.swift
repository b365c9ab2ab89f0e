// SPDX-License-Identifier: GPL-3.0-or-later
public import Languages

/// The lemmas, parts and terms of a word form, whatever text it stands in.
public final class WordAnalysis: Sendable {
    /// The lemmas as a dictionary writes them, the likeliest first. Never empty.
    public let lemmas: [String]
    /// The lemmas of a compound's parts, in their order; empty where it is none.
    public let parts: [String]
    /// The terms indexed and asked for, without repeats: lemmas first.
    public let terms: [Term]
    /// True if Voikko knows the word.
    public let isKnown: Bool
    /// A bit for each of the first 64 of ``terms``: set where Voikko read the word itself as a form of that lemma, and
    /// as a noun, adjective or verb. ``Analyser/lemmaClass(of:)`` of these is nearly always ``LemmaClass/content``, and
    /// need not be asked.
    public let contentTerms: UInt64

    /// True if it may be a noun made of a verb, in -minen; the verb is among the lemmas.
    public let isVerbalNoun: Bool

    /// The language it was read in; of a word read in several, that of the reading believed first.
    public let language: Language
    /// Its testimony on the language of the passage it stands in, where it was read as Finnish.
    let vote: LanguageVote

    init(
        lemmas: [String], parts: [String], terms: [Term], isKnown: Bool, contentTerms: UInt64 = 0,
        isVerbalNoun: Bool = false, language: Language = .finnish, vote: LanguageVote = .none
    ) {
        self.lemmas = lemmas
        self.parts = parts
        self.terms = terms
        self.isKnown = isKnown
        self.contentTerms = contentTerms
        self.isVerbalNoun = isVerbalNoun
        self.language = language
        self.vote = vote
    }
}
