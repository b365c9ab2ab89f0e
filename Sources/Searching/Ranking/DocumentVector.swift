// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The lemmas of a document that say most about it, weighed.
struct DocumentVector: Sendable {
    /// The most lemmas: what a document says once in passing decides no expansion.
    static let most = 256

    /// The strongest of the lemmas that others may be found by, in byte order, by their numbers in ``ExpansionVectors``.
    let entries: [LemmaWeight]
    /// The vector's length, all lemmas counted.
    let norm: Double
}

extension Searcher {
    /// The lemmas of each of `documents`, weighed by BM25. A fraction of a microsecond each where they are kept in
    /// `shared`, else 0.1 ms where their terms have been met before.
    func vectors(of documents: [UInt32], in shared: ExpansionVectors) throws(IndexError) -> [DocumentVector] {
        var vectors: [DocumentVector] = []
        vectors.reserveCapacity(documents.count)
        for (document, known) in zip(documents, shared.vectors(of: documents)) {
            if let known {
                vectors.append(known)
                continue
            }
            let lemmas = try reader.lemmas(
                of: document, shared.terms, k1: weights.k1, b: weights.b, most: DocumentVector.most)
            let vector = DocumentVector(entries: lemmas.entries, norm: lemmas.norm)
            shared.keep(vector, of: document)
            vectors.append(vector)
        }
        return vectors
    }

    /// The number of documents that hold `term`, remembered.
    func documentFrequency(of term: String) throws(IndexError) -> Int {
        if let known = cache.frequencies[term] { return known }
        let count = try reader.documentFrequency(of: term)
        cache.frequencies[term] = count
        return count
    }
}
