// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// A document as its lemmas and their weights.
struct DocumentVector {
    /// A lemma, how often it counts in the document, and how many documents hold it.
    struct Entry {
        var term: String
        var frequency: Double
        var documents: Double
    }

    /// The lemmas, in byte order.
    let entries: [Entry]
    /// The document's length: the sum of its terms' frequencies.
    let length: Double
}

extension Searcher {
    /// The lemmas of `document`, with how many documents hold each. 0.1 ms where its terms have been met before.
    func vector(of document: UInt32) throws(IndexError) -> DocumentVector {
        if let known = cache.vectors[document] { return known }
        var entries: [DocumentVector.Entry] = []
        for term in try reader.terms(of: document) {
            // Prefixes are upper case, lemmas are not.
            guard let first = term.term.utf8.first, !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else {
                continue
            }
            let documents = try documentFrequency(of: term.term)
            entries.append(
                DocumentVector.Entry(
                    term: term.term, frequency: Double(term.frequency), documents: Double(documents)))
        }
        let vector = DocumentVector(entries: entries, length: Double(try reader.length(of: document)))
        if cache.vectors.count >= IndexCache.mostVectors { cache.vectors.removeAll(keepingCapacity: true) }
        cache.vectors[document] = vector
        return vector
    }

    /// How many documents hold `term`, remembered.
    func documentFrequency(of term: String) throws(IndexError) -> Int {
        if let known = cache.documentFrequencies[term] { return known }
        let count = try reader.documentFrequency(of: term)
        if cache.documentFrequencies.count >= IndexCache.mostTerms {
            cache.documentFrequencies.removeAll(keepingCapacity: true)
        }
        cache.documentFrequencies[term] = count
        return count
    }
}
