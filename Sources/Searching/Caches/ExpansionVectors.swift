// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import NIOConcurrencyHelpers
internal import SearchIndex

/// Documents of one state of an index as vectors for expansion, by document number; for all threads of a process.
final class ExpansionVectors: Sendable {
    /// The most entries of all vectors, 8 bytes each.
    private static let mostEntries = 4_000_000
    /// The most terms, some 30 bytes each. With more, other vectors come to stand in the place of these.
    private static let mostTerms = 500_000

    /// The numbers of the vectors' terms.
    let terms: TermNumbers
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private let vectors = NIOLockedValueBox(WeightedCache<UInt32, DocumentVector>(cost: mostEntries))

    /// No vectors yet. `path` is the index's folder, for errors.
    init(path: String) throws(IndexError) { terms = try TermNumbers(path: path) }

    /// True where there is no room for more terms.
    var isFull: Bool { terms.count > Self.mostTerms }

    /// About the bytes that it takes at most.
    private var roughSize: Int {
        terms.count * 30
            + vectors.withLockedValue(\.count) * DocumentVector.most * MemoryLayout<LemmaWeight>.stride
    }

    /// The vectors of `documents` that are kept, in their order; nil for the others.
    func vectors(of documents: [UInt32]) -> [DocumentVector?] {
        vectors.withLockedValue { vectors in documents.map { vectors.value(for: $0) } }
    }

    /// Keeps the vector of a document.
    func keep(_ vector: DocumentVector, of document: UInt32) {
        vectors.withLockedValue { $0.insert(vector, for: document, cost: vector.entries.count + 8) }
    }
}

extension ExpansionVectors {
    private static let shared = StateCache<ExpansionVectors>()

    /// The vectors of what `reader` reads. They may be replaced at any time: an answer uses those that it got first.
    static func vectors(for reader: IndexReader) throws(IndexError) -> ExpansionVectors {
        try shared.value(for: reader) {
            !$0.isFull
        } make: { (_) throws(IndexError) in
            try ExpansionVectors(path: reader.folder.path)
        }
    }

    /// Lets go the vectors of indexes that nobody asked about in the last `time`, where they take more than `bytes`; returns
    /// their number.
    static func forget(unusedFor time: Duration, over bytes: Int) -> Int {
        shared.forget(unusedFor: time) { $0.roughSize > bytes }
    }
}
