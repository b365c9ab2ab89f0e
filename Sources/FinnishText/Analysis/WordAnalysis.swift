// SPDX-License-Identifier: GPL-3.0-or-later

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

    init(lemmas: [String], parts: [String], terms: [Term], isKnown: Bool, contentTerms: UInt64 = 0) {
        self.lemmas = lemmas
        self.parts = parts
        self.terms = terms
        self.isKnown = isKnown
        self.contentTerms = contentTerms
    }
}
