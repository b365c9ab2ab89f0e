// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// The evidence by which a document scored for a query.
    ///
    /// - Parameters:
    ///   - id: The document.
    ///   - query: The query.
    ///   - related: Whether related terms count.
    /// - Returns: The document's score, 0 where it does not match, and each thing that added to it, the largest first.
    /// - Throws: ``SearchError``.
    public func explain(
        id: String, query: String, related: Related = .auto
    ) throws -> (score: Double, terms: [Explanation]) {
        try answer {
            let number = try document(id)
            let prepared = try prepare(query, related: related, isRanked: true)
            let only = IndexQuery.term(Schema.idTerm(try reader.heading(of: number).id))
            func weight(_ query: IndexQuery) throws -> Double {
                let options = MatchOptions(limit: 1, weighting: weights.scheme)
                return try reader.search(.filter(query, only), options: options).hits.first?.weight ?? 0
            }
            var score = try weight(prepared.query)
            guard score > 0 else { return (0, []) }
            var frequencies: [String: Double] = [:]
            for term in try reader.terms(of: number) { frequencies[term.term] = Double(term.frequency) }
            let kinds = prepared.plan.evidenceKinds
            var terms: [Explanation] = []
            let added = try added(to: number, prepared)
            var leaves =
                prepared.plan.query.weighedLeaves() + (prepared.expansion?.weighedLeaves(kind: "expansion") ?? [])
            if added.isAmongBest { leaves += IndexQuery.words(prepared.related).weighedLeaves(kind: "expansion") }
            for leaf in leaves {
                let value = try weight(leaf.query)
                if value > 0 { terms += leaf.explanations(of: value, frequencies: frequencies, kinds: kinds) }
            }
            let order = try prepared.step > 0 ? score - weight(prepared.unordered) : 0
            if order > prepared.step / 2 {
                let words = prepared.plan.words.filter { !$0.isStopWord }.map(\.text).joined(separator: " ")
                terms.append(
                    Explanation(term: words, kind: order > prepared.step * 1.5 ? "all" : "some", weight: order))
            }
            if added.near > 0 {
                let words = prepared.plan.words.filter { !$0.isStopWord }.map(\.text).joined(separator: " ")
                terms.append(Explanation(term: words, kind: "near", weight: added.near))
            }
            score += added.whole
            terms.sort { ($1.weight, $0.term) < ($0.weight, $1.term) }
            return (score, terms)
        }
    }

    /// The weight that near pairs, and they and related terms together, add to the document's: nothing unless it is among
    /// the documents looked at for them.
    private func added(
        to document: UInt32, _ prepared: PreparedQuery
    ) throws -> (near: Double, whole: Double, isAmongBest: Bool) {
        guard prepared.isReordered else { return (0, 0, false) }
        let hits = try reader.search(prepared.query, options: pageOptions(limit: Proximity.depth)).hits
        func weight(in hits: [Match]) -> Double? { hits.first { $0.document == document }?.weight }
        guard let before = weight(in: hits) else { return (0, 0, false) }
        let near = weight(in: try prepared.near.reordered(hits, reader: reader)) ?? before
        let whole = weight(in: try reordered(hits, prepared)) ?? before
        return (near - before, whole - before, true)
    }
}

extension QueryPlan {
    /// The kind of evidence that each term of the query's words is, as EXPLAIN names it.
    fileprivate var evidenceKinds: [String: String] {
        var kinds: [String: String] = [:]
        for word in words {
            let names = word.names
            let groups: [(kind: String, terms: [String])] = [
                ("lemma", word.lemmas.map(names.lemma)),
                ("reading", (word.otherLemmas + word.homonyms).map(names.lemma)),
                ("folded", word.folded.map(names.folded)), ("form", word.forms.map(names.form)),
                ("synonym", word.synonyms.map(names.lemma)),
                ("translation", (word.translation.lemmas + word.translation.parts.joined()).map(names.lemma)),
                ("part", word.parts.map(names.lemma)),
                ("derived", (word.lemmas + word.otherLemmas + word.homonyms + word.bases + word.parts).map(names.base)),
                ("derived", word.bases.map(names.lemma)),
            ]
            for group in groups {
                for term in group.terms where kinds[term] == nil { kinds[term] = group.kind }
            }
        }
        for term in translations where kinds[term] == nil { kinds[term] = "translation" }
        return kinds
    }
}

