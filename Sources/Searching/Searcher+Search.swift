// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
public import CodedErrors
internal import FinnishText
public import Sayings
internal import SearchIndex

extension Searcher {
    /// The most hits that may be skipped and asked for together.
    public static let deepestHit = 10_000

    /// Refuses windows beyond ``deepestHit``.
    ///
    /// - Throws: ``SearchError/Code/tooLarge``.
    public static func checkWindow(offset: Int, limit: Int) throws(SearchError) {
        let counts = 0...deepestHit
        guard counts.contains(limit), counts.contains(offset), counts.contains(limit + offset) else {
            throw SearchError(
                .tooLarge, "offset and limit together are at most \(deepestHit); narrow the query instead")
        }
    }

    /// Ranked documents for a query.
    ///
    /// - Throws: ``SearchError``.
    public func search(_ request: SearchRequest) throws -> SearchAnswer {
        try Self.checkWindow(offset: request.offset, limit: request.limit)
        return try answer {
            var prepared = try prepare(
                request.query, related: request.related, isRanked: request.sort == nil, since: request.since,
                isEstimated: request.isEstimated)
            var options = MatchOptions(weighting: weights.scheme, sort: request.sort?.order)
            if request.collapseProjects { options.collapse = Schema.Slot.project }
            options.isEstimated = request.isEstimated
            let ranked = try ranked(request, &prepared, options)
            var result = SearchAnswer()
            result.matches = ranked.matches.estimate
            result.exact = ranked.matches.isExact
            result.related = prepared.isRelated
            result.corrected = prepared.corrected
            result.notes = prepared.notes
            result.generation = reader.generation
            var places =
                request.snippets
                ? try SnippetPlaces(
                    prepared.plan.matcher, words: wordMatcher(for: prepared.plan, isForSnippets: true),
                    in: ranked.hits.lazy.map(\.document), reader: reader) : nil
            let together = prepared.plan.isPhrase
            result.hits.reserveCapacity(ranked.hits.count)
            var lines = RepeatedLines()
            for (index, match) in ranked.hits.enumerated() {
                let heading = try heading(of: match.document)
                var hit = Hit(
                    rank: request.offset + index + 1, score: match.weight, id: heading.id, title: heading.title)
                hit.file = heading.file
                hit.index = indexName(of: match.document)
                if !request.showsCopies { hit.copies = heading.copies }
                if let found = try snippet(of: match.document, together: together, &places) {
                    (hit.snippet, hit.page, hit.cell) = (found.snippet, found.page, found.cell)
                    lines.add(found.line, of: index)
                }
                if !request.fields.isEmpty {
                    let record = try reader.record(of: match.document)
                    hit.fields = request.fields.map { record.values(of: $0) }
                }
                result.hits.append(hit)
            }
            for index in lines.hits {
                // The hits of a later page are a slice.
                let document = ranked.hits[ranked.hits.startIndex + index].document
                let found = try snippet(of: document, together: together, &places, without: lines.repeated)
                (result.hits[index].snippet, result.hits[index].page) = (found?.snippet, found?.page)
                result.hits[index].cell = found?.cell
            }
            return result
        }
    }

    /// The exact number of documents that match a query.
    ///
    /// - Throws: ``SearchError``.
    public func count(
        _ query: String, related: Related = .auto, since: Day? = nil
    ) throws -> (matches: Int, notes: [Saying]) {
        try answer {
            let prepared = try prepare(query, related: related, since: since)
            let options = MatchOptions(limit: 0, checkAtLeast: .max, weighting: .boolean)
            return (try reader.search(prepared.counted, options: options).estimate, prepared.notes)
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
        request.showsCopies = true
        return try search(request).hits.map { ($0.id, $0.score) }
    }

    // MARK: - Ranking

    /// The hits that `request` asks for.
    private func ranked(
        _ request: SearchRequest, _ prepared: inout PreparedQuery, _ options: MatchOptions
    ) throws -> (hits: ArraySlice<Match>, matches: Matches) {
        // In an order by a value only documents of one value come by weight.
        if request.sort != nil { (prepared.query, prepared.page) = (prepared.counted, nil) }
        if request.showsCopies || request.limit == 0 {
            return try ranked(prepared, offset: request.offset, limit: request.limit, options: options)
        }
        return try withoutCopies(offset: request.offset, limit: request.limit) { count in
            try ranked(prepared, offset: 0, limit: count, options: options)
        }
    }

    /// Matches down to this many are counted exactly in any case.
    static let countedExactly: UInt32 = 10_000

    /// The hits of a page, best first. The best ``Proximity/depth`` are ordered anew by how near each other the
    /// query's words stand, and by related terms; since that only adds weight, pages fit together.
    private func ranked(
        _ prepared: PreparedQuery, offset: Int, limit: Int, options: MatchOptions
    ) throws -> (hits: ArraySlice<Match>, matches: Matches) {
        var options = options
        options.checkAtLeast = max(options.checkAtLeast, Self.countedExactly)
        let query = prepared.query
        let isReordered = options.sort == nil && prepared.isReordered
        if options.collapse == Schema.Slot.project, let groups = try projectGroups() {
            // Papers of one project that have different keys can be told only among all matches.
            options.limit = .max
            var matches = try reader.search(query, options: options)
            groups.collapse(&matches)
            var hits = matches.hits
            if isReordered { hits = try reordered(hits, prepared) }
            return (hits.dropFirst(offset).prefix(limit), matches)
        }
        options.limit = UInt32(isReordered ? max(Proximity.depth, offset + limit) : offset + limit)
        if let matches = prepared.known(options) {
            return (matches.hits.dropFirst(offset).prefix(limit), matches)
        }
        if !isReordered || offset >= Proximity.depth {
            options.offset = UInt32(offset)
            options.limit = UInt32(limit)
            let matches = try reader.search(query, options: options)
            return (matches.hits[...], matches)
        }
        let matches = try reader.search(query, options: options)
        let hits = try reordered(matches.hits, prepared)
        return (hits.dropFirst(offset).prefix(limit), matches)
    }

    /// `hits`, the best of `prepared`, in the order that near words and related terms give them.
    func reordered(_ hits: [Match], _ prepared: PreparedQuery) throws(IndexError) -> [Match] {
        try adding(prepared.related, to: prepared.near.reordered(hits, reader: reader))
    }

    /// `hits` with what related terms weigh in the best of them, in the order that this gives.
    func adding(_ related: [RankedWord], to hits: [Match]) throws(IndexError) -> [Match] {
        if related.isEmpty { return hits }
        var best = Array(hits.prefix(Proximity.depth))
        try reader.add(weightsOf: related, to: &best, weighting: weights.scheme)
        best.sort { ($1.weight, $0.document) < ($0.weight, $1.document) }
        return best + hits.dropFirst(Proximity.depth)
    }
}
