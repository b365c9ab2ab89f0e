// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The index queries of one word.
struct WordQueries {
    let weights: RankingWeights
    /// Whether related terms count too: words of the same derivation, and the parts of the query's own compounds.
    let related: Bool

    /// Documents that hold the word, whole or as part of a compound; the index weighs whole words more.
    func query(_ word: WordPlan) -> IndexQuery {
        if word.wholeOnly { return whole(word) }
        var queries = [group(word.lemmas, word.names, folded: word.folded)]
        if !word.otherLemmas.isEmpty {
            queries.append(.scaled(group(word.otherLemmas, word.names), by: weights.otherLemma))
        }
        if !word.synonyms.isEmpty {
            queries.append(.scaled(group(word.synonyms, word.names), by: weights.synonym))
        }
        if related {
            if !word.parts.isEmpty {
                let share = weights.queryParts / Double(word.parts.count)
                for part in word.parts { queries.append(.scaled(group([part], word.names), by: share)) }
            }
            if !word.bases.isEmpty {
                queries.append(.scaled(group(word.bases, word.names), by: weights.queryBase))
            }
        }
        return queries.count == 1 ? queries[0] : .or(queries)
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
