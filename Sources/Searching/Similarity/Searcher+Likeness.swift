// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// A document that others are compared with.
struct LikenessQuery {
    /// All candidates, the most alike first.
    var ranked: [(document: UInt32, score: Double)]
    /// The vectors of all documents, where they were compared.
    var index: LikenessIndex?
    /// The document itself, and drawn towards those nearest to it, laid out as far as terms had numbers then.
    let probes: (own: LikenessProbe, drawn: LikenessProbe)

    init(
        own: LikenessVector, drawn: LikenessVector, ranked: [(document: UInt32, score: Double)], terms: Int,
        index: LikenessIndex? = nil
    ) {
        self.ranked = ranked
        self.index = index
        probes = (LikenessProbe(own, terms: terms), LikenessProbe(drawn, terms: terms))
    }
}

extension Searcher {
    /// How many terms that tie two documents are looked through for them.
    private static let mostShared = 40

    /// Ranks what is like `document`, within `scope`: at least the best `count`, where there are so many.
    func likenesses(to document: UInt32, _ scope: LikenessScope, _ count: Int) throws -> LikenessQuery {
        guard reader.features.contains("term-weights") else {
            throw SearchError(
                .index,
                "The index at \(reader.folder.path) was made before documents could be compared; make it anew with "
                    + "`haku index --rebuild`.")
        }
        if scope.field == nil, let index = try LikenessStore.index(for: reader), let row = index.row(of: document) {
            return try likenesses(ofRow: row, in: index, scope, count)
        }
        var memory = cache.likeness.removeValue(forKey: scope.field) ?? LikenessMemory(field: scope.field)
        defer { cache.likeness[scope.field] = memory }
        memory.trim()
        let own = try memory.vector(of: document, in: reader, analyser)
        let first = try candidates(own, terms: LikenessModel.queryTerms, scope, memory)
        let nearest = try compared(Array(first.prefix(LikenessModel.compared).map(\.document)), with: own, &memory)
        // A field is a few words: what its neighbours add leads away from them.
        if scope.field != nil {
            return LikenessQuery(
                own: own, drawn: own, ranked: nearest.filter { $0.score > 0 }, terms: memory.termCount)
        }
        var neighbours: [(vector: LikenessVector, share: Float)] = []
        for hit in nearest.prefix(LikenessModel.neighbours) where hit.score > 0 {
            neighbours.append((try memory.vector(of: hit.document, in: reader, analyser), Float(hit.score)))
        }
        let drawn = LikenessVector.mixture([(own, 1), (.mixture(neighbours), LikenessModel.pull)])
        let second = try candidates(drawn, terms: LikenessModel.secondQueryTerms, scope, memory)
        var all = second.prefix(LikenessModel.compared).map(\.document)
        let known = Set(all)
        all += nearest.map(\.document).filter { !known.contains($0) }
        var ranked = try compared(all, with: drawn, &memory)
        // What was not looked at closely follows in the order in which it was found, below.
        let floor = ranked.last?.score ?? 0
        let top = second.first?.weight ?? 1
        let seen = Set(all)
        for hit in second where !seen.contains(hit.document) {
            ranked.append((hit.document, floor * hit.weight / max(top, .leastNormalMagnitude)))
        }
        return LikenessQuery(
            own: own, drawn: drawn, ranked: ranked, terms: memory.termCount)
    }

