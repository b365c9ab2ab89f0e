// SPDX-License-Identifier: GPL-3.0-or-later
internal import Deadlines
internal import DocumentVectors
internal import NIOConcurrencyHelpers
internal import PosixThreads
internal import SearchIndex

/// The vectors of each index that this process was asked about last, shared by its threads.
enum VectorIndexCache {
    /// One state of one index.
    fileprivate struct Key: Hashable {
        var path: String
        var state: IndexState
    }

    fileprivate struct Entry {
        var key: Key
        /// Nil where there is no file of them and the collection is too large to make them.
        var index: CollectionVectors?
        /// When it was last asked for.
        var used = ContinuousClock.now
    }

    fileprivate struct State {
        var entries: [Entry] = []
        /// True while a thread makes vectors: one at a time, for they take much memory.
        var isMaking = false
        /// Signalled when that thread has ended.
        var waiting: [PosixSemaphore] = []
    }

    private enum Step {
        case known(CollectionVectors?)
        case make
        case wait(PosixSemaphore)
    }

    /// The most that are kept: an index and its next state, or some indexes side by side.
    fileprivate static let most = 4
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private static let state = NIOLockedValueBox(State())

    /// The vectors of what `reader` reads; nil where they are too many. Threads that ask while they are made wait, each
    /// up to its own deadline.
    static func index(for reader: IndexReader) throws(IndexError) -> CollectionVectors? {
        let key = Key(path: reader.folder.path, state: reader.state)
        while true {
            switch step(for: key) {
            case .known(let index): return index
            case .make: return try make(key, reader)
            case .wait(let end):
                if let time = reader.deadline.remaining { _ = end.wait(atMost: time) } else { end.wait() }
                try reader.checkDeadline()
            }
        }
    }

    /// Lets go the vectors of more than `bytes` bytes that nobody asked for in the last `time`: their file is read again, or
    /// they are made anew in some 50 µs a document.
    ///
    /// - Returns: The number of collections whose vectors went.
    static func forget(unusedFor time: Duration, over bytes: Int) -> Int {
        let now = ContinuousClock.now
        // Given back outside of the lock.
        let unused = state.withLockedValue { state in
            let unused = state.entries.filter { now - $0.used >= time && ($0.index?.roughSize ?? 0) > bytes }
            state.entries.removeAll { entry in unused.contains { $0.key == entry.key } }
            return unused
        }
        return unused.count
    }

    private static func step(for key: Key) -> Step {
        state.withLockedValue { state in
            if let place = state.entries.firstIndex(where: { $0.key == key }) {
                state.entries[place].used = .now
                return .known(state.entries[place].index)
            }
            guard state.isMaking else {
                state.isMaking = true
                return .make
            }
            let end = PosixSemaphore()
            state.waiting.append(end)
            return .wait(end)
        }
    }

    /// Makes the vectors, keeps them, and wakes those who wait, also where they cannot be made.
    private static func make(_ key: Key, _ reader: IndexReader) throws(IndexError) -> CollectionVectors? {
        var made: Entry?
        defer {
            state.withLockedValue { state in
                if let made { state.keep(made) }
                state.isMaking = false
                for end in state.waiting { end.signal() }
                state.waiting = []
            }
        }
        let earlier = state.withLockedValue { state in state.entries.last { $0.key.path == key.path }?.index }
        let index = try CollectionVectors.of(reader, earlier: earlier)
        made = Entry(key: key, index: index)
        return index
    }
}

extension VectorIndexCache.State {
    fileprivate mutating func keep(_ made: VectorIndexCache.Entry) {
        // An older state of the same index is not asked again.
        entries.removeAll { entry in
            entry.key.path == made.key.path && entry.key.state.database == made.key.state.database
                && entry.key.state.generation < made.key.state.generation
        }
        entries.append(made)
        if entries.count > VectorIndexCache.most { entries.removeFirst() }
    }
}
