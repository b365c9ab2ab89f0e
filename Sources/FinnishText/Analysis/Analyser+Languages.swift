// SPDX-License-Identifier: GPL-3.0-or-later
public import Languages

extension Analyser {
    /// The language that the words of `text`, a query or a line, tell; nil where they do not.
    public func language(of text: String) -> Language? {
        var votes = LanguageVotes()
        scanNumbers(text) { place, implied in
            if implied == nil { votes.add(vote(place.number)) }
        }
        return votes.language(in: nil)
    }

    /// The readings of `word` in the languages `held`, Finnish among them or not, where `told` is that of the words around
    /// it, if they tell.
    ///
    /// Where `onlyKnown`, it is not guessed how other languages may read a word that no dictionary has.
    ///
    /// In a language that is told, a word is read in it. Where none is told, one that Voikko knows is read as Finnish, and
    /// as Swedish too where the dictionary lists it; any other word in all languages, Finnish below the others where
    /// Swedish has it.
    public func analysis(
        of word: String, among held: Set<Language>, told: Language?, onlyKnown: Bool = false
    ) -> WordAnalysis {
        let finnish = analysis(of: word)
        let foreign = Language.allCases.filter { $0 != .finnish && held.contains($0) }
        if foreign.isEmpty { return finnish }
        if let told {
            if told != .finnish, held.contains(told) { return analysis(of: word, in: told) }
            if finnish.isKnown { return finnish }
        }
        var readings: [WordAnalysis] = []
        for language in foreign where language == .swedish || !finnish.isKnown {
            let reading = analysis(of: word, in: language)
            if finnish.isKnown ? isSwedish(word) : reading.isKnown || !onlyKnown { readings.append(reading) }
        }
        if readings.isEmpty { return finnish }
        return WordAnalysis(merging: finnish, with: readings, isDoubtful: isDoubtful(finnish, beside: readings))
    }
}

extension Analyser {
    /// True if the reading of a word as Finnish is less likely than `others`: Voikko does not know it, or reads a form in what
    /// is another language's base form (*person*: *perso*). People mostly type base forms.
    private func isDoubtful(_ finnish: WordAnalysis, beside others: [WordAnalysis]) -> Bool {
        let known = others.filter(\.isKnown)
        if known.isEmpty || !finnish.isKnown { return !known.isEmpty }
        func hasBaseForm(_ analysis: WordAnalysis) -> Bool {
            analysis.terms.contains { term in
                term.kind == .lemma && analysis.terms.contains { $0.kind == .form && $0.text == term.text }
            }
        }
        return !hasBaseForm(finnish) && known.contains(where: hasBaseForm)
    }

    /// Every token of `text`, in the language that its lines tell; where none does, by all readings that the dictionaries of
    /// the languages `held` have. Nil as soon as `isWanted`, asked once a token, says that they are not wanted any more.
    public func tokens(of text: String, among held: Set<Language>, while isWanted: () -> Bool) -> [Token]? {
        guard held.contains(where: { $0 != .finnish }) else { return tokens(of: text, while: isWanted) }
        if let told = language(of: text) { return tokens(of: text, in: .told(main: told), while: isWanted) }
        var result: [Token] = []
        for var token in tokens(of: text, while: isWanted) ?? [] {
            guard isWanted() else { return nil }
            if token.kind == .word || token.kind == .implied {
                let analysis = analysis(of: token.surface, among: held, told: nil, onlyKnown: true)
                token.lemmas = analysis.lemmas
                token.parts = analysis.parts
                token.terms = analysis.terms
            }
            result.append(token)
        }
        return isWanted() ? result : nil
    }

    /// Every token of `text`, as ``tokens(of:among:while:)`` has them.
    public func tokens(of text: String, among held: Set<Language>) -> [Token] {
        tokens(of: text, among: held) { true } ?? []
    }
}

extension WordAnalysis {
    /// The readings of one word form in several languages. Where `isDoubtful`, the first is kept as guesses only.
    convenience init(merging first: WordAnalysis, with others: [WordAnalysis], isDoubtful: Bool) {
        var lemmas = isDoubtful ? [] : first.lemmas
        var parts = first.parts
        var terms: [Term] = []
        func add(_ term: Term) {
            guard let known = terms.firstIndex(where: { $0.text == term.text && Self.isSame($0.kind, term.kind) })
            else {
                return terms.append(term)
            }
            if term.kind.rawValue < terms[known].kind.rawValue { terms[known].kind = term.kind }
        }
        for other in others {
            lemmas += other.lemmas.filter { !lemmas.contains($0) }
            parts += other.parts.filter { !parts.contains($0) }
        }
        if isDoubtful {
            others.flatMap(\.terms).forEach(add)
            for term in first.terms { add(Term(kind: term.kind == .lemma ? .guess : term.kind, text: term.text)) }
        } else {
            first.terms.forEach(add)
            others.flatMap(\.terms).forEach(add)
        }
        self.init(
            lemmas: lemmas.isEmpty ? first.lemmas : lemmas, parts: parts, terms: terms,
            isKnown: first.isKnown || others.contains(where: \.isKnown), isVerbalNoun: first.isVerbalNoun,
            language: isDoubtful ? others.first(where: \.isKnown)?.language ?? first.language : first.language)
    }

    /// True if terms of both kinds share a posting list.
    private static func isSame(_ one: TermKind, _ other: TermKind) -> Bool {
        func list(_ kind: TermKind) -> Int {
            switch kind {
            case .lemma, .guess, .part: 0
            case .base, .partBase: 1
            case .form: 2
            case .folded: 3
            }
        }
        return list(one) == list(other)
    }
}
