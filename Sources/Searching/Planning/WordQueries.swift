// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The index queries of one word.
struct WordQueries {
    let weights: RankingWeights
    /// Whether related terms count too: words of the same derivation, and the parts of the query's own compounds.
    let related: Bool
    /// How rare a term is: BM25's logarithm of its document frequency.
    let rarity: (String) -> Double

    /// Documents that hold the word, whole or as part of a compound; the index weighs whole words more.
    func query(_ word: WordPlan) -> IndexQuery {
        if word.wholeOnly { return whole(word) }
        var queries = [group(word.lemmas, word.names, folded: word.folded)]
        queries += word.forms.map { .scaled(.term(word.names.form($0)), by: weights.otherLemma) }
        queries += lesser(word.otherLemmas, of: word, weight: weights.otherLemma)
        queries += lesser(word.synonyms, of: word, weight: weights.synonym)
        if related {
            if !word.parts.isEmpty {
                let share = weights.queryParts / Double(word.parts.count)
                for part in word.parts { queries.append(.scaled(group([part], word.names), by: share)) }
            }
            queries += lesser(word.bases, of: word, weight: weights.queryBase)
        }
        return queries.count == 1 ? queries[0] : .or(queries)
    }

    /// Documents of lemmas that stand in for the word's own. They are evidence of the word, so they weigh by its rarity
    /// where their own is greater: a rare reading of a common word must not outweigh it.
    private func lesser(_ lemmas: [String], of word: WordPlan, weight: Double) -> [IndexQuery] {
        guard !lemmas.isEmpty else { return [] }
        let own = word.lemmas.map { rarity(word.names.lemma($0)) }.min() ?? 0
        return lemmas.compactMap { lemma in
            let theirs = rarity(word.names.lemma(lemma))
            let share = own < theirs ? weight * own / theirs : weight
            return share > 0 ? .scaled(group([lemma], word.names), by: share) : nil
        }
    }

    /// Documents that hold the word by itself, in any of its forms.
    func whole(_ word: WordPlan) -> IndexQuery {
        let any = (word.lemmas + word.otherLemmas).map { lemma in
            IndexQuery.andNot(.term(word.names.lemma(lemma)), .term(word.names.partOnly(lemma)))
        }
        return any.count == 1 ? any[0] : .or(any)
    }

    /// Documents of any of the lemmas, weighed as if they were one term.
    private func group(_ lemmas: [String], _ names: TermNames, folded: [String] = []) -> IndexQuery {
        var terms = lemmas.map(names.lemma)
        if related { terms += lemmas.map(names.base) }
        terms += folded.map(names.folded)
        var seen = Set<String>()
        terms.removeAll { !seen.insert($0).inserted }
        return terms.count == 1 ? .term(terms[0]) : .synonym(terms.map { .term($0) })
    }
}
