// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import SearchIndex

extension Searcher {
    /// Where this many documents hold all that was asked for, related terms are left alone: what a person looks for is
    /// among these, and more words would cost more time than those of the query. On our collections 500 finds as much as
    /// no limit.
    private static let enoughComplete = 500
    /// Where this many documents hold anything of what was asked for, related terms only order them.
    private static let enoughMatches = 200

    /// The query of `plan`: documents that hold all that it asks for first, and below them, where related terms count,
    /// those that hold some of it.
    func coordinated(_ plan: QueryPlan) throws(IndexError) -> PreparedQuery {
        var near = Proximity(plan: plan, weights: weights)
        let expansion = plan.isRelated ? try expansion(of: plan, near: &near) : nil
        let isOrdered = plan.isRelated || plan.shape.count > 1
        let step = isOrdered ? try step(for: plan, expansion, near) : 0
        let query = plan.shape.query(related: expansion, isClosed: false, step: step)
        let counted = step > 0 ? plan.shape.query(related: expansion, isClosed: false, step: 0) : query
        return PreparedQuery(
            plan: plan, query: query, counted: counted, expansion: expansion, step: step, isRelated: plan.isRelated,
            near: near)
    }

    /// `own`, a query of nothing but words, with related terms where they can matter.
    ///
    /// - Parameters:
    ///   - own: The query without.
    ///   - wider: The plan with related terms.
    /// - Returns: `own` where many documents hold all that is asked for.
    /// - Throws: What `wider` throws; `IndexError`.
    func relating(_ own: PreparedQuery, _ wider: () throws -> QueryPlan) throws -> PreparedQuery {
        if own.plan.shape.count == 1, try isCommon(own.plan.query) { return own }
        var own = own
        let options = pageOptions(limit: Proximity.depth)
        let first = try reader.search(own.query, options: options)
        own.page = (options, first)
        var complete = first.complete
        if complete == nil, let all = own.plan.shape.complete {
            let options = MatchOptions(limit: 0, checkAtLeast: UInt32(Self.enoughComplete), weighting: .boolean)
            complete = try reader.search(all, options: options).lowerBound
        }
        guard let complete, complete < Self.enoughComplete else { return own }
        let plan = try wider()
        var near = own.near
        let expansion = try expansion(of: plan, near: &near)
        let step = try step(for: plan, expansion, near)
        let isClosed = first.estimate >= Self.enoughMatches
        let query = plan.shape.query(related: expansion, isClosed: isClosed, step: step)
        return PreparedQuery(
            plan: plan, query: query, counted: own.counted, expansion: expansion, step: step, isRelated: true,
            isClosed: isClosed, near: near, ownMatches: isClosed ? nil : first)
    }

    /// The options of the page that begins with the best document, for queries whose words' places count.
    func pageOptions(limit: Int) -> MatchOptions {
        MatchOptions(limit: UInt32(limit), checkAtLeast: Self.countedExactly, weighting: weights.scheme)
    }

    /// True if a term of `query` alone is held by enough documents.
    private func isCommon(_ query: IndexQuery) throws(IndexError) -> Bool {
        guard case .words(let words) = query else { return false }
        for word in words where word.asked != 0 {
            for term in word.terms where try documentFrequency(of: term) >= Self.enoughComplete { return true }
        }
        return false
    }

    /// More than any document can weigh by `plan`, `expansion` and `near`.
    private func step(
        for plan: QueryPlan, _ expansion: IndexQuery?, _ near: Proximity
    ) throws(IndexError) -> Double {
        try bound(of: plan.query) + (try expansion.map { query throws(IndexError) in try bound(of: query) } ?? 0)
            + near.bound(of: reader.documentCount)
    }

    /// More than any document can weigh by `query`: BM25 stays below k1 + 1 times a term's rarity.
    private func bound(of query: IndexQuery) throws(IndexError) -> Double {
        switch query {
        case .term(let term, let count): return try bound(of: [term]) * Double(count)
        case .words(let words), .coordinated(let words, step: _, isClosed: _):
            var sum = 0.0
            for word in words { sum += word.factor * (try bound(of: word.terms)) }
            return sum
        case .and(let parts), .or(let parts), .max(let parts), .synonym(let parts), .phrase(let parts, window: _),
            .near(let parts, window: _):
            var sum = 0.0
            for part in parts { sum += try bound(of: part) }
            return sum
        case .andMaybe(let first, let second): return try bound(of: first) + bound(of: second)
        case .andNot(let first, _), .filter(let first, _): return try bound(of: first)
        case .scaled(let part, let factor): return try factor * bound(of: part)
        case .fixed(_, let weight): return weight
        case .all, .nothing, .documents, .valueRange: return 0
        }
    }

    /// More than any document can weigh by the terms of one word: it is at least as common as its commonest term.
    private func bound(of terms: [String]) throws(IndexError) -> Double {
        var documents = 0
        for term in terms { documents = max(documents, try documentFrequency(of: term)) }
        if documents == 0 { return 0 }
        return (weights.k1 + 1) * RankingWeights.rarity(Double(documents), of: Double(reader.documentCount))
    }
}
