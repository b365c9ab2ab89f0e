// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// A word of a query with the terms that documents may hold it under.
struct WordPlan {
    /// The word as typed.
    let text: String
    /// Where it stands in the query: Unicode scalars from 1, half-open.
    let columns: Range<Int>
    /// The names of the field it is asked for in.
    let names: TermNames
    /// Its analysis.
    let reading: QueryWordAnalysis
    /// The remembered entry of it, where it is asked for in the whole document.
    let known: QueryWordCache.Word?
    /// True if the whole word only is asked for: no compounds that hold it, and nothing that means the same.
    let wholeOnly: Bool

    /// The plan of a word that was analysed as `analysis`.
    init(_ text: String, analysis: WordAnalysis, columns: Range<Int>, names: TermNames, wholeOnly: Bool = false) {
        self.init(
            text, QueryWordAnalysis(text, analysis: analysis), columns: columns, names: names, wholeOnly: wholeOnly)
    }

    /// The plan of a word of this reading.
    init(
        _ text: String, _ reading: QueryWordAnalysis, columns: Range<Int>, names: TermNames, wholeOnly: Bool = false,
        known: QueryWordCache.Word? = nil
    ) {
        self.text = text
        self.columns = columns
        self.names = names
        self.reading = reading
        self.wholeOnly = wholeOnly
        self.known = known
    }

    /// The lemmas it is most likely of.
    var lemmas: [String] { reading.lemmas }
    /// Lemmas it may be of too.
    var otherLemmas: [String] { reading.otherLemmas }
    /// Lemmas that it is hardly of.
    var homonyms: [String] { reading.homonyms }
    /// The lemmas it was derived from.
    var bases: [String] { reading.bases }
    /// The lemmas of its parts.
    var parts: [String] { reading.parts }
    /// Its lemmas without dots.
    var folded: [String] { reading.folded }
    /// The word as typed, asked for as a form.
    var forms: [String] { reading.forms }
    /// Words of the index that begin with it, where it is a code.
    var longer: [String] { wholeOnly ? [] : known?.longer ?? [] }
    /// Lemmas that mean the same.
    var synonyms: [String] { wholeOnly ? [] : reading.synonyms }
    /// Other names of what it is a name of.
    var translation: Translation { wholeOnly ? Translation() : reading.translation }
    /// True if it is written with letters, hyphens and apostrophes only.
    var isOfLetters: Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ["-", "'", "’"].contains($0) }
    }
    /// True if it says nothing about a subject.
    var isStopWord: Bool { reading.isStopWord }
    /// True if Voikko knows the word.
    var isKnown: Bool { reading.isKnown }

    /// Every lemma that it may well be of, likely ones first.
    var allLemmas: [String] { lemmas + otherLemmas }
}
