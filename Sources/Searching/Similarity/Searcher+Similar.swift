// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// Documents like one, the most alike first, with the words that tie them.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func similar(_ request: SimilarRequest) throws -> SimilarAnswer {
        guard request.offset >= 0, request.limit >= 0, request.offset + request.limit <= Self.deepest else {
            throw SearchError(.tooLarge, "offset and limit together are over \(Self.deepest): ask for fewer documents.")
        }
        return try answer {
            let identity = try project(for: request.id)
            let papers = try sameProject(as: identity)
            let ranked = try likenesses(to: identity.document, excluding: Set(papers + [identity.document]))
            var all: [(document: UInt32, score: Double)] = []
            if request.sameProject {
                for paper in papers { all.append((paper, try likeness(of: paper, to: identity.document).score)) }
            }
            all += ranked.prefix(request.offset + request.limit)
            var result = SimilarAnswer()
            result.note = identity.note
            for (index, hit) in all.enumerated().dropFirst(request.offset).prefix(request.limit) {
                let record = try reader.record(of: hit.document)
                let why = try likeness(of: hit.document, to: identity.document).why
                result.hits.append(
                    SimilarHit(rank: index + 1, score: hit.score, id: record.id, title: record.title, why: why))
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
            let ranked = try likenesses(to: identity.document, excluding: Set(papers + [identity.document]))
            return try ranked.prefix(limit).map { (try reader.record(of: $0.document).id, $0.score) }
        }
    }

    // MARK: - Likeness

    /// All candidates, the most alike first.
    private func likenesses(
        to document: UInt32, excluding excluded: Set<UInt32>
    ) throws -> [(document: UInt32, score: Double)] {
        let model = LikenessModel(documentCount: Double(reader.documentCount))
        let own = model.weighted(try vector(of: document))
        let strongest = own.strongest(LikenessModel.queryTerms)
        guard let greatest = strongest.first?.weight, greatest > 0 else { return [] }
        let query = IndexQuery.or(strongest.map { .scaled(.term($0.term), by: $0.weight / greatest) })
        let options = MatchOptions(limit: 1_000 + UInt32(excluded.count), weighting: weights.scheme)
        let first = try reader.search(query, options: options).hits.filter { !excluded.contains($0.document) }
        var best: [(document: UInt32, score: Double)] = []
        for hit in first.prefix(LikenessModel.reranked) {
            best.append((hit.document, own.cosine(model.weighted(try vector(of: hit.document)))))
        }
        best.sort { ($1.score, $0.document) < ($0.score, $1.document) }
        // What was not looked at closely follows in the first pass's order, below.
        let floor = best.last?.score ?? 0
        let top = first.first?.weight ?? 1
        return best + first.dropFirst(LikenessModel.reranked).map { ($0.document, floor * $0.weight / top) }
    }

    /// How alike two documents are, and the words that tie them.
    private func likeness(of other: UInt32, to document: UInt32) throws -> (score: Double, why: [String]) {
        let model = LikenessModel(documentCount: Double(reader.documentCount))
        let own = model.weighted(try vector(of: document))
        let theirs = model.weighted(try vector(of: other))
        var why: [String] = []
        for term in own.shared(with: theirs) {
            // A part says nothing that its compound has not said.
            if why.contains(where: { $0.lowercased().contains(term) }) { continue }
            guard term.utf8.count > 2, !term.utf8.contains(where: { $0 < UInt8(ascii: "A") && $0 != UInt8(ascii: "-") })
            else { continue }
            let analysis = analyser.analysis(of: term)
            if StopWords.contains(analysis.lemmas.map { $0.lowercased() }) { continue }
            why.append(analysis.lemmas.first { $0.lowercased() == term } ?? term)
            if why.count == 8 { break }
        }
        return (own.cosine(theirs), why)
    }
}
