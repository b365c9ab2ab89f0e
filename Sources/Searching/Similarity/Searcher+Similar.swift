// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Sayings
internal import SearchIndex

extension Searcher {
    /// Documents like one, the most alike first, with the words that tie them.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``; ``SearchError/Code/syntax`` for a field that documents cannot be
    ///   compared by.
    public func similar(_ request: SimilarRequest) throws -> SimilarAnswer {
        try Self.checkWindow(offset: request.offset, limit: request.limit)
        let field = try request.by.map(SimilarityFilter.field)
        return try answer {
            let identity = try project(for: request.id)
            var notes = identity.notes
            var papers = try sameProject(as: identity)
            var filter = SimilarityFilter(field: field, excluded: Set(papers + [identity.document]))
            if request.elsewhere {
                let regions = identity.record.values(of: .maakunta)
                if regions.isEmpty {
                    notes.append("\(identity.record.id) names no region: nothing is left out for it.")
                }
                filter.unwanted = regions.flatMap(regionQueries)
                papers = try papers.filter {
                    Set(try reader.record(of: $0).values(of: .maakunta)).isDisjoint(with: regions)
                }
            }
            if let field, identity.record.values(of: field).isEmpty {
                notes.append("\(identity.record.id) says nothing under \(field.rawValue): nothing is compared with it.")
            }
            let (query, others) = try ranked(
                to: identity.document, filter, request.offset + request.limit, showsCopies: request.showsCopies)
            let words = try similarityReasons(of: identity.document, filter)
            var all: [UInt32] = []
            if request.sameProject { all += papers }
            all += others
            var result = SimilarAnswer()
            result.notes = notes
            for (index, document) in all.enumerated().dropFirst(request.offset).prefix(request.limit) {
                let record = try reader.record(of: document)
                let similarity = try similarity(of: document, to: query, filter, words)
                var hit = SimilarHit(
                    rank: index + 1, score: similarity.score, id: record.id, title: record.title,
                    why: similarity.why.map(\.display))
                hit.file = try heading(of: document).file
                hit.index = indexName(of: document)
                if request.passages {
                    hit.reasons = try reasons(similarity.why, identity.document, document, field)
                }
                hit.fields = request.fields.map { record.values(of: $0) }
                result.hits.append(hit)
            }
            return result
        }
    }

    /// The documents like `document`, and the best `count` of them; of copies of one text the best alone unless it
    /// `showsCopies`.
    private func ranked(
        to document: UInt32, _ filter: SimilarityFilter, _ count: Int, showsCopies: Bool
    ) throws -> (query: SimilarityQuery, documents: [UInt32]) {
        if showsCopies {
            let query = try rankedBySimilarity(to: document, filter, count)
            return (query, query.ranked.map(\.document))
        }
        var asked = count
        while true {
            let query = try rankedBySimilarity(to: document, filter, asked)
            let kept = try withoutCopies(query.ranked.lazy.map(\.document), limit: count)
            // All there are, or enough.
            if kept.count >= count || query.ranked.count < asked || asked >= Self.mostLookedAt { return (query, kept) }
            asked = min(Self.mostLookedAt, max(2 * asked, asked + 20))
        }
    }

    /// The reasons of `words` that passages of both documents show: of one field where that is compared.
    private func reasons(
        _ words: [SimilarityReasons.Name], _ own: UInt32, _ other: UInt32, _ field: QueryField?
    ) throws(IndexError) -> [SimilarityReason] {
        if words.isEmpty { return [] }
        let lemmas = Set(words.map(\.lemma))
        let passages = (
            WordPassages(of: lemmas, in: try comparedText(of: own, field), analyser),
            WordPassages(of: lemmas, in: try comparedText(of: other, field), analyser)
        )
        return words.compactMap { word in
            guard let first = passages.0.passage(of: word.lemma), let second = passages.1.passage(of: word.lemma) else {
                return nil
            }
            return SimilarityReason(word: word.display, own: first, other: second)
        }
    }

    /// The ranked documents like `id` by their ids, as evaluation wants them.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func similarRun(_ id: String, limit: Int) throws -> [(id: String, score: Double)] {
        try answer {
            let identity = try project(for: id)
            let papers = try sameProject(as: identity)
            let query = try rankedBySimilarity(
                to: identity.document, SimilarityFilter(excluded: Set(papers + [identity.document])), limit)
            return try query.ranked.prefix(limit).map { (try reader.record(of: $0.document).id, $0.score) }
        }
    }

    /// Documents whose field *maakunta* names `region`.
    private func regionQueries(_ region: String) -> [IndexQuery] {
        let prefix = Schema.fieldPrefix(QueryField.maakunta.rawValue) + Schema.Prefix.form
        // No region's name is of more than one word.
        return analyser.tokens(of: region).flatMap(\.terms).filter { $0.kind == .form }.map {
            .term(Schema.bounded(prefix + $0.text))
        }
    }
}
