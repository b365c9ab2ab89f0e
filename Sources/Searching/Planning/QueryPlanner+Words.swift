// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

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
            let known = words.word(occurrence.number, told, epoch: analyser.epoch) {
                let reading = reading()
                return QueryWordCache.Word(reading, longer: longer(than: reading))
            }
            plans.append(WordPlan(word, known.reading, columns: columns, names: names, known: known))
        }
        var result = PlannedWords()
        var parts: Set<Int> = []
        var wholes = 0
        var spellings: [[String]] = []
        for piece in pieces.operands {
            let spelled = try piece.number.map { try self.spellings(ofNumber: $0, in: names) } ?? []
            if piece.words.count == 1, spelled.allSatisfy({ $0.count == 1 }) { continue }
            add(spelled, or: piece.words.map { place(of: plans[$0]) }, in: names, to: &result)
            if piece.words.count > 1 { result.asked.runs.append(piece.words) }
            spellings += spelled
            parts.formUnion(piece.words)
            wholes += 1
        }
        var bits = [UInt64](repeating: 0, count: plans.count)
        for (number, plan) in plans.enumerated() {
            result.asked.words.append(plan)
            result.asked.marks.append(.word(plan))
            if parts.contains(number) { continue }
            let ranked = ranked(plan)
            if plan.isStopWord {
                result.add(stop: ranked)
            } else {
                bits[number] = add(ranked, of: plan, to: &result)
            }
        }
        for groups in spellings {
            result.asked.runs.append(Array(result.asked.marks.count..<(result.asked.marks.count + groups.count)))
            result.asked.marks += groups.map { group in
                let analysis = analyser.analysis(of: group)
                return .word(WordPlan(group, analysis: analysis, columns: 1..<1, names: names, wholeOnly: true))
            }
        }
        result.isPlain =
            parts.count < plans.count && result.count > wholes && plans.contains(where: \.isOfLetters)
        for compound in try compounds(of: plans, bits, without: parts) {
            result.add(other: compound.query, asked: compound.bits)
        }
        try addTranslations(of: plans, bits, in: names, to: &result)
        return result
    }

    /// Adds a piece that was typed without a space: a number in any of `spellings`, else the words at `places` in a row.
    private func add(
        _ spellings: [[String]], or places: [IndexQuery], in names: TermNames, to words: inout PlannedWords
    ) {
        var ways = spellings.map { groups in groups.map { IndexQuery.term(names.lemma($0)) } }
        if ways.isEmpty { ways = [places] }
        let bit = words.nextBit()
        let queries = ways.map { $0.count == 1 ? $0[0] : IndexQuery.phrase($0, window: UInt32($0.count)) }
        for query in queries where FormPlaces.areNeeded(for: query) { words.asked.needsTexts = true }
        words.asked.phrases += queries.filter { if case .phrase = $0 { true } else { false } }
        let query = queries.count == 1 ? queries[0] : IndexQuery.or(queries)
        if queries.contains(where: FormPlaces.areNeeded) {
            words.add(query, asked: bit)
        } else {
            words.add(other: query, asked: bit)
        }
    }

    /// Adds the index queries of a word to `words`. A word that nothing holds stands for its parts, each of which is asked
    /// for then; of any other the first query is the word itself, and the rest is related.
    ///
    /// - Returns: The bits of what is asked for.
    private func add(_ ranked: [RankedWord], of word: WordPlan, to words: inout PlannedWords) -> UInt64 {
        var ranked = ranked
        let asked = searchedByParts.contains(word.text) && !word.parts.isEmpty ? 1...word.parts.count : 0...0
        var bits: UInt64 = 0
        for index in asked where index < ranked.count {
            ranked[index].asked = words.nextBit()
            ranked[index].isRelated = false
            bits |= ranked[index].asked
        }
        words.add(.words(ranked), asked: bits)
        return bits
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

    /// The most words that begin with another that are looked for.
    private static let mostLonger = 32

    /// Words of the index that are a code and a word joined by a hyphen (`Covid-19-avustus`), for the code.
    private func longer(than word: QueryWordAnalysis) -> [String] {
        guard word.lemmas.contains(where: { $0.utf8.contains(0x2D) && $0.utf8.contains { (0x30...0x39).contains($0) } })
        else { return [] }
        var longer: [String] = []
        for lemma in word.lemmas {
            try? reader.forEachTerm(withPrefix: lemma + "-") { term, _ in
                longer.append(term)
                return longer.count < Self.mostLonger
            }
        }
        return longer
    }

    /// Neighbouring words that are one word in the index: `kylä yhdistys` for *kyläyhdistys*; those of `parts` are not looked at.
    private func compounds(
        of plans: [WordPlan], _ bits: [UInt64], without parts: Set<Int>
    ) throws(IndexError) -> [(query: IndexQuery, bits: UInt64)] {
        var result: [(query: IndexQuery, bits: UInt64)] = []
        for second in plans.indices.dropFirst() where !plans[second - 1].isStopWord && !plans[second].isStopWord {
            if parts.contains(second) || parts.contains(second - 1) { continue }
            let first = plans[second - 1]
            let terms = try words.compounds(of: first.known, plans[second].known) { () throws(IndexError) in
                let head = first.text.lowercased()
                var terms: [String] = []
                for lemma in plans[second].lemmas {
                    let term = first.names.lemma(head + lemma)
                    if try reader.documentFrequency(of: term) > 0 { terms.append(term) }
                }
                return terms
            }
            let both = bits[second - 1] | bits[second]
            if !terms.isEmpty {
                result.append((Self.synonyms(terms, asked: both).weighted(by: queries.weights.joined), both))
            }
        }
        return result
    }

    /// Documents that hold any of `terms`, weighed as one term.
    static func synonyms(_ terms: [String], asked: UInt64 = 0) -> IndexQuery {
        terms.count == 1
            ? .words([RankedWord(.term(terms[0]), asked: asked)]) : .synonym(terms.map { .term($0) })
    }
}
