// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import Caching
internal import SearchIndex

/// The lemmas of a document that say something about it, weighed.
struct DocumentVector {
    /// The number of a lemma in ``CachedState/terms``, and its weight in the document.
    typealias Entry = (term: Int32, weight: Float)

    /// The lemmas that others may be found by, in byte order.
    let entries: [Entry]
    /// The vector's length, all lemmas counted.
    let norm: Double
}

extension Searcher {
    /// The lemmas of `document`, weighed by BM25. 0.1 ms where its terms have been met before.
    func vector(of document: UInt32) throws(IndexError) -> DocumentVector {
        if let known = cache.vectors[document] { return known }
        let terms = try reader.terms(of: document)
        let count = Double(reader.documentCount)
        let length = Double(try reader.length(of: document)) / max(reader.averageLength, 1)
        var entries: [DocumentVector.Entry] = []
        var norm = 0.0
        for term in terms {
            // Prefixes are upper case, lemmas are not.
            guard let first = term.term.utf8.first, !first.isASCIIUppercase else { continue }
            let number = try number(of: term.term)
            let documents = Double(cache.terms.documents[number])
            let weight =
                RankingWeights.rarity(documents, of: count)
                * weights.saturation(Double(term.frequency), length: length)
            norm += weight * weight
            if Self.mayExpand(term.term, documents: documents, of: count) {
                entries.append((Int32(number), Float(weight)))
            }
        }
        let vector = DocumentVector(entries: entries, norm: norm.squareRoot())
        cache.keep(vector, of: document)
        return vector
    }

    /// Terms that one document holds say nothing about others, those of a quarter of all nothing about a subject.
    private static func mayExpand(_ term: String, documents: Double, of count: Double) -> Bool {
        documents >= 2 && documents <= count / 4 && term.utf8.count > 2
            && !term.utf8.contains { $0.isASCIIDigit }
    }

    /// The number of documents that hold `term`, remembered.
    func documentFrequency(of term: String) throws(IndexError) -> Int {
        if let known = cache.terms.number(of: term) { return cache.terms.documents[known] }
        if cache.terms.isAbsent(term) { return 0 }
        let count = try reader.documentFrequency(of: term)
        if count == 0 {
            cache.terms.add(absent: term)
        } else {
            if cache.terms.count >= TermStatisticsCache.mostTerms { cache.forgetTerms() }
            _ = cache.terms.add(term, documents: count)
        }
        return count
    }

    /// The number of `term`, which a document holds, among those remembered.
    private func number(of term: String) throws(IndexError) -> Int {
        if let known = cache.terms.number(of: term) { return known }
        return cache.terms.add(term, documents: try reader.documentFrequency(of: term))
    }
}
