// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// What made a document score for a query.
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
            let prepared = try prepare(query, related: related)
            let only = IndexQuery.term(Schema.idTerm(id))
            func weight(_ query: IndexQuery) throws -> Double {
                let options = MatchOptions(limit: 1, weighting: weights.scheme)
                return try reader.search(.filter(query, only), options: options).hits.first?.weight ?? 0
            }
            var terms: [Explanation] = []
            for leaf in prepared.query.weighedLeaves() {
                let value = try weight(leaf.query)
                if value > 0 { terms.append(Explanation(term: leaf.name, kind: leaf.kind, weight: value)) }
            }
            var score = try weight(prepared.query)
            let proximity = Proximity(plan: prepared.plan, weights: weights)
            if score > 0, !proximity.pairs.isEmpty {
                let before = Match(document: number, weight: 0)
                let added = try proximity.reordered([before], reader: reader).first?.weight ?? 0
                if added > 0 {
                    let words = prepared.plan.words.filter { !$0.isStopWord }.map(\.text).joined(separator: " ")
                    terms.append(Explanation(term: words, kind: "near", weight: added))
                    score += added
                }
            }
            terms.sort { ($1.weight, $0.term) < ($0.weight, $1.term) }
            return (score, terms)
        }
    }
}

extension IndexQuery {
    /// A part of a query that has a weight of its own: a term or a group weighed as one, with its factor.
    struct WeighedLeaf {
        var query: IndexQuery
        var name: String
        var kind: String
    }

    /// The parts of the query whose weights add up to its weight.
    func weighedLeaves(factor: Double = 1) -> [WeighedLeaf] {
        switch self {
        case .term(let term, _): return [leaf([term], factor)]
        case .synonym(let parts):
            return [leaf(parts.compactMap { if case .term(let term, _) = $0 { term } else { nil } }, factor)]
        case .scaled(let query, let by): return query.weighedLeaves(factor: factor * by)
        case .and(let parts), .or(let parts), .max(let parts): return parts.flatMap { $0.weighedLeaves(factor: factor) }
        case .andMaybe(let first, let second):
            return first.weighedLeaves(factor: factor) + second.weighedLeaves(factor: factor)
        case .andNot(let first, _), .filter(let first, _): return first.weighedLeaves(factor: factor)
        case .phrase(let parts, _), .near(let parts, _):
            let names = parts.flatMap { $0.weighedLeaves() }.map(\.name).joined(separator: " ")
            return [WeighedLeaf(query: .scaled(self, by: factor), name: names, kind: "phrase")]
        case .all, .nothing, .valueRange: return []
        }
    }

    private func leaf(_ terms: [String], _ factor: Double) -> WeighedLeaf {
        let query = factor == 1 ? self : .scaled(self, by: factor)
        var names: [String] = []
        var kind = factor == 1 ? "lemma" : "related"
        for term in terms {
            let (name, prefix) = Schema.split(term)
            if prefix.hasSuffix(Schema.Prefix.form) { kind = "form" }
            if prefix.hasSuffix(Schema.Prefix.folded), terms.count == 1 { kind = "folded" }
            if !names.contains(name) { names.append(name) }
        }
        return WeighedLeaf(query: query, name: names.joined(separator: ","), kind: kind)
    }
}
