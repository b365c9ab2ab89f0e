// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText
internal import Sayings
internal import SearchIndex

/// A query ready to run, and what a person should know about it.
struct PreparedQuery {
    /// The query's words, with nothing left to be found in texts.
    var plan: QueryPlan
    /// Documents in their order.
    var query: IndexQuery
    /// The same documents, for counting.
    var counted: IndexQuery
    /// Terms of the best documents as ``query`` holds them; nil where it has none.
    var expansion: IndexQuery?
    /// The weight by which documents that hold anything of what was asked for come first, and again those that hold all.
    var step = 0.0
    /// True if related terms count.
    var isRelated: Bool
    /// Related terms that order the best documents and match nothing.
    var related: [RankedWord] = []
    /// The plan's neighbouring words.
    var near: Proximity
    /// The answer to ``query`` for a page, its documents in their last order, where it is known already.
    var page: (options: MatchOptions, matches: Matches)?
    /// The number of documents that the query's own words find, where ``query`` has more.
    var ownMatches: Int?
    /// The query as it was searched, where words were replaced.
    var corrected: String?
    /// Sentences about how the query was read.
    var notes: [Saying] = []

    /// ``query``, its documents in the order of their weights alone.
    var unordered: IndexQuery {
        plan.shape.query(related: expansion, step: 0)
    }
    /// The answer to ``query`` with `options`, whose offset is 0, where ``page`` tells it.
    func known(_ options: MatchOptions) -> Matches? {
        guard let page else { return nil }
        var wanted = options
        wanted.limit = page.options.limit
        let isEnough = options.limit <= wanted.limit || page.matches.hits.count == page.matches.estimate
        return isEnough && wanted == page.options ? page.matches : nil
    }
    /// True if the best documents are ordered anew.
    var isReordered: Bool { !near.isEmpty || !related.isEmpty }

    /// The question that one answers, in one state of an index.
    struct Key: Hashable {
        var query: String
        var related: Related
        var isRanked: Bool
        var since: Day?
        var isEstimated: Bool

        /// A key that tells documents wanted by rank from others only where related terms are used by default.
        init(query: String, related: Related, isRanked: Bool, since: Day?, isEstimated: Bool) {
            self.query = query
            self.related = related
            self.isRanked = related == .auto && isRanked
            self.since = since
            self.isEstimated = related == .auto && isEstimated
        }
    }

    /// About how many bytes it takes, where it holds no lists of documents but the page.
    func cost(of key: Key) -> Int {
        1_000 + 100 * key.query.utf8.count + 500 * plan.words.count + 16 * (page?.matches.hits.count ?? 0)
            + 100 * related.count
    }
}

extension Searcher {
    /// Reads, corrects and plans `query`; decides whether related terms count.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - related: The use of related terms.
    ///   - isRanked: True if documents are wanted by rank, so that related terms may order them.
    ///   - since: The day on which documents were first indexed, or later; nil is all.
    ///   - isEstimated: True if the number of matches may be an estimate.
    /// - Returns: The query, ready to run.
    /// - Throws: ``SearchError``; `IndexError`.
    func prepare(
        _ query: String, related: Related, isRanked: Bool = false, since: Day? = nil, isEstimated: Bool = false
    ) throws -> PreparedQuery {
        // The next page, facets and lines of a query ask for the same.
        let key = PreparedQuery.Key(
            query: query, related: related, isRanked: isRanked, since: since, isEstimated: isEstimated)
        if let known = cache.prepared.value(for: key) { return known }
        let made = try prepareAnew(
            query, related: related, isRanked: isRanked, since: since, isEstimated: isEstimated)
        // A database on another machine may have been away, and others hold lists of documents.
        if !reader.isRemote, made.plan.shape.isPlain { cache.prepared.insert(made, for: key, cost: made.cost(of: key)) }
        return made
    }

