// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// All documents of one state of an index as vectors, by document and by term: what is like a document is then a matter
/// of a millisecond. Never changed once made, so that all threads share one.
///
/// Made in some 50 µs a document; 16 bytes for each term of each document.
final class DocumentVectorIndex: Sendable {
    /// Larger collections are compared by way of the index on disk.
    static let mostDocuments = 50_000
    /// The most terms of documents, 16 bytes each.
    static let mostEntries = 6_000_000

    /// The documents, rising; their places in this array are their rows.
    let documents: [UInt32]
    private let table: TermTable
    /// Where each row's entries begin, and where the last end.
    private let rowStarts: [Int32]
    private let rowEntries: [SparseVector.Entry]
    /// Where each term's postings begin, and where the last end.
    private let termStarts: [Int32]
    private let postings: [Posting]

    private struct Posting {
        var row: Int32
        var weight: Float
    }

    /// The number of terms.
    var termCount: Int { table.count }

    /// About the bytes that it takes.
    var roughSize: Int {
        rowEntries.count * MemoryLayout<SparseVector.Entry>.stride + postings.count * MemoryLayout<Posting>.stride
            + documents.count * 8 + table.count * 64
    }

    /// Reads all documents of `reader`; nil where they are too many.
    init?(_ reader: IndexReader) throws(IndexError) {
        guard reader.documentCount <= Self.mostDocuments else { return nil }
        var documents: [UInt32] = []
        try reader.forEachValue(slot: Schema.Slot.entry) { document, _ in
            documents.append(document)
            return true
        }
        var table = TermTable()
        var starts: [Int32] = [0]
        var entries: [SparseVector.Entry] = []
        var log = FrequencyLogarithm()
        for document in documents {
            try reader.forEachTermWeight(of: document) { term, frequency in
                entries.append(SparseVector.Entry(term: table.number(of: term), weight: log.power(frequency)))
            }
            guard entries.count <= Self.mostEntries else { return nil }
            starts.append(Int32(entries.count))
        }
        FormTerms.remove(from: &entries, starts, terms: table.count)
        try reader.checkDeadline()
        var rarities: [Float] = []
        rarities.reserveCapacity(table.count)
        for number in 0..<table.count {
            let holders = try reader.documentFrequency(of: table.name(of: number))
            rarities.append(Float(SimilarityModel.raritySharpened(documents: holders, of: reader.documentCount)))
        }
        Self.weigh(&entries, starts, rarities)
        try reader.checkDeadline()
        (termStarts, postings) = Self.inverted(entries, starts, terms: table.count)
        self.documents = documents
        self.table = table
        rowStarts = starts
        rowEntries = entries
    }

    /// The lemma of the number `number`.
    func lemma(of number: Int32) -> String { table.name(of: Int(number)) }

    /// The row of `document`; nil where there is none.
    func row(of document: UInt32) -> Int? {
        var low = 0
        var high = documents.count
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        return low < documents.count && documents[low] == document ? low : nil
    }

    /// The vector of a row.
    func vector(ofRow row: Int) -> SparseVector {
        SparseVector(unit: rowEntries[Int(rowStarts[row])..<Int(rowStarts[row + 1])].filter { $0.weight > 0 })
    }

    /// The cosine of the angle between `vector` and each row's: one step for each document of each term.
    func cosines(_ vector: SparseVector) -> [Float] {
        var scores = [Float](repeating: 0, count: documents.count)
        for entry in vector.entries {
            for index in Int(termStarts[Int(entry.term)])..<Int(termStarts[Int(entry.term) + 1]) {
                scores[Int(postings[index].row)] += postings[index].weight * entry.weight
            }
        }
        return scores
    }

    /// `own` drawn to neighbours by their shares, as ``SparseVector/mixture(_:)`` does, without what weighs least.
    func drawn(_ own: SparseVector, to neighbours: [(row: Int, share: Float)]) -> SparseVector {
        var sums = [Float](repeating: 0, count: termCount)
        var touched: [Int32] = []
        for (row, share) in neighbours {
            for entry in rowEntries[Int(rowStarts[row])..<Int(rowStarts[row + 1])] where entry.weight > 0 {
                if sums[Int(entry.term)] == 0 { touched.append(entry.term) }
                sums[Int(entry.term)] += entry.weight * share
            }
        }
        let norm = touched.reduce(Float(0)) { $0 + sums[Int($1)] * sums[Int($1)] }.squareRoot()
        if norm > 0 {
            for term in touched { sums[Int(term)] *= SimilarityModel.pull / norm }
        }
        for entry in own.entries {
            if sums[Int(entry.term)] == 0 { touched.append(entry.term) }
            sums[Int(entry.term)] += entry.weight
        }
        let least = TopK.threshold(touched.map { sums[Int($0)] }, SimilarityModel.drawnTerms)
        return SparseVector(
            scaling: touched.filter { sums[Int($0)] >= least }.map { .init(term: $0, weight: sums[Int($0)]) })
    }

    /// Multiplies the entries by how rare their terms are, and scales each row to unit length.
    private static func weigh(_ entries: inout [SparseVector.Entry], _ starts: [Int32], _ rarities: [Float]) {
        for row in 0..<starts.count - 1 {
            let range = Int(starts[row])..<Int(starts[row + 1])
            var sum: Float = 0
            for index in range {
                entries[index].weight *= rarities[Int(entries[index].term)]
                sum += entries[index].weight * entries[index].weight
            }
            guard sum > 0 else { continue }
            let norm = sum.squareRoot()
            for index in range { entries[index].weight /= norm }
        }
    }

    /// The entries by their terms; those that weigh nothing are left out.
    private static func inverted(
        _ entries: [SparseVector.Entry], _ starts: [Int32], terms: Int
    ) -> (starts: [Int32], postings: [Posting]) {
        var counts = [Int32](repeating: 0, count: terms + 1)
        for entry in entries where entry.weight > 0 { counts[Int(entry.term) + 1] += 1 }
        for term in 0..<terms { counts[term + 1] += counts[term] }
        var next = counts
        var postings = [Posting](repeating: Posting(row: 0, weight: 0), count: Int(counts[terms]))
        for row in 0..<starts.count - 1 {
            for index in Int(starts[row])..<Int(starts[row + 1]) where entries[index].weight > 0 {
                let term = Int(entries[index].term)
                postings[Int(next[term])] = Posting(row: Int32(row), weight: entries[index].weight)
                next[term] += 1
            }
        }
        return (counts, postings)
    }
}

/// The part of a term's weight that its frequency makes, of which the index keeps 256 levels only.
private struct FrequencyLogarithm {
    /// By the upper half of the frequency's bits, which differs from level to level; below 0 where it was not met.
    private var known = [Float](repeating: -1, count: 1 << 16)

    mutating func power(_ frequency: Float) -> Float {
        let key = Int(frequency.bitPattern >> 16)
        if known[key] < 0 { known[key] = Float(SimilarityModel.frequencySharpened(Double(frequency))) }
        return known[key]
    }
}
