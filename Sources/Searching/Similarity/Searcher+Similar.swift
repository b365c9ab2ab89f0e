// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// Documents like one, the most alike first, with the words that tie them.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func similar(_ request: SimilarRequest) throws -> SimilarAnswer {
        guard request.offset >= 0, request.limit >= 0, request.offset + request.limit <= Self.deepest else {
            throw SearchError(.tooLarge, "offset and limit together are over \(Self.deepest): ask for fewer documents.")
        }
        // Better refused than answered as if it had not been asked.
        guard request.by == nil, !request.elsewhere else {
            throw SearchError(.syntax, "by= and elsewhere= are not understood yet: ask without them.")
        }
        return try answer {
            let identity = try project(for: request.id)
            let papers = try sameProject(as: identity)
            let query = try likenesses(to: identity.document, excluding: Set(papers + [identity.document]))
            var all: [UInt32] = []
            if request.sameProject { all += papers }
            all += query.ranked.prefix(request.offset + request.limit).map(\.document)
            var result = SimilarAnswer()
            result.note = identity.note
            for (index, document) in all.enumerated().dropFirst(request.offset).prefix(request.limit) {
                let record = try reader.record(of: document)
                let likeness = try likeness(of: document, to: query)
                result.hits.append(
                    SimilarHit(
                        rank: index + 1, score: likeness.score, id: record.id, title: record.title, why: likeness.why))
            }
            return result
        }
    }

    /// The ranked documents like `id` by their ids, as evaluation wants them.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func similarRun(_ id: String, limit: Int) throws -> [(id: String, score: Double)] {
        try answer {
            let identity = try project(for: id)
            let papers = try sameProject(as: identity)
            let query = try likenesses(to: identity.document, excluding: Set(papers + [identity.document]))
            return try query.ranked.prefix(limit).map { (try reader.record(of: $0.document).id, $0.score) }
        }
    }
}
