// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import SearchIndex

/// The use that `related=auto` makes of related terms, measured on papers of projects, questions to librarians and court
/// decisions together.
private enum DefaultUse {
    /// The fewest documents of an index whose best ones tell more of a query than any others would: many times those that
    /// give the terms of an expansion.
    static let fewestDocuments = 100
    /// Where so many documents hold all that was asked for, related terms are left alone: what a person looks for is among
    /// these.
    static let enoughComplete = 100
    /// Where fewer documents hold anything of what was asked for, documents of related terms follow them.
    static let enoughMatches = 50
    /// The number of documents that they make up together.
    static let most = 100
    /// The number of expansion terms.
    static let terms = 20
}

extension Searcher {
    /// The query of `plan`: documents that hold all that it asks for first, and below them, where related terms count,
    /// those that hold some of it.
    func coordinated(_ plan: QueryPlan) throws(IndexError) -> PreparedQuery {
        let near = Proximity(plan: plan, weights: weights)
        let expansion =
            plan.isRelated ? try expansion(of: plan, near: near, terms: weights.expansionTerms) : nil
        let isOrdered = plan.isRelated || plan.shape.count > 1
        let step = isOrdered ? try step(for: plan, expansion, near) : 0
        let query = plan.shape.query(related: expansion, step: step)
        let counted = step > 0 ? plan.shape.query(related: expansion, step: 0) : query
        return PreparedQuery(
            plan: plan, query: query, counted: counted, expansion: expansion, step: step, isRelated: plan.isRelated,
            near: near)
    }

    /// `own`, a query of nothing but words, with related terms where they can matter: they order the best documents, and
    /// where few match, documents of related terms follow those. A pass over the query's own documents more, and for
    /// few of them one over those of 20 terms.
    ///
    /// - Parameters:
    ///   - own: The query without.
    ///   - isRanked: True if documents are wanted by rank.
    ///   - isEstimated: True if the number of matches may be an estimate.
    ///   - wider: The plan with related terms.
    /// - Returns: `own` where many documents hold all that is asked for, and in small indexes.
    /// - Throws: What `wider` throws; `IndexError`.
    func relating(
        _ own: PreparedQuery, isRanked: Bool, isEstimated: Bool, _ wider: () throws -> QueryPlan
    ) throws -> PreparedQuery {
        guard reader.documentCount >= DefaultUse.fewestDocuments else { return own }
        let enough = isRanked ? DefaultUse.enoughComplete : DefaultUse.enoughMatches
        if !isRanked || own.plan.shape.count == 1, try isCommon(own.plan.query, enough) { return own }
        let mayFollow = own.plan.shape.isOpen && !own.plan.shape.conditions.isEmpty
        guard isRanked || mayFollow else { return own }
        var own = own
        var options = pageOptions(limit: isRanked ? Proximity.depth : DefaultUse.enoughMatches)
        options.isEstimated = isEstimated
        let first = try reader.search(own.query, options: options)
        if first.estimate < DefaultUse.enoughMatches, mayFollow {
            return try followed(own, first, try wider(), isEstimated: isEstimated) ?? own
        }
        guard isRanked else { return own }
        let best = try own.near.reordered(first.hits, reader: reader)
        own.page = (options, first.inOrder(best))
        var complete = first.complete
        if complete == nil, let all = own.plan.shape.complete {
            let options = MatchOptions(
                limit: 0, checkAtLeast: UInt32(DefaultUse.enoughComplete), weighting: .boolean)
            complete = try reader.search(all, options: options).lowerBound
        }
        guard let complete, complete < DefaultUse.enoughComplete else { return own }
        own.related = WordQueries(weights: weights, related: true).parts(of: own.plan.words)
        own.related += try expansionTerms(of: best, count: DefaultUse.terms)
        own.isRelated = !own.related.isEmpty
        own.page = (options, first.inOrder(try adding(own.related, to: best)))
        return own
    }

