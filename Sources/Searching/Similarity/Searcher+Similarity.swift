// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import DocumentVectors
internal import FinnishText
internal import Sayings
internal import SearchIndex

/// A document that others are compared with.
struct SimilarityQuery {
    /// All candidates, the most alike first.
    var ranked: [(document: UInt32, score: Double)]
    /// The vectors of all documents, where they were compared.
    var index: CollectionVectors?
    /// The document itself, and drawn towards those nearest to it, laid out as far as terms had numbers then.
    let vectors: (own: QueryVector, drawn: QueryVector)

    init(
        own: SparseVector, drawn: SparseVector, ranked: [(document: UInt32, score: Double)], terms: Int,
        index: CollectionVectors? = nil
    ) {
        self.ranked = ranked
        self.index = index
        vectors = (QueryVector(own, terms: terms), QueryVector(drawn, terms: terms))
    }
}

extension Searcher {
    /// The number of terms that tie two documents of which words are named.
    private static let mostShared = 40

    /// Ranks what is like `document`, within `filter`: at least the best `count`, where there are so many.
    func rankedBySimilarity(to document: UInt32, _ filter: SimilarityFilter, _ count: Int) throws -> SimilarityQuery {
        guard reader.features.contains("term-weights") else {
            throw SearchError(
                .index,
                "The index at \(reader.folder.path) was made before documents could be compared; make it anew with "
                    + "`haku index --rebuild`.")
        }
        if filter.field == nil, !reader.isRemote, let index = try CollectionVectors.vectors(for: reader),
            let row = index.row(of: document)
        {
            return try rankedBySimilarity(ofRow: row, in: index, filter, count)
        }
        var vectors = cache.similarity.removeValue(for: filter.field) ?? VectorCache(field: filter.field)
        defer { cache.similarity.insert(vectors, for: filter.field, cost: 1) }
        vectors.trim()
        let own = try vectors.vector(of: document, in: reader, analyser)
        let first = try candidates(own, terms: SimilarityModel.queryTerms, filter, vectors)
        let nearest = try compared(Array(first.prefix(SimilarityModel.compared).map(\.document)), with: own, &vectors)
        // A field is a few words: what its neighbours add leads away from them.
        if filter.field != nil {
            return SimilarityQuery(
                own: own, drawn: own, ranked: nearest.filter { $0.score > 0 }, terms: vectors.termCount)
        }
        var neighbours: [(vector: SparseVector, share: Float)] = []
        for hit in nearest.prefix(SimilarityModel.neighbours) where hit.score > 0 {
            neighbours.append((try vectors.vector(of: hit.document, in: reader, analyser), Float(hit.score)))
        }
        let drawn = SparseVector.mixture([(own, 1), (.mixture(neighbours), SimilarityModel.pull)])
        let second = try candidates(drawn, terms: SimilarityModel.secondQueryTerms, filter, vectors)
        var all = second.prefix(SimilarityModel.compared).map(\.document)
        let known = Set(all)
        all += nearest.map(\.document).filter { !known.contains($0) }
        var ranked = try compared(all, with: drawn, &vectors)
        // What was not looked at closely follows in the order in which it was found, below.
        let floor = ranked.last?.score ?? 0
        let top = second.first?.weight ?? 1
        let seen = Set(all)
        for hit in second where !seen.contains(hit.document) {
            ranked.append((hit.document, floor * hit.weight / max(top, .leastNormalMagnitude)))
        }
        return SimilarityQuery(
            own: own, drawn: drawn, ranked: ranked, terms: vectors.termCount)
    }

