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
            result.related = prepared.plan.isRelated
            result.corrected = prepared.corrected
            result.note = prepared.note
            result.generation = reader.generation
            lazy var places = SnippetPlaces(
                prepared.plan.matcher, words: wordMatcher(for: prepared.plan, isForSnippets: true), reader: reader)
            let together = prepared.plan.isPhrase
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

    /// The exact number of documents that match a query.
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

    /// What a hit shows of the document, remembered.
    private func heading(of document: UInt32) throws(IndexError) -> (id: String, title: String) {
        if let known = cache.headings[document] { return known }
        let heading = try reader.heading(of: document)
        if cache.headings.count >= CachedState.mostHeadings { cache.headings.removeAll(keepingCapacity: true) }
        cache.headings[document] = heading
        return heading
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
