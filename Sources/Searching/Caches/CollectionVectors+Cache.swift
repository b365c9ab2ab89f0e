// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import SearchIndex

extension CollectionVectors {
    private static let shared = StateCache<CollectionVectors?>()

    /// The vectors of what `reader` reads; nil where they are too many. Threads that ask while they are made wait, each up to
    /// its own deadline.
    static func vectors(for reader: IndexReader) throws(IndexError) -> CollectionVectors? {
        try shared.value(for: reader) { (earlier) throws(IndexError) in
            try CollectionVectors.of(reader, earlier: earlier ?? nil)
        }
    }

    /// Lets go the vectors of more than `bytes` bytes that nobody asked for in the last `time`: their file is read again, or
    /// they are made anew in some 50 µs a document.
    ///
    /// - Returns: The number of collections whose vectors went.
    static func forget(unusedFor time: Duration, over bytes: Int) -> Int {
        shared.forget(unusedFor: time) { ($0?.roughSize ?? 0) > bytes }
    }
}