    /// Ranks all documents of `index` by how like the document of `row` they are.
    private func likenesses(
        ofRow row: Int, in index: LikenessIndex, _ scope: LikenessScope, _ count: Int
    ) throws(IndexError) -> LikenessQuery {
        var isLeftOut = [Bool](repeating: false, count: index.documents.count)
        var leftOut = scope.excluded
        if !scope.unwanted.isEmpty {
            let options = MatchOptions(limit: .max, weighting: .boolean)
            leftOut.formUnion(try reader.search(.or(scope.unwanted), options: options).hits.map(\.document))
        }
        for document in leftOut {
            if let row = index.row(of: document) { isLeftOut[row] = true }
        }
        func rows(by scores: [Float], _ count: Int) -> [Int] {
            let least = Greatest.threshold(scores, count + leftOut.count)
            let rows = scores.indices.filter { scores[$0] >= least && scores[$0] > 0 && !isLeftOut[$0] }
            return Array(rows.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(count))
        }
        let own = index.vector(ofRow: row)
        let first = index.cosines(own)
        let neighbours = rows(by: first, LikenessModel.neighbours).map { (row: $0, share: first[$0]) }
        let drawn = index.drawn(own, to: neighbours)
        let scores = index.cosines(drawn)
        let ranked = rows(by: scores, count).map { (document: index.documents[$0], score: Double(scores[$0])) }
        return LikenessQuery(
            own: own, drawn: drawn, ranked: ranked, terms: index.termCount, index: index)
    }

    /// How alike two documents are, and the words that tie them.
    func likeness(
        of other: UInt32, to query: LikenessQuery, _ scope: LikenessScope, _ words: TyingWords
    ) throws -> (score: Double, why: [String]) {
        if let index = query.index, let row = index.row(of: other) {
            return likeness(of: index.vector(ofRow: row), to: query, words, index.lemma)
        }
        var memory = cache.likeness.removeValue(forKey: scope.field) ?? LikenessMemory(field: scope.field)
        defer { cache.likeness[scope.field] = memory }
        return likeness(of: try memory.vector(of: other, in: reader, analyser), to: query, words, memory.lemma)
    }

    private func likeness(
        of theirs: LikenessVector, to query: LikenessQuery, _ words: TyingWords, _ lemma: (Int32) -> String
    ) -> (score: Double, why: [String]) {
        let shared = query.probes.own.shared(with: theirs).prefix(Self.mostShared)
        let names = words.names(shared.map { (lemma($0.term), $0.product) })
        return (query.probes.drawn.cosine(theirs), names)
    }

    /// Names words of `document`: of one field where that is compared.
    func tyingWords(of document: UInt32, _ scope: LikenessScope) throws(IndexError) -> TyingWords {
        let text: String
        if let field = scope.field {
            text = try reader.record(of: document).values(of: field).joined(separator: "\n")
        } else {
            text = try reader.text(of: document, original: false).text
        }
        return TyingWords(of: text, analyser, wordKinds) { [unowned self] lemma in
            // A failure shows where the document itself is read.
            (try? documentFrequency(of: lemma)) ?? 0
        }
    }

    private func candidates(
        _ vector: LikenessVector, terms: Int, _ scope: LikenessScope, _ memory: LikenessMemory
    ) throws(IndexError) -> [Match] {
        let strongest = vector.strongest(terms)
        guard let greatest = strongest.first?.weight, greatest > 0 else { return [] }
        let parts = strongest.map {
            IndexQuery.scaled(.term(memory.term(of: $0.term)), by: Double($0.weight / greatest))
        }
        let options = MatchOptions(limit: 1_000 + UInt32(scope.excluded.count), weighting: weights.scheme)
        let hits = try reader.search(scope.narrowing(.or(parts)), options: options).hits
        return hits.filter { !scope.excluded.contains($0.document) }
    }

    /// `documents` by how alike they are to `vector`.
    private func compared(
        _ documents: [UInt32], with vector: LikenessVector, _ memory: inout LikenessMemory
    ) throws(IndexError) -> [(document: UInt32, score: Double)] {
        var vectors: [LikenessVector] = []
        for document in documents { vectors.append(try memory.vector(of: document, in: reader, analyser)) }
        let probe = LikenessProbe(vector, terms: memory.termCount)
        var result = zip(documents, vectors).map { (document: $0, score: probe.cosine($1)) }
        result.sort { ($1.score, $0.document) < ($0.score, $1.document) }
        return result
    }
}
