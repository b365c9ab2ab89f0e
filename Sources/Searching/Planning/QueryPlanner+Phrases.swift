// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension QueryPlanner {
    /// The words one after another. Words in between that the text has and the phrase has not do not match.
    func phrase(_ text: QueryText, exact: Bool, in names: TermNames) -> PlannedNode {
        var node = PlannedNode(query: .nothing)
        var parts: [IndexQuery] = []
        analyser.scan(text.text) { occurrence in
            guard occurrence.impliedWord == nil else { return }
            let surface = text.slice(occurrence.range)
            if exact {
                let form = occurrence.analysis.terms.first { $0.kind == .form }?.text ?? surface.lowercased()
                parts.append(.term(names.form(form)))
                node.marks.append(.form(form))
            } else {
                let plan = WordPlan(
                    surface, analysis: occurrence.analysis, columns: text.columns(ofUTF8: occurrence.range),
                    names: names, wholeOnly: true)
                parts.append(.any(of: plan.allLemmas.map { .term(names.lemma($0)) }))
                node.marks.append(.word(plan))
                node.words.append(plan)
            }
        }
        if parts.count > 1 {
            node.query = .phrase(parts, window: UInt32(parts.count))
            node.phrases = [node.query]
            node.needsTexts = exact
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
        for node in nodes {
            if case .words(let text) = node.kind {
                let words = try plan(words: text, in: names).asked
                parts.append(.any(of: words.words.flatMap(\.allLemmas).map { .term(names.lemma($0)) }))
                near.ask(words)
            } else {
                let part = try plan(node, in: names)
                parts.append(positional(part.query))
                near.ask(part)
            }
        }
        near.query = .near(parts, window: UInt32(clamping: distance + parts.count - 1))
        near.phrases = [near.query]
        near.needsTexts = near.needsTexts || FormPlaces.holdForms(parts)
        return near
    }

    /// `query` without what has no positions, as NEAR needs it.
    private func positional(_ query: IndexQuery) -> IndexQuery {
        switch query {
        case .scaled(let inner, _): return positional(inner)
        case .or(let parts), .synonym(let parts), .max(let parts): return .any(of: parts.map(positional))
        case .words(let words) where !words.contains(where: \.isOptional):
            return .any(of: words.map { .any(of: $0.terms.map { .term($0) }) })
        default: return query
        }
    }
}

extension QueryText {
    /// The text at the half-open UTF-8 offsets `range`.
    func slice(_ range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
