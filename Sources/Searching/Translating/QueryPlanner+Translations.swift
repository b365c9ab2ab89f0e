// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages
internal import SearchIndex

extension QueryPlanner {
    /// The reading of a word of a query, with its other names.
    ///
    /// - Parameters:
    ///   - word: The word as typed.
    ///   - occurrence: Its place in a scan of the words around it.
    ///   - told: The language that these tell.
    /// - Returns: The reading.
    func reading(of word: String, _ occurrence: Occurrence, told: Language?) -> QueryWordAnalysis {
        let analysis = languages.analysis(of: word, occurrence, told: told)
        guard occurrence.kind == .word else {
            return QueryWordAnalysis(word, analysis: analysis, synonyms: synonyms, language: told)
        }
        let finnish = told == nil || told == .finnish ? occurrence.analysis : analyser.analysis(of: word)
        let keys = translator.keys(of: word, finnish, told: told)
        var translation = Translation()
        // A short word is a name of nothing by itself, but a part of one: *köp av lös egendom*.
        if word.count > 2, told.map({ !StopWords.contains(word, in: $0) }) ?? true {
            translation = translator.translation(of: keys)
            if translation.isEmpty { translation = translator.parts(of: word, in: keys.keys) }
        }
        func read(with translation: Translation) -> QueryWordAnalysis {
            QueryWordAnalysis(
                word, analysis: analysis, synonyms: synonyms, language: told, translation: translation, labelKeys: keys)
        }
        let reading = read(with: translation)
        if translation.isEmpty || (reading.lemmas + reading.otherLemmas).contains(where: translator.isHeld) {
            return reading
        }
        translation.standsForWord = true
        return read(with: translation)
    }

    /// Adds names of concepts that neighbouring words of `plans` are a name of together, or that take more words than one.
    ///
    /// - Parameters:
    ///   - plans: The words side by side.
    ///   - bits: The bits of what each of `plans` asks for.
    ///   - names: The names of the terms.
    ///   - words: Takes the names.
    /// - Throws: `IndexError`.
    func addTranslations(
        of plans: [WordPlan], _ bits: [UInt64], in names: TermNames, to words: inout PlannedWords
    ) throws(IndexError) {
        let translator = translator
        var result: [(query: IndexQuery, asked: UInt64)] = []
        func add(_ lemmas: [String]) { words.asked.translations.formUnion(lemmas.map(names.lemma)) }
        for (plan, bits) in zip(plans, bits) {
            for name in plan.translation.phrases {
                try addName(name, names, of: [plan], asked: bits, to: &result)
            }
            add(plan.translation.phrases.flatMap(\.self).flatMap(\.self))
        }
        for start in plans.indices {
            for count in 2...Translator.longest where start + count <= plans.count {
                let both = bits[start..<start + count].reduce(0, |)
                let side = plans[start..<start + count]
                let found = self.words.translation(of: side.lazy.map(\.known)) {
                    translator.translation(ofWords: side.map(\.reading.labelKeys))
                }
                if !found.lemmas.isEmpty {
                    let members = found.lemmas.map {
                        WordEvidence.Member(term: names.lemma($0), factor: 1, tellsWholes: true)
                    }
                    let word = queries.evidence(members)
                    let ranked = RankedWord(.word(word), factor: queries.factor(ofNameOf: side), asked: both)
                    result.append((.words([ranked]), both))
                }
                for name in found.phrases { try addName(name, names, of: side, asked: both, to: &result) }
                add(found.lemmas + found.words)
            }
        }
        for (query, asked) in result { words.add(other: query, asked: asked) }
    }

    /// Adds the name of several words whose base forms are `words`, if some document holds it: most names are in none, and
    /// without phrases a query is ranked several times faster.
    private func addName(
        _ words: [[String]], _ names: TermNames, of plans: some Sequence<WordPlan>, asked: UInt64,
        to queries: inout [(query: IndexQuery, asked: UInt64)]
    ) throws(IndexError) {
        let terms = words.map { $0.map(names.lemma) }
        let phrase = IndexQuery.phrase(
            terms.map { .any(of: $0.map { .term($0) }) }, window: UInt32(terms.count))
        let isHeld = try self.words.holds(terms) { () throws(IndexError) in
            for word in terms where try !isAnyHeld(of: word) { return false }
            return try !reader.search(phrase, options: MatchOptions(limit: 1, weighting: .boolean)).hits.isEmpty
        }
        if isHeld { queries.append((.scaled(phrase, by: self.queries.factor(ofNameOf: plans)), asked)) }
    }

    private func isAnyHeld(of terms: [String]) throws(IndexError) -> Bool {
        for term in terms where try reader.documentFrequency(of: term) > 0 { return true }
        return false
    }

    private var translator: Translator {
        Translator(analyser: analyser, thesauri: synonyms.thesauri, held: languages.held) { [reader] lemma in
            ((try? reader.documentFrequency(of: lemma)) ?? 0) > 0
        }
    }
}
