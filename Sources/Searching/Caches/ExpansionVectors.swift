// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import NIOConcurrencyHelpers
internal import SearchIndex

/// Documents of one state of an index as vectors for expansion, by document number; for all threads of a process.
final class ExpansionVectors: Sendable {
    private struct Contents {
        /// All lemmas of each document, which stay the same until a commit changes it.
        var lemmas: WeightedCache<UInt32, [LemmaFrequency]>
        /// Their strongest, as they weigh in this state.
        var vectors: WeightedCache<UInt32, DocumentVector>
    }

    /// The most entries of all documents' lemmas, and again of all vectors, 8 bytes each.
    private static let mostEntries = 4_000_000
    /// The most terms, some 34 bytes each. With more, other vectors come to stand in the place of these.
    private static let mostTerms = 1_000_000
    /// The most documents that commits may have changed: after more, all are read anew.
    private static let mostChanged = 1_000

    /// The numbers of the vectors' terms.
    let terms: TermNumbers
    private let state: IndexState
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private let contents: NIOLockedValueBox<Contents>

    /// No vectors yet of what `reader` reads, with the lemmas that `earlier`, of another state of the same index, has of
    /// documents that are the same in both.
    init(_ reader: IndexReader, earlier: ExpansionVectors?) throws(IndexError) {
        let lemmas = try earlier?.lemmas(heldIn: reader)
        terms = try TermNumbers(path: reader.folder.path, earlier: lemmas == nil ? nil : earlier?.terms)
        state = reader.state
        contents = NIOLockedValueBox(
            Contents(
                lemmas: lemmas ?? WeightedCache(cost: Self.mostEntries),
                vectors: WeightedCache(cost: Self.mostEntries)))
    }

    /// True where there is no room for more terms.
    var isFull: Bool { terms.count > Self.mostTerms }

    /// About the bytes that it takes at most.
    private var roughSize: Int {
        let vectors = contents.withLockedValue(\.vectors.count)
        return terms.count * 34 + vectors * 3 * DocumentVector.most * MemoryLayout<LemmaWeight>.stride
    }

    /// The lemmas of documents that are the same in what `reader` reads; nil where that cannot be told.
    private func lemmas(
        heldIn reader: IndexReader
    ) throws(IndexError) -> WeightedCache<UInt32, [LemmaFrequency]>? {
        // From another machine the lemmas come together with how many documents hold them.
        guard !isFull, !reader.isRemote, reader.shardCount == 1, state.database == reader.state.database,
            let changed = try reader.documentsChanged(since: state.generation), changed.count <= Self.mostChanged
        else { return nil }
        var lemmas = contents.withLockedValue(\.lemmas)
        for document in changed { _ = lemmas.removeValue(for: document) }
        return lemmas
    }

    /// The vector of `document`, as it is kept or else made of its lemmas, which are read by `reader` where they are not kept.
    func vector(
        of document: UInt32, _ reader: IndexReader, k1: Double, b: Double
    ) throws(IndexError) -> DocumentVector {
        let known = contents.withLockedValue { contents in
            let vector = contents.vectors.value(for: document)
            return (vector: vector, lemmas: vector == nil ? contents.lemmas.value(for: document) : nil)
        }
        if let vector = known.vector { return vector }
        let lemmas: [LemmaFrequency]
        if let known = known.lemmas { lemmas = known } else { lemmas = try reader.lemmas(of: document, terms) }
        let weighed = try reader.weighed(lemmas, of: document, terms, k1: k1, b: b, most: DocumentVector.most)
        let vector = DocumentVector(entries: weighed.entries, norm: weighed.norm)
        contents.withLockedValue { contents in
            contents.lemmas.insert(lemmas, for: document, cost: lemmas.count + 8)
            contents.vectors.insert(vector, for: document, cost: vector.entries.count + 8)
        }
        return vector
    }
}

extension ExpansionVectors {
    private static let shared = StateCache<ExpansionVectors>()

    /// The vectors of what `reader` reads. They may be replaced at any time: an answer uses those that it got first.
    static func vectors(for reader: IndexReader) throws(IndexError) -> ExpansionVectors {
        try shared.value(for: reader) {
            !$0.isFull
        } make: { (earlier) throws(IndexError) in
            try ExpansionVectors(reader, earlier: earlier)
        }
    }

    /// Lets go the vectors of indexes that nobody asked about in the last `time`, where they take more than `bytes`; returns
    /// their number.
    static func forget(unusedFor time: Duration, over bytes: Int) -> Int {
        shared.forget(unusedFor: time) { $0.roughSize > bytes }
    }
}
