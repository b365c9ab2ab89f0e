// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// A document that others are compared with.
struct LikenessQuery {
    /// The document itself.
    var own: LikenessVector
    /// The document drawn towards those nearest to it, to be compared with many.
    var drawn: LikenessVector
    /// All candidates, the most alike first.
    var ranked: [(document: UInt32, score: Double)]
}

extension Searcher {
    /// How many words of `why` are named.
    private static let mostWords = 8
    /// How many terms that tie two documents are looked through for them.
    private static let mostShared = 40

    /// Ranks what is like `document`, within `scope`.
    func likenesses(to document: UInt32, _ scope: LikenessScope) throws -> LikenessQuery {
        guard reader.features.contains("term-weights") else {
            throw SearchError(
                .index,
                "The index at \(reader.folder.path) was made before documents could be compared; make it anew with "
                    + "`haku index --rebuild`.")
        }
        var memory = cache.likeness.removeValue(forKey: scope.field) ?? LikenessMemory(field: scope.field)
        defer { cache.likeness[scope.field] = memory }
        memory.trim()
        let own = try memory.vector(of: document, in: reader, analyser)
        let first = try candidates(own, terms: LikenessModel.queryTerms, scope, memory)
        let nearest = try compared(Array(first.prefix(LikenessModel.compared).map(\.document)), with: own, &memory)
        // A field is a few words: what its neighbours add leads away from them.
        if scope.field != nil { return LikenessQuery(own: own, drawn: own, ranked: nearest.filter { $0.score > 0 }) }
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
        return LikenessQuery(own: own, drawn: drawn, ranked: ranked)
    }

    /// How alike two documents are, and the words that tie them.
    func likeness(
        of other: UInt32, to query: LikenessQuery, _ scope: LikenessScope
    ) throws -> (score: Double, why: [String]) {
        var memory = cache.likeness.removeValue(forKey: scope.field) ?? LikenessMemory(field: scope.field)
        defer { cache.likeness[scope.field] = memory }
        let theirs = try memory.vector(of: other, in: reader, analyser)
        let count = memory.termCount
        let shared = LikenessProbe(query.own, terms: count).shared(with: theirs).prefix(Self.mostShared)
        let why = words(of: shared.map(memory.lemma))
        return (LikenessProbe(query.drawn, terms: count).cosine(theirs), why)
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

    /// The words that a person would name, of `terms` by falling strength, in the form to show.
    private func words(of terms: [String]) -> [String] {
        var kept: [(term: String, analysis: WordAnalysis)] = []
        for term in terms {
            // Two letters are an abbreviation at most, digits a date or a code.
            guard term.unicodeScalars.count > 2, !term.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
                continue
            }
            let analysis = analyser.analysis(of: term)
            if StopWords.contains(analysis.lemmas.map { $0.lowercased() }) { continue }
            // A part says nothing that its compound has not said.
            if kept.contains(where: { Self.isPart(term, of: $0.term, $0.analysis) }) { continue }
            kept.removeAll { Self.isPart($0.term, of: term, analysis) }
            kept.append((term, analysis))
        }
        return kept.prefix(Self.mostWords).map { word in
            word.analysis.lemmas.first { $0.lowercased() == word.term } ?? word.term
        }
    }

    private static func isPart(_ term: String, of compound: String, _ analysis: WordAnalysis) -> Bool {
        guard term.utf8.count < compound.utf8.count else { return false }
        return compound.hasPrefix(term) || compound.hasSuffix(term)
            || analysis.parts.contains { $0.lowercased() == term }
    }
}