extension IndexQuery {
    /// A part of a query that has a weight of its own: a term or a group weighed as one, with its factor.
    fileprivate struct WeighedLeaf {
        var query: IndexQuery
        /// Its terms with how often an occurrence counts.
        var members: [WordEvidence.Member]
        /// Beginnings of terms that it has beside.
        var beginnings: [String] = []
        /// The kind of evidence where its terms do not decide it.
        var kind: String?
    }

    /// The parts of the query whose weights add up to its weight. Terms that do not count in full are of `kind`:
    /// neighbouring words written together, or expansion terms.
    fileprivate func weighedLeaves(kind: String = "compound", factor: Double = 1) -> [WeighedLeaf] {
        switch self {
        case .term(let term, _): return [leaf([term], factor, kind: factor == 1 ? nil : kind)]
        case .words(let words), .coordinated(let words, step: _):
            return words.flatMap { $0.weighedLeaves(kind: kind, factor: factor) }
        case .synonym(let parts):
            let terms = parts.compactMap { if case .term(let term, _) = $0 { term } else { nil } }
            return [leaf(terms, factor, kind: factor == 1 ? nil : kind)]
        case .beginning(let beginnings):
            var leaf = leaf([], factor, kind: factor == 1 ? nil : kind)
            leaf.beginnings = beginnings
            return [leaf]
        case .scaled(let query, let by): return query.weighedLeaves(kind: kind, factor: factor * by)
        case .and(let parts), .or(let parts), .max(let parts):
            return parts.flatMap { $0.weighedLeaves(kind: kind, factor: factor) }
        case .andMaybe(let first, let second):
            return first.weighedLeaves(kind: kind, factor: factor) + second.weighedLeaves(kind: kind, factor: factor)
        case .andNot(let first, _), .filter(let first, _): return first.weighedLeaves(kind: kind, factor: factor)
        case .phrase(let parts, _), .near(let parts, _):
            return [leaf(parts.flatMap { $0.weighedLeaves() }.flatMap(\.members).map(\.term), factor, kind: "phrase")]
        case .all, .nothing, .documents, .valueRange, .fixed: return []
        }
    }

    private func leaf(_ terms: [String], _ factor: Double, kind: String?) -> WeighedLeaf {
        WeighedLeaf(
            query: factor == 1 ? self : .scaled(self, by: factor),
            members: terms.map { WordEvidence.Member(term: $0, factor: 1) }, kind: kind)
    }
}

extension RankedWord {
    /// The word as a part of a query that has a weight of its own, or its parts.
    fileprivate func weighedLeaves(kind: String, factor: Double) -> [IndexQuery.WeighedLeaf] {
        let factor = factor * self.factor
        let query = IndexQuery.words([RankedWord(evidence, factor: factor)])
        switch evidence {
        case .word(let word): return [IndexQuery.WeighedLeaf(query: query, members: word.members)]
        case .term(let term):
            let members = [WordEvidence.Member(term: term, factor: 1)]
            return [IndexQuery.WeighedLeaf(query: query, members: members, kind: factor == 1 ? nil : kind)]
        case .other(let query): return query.weighedLeaves(kind: kind, factor: factor)
        }
    }
}

extension IndexQuery.WeighedLeaf {
    /// The leaf's weight in a document, shared among its terms there by how often they count.
    fileprivate func explanations(
        of weight: Double, frequencies: [String: Double], kinds: [String: String]
    ) -> [Explanation] {
        var shares: [(member: String, term: String, kind: String, share: Double)] = []
        let begun = frequencies.keys.filter { term in beginnings.contains { term.utf8.starts(with: $0.utf8) } }
        for member in members + begun.sorted().map({ WordEvidence.Member(term: $0, factor: 1) }) {
            let share = member.factor * (frequencies[member.term] ?? 0)
            guard share > 0 else { continue }
            let (name, prefix) = Schema.split(member.term)
            let kind = self.kind ?? kinds[member.term] ?? (prefix.hasSuffix(Schema.Prefix.form) ? "form" : "lemma")
            if let same = shares.firstIndex(where: { $0.term == name && $0.kind == kind }) {
                shares[same].share += share
            } else {
                shares.append((member.term, name, kind, share))
            }
        }
        let total = shares.reduce(0) { $0 + $1.share }
        if kind == "phrase" {
            let names = shares.map(\.term).joined(separator: " ")
            let isTranslation = shares.allSatisfy { kinds[$0.member] == "translation" }
            return [Explanation(term: names, kind: isTranslation ? "translation" : "phrase", weight: weight)]
        }
        return shares.map { Explanation(term: $0.term, kind: $0.kind, weight: weight * $0.share / total) }
    }
}
