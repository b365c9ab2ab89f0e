// SPDX-License-Identifier: GPL-3.0-or-later

/// A word form as a language other than Finnish reads it. All texts are in lower case.
public struct WordReading: Hashable, Sendable {
    /// Its base forms, or its stem where the language is told by stems only. Never empty.
    public var lemmas: [String]
    /// Base forms that are guessed from its ending.
    public var guesses: [String] = []
    /// The base forms of its parts, where it is a compound, and of the compounds within it.
    public var parts: [String] = []
    /// Base forms of the words that it was derived from (*benåda* of *benådning*).
    public var bases: [String] = []
    /// True if the dictionary has the word, or words that it is made of.
    public var isKnown = false

    /// A reading of these base forms.
    public init(lemmas: [String]) { self.lemmas = lemmas }
}
