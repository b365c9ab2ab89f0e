// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// A word of a query with the terms that documents may hold it under.
struct WordPlan: Hashable {
    /// The word as typed.
    var text: String
    /// Where it stands in the query: Unicode scalars from 1, half-open.
    var columns: Range<Int>
    /// The names of the field it is asked for in.
    var names: TermNames
    /// The lemmas it is most likely of, in lower case: one synonym group.
    var lemmas: [String] = []
    /// Lemmas it may be of too.
    var otherLemmas: [String] = []
    /// What it was derived from.
    var bases: [String] = []
    /// The lemmas of its parts, where it is a compound.
    var parts: [String] = []
    /// Its lemmas without dots, asked for where it was typed without any and is no word as it stands.
    var folded: [String] = []
    /// The word as typed, asked for as a form where Voikko does not know it: repaired documents keep what the page
    /// said under its form, so that a wrong repair hides nothing.
    var forms: [String] = []
    /// Lemmas that mean the same, from the synonym list.
    var synonyms: [String] = []
    /// Whether it says nothing about a subject.
    var isStopWord = false
    /// Whether the whole word only is asked for: no compounds that hold it.
    var wholeOnly = false
    /// Whether Voikko knows the word.
    var isKnown: Bool

    /// The plan of a word read as `analysis`.
    init(_ text: String, analysis: WordAnalysis, columns: Range<Int>, names: TermNames) {
        self.text = text
        self.columns = columns
        self.names = names
        self.isKnown = analysis.isKnown
        for term in analysis.terms {
            switch term.kind {
            case .lemma: lemmas.append(term.text)
            case .guess: otherLemmas.append(term.text)
            case .base: bases.append(term.text)
            case .part: parts.append(term.text)
            case .partBase, .folded, .form: break
            }
        }
        preferBaseForm()
        if !analysis.isKnown {
            forms = analysis.terms.filter { $0.kind == .form }.map(\.text)
            if text.utf8.allSatisfy({ $0 < 0x80 }) { folded = lemmas + otherLemmas }
        }
        isStopWord = StopWords.contains(lemmas)
    }

    /// Every lemma, likely ones first.
    var allLemmas: [String] { lemmas + otherLemmas }

    /// People mostly type base forms: a word that is the base form of one of its lemmas means that one.
    private mutating func preferBaseForm() {
        let typed = Self.withoutHyphens(text.lowercased())
        let meant = allLemmas.filter { Self.withoutHyphens($0) == typed }
        // An unlikely reading that is a base form may be meant as well as a likely one that is not: both count.
        guard meant.contains(where: lemmas.contains) else {
            lemmas += meant
            otherLemmas.removeAll(where: meant.contains)
            return
        }
        let others = allLemmas.filter { !meant.contains($0) }
        lemmas = lemmas.filter(meant.contains)
        otherLemmas = others + otherLemmas.filter { meant.contains($0) && !lemmas.contains($0) }
    }

    private static func withoutHyphens(_ word: String) -> String {
        guard word.utf8.contains(UInt8(ascii: "-")) else { return word }
        return String(decoding: word.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
    }
}
