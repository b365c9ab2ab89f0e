// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// All documents of one state of an index as vectors: those of a file, and beside it those that have changed since it was
/// made.
///
/// A document is found by its strongest terms, the rarest first, and compared by all of them. Never changed once made, so
/// that all threads share one. Rows of the file come first, then those of changed documents.
package final class CollectionVectors: Sendable {
    /// The most postings that are walked to find what is like a vector, well under a millisecond of work. What is left out is
    /// the commonest terms. Of 6,165 long documents and of 57,660 short ones, 30,000 found .997 of the ten that a comparison
    /// with all documents finds, 60,000 all of them (`Benchmarks/similar.sh`).
    private static let mostPostings = 100_000
    /// The fewest candidates that are compared in full: 60 would have done as well.
    private static let fewestCompared = 200

    let file: VectorFile
    /// The file's path; empty where it is none in an index.
    let place: String
    /// Changed documents that are there, rising, and their vectors by the file's terms.
    private let changed: [UInt32]
    private let changedVectors: [SparseVector]
    /// True for the rows of the file whose documents have changed or gone.
    private let isGone: Set<Int>

    init(
        file: VectorFile, place: String = "", changed: [(document: UInt32, vector: SparseVector)] = [],
        gone: Set<Int> = []
    ) {
        self.file = file
        self.place = place
        self.changed = changed.map(\.document)
        changedVectors = changed.map(\.vector)
        isGone = gone
    }

    /// The number of rows.
    package var rowCount: Int { file.layout.rows + changed.count }
    /// About the bytes of memory that they take, where all of the file is in memory.
    package var roughSize: Int { file.layout.size + changedVectors.reduce(0) { $0 + 8 * $1.entries.count } }
    /// The number of terms.
    package var termCount: Int { file.layout.terms }
    /// The number of the commit that the file was made of.
    var generation: UInt64 { file.layout.generation }

    /// The lemma of a term's number.
    package func lemma(of term: Int32) -> String { file.name(ofTerm: Int(term)) }

    /// The number of the document of `row`.
    package func document(ofRow row: Int) -> UInt32 {
        row < file.layout.rows ? file.document(ofRow: row) : changed[row - file.layout.rows]
    }

    /// The row of `document`; nil where there is none.
    package func row(of document: UInt32) -> Int? {
        if let place = changed.firstIndex(of: document) { return file.layout.rows + place }
        return file.row(of: document).flatMap { isGone.contains($0) ? nil : $0 }
    }

    /// The vector of a row.
    package func vector(ofRow row: Int) -> SparseVector {
        if row >= file.layout.rows { return changedVectors[row - file.layout.rows] }
        var entries: [SparseVector.Entry] = []
        entries.reserveCapacity(file.entryCount(ofRow: row))
        file.forEachEntry(ofRow: row) { entries.append(.init(term: Int32(truncatingIfNeeded: $0), weight: $1)) }
        return SparseVector(unit: entries)
    }

    /// The rows most like `vector`, the most alike first, equal ones by their rows, with the cosine of the angle.
    ///
    /// - Parameters:
    ///   - vector: By the numbers of these terms.
    ///   - count: The most that are returned.
    ///   - leftOut: Rows that are not returned.
    /// - Returns: The rows with their cosines; none that shares no term with `vector`.
    package func nearest(
        to vector: SparseVector, _ count: Int, without leftOut: Set<Int>
    ) -> [(row: Int, cosine: Float)] {
        var weights = [Float](repeating: 0, count: termCount)
        for entry in vector.entries { weights[Int(entry.term)] = entry.weight }
        var found = candidates(vector, max(Self.fewestCompared, 2 * count) + leftOut.count + isGone.count)
        found.append(contentsOf: file.layout.rows..<rowCount)
        var result: [(row: Int, cosine: Float)] = []
        result.reserveCapacity(found.count)
        for row in found where !leftOut.contains(row) && !isGone.contains(row) {
            var sum: Float = 0
            if row < file.layout.rows {
                unsafe weights.withUnsafeBufferPointer { weights in
                    file.forEachEntry(ofRow: row) { unsafe sum += weights[$0] * $1 }
                }
            } else {
                for entry in changedVectors[row - file.layout.rows].entries {
                    sum += weights[Int(entry.term)] * entry.weight
                }
            }
            if sum > 0 { result.append((row, sum)) }
        }
        result.sort { ($1.cosine, $0.row) < ($0.cosine, $1.row) }
        return Array(result.prefix(count))
    }

    /// The rows of the file that share most with the strongest terms of `vector`, as many as ``mostPostings`` allow: about
    /// `count`, in no order.
    private func candidates(_ vector: SparseVector, _ count: Int) -> [Int] {
        // By falling weight, then by term: weights are not below 0, so that their bits rise as they do.
        var strongest = vector.entries.map { UInt64(~$0.weight.bitPattern) << 32 | UInt64(UInt32(bitPattern: $0.term)) }
        strongest.sort()
        var scores = [Float](repeating: 0, count: file.layout.rows)
        var walked = 0
        for key in strongest {
            let term = Int(UInt32(truncatingIfNeeded: key))
            let share = Float(bitPattern: ~UInt32(truncatingIfNeeded: key >> 32))
            let postings = file.postingCount(ofTerm: term)
            // A common term after all others may still be one that is rare enough.
            guard walked + postings <= Self.mostPostings else { continue }
            walked += postings
            unsafe scores.withUnsafeMutableBufferPointer { scores in
                file.forEachPosting(ofTerm: term) { row, weight in unsafe scores[row] += weight * share }
            }
        }
        // To look at all rows takes less than to note those that were met.
        let met = scores.indices.filter { scores[$0] > 0 }
        let least = TopK.threshold(met.map { scores[$0] }, count)
        return met.filter { scores[$0] >= least }
    }

    /// `own` drawn to neighbours by their shares, as ``SparseVector/mixture(_:)`` does, without what weighs least.
    package func drawn(_ own: SparseVector, to neighbours: [(row: Int, share: Float)]) -> SparseVector {
        var sums = [Float](repeating: 0, count: termCount)
        var touched: [Int32] = []
        func add(_ vector: SparseVector, _ share: Float) {
            for entry in vector.entries {
                if sums[Int(entry.term)] == 0 { touched.append(entry.term) }
                sums[Int(entry.term)] += entry.weight * share
            }
        }
        for (row, share) in neighbours { add(vector(ofRow: row), share) }
        let norm = touched.reduce(Float(0)) { $0 + sums[Int($1)] * sums[Int($1)] }.squareRoot()
        if norm > 0 {
            for term in touched { sums[Int(term)] *= SimilarityModel.pull / norm }
        }
        add(own, 1)
        let least = TopK.threshold(touched.map { sums[Int($0)] }, SimilarityModel.drawnTerms)
        return SparseVector(
            scaling: touched.filter { sums[Int($0)] >= least }.map { .init(term: $0, weight: sums[Int($0)]) })
    }
}
