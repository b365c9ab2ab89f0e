// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// The most that `offset` and `limit` may make together.
    public static let deepest = 10_000

    /// Ranked documents for a query.
    ///
    /// - Throws: ``SearchError``.
    public func search(_ request: SearchRequest) throws -> SearchAnswer {
        guard request.offset >= 0, request.limit >= 0, request.offset + request.limit <= Self.deepest else {
            throw SearchError(
                .tooLarge,
                "offset and limit together are over \(Self.deepest): ask for fewer hits, or a narrower query.")
        }
        let sort = try request.sort.map(Self.sort)
        return try answer {
            var prepared = try prepare(request.query, related: request.related)
            var options = MatchOptions(weighting: weights.scheme, sort: sort)
            if request.collapseProjects { options.collapse = Schema.Slot.project }
            let ranked = try ranked(
                prepared.query, near: &prepared.near, offset: request.offset, limit: request.limit, options: options)
            var result = SearchAnswer()
            result.matches = ranked.matches.estimate
            result.exact = ranked.matches.isExact
            result.related = prepared.related
            result.corrected = prepared.corrected
            result.note = prepared.note
            result.generation = reader.generation
            lazy var places = SnippetPlaces(
                prepared.plan.matcher, words: wordMatcher(for: prepared.plan, isForSnippets: true), reader: reader)
            lazy var together = prepared.plan.isPhrase
            result.hits.reserveCapacity(ranked.hits.count)
            for (index, match) in ranked.hits.enumerated() {
                let heading = try heading(of: match.document)
                var hit = Hit(
                    rank: request.offset + index + 1, score: match.weight, id: heading.id, title: heading.title)
                if request.snippets {
                    (hit.snippet, hit.page) = try snippet(of: match.document, together: together, &places)
                }
                result.hits.append(hit)
            }
            return result
        }
    }

    /// How many documents match a query, exactly.
    ///
    /// - Throws: ``SearchError``.
    public func count(_ query: String, related: Related = .auto) throws -> (matches: Int, note: String?) {
        try answer {
            let prepared = try prepare(query, related: related)
            let options = MatchOptions(limit: 0, checkAtLeast: .max, weighting: .boolean)
            return (try reader.search(prepared.query, options: options).estimate, prepared.note)
        }
    }

    /// The ranked documents of a query by their ids, as evaluation wants them: no snippets, no records.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - related: Whether related terms count.
    ///   - limit: How many at most.
    /// - Returns: Ids and scores, best first.
    /// - Throws: ``SearchError``.
    public func run(_ query: String, related: Related, limit: Int) throws -> [(id: String, score: Double)] {
        var request = SearchRequest(query: query)
        request.related = related
        request.limit = limit
        request.snippets = false
        return try search(request).hits.map { ($0.id, $0.score) }
    }

    // MARK: - Preparing

    /// A query ready to run, and what a person should know about it.
    struct Prepared {
        var plan: QueryPlan
        /// The plan's query, with expansion where related terms count.
        var query: IndexQuery
        /// The plan's neighbouring words.
        var near: Proximity
        var related: Bool
        var corrected: String?
        var note: String?
    }

    /// Reads, corrects and plans `query`; decides whether related terms count.
    func prepare(_ query: String, related: Related) throws -> Prepared {
        var parsed = try QueryParser.parse(Composition.composed(query))
        if let read = try quotingCompounds(parsed) { parsed = read }
        var corrected: String?
        var plan = try self.plan(parsed, related: related == .yes)
        let corrections = try self.corrections(for: plan)
        if !corrections.isEmpty {
            let text = parsed.replacing(corrections)
            let notes = parsed.notes
            parsed = try QueryParser.parse(text)
            parsed.notes += notes.filter { !parsed.notes.contains($0) }
            corrected = text
            plan = try self.plan(parsed, related: related == .yes)
        }
        var isRelated = related == .yes
        var note = parsed.note
        if related == .auto {
            if try !matches(plan.query) {
                let wider = try self.plan(parsed, related: true)
                if try matches(wider.query) {
                    plan = wider
                    isRelated = true
                    let sentence = "Nothing holds the words themselves; related words were searched."
                    note = note.map { $0 + " " + sentence } ?? sentence
                }
            }
        }
        var near = Proximity(plan: plan, weights: weights)
        let expanded = isRelated ? try expansion(of: plan, near: &near) : nil
        return Prepared(
            plan: plan, query: expanded.map { .or([plan.query, $0]) } ?? plan.query, near: near, related: isRelated,
            corrected: corrected, note: note)
    }

    /// Whether any document matches `query`. The index is searched only where the terms' frequencies do not tell.
    private func matches(_ query: IndexQuery) throws(IndexError) -> Bool {
        if let known = try knownToMatch(query) { return known }
        return try !reader.search(query, options: MatchOptions(limit: 1, weighting: .boolean)).hits.isEmpty
    }

    /// The like of ``matches(_:)``, nil where only a search can tell.
    private func knownToMatch(_ query: IndexQuery) throws(IndexError) -> Bool? {
        switch query {
        case .term(let term, _): return try documentFrequency(of: term) > 0
        case .word(let word):
            for member in word.members where try documentFrequency(of: member.term) > 0 { return true }
            return false
        case .or(let parts), .max(let parts), .synonym(let parts):
            var isUnknown = false
            for part in parts {
                let known = try knownToMatch(part)
                if known == true { return true }
                if known == nil { isUnknown = true }
            }
            return isUnknown ? nil : false
        case .scaled(let part, _), .andMaybe(let part, _): return try knownToMatch(part)
        case .nothing: return false
        case .all: return reader.documentCount > 0
        case .and, .andNot, .filter, .phrase, .near, .documents, .valueRange: return nil
        }
    }

    /// What a hit shows of the document, remembered.
    private func heading(of document: UInt32) throws(IndexError) -> (id: String, title: String) {
        if let known = cache.headings[document] { return known }
        let heading = try reader.heading(of: document)
        if cache.headings.count >= CachedState.mostHeadings { cache.headings.removeAll(keepingCapacity: true) }
        cache.headings[document] = heading
        return heading
    }

    private func plan(_ query: ParsedQuery, related: Bool) throws -> QueryPlan {
        var planner = QueryPlanner(
            analyser: analyser, reader: reader, synonyms: synonyms, weights: weights, related: related,
            known: cache.words)
        return try planner.plan(query)
    }

    private static func sort(_ key: SortKey) throws -> MatchOptions.Sort {
        switch QueryField(name: key.name.unicodeScalars) {
        case .rahoitus: return MatchOptions.Sort(slot: Schema.Slot.funding, isFalling: key.falling)
        case .alkaa: return MatchOptions.Sort(slot: Schema.Slot.begins, isFalling: key.falling)
        case .päättyy: return MatchOptions.Sort(slot: Schema.Slot.ends, isFalling: key.falling)
        case .otsikko: return MatchOptions.Sort(slot: Schema.Slot.title, isFalling: key.falling)
        default:
            throw SearchError(
                .syntax, "Cannot sort by \"\(key.name)\": the keys are rahoitus, alkaa, päättyy and otsikko.")
        }
    }

    // MARK: - Ranking

    /// Matches down to this many are counted exactly in any case.
    private static let countedExactly: UInt32 = 10_000

    /// The hits of a page, best first. The best ``Proximity/depth`` are ordered anew by how near each other the
    /// query's words stand; since that only adds weight, pages fit together.
    func ranked(
        _ query: IndexQuery, near: inout Proximity, offset: Int, limit: Int, options: MatchOptions
    ) throws -> (hits: ArraySlice<Match>, matches: Matches) {
        var options = options
        options.checkAtLeast = max(options.checkAtLeast, Self.countedExactly)
        let isReordered = options.sort == nil && !near.pairs.isEmpty
        if options.collapse == Schema.Slot.project, let groups = try projectGroups() {
            // Papers of one project that have different keys can be told only among all matches.
            options.limit = .max
            var matches = try reader.search(query, options: options)
            groups.collapse(&matches)
            var hits = matches.hits
            if isReordered { hits = try near.reordered(hits, reader: reader) }
            return (hits.dropFirst(offset).prefix(limit), matches)
        }
        if !isReordered || offset >= Proximity.depth {
            options.offset = UInt32(offset)
            options.limit = UInt32(limit)
            let matches = try reader.search(query, options: options)
            return (matches.hits[...], matches)
        }
        options.offset = 0
        options.limit = UInt32(max(Proximity.depth, offset + limit))
        let matches = try reader.search(query, options: options)
        let hits = try near.reordered(matches.hits, reader: reader)
        return (hits.dropFirst(offset).prefix(limit), matches)
    }
}
