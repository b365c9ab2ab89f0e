// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SearchIndex
internal import Synchronization

/// The ``DocumentVectorIndex`` of each index that this process was asked about last, shared by its threads.
enum VectorIndexCache {
    /// One state of one index.
    private struct Key: Hashable {
        var path: String
        var state: IndexState
    }

    private struct Entry {
        var key: Key
        /// Nil where the collection is too large.
        var index: DocumentVectorIndex?
    }

    /// The most that are kept: an index and its next state, or some indexes side by side.
    private static let most = 4
    private static let entries = Mutex<[Entry]>([])

    /// The time between two looks at whether another thread has made them.
    private static let pause: UInt32 = 2_000

    /// The vectors of what `reader` reads; nil where they are too many. Threads that ask while they are made wait, each
    /// up to its own deadline.
    static func index(for reader: IndexReader) throws(IndexError) -> DocumentVectorIndex? {
        while true {
            if let done = try indexIfUnlocked(for: reader) { return done.index }
            try reader.checkDeadline()
            usleep(pause)
        }
    }

    /// The same at once; nil while another thread makes or takes vectors.
    private static func indexIfUnlocked(for reader: IndexReader) throws(IndexError) -> Entry? {
        let key = Key(path: reader.folder.path, state: reader.state)
        return try entries.withLockIfAvailable { (entries) throws(IndexError) -> Entry in
            if let known = entries.first(where: { $0.key == key }) { return known }
            let made = Entry(key: key, index: try DocumentVectorIndex(reader))
            // An older state of the same index is not asked again.
            entries.removeAll { entry in
                entry.key.path == key.path && entry.key.state.database == key.state.database
                    && entry.key.state.generation < key.state.generation
            }
            entries.append(made)
            if entries.count > most { entries.removeFirst() }
            return made
        }
    }
}
