// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import SearchIndex

/// The lemmas of a document that say most about it, weighed.
struct DocumentVector {
    /// The number of a lemma in ``ExpansionVectors``, and its weight in the document.
    typealias Entry = (term: Int32, weight: Float)

    /// The most lemmas: what a document says once in passing decides no expansion.
    static let most = 256

    /// The strongest of the lemmas that others may be found by, in byte order.
    let entries: [Entry]
    /// The vector's length, all lemmas counted.
    let norm: Double
}

extension Searcher {
    /// The lemmas of `document`, weighed by BM25. Kept; else 0.1 ms where its terms have been met before.
    func vector(of document: UInt32) throws(IndexError) -> DocumentVector {
        if let known = cache.vectors.vector(of: document) { return known }
        let terms = try reader.terms(of: document)
        let count = Double(reader.documentCount)
        let length = Double(try reader.length(of: document)) / max(reader.averageLength, 1)
        var found: [(term: String, weight: Float)] = []
        var norm = 0.0
        for term in terms {
            // Prefixes are upper case, lemmas are not.
            guard let first = term.term.utf8.first, !first.isASCIIUppercase else { continue }
            let documents = Double(try documentFrequency(of: term.term))
            let weight =
                RankingWeights.rarity(documents, of: count)
                * weights.saturation(Double(term.frequency), length: length)
            norm += weight * weight
            if Self.mayExpand(term.term, documents: documents, of: count) {
                found.append((term.term, Float(weight)))
            }
        }
        if found.count > DocumentVector.most {
            let least = found.map(\.weight).sorted(by: >)[DocumentVector.most - 1]
            found.removeAll { $0.weight < least }
        }
        return cache.vectors.keep(found, norm: norm.squareRoot(), of: document)
    }

    /// Terms that one document holds say nothing about others, those of a quarter of all nothing about a subject.
    private static func mayExpand(_ term: String, documents: Double, of count: Double) -> Bool {
        documents >= 2 && documents <= count / 4 && term.utf8.count > 2
            && !term.utf8.contains { $0.isASCIIDigit }
    }

    /// The number of documents that hold `term`, remembered.
    func documentFrequency(of term: String) throws(IndexError) -> Int {
        if let known = cache.frequencies[term] { return known }
        let count = try reader.documentFrequency(of: term)
        cache.frequencies[term] = count
        return count
    }
}