    private func prepareAnew(
        _ query: String, related: Related, isRanked: Bool, since: Day?, isEstimated: Bool
    ) throws -> PreparedQuery {
        var parsed = try QueryParser.parse(Composition.composed(query))
        if let read = try quotingCompounds(parsed) { parsed = read }
        var corrected: String?
        var plan = try self.plan(parsed.restricted(since: since), related: related == .yes)
        let corrections = try self.corrections(for: plan)
        if !corrections.isEmpty {
            let text = parsed.replacing(corrections)
            let notes = parsed.notes
            parsed = try QueryParser.parse(text)
            parsed.notes += notes.filter { !parsed.notes.contains($0) }
            corrected = text
            plan = try self.plan(parsed.restricted(since: since), related: related == .yes)
        }
        let missing = try missingCompounds(of: plan)
        var notes = parsed.notes
        let places = FormPlaces(reader: reader, analyser: analyser)
        if related == .auto, try !matches(&plan, places) {
            var wider = try self.plan(parsed.restricted(since: since), related: true)
            if try matches(&wider, places) {
                plan = wider
                notes.append("Nothing holds the words themselves; related words were searched.")
            }
        } else if related != .no, !missing.isEmpty {
            plan = try self.plan(parsed.restricted(since: since), related: related == .yes, byParts: missing)
        }
        try plan.findForms(places)
        let isByParts = related == .auto || plan.isRelated
        notes += try self.notes(on: plan, missing: missing, areSearched: isByParts)
        var prepared = try coordinated(plan)
        if related == .auto, plan.shape.isPlain, !plan.isRelated {
            prepared = try relating(prepared, isRanked: isRanked, isEstimated: isEstimated) {
                var wider = try self.plan(parsed.restricted(since: since), related: true, byParts: missing)
                try wider.findForms(places)
                return wider
            }
        }
        if let own = prepared.ownMatches {
            notes.append("Documents that hold the words: \(own); others, of related words, follow.")
        }
        prepared.corrected = corrected
        prepared.notes = notes
        return prepared
    }

    private func plan(
        _ query: ParsedQuery, related: Bool, byParts compounds: [String] = []
    ) throws -> QueryPlan {
        try QueryPlanner(
            analyser: analyser, reader: reader, synonyms: synonyms,
            queries: WordQueries(weights: weights, related: related), words: cache.words,
            languages: try queryLanguages(), searchedByParts: Set(compounds)
        ).plan(query)
    }

    /// The compounds, as typed, that are asked for and that no document holds.
    private func missingCompounds(of plan: QueryPlan) throws -> [String] {
        var missing: [String] = []
        for word in plan.words.prefix(32) where word.known != nil && !word.isStopWord {
            if word.parts.isEmpty || missing.contains(word.text) { continue }
            if try !isHeld(word) { missing.append(word.text) }
        }
        return missing
    }

    /// Sentences about compounds that nothing holds, whose parts may be searched instead, and about exclusions that leave
    /// nothing.
    private func notes(on plan: QueryPlan, missing: [String], areSearched: Bool) throws -> [Saying] {
        var sentences: [Saying] = []
        if !missing.isEmpty {
            let words = missing.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
            sentences.append(
                areSearched
                    ? "Nothing holds \(words) itself; its parts were searched."
                    : "Nothing holds \(words) itself; related=yes searches for its parts.")
        }
        if case .andNot(let kept, _) = plan.query, kept != .all {
            let options = MatchOptions(limit: 1, weighting: .boolean)
            if try reader.search(plan.query, options: options).hits.isEmpty {
                let options = MatchOptions(limit: 0, checkAtLeast: .max, weighting: .boolean)
                let count = try reader.search(kept, options: options).estimate
                if count > 0 {
                    sentences.append(
                        count == 1
                            ? "The exclusion leaves nothing: without it 1 document matches."
                            : "The exclusion leaves nothing: without it \(count) documents match.")
                }
            }
        }
        return sentences
    }

    /// True if any document matches `plan`. The index is searched only where the terms' frequencies do not tell.
    private func matches(_ plan: inout QueryPlan, _ places: FormPlaces) throws(IndexError) -> Bool {
        if plan.root.isFound { return true }
        if case .words(let words) = plan.query {
            for word in words where !word.isOptional {
                for term in word.terms where try documentFrequency(of: term) > 0 { return true }
            }
            if !words.contains(where: \.isOther) { return false }
        }
        try plan.findForms(places)
        return try !reader.search(plan.query, options: MatchOptions(limit: 1, weighting: .boolean)).hits.isEmpty
    }
}