    /// Ranks documents of `index` by how like the document of `row` they are.
    private func rankedBySimilarity(
        ofRow row: Int, in index: CollectionVectors, _ filter: SimilarityFilter, _ count: Int
    ) throws(IndexError) -> SimilarityQuery {
        var documents = filter.excluded
        if !filter.unwanted.isEmpty {
            let options = MatchOptions(limit: .max, weighting: .boolean)
            documents.formUnion(try reader.search(.or(filter.unwanted), options: options).hits.map(\.document))
        }
        let leftOut = Set(documents.compactMap { index.row(of: $0) })
        let own = index.vector(ofRow: row)
        let nearest = index.nearest(to: own, SimilarityModel.neighbours, without: leftOut)
        let drawn = index.drawn(own, to: nearest.map { (row: $0.row, share: $0.cosine) })
        let ranked = index.nearest(to: drawn, count, without: leftOut).map {
            (document: index.document(ofRow: $0.row), score: Double($0.cosine))
        }
        return SimilarityQuery(
            own: own, drawn: drawn, ranked: ranked, terms: index.termCount, index: index)
    }

    /// The similarity of two documents, and the words that tie them.
    func similarity(
        of other: UInt32, to query: SimilarityQuery, _ filter: SimilarityFilter, _ reasons: SimilarityReasons
    ) throws -> (score: Double, why: [SimilarityReasons.Name]) {
        if let index = query.index, let row = index.row(of: other) {
            return similarity(of: index.vector(ofRow: row), to: query, reasons, index.lemma)
        }
        var vectors = cache.similarity.removeValue(for: filter.field) ?? VectorCache(field: filter.field)
        defer { cache.similarity.insert(vectors, for: filter.field, cost: 1) }
        return similarity(of: try vectors.vector(of: other, in: reader, analyser), to: query, reasons, vectors.lemma)
    }

    private func similarity(
        of theirs: SparseVector, to query: SimilarityQuery, _ reasons: SimilarityReasons, _ lemma: (Int32) -> String
    ) -> (score: Double, why: [SimilarityReasons.Name]) {
        let shared = query.vectors.own.shared(with: theirs).prefix(Self.mostShared)
        let names = reasons.names(shared.map { (lemma($0.term), $0.product) })
        return (query.vectors.drawn.cosine(theirs), names)
    }

    /// Names words of `document`: of one field where that is compared.
    func similarityReasons(of document: UInt32, _ filter: SimilarityFilter) throws(IndexError) -> SimilarityReasons {
        let text = try comparedText(of: document, filter.field)
        return SimilarityReasons(of: text, analyser, wordKinds, cache.forms) { [unowned self] lemma in
            // A failure shows where the document itself is read.
            (try? documentFrequency(of: lemma)) ?? 0
        }
    }

    /// The text that a document is compared by: all of it, or its values of `field`.
    func comparedText(of document: UInt32, _ field: QueryField?) throws(IndexError) -> String {
        guard let field else { return try reader.text(of: document, original: false).text }
        return try reader.record(of: document).values(of: field).joined(separator: "\n")
    }

    private func candidates(
        _ vector: SparseVector, terms: Int, _ filter: SimilarityFilter, _ vectors: VectorCache
    ) throws(IndexError) -> [Match] {
        let strongest = vector.strongest(terms)
        guard let greatest = strongest.first?.weight, greatest > 0 else { return [] }
        let parts = strongest.map {
            RankedWord(.term(vectors.term(of: $0.term)), factor: Double($0.weight / greatest))
        }
        let options = MatchOptions(limit: 1_000 + UInt32(filter.excluded.count), weighting: weights.scheme)
        let hits = try reader.search(filter.narrowing(.words(parts)), options: options).hits
        return hits.filter { !filter.excluded.contains($0.document) }
    }

    /// `documents` by how alike they are to `vector`.
    private func compared(
        _ documents: [UInt32], with vector: SparseVector, _ vectors: inout VectorCache
    ) throws(IndexError) -> [(document: UInt32, score: Double)] {
        var others: [SparseVector] = []
        for document in documents { others.append(try vectors.vector(of: document, in: reader, analyser)) }
        let query = QueryVector(vector, terms: vectors.termCount)
        var result = zip(documents, others).map { (document: $0, score: query.cosine($1)) }
        result.sort { ($1.score, $0.document) < ($0.score, $1.document) }
        return result
    }
}
