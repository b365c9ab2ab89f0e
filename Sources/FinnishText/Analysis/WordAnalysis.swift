// SPDX-License-Identifier: GPL-3.0-or-later

/// What a word form is read as, whatever text it stands in.
public final class WordAnalysis: Sendable {
    /// The lemmas as a dictionary writes them, the likeliest first. Never empty.
    public let lemmas: [String]
    /// The lemmas of a compound's parts, in their order; empty where it is none.
    public let parts: [String]
    /// What is indexed and asked for, without repeats: lemmas first.
    public let terms: [Term]
    /// Whether Voikko knows the word.
    public let isKnown: Bool

    init(lemmas: [String], parts: [String], terms: [Term], isKnown: Bool) {
        self.lemmas = lemmas
        self.parts = parts
        self.terms = terms
        self.isKnown = isKnown
    }
}
