// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Tells whether a word of a text is one that the query asked for, for snippets and matching lines.
struct TermMatcher {
    /// A word of the query that a word of the text matches, and how well: 1 the whole word, less a part.
    struct Match: Hashable {
        var word: Int
        var weight: Double
    }

    /// By lemma, what a whole word matches.
    private(set) var lemmas: [String: Match] = [:]
    /// By lemma, what a part of a compound matches.
    private(set) var parts: [String: Match] = [:]
    private var forms: [String: Match] = [:]
    private var folded: [String: Match] = [:]
    private var prefixes: [(String, Match)] = []
    private(set) var wordCount = 0

    /// True if nothing can match.
    var isEmpty: Bool { lemmas.isEmpty && parts.isEmpty && forms.isEmpty && folded.isEmpty && prefixes.isEmpty }

    /// A quick test that tells that a word cannot match.
    var beginnings: Beginnings {
        let tables = [lemmas, parts, forms, folded].map(\.keys)
        return Beginnings(tables.joined() + prefixes.map(\.0))
    }

    /// The beginnings of words that are asked for.
    var asked: [String] { prefixes.map(\.0) }

    /// The query's words that a text may match by what has no positions in an index, beside parts of compounds.
    var wordsWithoutPositions: Set<Int> {
        Set((Array(forms.values) + Array(folded.values) + prefixes.map(\.1)).map(\.word))
    }

    /// A quick test that tells that a word matches none of `words`, the query's words, but as a whole word, of which an
    /// index has the positions.
    func beginningsWithoutPositions(of words: Set<Int>) -> Beginnings {
        let tables = [parts, forms, folded].map { table in
            table.filter { words.contains($0.value.word) }.map(\.key)
        }
        return Beginnings(tables.joined() + prefixes.filter { words.contains($0.1.word) }.map(\.0))
    }

    /// A thing that a query asks for.
    enum Mark {
        /// A planned word.
        case word(WordPlan)
        /// A form in lower case, as `=sana` asks for it.
        case form(String)
        /// Words that begin so, in lower case.
        case prefix(String)
    }

    /// A matcher of what `marks` ask for, and the related terms of the words `related`.
    init(_ marks: [Mark], related: [WordPlan]) {
        for mark in marks {
            switch mark {
            case .word(let plan): add(plan)
            case .form(let form): keep(&forms, form, Match(word: nextWord(), weight: 1))
            case .prefix(let prefix): prefixes.append((prefix, Match(word: nextWord(), weight: 1)))
            }
        }
        for (index, word) in related.enumerated() { addRelated(word, word: index) }
    }

    private mutating func add(_ plan: WordPlan) {
        let word = nextWord()
        let weight = plan.isStopWord ? 0.1 : 1
        for lemma in plan.lemmas {
            keep(&lemmas, lemma, Match(word: word, weight: weight))
            if !plan.wholeOnly { keep(&parts, lemma, Match(word: word, weight: weight * 0.5)) }
        }
        for lemma in plan.otherLemmas { keep(&lemmas, lemma, Match(word: word, weight: weight * 0.4)) }
        for lemma in plan.folded { keep(&folded, lemma, Match(word: word, weight: weight)) }
        for synonym in plan.longer + plan.synonyms + plan.translation.lemmas {
            keep(&lemmas, synonym, Match(word: word, weight: weight * 0.5))
        }
        for lemma in plan.translation.words {
            keep(&lemmas, lemma, Match(word: word, weight: weight * 0.25))
        }
    }

    /// Takes the related terms of a planned word in: they are shown where the word itself does not stand.
    private mutating func addRelated(_ plan: WordPlan, word: Int) {
        guard !plan.isStopWord else { return }
        for lemma in plan.parts + plan.homonyms { keep(&lemmas, lemma, Match(word: word, weight: 0.25)) }
    }

    /// The match of a word of a text; nil where it is none.
    func match(_ analysis: WordAnalysis) -> Match? {
        var best: Match?
        func consider(_ match: Match?) {
            if let match, match.weight > (best?.weight ?? 0) { best = match }
        }
        for term in analysis.terms {
            switch term.kind {
            case .lemma: consider(lemmas[term.text])
            case .guess:
                if let match = lemmas[term.text] { consider(Match(word: match.word, weight: match.weight * 0.6)) }
            case .part: consider(parts[term.text])
            case .form: consider(forms[term.text])
            case .folded: consider(folded[term.text])
            case .base, .partBase: break
            }
            if !prefixes.isEmpty, term.kind == .lemma || term.kind == .form {
                for (prefix, match) in prefixes where term.text.hasPrefix(prefix) { consider(match) }
            }
        }
        return best
    }

    private mutating func nextWord() -> Int {
        wordCount += 1
        return wordCount - 1
    }

    private func keep(_ table: inout [String: Match], _ key: String, _ match: Match) {
        if let old = table[key], old.weight >= match.weight { return }
        table[key] = match
    }
}
