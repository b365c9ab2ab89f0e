// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOConcurrencyHelpers
internal import SearchIndex

/// A value for each of the states of indexes that this process was asked about last, shared by its threads.
final class StateCache<Value: Sendable>: Sendable {
    private struct Entry {
        var path: String
        var state: IndexState
        var value: Value
        /// When it was last asked for.
        var used: ContinuousClock.Instant
    }

    /// The most that are kept: an index and its next state, or some indexes side by side.
    private static var most: Int { 4 }
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private let entries = NIOLockedValueBox<[Entry]>([])

    /// The value of what `reader` reads: the one that is kept where it `isUsable`, else what `make` makes.
    func value(
        for reader: IndexReader, isUsable: (Value) -> Bool = { _ in true }, make: () throws(IndexError) -> Value
    ) throws(IndexError) -> Value {
        let (path, state) = (reader.folder.path, reader.state)
        let known = entries.withLockedValue { entries -> Value? in
            guard let place = entries.firstIndex(where: { $0.state == state && $0.path == path }) else { return nil }
            entries[place].used = .now
            return entries[place].value
        }
        if let known, isUsable(known) { return known }
        let new = try make()
        return entries.withLockedValue { entries in
            // Another thread may have been faster.
            let other = entries.first { $0.state == state && $0.path == path }?.value
            if let other, isUsable(other) { return other }
            entries.removeAll { entry in
                // An older state of the same index is not asked again.
                entry.path == path && entry.state.database == state.database
                    && entry.state.generation <= state.generation
            }
            let oldest = entries.indices.min { entries[$0].used < entries[$1].used }
            if let oldest, entries.count == Self.most { entries.remove(at: oldest) }
            entries.append(Entry(path: path, state: state, value: new, used: .now))
            return new
        }
    }

    /// Lets go the values that `isLarge` and that nobody asked for in the last `time`; returns their number.
    func forget(unusedFor time: Duration, where isLarge: (Value) -> Bool) -> Int {
        let now = ContinuousClock.now
        // Given back outside of the lock.
        let unused = entries.withLockedValue { entries in
            let all = entries
            entries.removeAll { now - $0.used >= time && isLarge($0.value) }
            return all.filter { entry in !entries.contains { $0.path == entry.path && $0.state == entry.state } }
        }
        return unused.count
    }
}
