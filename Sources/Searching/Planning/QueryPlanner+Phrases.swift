// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension QueryPlanner {
    /// The words one after another. Words in between that the text has and the phrase has not do not match.
    func phrase(_ text: QueryText, exact: Bool, in names: TermNames) -> PlannedNode {
        var node = PlannedNode(query: .nothing)
        var parts: [IndexQuery] = []
        let told = languages.told(text.text)
        analyser.scan(text.text, in: .only(languages.reading(told))) { occurrence in
            guard occurrence.impliedWord == nil else { return }
            let surface = text.slice(occurrence.range)
            if exact {
                let form = occurrence.analysis.terms.first { $0.kind == .form }?.text ?? surface.lowercased()
                parts.append(.term(names.form(form)))
                node.marks.append(.form(form))
            } else {
                let plan = WordPlan(
                    surface, analysis: languages.analysis(of: surface, occurrence, told: told),
                    columns: text.columns(ofUTF8: occurrence.range),
                    names: names, wholeOnly: true)
                parts.append(place(of: plan))
                node.marks.append(.word(plan))
                node.words.append(plan)
            }
        }
        if parts.count > 1 {
            node.query = .phrase(parts, window: UInt32(parts.count))
            node.phrases = [node.query]
            node.runs = [Array(node.marks.indices)]
            node.needsTexts = FormPlaces.areNeeded(for: node.query)
        } else if let word = node.words.first {
            node.query = queries.whole(word)
        } else if case .term(let term, _)? = parts.first {
            node.query = .words([RankedWord(.term(term))])
        }
        return node
    }

    /// The nodes within `distance` positions of each other, in any order.
    func near(_ nodes: [QueryNode], distance: Int, in names: TermNames) throws -> PlannedNode {
        var near = PlannedNode(query: .nothing)
        var parts: [IndexQuery] = []
        for node in nodes { parts.append(try operand(node, in: names, of: &near)) }
        near.query = .near(parts, window: UInt32(clamping: distance + parts.count - 1))
        near.phrases = [near.query]
        near.needsTexts = FormPlaces.areNeeded(for: near.query)
        return near
    }

    /// An operand of NEAR, by what has places. What it asks for is added to `near`.
    private func operand(_ node: QueryNode, in names: TermNames, of near: inout PlannedNode) throws -> IndexQuery {
        switch node.kind {
        case .words(let text):
            near.ask(try plan(words: text, in: names).asked)
            return words(text, in: names)
        case .group(let clauses):
            return .or(try clauses.map { try operand($0.node, in: names, of: &near) })
        case .suffix(let text):
            let part = suffix(text, in: names)
            near.ask(part)
            let lemmas = part.words.flatMap(\.lemmas)
            // Parts of compounds have no places in fields.
            return .or(
                lemmas.map { .term(names.lemma($0)) }
                    + (names.field == nil ? lemmas.map { .term(names.partOnly($0)) } : []))
        case .phrase, .exact, .prefix:
            let part = try plan(node, in: names)
            near.ask(part)
            return part.query.withPlaces
        case .and, .not, .near, .field, .range, .since: return .nothing
        }
    }

    /// Words of one typed piece stand one after another; pieces, and the words that suspended compounds imply, are
    /// alternatives.
    private func words(_ text: QueryText, in names: TermNames) -> IndexQuery {
        var pieces: [[IndexQuery]] = []
        var implied: [IndexQuery] = []
        var end = 0
        let told = languages.told(text.text)
        analyser.scan(text.text, in: .only(languages.reading(told))) { occurrence in
            let word = occurrence.impliedWord ?? text.slice(occurrence.range)
            let plan = WordPlan(
                word, analysis: languages.analysis(of: word, occurrence, told: told), columns: 1..<1, names: names,
                wholeOnly: true)
            let place = place(of: plan)
            // An implied word stretches over words that follow it.
            guard occurrence.impliedWord == nil else {
                implied.append(place)
                return
            }
            let start = occurrence.range.lowerBound
            let isApart =
                start < end || text.slice(end..<start).unicodeScalars.contains(where: \.isQuerySpace)
            if pieces.isEmpty || isApart {
                pieces.append([place])
            } else {
                pieces[pieces.count - 1].append(place)
            }
            end = max(end, occurrence.range.upperBound)
        }
        let typed = pieces.map { $0.count == 1 ? $0[0] : .phrase($0, window: UInt32($0.count)) }
        return .any(of: typed + implied)
    }

    /// A word at a place: a form of any of its lemmas. What was typed without dots is looked for with them too.
    func place(of word: WordPlan) -> IndexQuery {
        var terms = word.allLemmas.map(word.names.lemma)
        if word.names.field == nil {
            terms += word.folded.map(word.names.folded).filter { ((try? reader.documentFrequency(of: $0)) ?? 0) > 0 }
        }
        return .any(of: terms.map { .term($0) })
    }
}

extension QueryText {
    /// The text at the half-open UTF-8 offsets `range`.
    func slice(_ range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
