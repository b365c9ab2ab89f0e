// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// How documents are weighed against each other: the cosine of TF-IDF vectors over lemmas and compound parts.
struct LikenessModel {
    /// How many of a document's terms find the candidates.
    static let queryTerms = 80
    /// How many candidates are compared in full.
    static let reranked = 200
    /// Weights are raised to this power, which lets the few telling words count more.
    private static let sharpness = 1.3

    let documentCount: Double

    /// The weights of a document's terms, scaled to unit length.
    func weighted(_ vector: DocumentVector) -> WeightedVector {
        var entries: [(term: String, weight: Double)] = []
        entries.reserveCapacity(vector.entries.count)
        var sum = 0.0
        for entry in vector.entries where entry.documents < documentCount {
            let frequency = entry.frequency / Double(Schema.Frequency.lemma)
            let weight = ((1 + frequency).logarithm * (documentCount / entry.documents).logarithm).power(Self.sharpness)
            entries.append((entry.term, weight))
            sum += weight * weight
        }
        let norm = sum.squareRoot()
        if norm > 0 { for index in entries.indices { entries[index].weight /= norm } }
        return WeightedVector(entries: entries)
    }
}

/// Terms in byte order with their weights; of unit length.
struct WeightedVector {
    let entries: [(term: String, weight: Double)]

    /// The `count` terms of the greatest weights, the greatest first.
    func strongest(_ count: Int) -> [(term: String, weight: Double)] {
        Array(entries.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(count))
    }

    /// The cosine of the angle to `other`.
    func cosine(_ other: WeightedVector) -> Double {
        var sum = 0.0
        forEachShared(with: other) { _, product in sum += product }
        return sum
    }

    /// The terms of both, those that tie them most first.
    func shared(with other: WeightedVector) -> [String] {
        var terms: [(term: String, product: Double)] = []
        forEachShared(with: other) { terms.append(($0, $1)) }
        return terms.sorted { ($1.product, $0.term) < ($0.product, $1.term) }.map(\.term)
    }

    private func forEachShared(with other: WeightedVector, _ body: (String, Double) -> Void) {
        var mine = 0
        var theirs = 0
        while mine < entries.count, theirs < other.entries.count {
            if entries[mine].term == other.entries[theirs].term {
                body(entries[mine].term, entries[mine].weight * other.entries[theirs].weight)
                mine += 1
                theirs += 1
            } else if entries[mine].term.utf8.lexicographicallyPrecedes(other.entries[theirs].term.utf8) {
                mine += 1
            } else {
                theirs += 1
            }
        }
    }
}