    /// The query of the documents `first` of `own` and of the best documents of related terms, as many as they make up
    /// together; nil where there are no others.
    private func followed(
        _ own: PreparedQuery, _ first: Matches, _ plan: QueryPlan, isEstimated: Bool
    ) throws(IndexError) -> PreparedQuery? {
        let near = own.near
        let expansion = try expansion(of: plan, near: near, terms: DefaultUse.terms)
        let step = try step(for: plan, expansion, near)
        let query = plan.shape.query(related: expansion, step: step)
        var options = pageOptions(limit: DefaultUse.most)
        options.isEstimated = isEstimated
        var found = try reader.search(query, options: options)
        // All of `own` come first by the step, but for those that only another name of a word's part finds.
        var documents = Set(first.hits.map(\.document))
        let isWhole = documents.isSubset(of: found.hits.lazy.map(\.document))
        for hit in found.hits where documents.count < DefaultUse.most { documents.insert(hit.document) }
        guard documents.count > first.estimate else { return nil }
        (found.estimate, found.lowerBound, found.upperBound) = (documents.count, documents.count, documents.count)
        let counted = IndexQuery.documents(documents.sorted())
        let page = isWhole ? found.inOrder(try near.reordered(found.hits, reader: reader)) : nil
        return PreparedQuery(
            plan: plan, query: .filter(query, counted), counted: counted, expansion: expansion, step: step,
            isRelated: true, near: near, page: page.map { (options, $0) }, ownMatches: first.estimate)
    }

    /// The options of the page that begins with the best document, for queries whose words' places count.
    func pageOptions(limit: Int) -> MatchOptions {
        MatchOptions(limit: UInt32(limit), checkAtLeast: Self.countedExactly, weighting: weights.scheme)
    }

    /// True if a term of `query` alone is held by `enough` documents.
    private func isCommon(_ query: IndexQuery, _ enough: Int) throws(IndexError) -> Bool {
        guard case .words(let words) = query else { return false }
        for word in words where word.asked != 0 {
            for term in word.terms where try documentFrequency(of: term) >= enough { return true }
        }
        return false
    }

    /// More than any document can weigh by `plan`, `expansion`, `near` and related terms that order the best.
    private func step(
        for plan: QueryPlan, _ expansion: IndexQuery?, _ near: Proximity
    ) throws(IndexError) -> Double {
        var bound = try bound(of: plan.query) + near.bound(of: reader.documentCount)
        if let expansion {
            bound += try self.bound(of: expansion)
        } else if plan.shape.isPlain, reader.documentCount >= DefaultUse.fewestDocuments {
            let words = Double(plan.words.count) * weights.queryParts + Double(DefaultUse.terms) * weights.expansion
            bound += words * (weights.k1 + 1) * RankingWeights.rarity(1, of: Double(reader.documentCount))
        }
        return bound
    }

    /// More than any document can weigh by `query`: BM25 stays below k1 + 1 times a term's rarity.
    private func bound(of query: IndexQuery) throws(IndexError) -> Double {
        switch query {
        case .term(let term, let count): return try bound(of: [term]) * Double(count)
        case .words(let words), .coordinated(let words, step: _):
            var sum = 0.0
            for word in words {
                if case .other(let query) = word.evidence {
                    sum += word.factor * (try bound(of: query))
                } else {
                    sum += word.factor * (try bound(of: word.terms))
                }
            }
            return sum
        case .and(let parts), .or(let parts), .max(let parts), .synonym(let parts), .phrase(let parts, window: _),
            .near(let parts, window: _):
            var sum = 0.0
            for part in parts { sum += try bound(of: part) }
            return sum
        case .beginning:
            return (weights.k1 + 1) * RankingWeights.rarity(1, of: Double(reader.documentCount))
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

extension Matches {
    /// The same matches, `hits` as their best.
    fileprivate func inOrder(_ hits: [Match]) -> Matches {
        var ordered = self
        ordered.hits = hits
        return ordered
    }
}
