// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Evidence from neighbouring words of the query that stand near each other in a document.
///
/// A pair is weighed as if it were a term: its frequency is the sum, over the places of the first word, of 1/gap to
/// the next place of the second (half of that in the other order), and BM25 makes a weight of it. The idea is that of
/// Büttcher, Clarke and Lushman, "Term proximity scoring for ad-hoc retrieval on very large text collections" (2006).
struct Proximity {
    /// The number of the best documents that are looked at.
    static let depth = 200
    /// The greatest distance of the words of a pair, in word positions.
    private static let reach: UInt32 = 4

    /// BM25's parameters for pairs, whose frequency counts near places, not term frequencies.
    private static let k1 = 1.2
    private static let b = 0.7

    /// Neighbouring words by the terms that have their positions.
    let pairs: [(first: [String], second: [String])]
    private let weight: Double
    /// The frequency of each pair in documents read already. A query with expansion asks twice.
    private var frequencies: [UInt32: [Double]] = [:]

    init(plan: QueryPlan, weights: RankingWeights) {
        var pairs: [(first: [String], second: [String])] = []
        let words = plan.words.filter { !$0.isStopWord && $0.names.field == nil && !$0.lemmas.isEmpty }
        for (first, second) in zip(words, words.dropFirst()) where first.lemmas != second.lemmas {
            pairs.append((first.lemmas.map(first.names.lemma), second.lemmas.map(second.names.lemma)))
        }
        self.pairs = Array(pairs.prefix(8))
        // The same scale as the words' own weights, which BM25 multiplies by k1 + 1.
        self.weight = weights.proximity * (weights.k1 + 1)
    }

    /// More than pairs can weigh in a document of `count`.
    func bound(of count: Int) -> Double {
        Double(pairs.count) * weight * RankingWeights.rarity(1, of: Double(max(count, 1)))
    }

    /// `hits` with the weight of near pairs added to the best, in the new order.
    mutating func reordered(_ hits: [Match], reader: IndexReader) throws(IndexError) -> [Match] {
        if pairs.isEmpty { return hits }
        var best = Array(hits.prefix(Self.depth))
        try readFrequencies(in: best.map(\.document), reader)
        var documents = [Double](repeating: 0, count: pairs.count)
        for hit in best {
            let found = frequencies[hit.document] ?? []
            for (pair, frequency) in found.enumerated() where frequency > 0 { documents[pair] += 1 }
        }
        // Few of the sample is few of all, since the sample is where the words are; many may be more outside it.
        let count = Double(max(reader.documentCount, 1))
        let rarity = documents.map { RankingWeights.rarity($0, of: count) }
        for index in best.indices {
            let found = frequencies[best[index].document] ?? []
            guard found.contains(where: { $0 > 0 }) else { continue }
            let length = Double(try reader.length(of: best[index].document)) / max(reader.averageLength, 1)
            for (pair, frequency) in found.enumerated() {
                best[index].weight +=
                    weight * rarity[pair] * frequency / (frequency + Self.k1 * (1 - Self.b + Self.b * length))
            }
        }
        best.sort { ($1.weight, $0.document) < ($0.weight, $1.document) }
        return best + hits.dropFirst(Self.depth)
    }

    /// Reads the frequency of each pair in the documents that are not known yet.
    private mutating func readFrequencies(in documents: [UInt32], _ reader: IndexReader) throws(IndexError) {
        let new = documents.filter { frequencies[$0] == nil }.sorted()
        if new.isEmpty { return }
        var found = [[Double]](repeating: [Double](repeating: 0, count: pairs.count), count: new.count)
        for (place, pair) in pairs.enumerated() {
            // Most documents hold one word of the two, and need no look at where it stands.
            let first = try reader.holders(of: pair.first, among: new)
            let second = try reader.holders(of: pair.second, among: new)
            for index in new.indices where first[index] && second[index] {
                found[index][place] = try frequency(of: pair, in: new[index], reader)
            }
        }
        for (document, frequency) in zip(new, found) { frequencies[document] = frequency }
    }

    private func frequency(
        of pair: (first: [String], second: [String]), in document: UInt32, _ reader: IndexReader
    ) throws(IndexError) -> Double {
        let first = try positions(of: pair.first, in: document, reader)
        if first.isEmpty { return 0 }
        let second = try positions(of: pair.second, in: document, reader)
        if second.isEmpty { return 0 }
        var sum = 0.0
        var next = 0
        for place in first {
            while next < second.count, second[next] <= place { next += 1 }
            if next < second.count, second[next] - place <= Self.reach { sum += 1 / Double(second[next] - place) }
            var before = next
            while before > 0, second[before - 1] >= place { before -= 1 }
            if before > 0, place - second[before - 1] <= Self.reach { sum += 0.5 / Double(place - second[before - 1]) }
        }
        return sum
    }

    private func positions(
        of terms: [String], in document: UInt32, _ reader: IndexReader
    ) throws(IndexError) -> [UInt32] {
        var all = try reader.positions(of: terms[0], in: document)
        if terms.count > 1 {
            for term in terms.dropFirst() { all += try reader.positions(of: term, in: document) }
            all.sort()
        }
        return all
    }
}
