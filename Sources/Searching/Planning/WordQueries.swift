// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The index queries of one word.
struct WordQueries {
    let weights: RankingWeights
    /// True if related terms count too: words of the same derivation, lemmas of which the word is hardly a form, and the parts
    /// of the query's own compounds.
    let related: Bool

    /// Documents that hold the word, whole or as part of a compound; the index weighs whole words more.
    ///
    /// All that the word may stand under is weighed as one term: what is rare is the word, not this reading of it, and
    /// a document that says it in three ways has said it three times, no more. Parts of compounds follow, each a word.
    func words(_ word: WordPlan) -> [RankedWord] {
        let names = word.names
        var members = Members()
        members.add(word.lemmas.map(names.lemma), factor: 1, tellsWholes: true)
        members.add(word.otherLemmas.map(names.lemma), factor: weights.otherLemma)
        members.add(word.folded.map(names.folded), factor: 1)
        members.add(word.forms.map(names.form), factor: weights.otherLemma)
        members.add(word.longer.map(names.lemma), factor: weights.longer)
        members.add(word.synonyms.map(names.lemma), factor: weights.synonym, tellsWholes: true)
        members.add(
            word.translation.lemmas.map(names.lemma),
            factor: word.translation.standsForWord ? weights.translationForWord : weights.translation,
            tellsWholes: true)
        let translated = translatedParts(of: word)
        guard related else { return [one(members)] + translated }
        // Swedish nouns in -ning, -ande, -else and -het are the subjects that their verbs and adjectives tell of.
        let (derived, base) =
            word.reading.isSwedish
            ? (weights.swedishDerived, weights.swedishBase) : (1, weights.queryBase)
        members.areRelated = true
        members.add(word.homonyms.map(names.lemma), factor: weights.otherLemma)
        members.add(word.lemmas.map(names.base), factor: derived)
        members.add((word.otherLemmas + word.homonyms).map(names.base), factor: weights.otherLemma * derived)
        members.add(word.bases.map(names.lemma), factor: base)
        members.add(word.bases.map(names.base), factor: base * derived)
        return [one(members)] + parts(of: word) + translated
    }

    /// Documents of the parts of compounds among `words`.
    func parts(of words: [WordPlan]) -> [RankedWord] { words.filter { !$0.isStopWord }.flatMap(parts) }

    /// Documents of the parts of a compound, which share the weight.
    private func parts(of word: WordPlan) -> [RankedWord] {
        let share = weights.queryParts / Double(max(word.parts.count, 1))
        return word.parts.map { part($0, word.names, factor: share) }
    }

    /// The factor of a name of several words, or of one word for several, of what `words` name.
    func factor(ofNameOf words: some Sequence<WordPlan>) -> Double {
        words.allSatisfy(\.translation.standsForWord) ? weights.translationForWord : weights.translatedPhrase
    }

    /// Documents of the names of a compound's parts in other languages.
    private func translatedParts(of word: WordPlan) -> [RankedWord] {
        let parts = word.translation.parts
        return parts.map { lemmas in
            var members = Members()
            members.add(lemmas.map(word.names.lemma), factor: 1, tellsWholes: true)
            let share = word.translation.standsForWord ? weights.translationForWord : weights.translatedParts
            return one(members, factor: share / Double(parts.count))
        }
    }

    /// Documents that hold the word by itself, in any of its forms.
    func whole(_ word: WordPlan) -> IndexQuery {
        let any = (word.lemmas + word.otherLemmas).map { lemma in
            IndexQuery.andNot(.term(word.names.lemma(lemma)), .term(word.names.partOnly(lemma)))
        }
        return any.count == 1 ? any[0] : .or(any)
    }

    /// Documents of a part of a compound of the query.
    private func part(_ lemma: String, _ names: TermNames, factor: Double) -> RankedWord {
        var members = Members()
        members.add([names.lemma(lemma)], factor: 1, tellsWholes: true)
        members.areRelated = true
        members.add([names.base(lemma)], factor: 1)
        var ranked = one(members, factor: factor)
        ranked.isRelated = true
        return ranked
    }

    private func one(_ members: Members, factor: Double = 1) -> RankedWord {
        RankedWord(.word(evidence(members.list)), factor: factor)
    }

    /// `members` as one word.
    func evidence(_ members: [WordEvidence.Member]) -> WordEvidence {
        WordEvidence(members, k1: weights.k1, b: weights.b, partsOnly: weights.partsOnly)
    }

    /// Terms, each once, with the factor it came with first.
    private struct Members {
        private(set) var list: [WordEvidence.Member] = []
        private var seen = Set<String>()
        /// True if what is added from now on is not the word itself.
        var areRelated = false

        mutating func add(_ terms: [String], factor: Double, tellsWholes: Bool = false) {
            guard factor > 0 else { return }
            for term in terms where seen.insert(term).inserted {
                list.append(
                    WordEvidence.Member(
                        term: term, factor: factor, isRelated: areRelated, tellsWholes: tellsWholes))
            }
        }
    }
}
