// SPDX-License-Identifier: GPL-3.0-or-later

/// A vector laid out by its terms' numbers, to be compared with many.
package struct QueryVector {
    private var weights: [Float]

    /// `vector` laid out, where terms have numbers below `terms`.
    package init(_ vector: SparseVector, terms: Int) {
        weights = [Float](repeating: 0, count: terms)
        for entry in vector.entries { weights[Int(entry.term)] = entry.weight }
    }

    /// The cosine of the angle to `other`.
    package func cosine(_ other: SparseVector) -> Double {
        var sum: Float = 0
        for entry in other.entries where Int(entry.term) < weights.count {
            sum += weights[Int(entry.term)] * entry.weight
        }
        return Double(sum)
    }

    /// The terms of both with what they add to the cosine, the greatest first; equal ones in the order of `other`.
    package func shared(with other: SparseVector) -> [(term: Int32, product: Float)] {
        var terms: [(term: Int32, product: Float)] = []
        // Terms that were numbered after the probe was laid out are not in it.
        for entry in other.entries where Int(entry.term) < weights.count && weights[Int(entry.term)] > 0 {
            terms.append((entry.term, weights[Int(entry.term)] * entry.weight))
        }
        return terms.enumerated()
            .sorted { ($1.element.product, $0.offset) < ($0.element.product, $1.offset) }.map(\.element)
    }
}
