// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SearchIndex
internal import VoikkoTransducer

/// All documents of an index as weighed vectors, on their way into a file: some 50 µs and eight bytes for each term of
/// each document.
struct VectorBuild {
    private let generation: UInt64
    private let total: Int
    private var documents: [UInt32] = []
    /// The terms of two documents and more, numbered in byte order.
    private var table = TermTable()
    private var rarities: [Float] = []
    private var starts = [0]
    private var entries: [SparseVector.Entry] = []

    /// Reads all documents of `reader`.
    ///
    /// - Returns: nil where they have more than `mostEntries` terms.
    init?(_ reader: IndexReader, mostEntries: Int) throws(IndexError) {
        generation = reader.generation
        total = reader.documentCount
        try readTerms(reader)
        var documents: [UInt32] = []
        try reader.forEachValue(slot: Schema.Slot.entry) { document, _ in
            documents.append(document)
            return true
        }
        self.documents = documents
        var powers = FrequencyPowers()
        for document in documents {
            try reader.forEachTermWeight(of: document) { (name, frequency) throws(IndexError) in
                guard let term = table.known(name) else { return }
                entries.append(SparseVector.Entry(term: term, weight: powers.power(frequency)))
            }
            guard entries.count <= mostEntries else { return nil }
            starts.append(entries.count)
        }
        FormTerms.remove(from: &entries, starts, terms: table.count)
        try reader.checkDeadline()
        weigh()
        try reader.checkDeadline()
    }

    /// Numbers the lemmas. They have no prefix: they begin with no capital of ASCII. Those of one document tie it to no other.
    private mutating func readTerms(_ reader: IndexReader) throws(IndexError) {
        for first in UInt8.min...UInt8.max where !(0x41...0x5A).contains(first) {
            try reader.forEachTerm(beginningWith: first) { term, documents in
                guard documents >= 2 else { return }
                _ = table.number(of: term)
                rarities.append(Float(SimilarityModel.raritySharpened(documents: documents, of: total)))
            }
        }
    }

    /// Multiplies the entries by how rare their terms are, and scales each row to unit length.
    private mutating func weigh() {
        for row in 0..<starts.count - 1 {
            let range = starts[row]..<starts[row + 1]
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

    /// The vectors, without what weighs nothing, as a file in memory; nil where that is not enough.
    func inMemory() -> VectorFile? {
        let parts = parts()
        let memory = unsafe MappedFile(size: parts.layout.size) { memory in
            var place = 0
            _ = write(parts) { bytes in
                unsafe memory[place..<place + bytes.count].copyBytes(from: bytes)
                place += bytes.count
                return true
            }
        }
        return memory.flatMap { VectorFile($0) }
    }

    /// Writes the vectors, without what weighs nothing, to an open file.
    ///
    /// - Returns: False where something could not be written.
    func write(to descriptor: Int32) -> Bool {
        write(parts()) { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// The counts that the header tells before the first byte of a section is written.
    private struct Parts {
        var layout: VectorLayout
        /// Where the entries of each row that weigh something begin, and where the last end.
        var rowStarts: [Int]
        var inverted: InvertedEntries
    }

    private func parts() -> Parts {
        let rowStarts = weightyStarts()
        let inverted = InvertedEntries(entries, starts, terms: table.count, least: leastWeights()) { _ in true }
        let layout = VectorLayout(
            generation: generation, total: total, rows: documents.count, terms: table.count,
            entries: rowStarts.last ?? 0, postings: inverted.rows.count, nameBytes: table.names.bytes.count)
        return Parts(layout: layout, rowStarts: rowStarts, inverted: inverted)
    }

    // An escaping closure, though none outlives the call: to have the compiler hold that (`withoutActuallyEscaping`) puts the length of
    // this file's path into the program, which then differs from folder to folder.
    private func write(_ parts: Parts, _ sink: @escaping (ArraySlice<UInt8>) -> Bool) -> Bool {
        let file = VectorWriter(sink)
        file.section(parts.layout.header)
        file.section(documents)
        file.section(parts.rowStarts.lazy.map { UInt64($0) })
        let weighty = entries.lazy.filter { $0.weight > 0 }
        file.section(weighty.map(\.term))
        file.section(weighty.map { VectorFile.packed($0.weight) })
        file.section((0...table.count).lazy.map { UInt64(parts.inverted.start(of: $0)) })
        file.section(parts.inverted.rows)
        file.section(parts.inverted.weights.lazy.map(VectorFile.packed))
        file.section(rarities.lazy.map(\.bitPattern))
        file.section(table.names.starts)
        file.section(bytes: table.names.bytes)
        return file.end()
    }

    private func weightyStarts() -> [Int] {
        var result = [0]
        result.reserveCapacity(starts.count)
        var count = 0
        for row in 0..<starts.count - 1 {
            for index in starts[row]..<starts[row + 1] where entries[index].weight > 0 { count += 1 }
            result.append(count)
        }
        return result
    }

    /// The weight of the last of the strongest terms of each row.
    private func leastWeights() -> [Float] {
        (0..<starts.count - 1).map { row in
            let range = starts[row]..<starts[row + 1]
            guard range.count > VectorLayout.strongestTerms else { return 0 }
            return TopK.threshold(entries[range].map(\.weight), VectorLayout.strongestTerms)
        }
    }
}

/// The part of a term's weight that its frequency makes, of which the index keeps 256 levels only.
private struct FrequencyPowers {
    /// By the upper half of the frequency's bits, which differs from level to level; below 0 where it was not met.
    private var known = [Float](repeating: -1, count: 1 << 16)

    mutating func power(_ frequency: Float) -> Float {
        let key = Int(frequency.bitPattern >> 16)
        if known[key] < 0 { known[key] = Float(SimilarityModel.frequencySharpened(Double(frequency))) }
        return known[key]
    }
}
