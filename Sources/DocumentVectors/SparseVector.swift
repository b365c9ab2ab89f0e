// SPDX-License-Identifier: GPL-3.0-or-later

/// A document, or a mixture of some, as numbered terms and their weights; of unit length unless it is empty.
package struct SparseVector: Sendable {
    package struct Entry: Sendable {
        /// The term's number.
        package var term: Int32
        /// Its weight.
        package var weight: Float

        /// An entry of these.
        package init(term: Int32, weight: Float) {
            self.term = term
            self.weight = weight
        }
    }

    /// Each term once. Those of a document come by their names, so that equal weights are ordered alike whatever the
    /// numbers of terms are, which depend on the documents met before.
    package let entries: [Entry]

    /// The vector of unit length in the direction of `entries`.
    package init(scaling entries: [Entry]) {
        let norm = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        guard norm > 0 else {
            self.entries = []
            return
        }
        self.entries = entries.map { Entry(term: $0.term, weight: $0.weight / norm) }
    }

    /// The vector of `entries`, which is of unit length already.
    package init(unit entries: [Entry]) { self.entries = entries }

    /// The `count` terms of the greatest weights, the greatest first; equal ones in the order of ``entries``.
    package func strongest(_ count: Int) -> [Entry] {
        entries.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .prefix(count).map(\.element)
    }

    /// The vector of unit length in the direction of the sum of `parts`, each of them as long as its share says.
    package static func mixture(_ parts: [(vector: SparseVector, share: Float)]) -> SparseVector {
        var sums: [Int32: Float] = [:]
        for part in parts {
            for entry in part.vector.entries { sums[entry.term, default: 0] += entry.weight * part.share }
        }
        // The order of a dictionary differs from run to run; sums of floats must not.
        let entries = sums.map { Entry(term: $0.key, weight: $0.value) }.sorted { $0.term < $1.term }
        return SparseVector(scaling: entries)
    }
}
