// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Words side by side, as they are planned.
struct PlannedWords {
    /// Queries of words that tell of a subject, of compounds, and of whatever else stands beside them.
    var content: [IndexQuery] = []
    /// Stop words.
    var stop: [RankedWord] = []
    /// All of them as they are asked for; its query is not set.
    var asked = PlannedNode(query: .nothing)

    /// Adds those of `other` behind.
    mutating func append(_ other: PlannedWords) {
        content += other.content
        stop += other.stop
        asked.ask(other.asked)
    }

    /// Documents of any; stop words add weight but match nothing by themselves, unless there is nothing else.
    func node(_ weights: RankingWeights) -> PlannedNode {
        var node = asked
        if stop.isEmpty {
            node.query = .any(of: content)
        } else if content.isEmpty {
            node.query = .words(stop)
        } else {
            node.query = .any(of: content).adding(.words(stop).weighted(by: weights.stopWord))
        }
        return node
    }
}

extension QueryPlanner {
    /// The plan of the words of `text`.
    func plan(words text: QueryText, in names: TermNames) throws -> PlannedWords {
        var plans: [WordPlan] = []
        var pieces = TypedPieces(text)
        let told = languages.told(text.text)
        analyser.scan(text.text, in: .only(languages.reading(told))) { occurrence in
            pieces.take(occurrence.range, word: occurrence.impliedWord == nil ? plans.count : nil)
            let word = occurrence.impliedWord ?? text.slice(occurrence.range)
            let columns = text.columns(ofUTF8: occurrence.range)
            func reading() -> QueryWordAnalysis { self.reading(of: word, occurrence, told: told) }
            if names.field != nil {
                plans.append(WordPlan(word, reading(), columns: columns, names: names))
                return
            }
            let known = words.word(occurrence.number, told, epoch: analyser.epoch) { QueryWordCache.Word(reading()) }
            plans.append(WordPlan(word, known.reading, columns: columns, names: names, known: known))
        }
        var result = PlannedWords()
        let wholes = pieces.ofSeveralWords
        for piece in wholes {
            let places = piece.map { place(of: plans[$0]) }
            let whole = IndexQuery.phrase(places, window: UInt32(places.count))
            result.content.append(whole)
            result.asked.phrases.append(whole)
            if FormPlaces.areNeeded(for: whole) { result.asked.needsTexts = true }
        }
        let parts = Set(wholes.joined())
        for (number, plan) in plans.enumerated() {
            if parts.contains(number) {
                result.asked.words.append(plan)
                result.asked.marks.append(.word(plan))
                continue
            }
            let ranked = ranked(plan)
            if plan.isStopWord { result.stop += ranked } else { result.content.append(.words(ranked)) }
            result.asked.words.append(plan)
            result.asked.marks.append(.word(plan))
        }
        result.content += try compounds(of: plans)
        try addTranslations(of: plans, in: names, to: &result)
        return result
    }

    /// The index queries of a word, remembered where nothing but the word and the state of the index counts.
    private func ranked(_ word: WordPlan) -> [RankedWord] {
        if searchedByParts.contains(word.text) {
            return WordQueries(weights: queries.weights, related: true).words(word)
        }
        guard !queries.related, let known = word.known else { return queries.words(word) }
        if let ranked = known.ranked { return ranked }
        let ranked = queries.words(word)
        known.ranked = ranked
        return ranked
    }

    /// Neighbouring words that are one word in the index: `kylä yhdistys` for *kyläyhdistys*.
    private func compounds(of plans: [WordPlan]) throws(IndexError) -> [IndexQuery] {
        var result: [IndexQuery] = []
        for (first, second) in zip(plans, plans.dropFirst()) where !first.isStopWord && !second.isStopWord {
            let head = first.text.lowercased()
            var terms: [String] = []
            for lemma in second.lemmas {
                let term = first.names.lemma(head + lemma)
                if try reader.documentFrequency(of: term) > 0 { terms.append(term) }
            }
            if !terms.isEmpty { result.append(Self.synonyms(terms).weighted(by: queries.weights.joined)) }
        }
        return result
    }

    /// Documents that hold any of `terms`, weighed as one term.
    static func synonyms(_ terms: [String]) -> IndexQuery {
        terms.count == 1 ? .words([RankedWord(.term(terms[0]))]) : .synonym(terms.map { .term($0) })
    }
}
