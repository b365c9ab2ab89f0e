// SPDX-License-Identifier: GPL-3.0-or-later
internal import Deadlines
internal import NIOConcurrencyHelpers
internal import PosixThreads
internal import SearchIndex

/// A value for each of the states of indexes that this process was asked about last, shared by its threads.
///
/// One thread makes a value at a time, for that may take much time and memory; those that ask meanwhile wait for it.
final class StateCache<Value: Sendable>: Sendable {
    private struct Entry {
        var path: String
        var state: IndexState
        var value: Value
        /// When it was last asked for.
        var used = ContinuousClock.now
    }

    private struct Contents {
        var entries: [Entry] = []
        /// True while a thread makes a value.
        var isMaking = false
        /// Signalled when that thread has ended.
        var waiting: [PosixSemaphore] = []
    }

    private enum Step {
        case known(Value)
        /// To be made; with the value of another state of the same index, where there is one.
        case make(earlier: Value?)
        case wait(PosixSemaphore)
    }

    /// The most that are kept: an index and its next state, or some indexes side by side.
    private static var most: Int { 4 }
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private let contents = NIOLockedValueBox(Contents())

    /// The value of what `reader` reads: the one that is kept where it `isUsable`, else what `make` makes, which is given the
    /// value of another state of the same index, where there is one.
    ///
    /// - Throws: ``IndexError/Code/outOfTime`` where the reader's deadline passes; what `make` throws.
    func value(
        for reader: IndexReader, isUsable: (Value) -> Bool = { _ in true },
        make: (_ earlier: Value?) throws(IndexError) -> Value
    ) throws(IndexError) -> Value {
        let (path, state) = (reader.folder.path, reader.state)
        while true {
            switch step(path, state, isUsable) {
            case .known(let value): return value
            case .make(let earlier): return try keeping(path, state) { () throws(IndexError) in try make(earlier) }
            case .wait(let end):
                if let time = reader.deadline.remaining { _ = end.wait(atMost: time) } else { end.wait() }
                try reader.checkDeadline()
            }
        }
    }

    /// Lets go the values that `isLarge` and that nobody asked for in the last `time`; returns their number.
    func forget(unusedFor time: Duration, where isLarge: (Value) -> Bool) -> Int {
        let now = ContinuousClock.now
        // Given back outside of the lock.
        let unused = contents.withLockedValue { contents in
            let all = contents.entries
            contents.entries.removeAll { now - $0.used >= time && isLarge($0.value) }
            return all.filter { entry in
                !contents.entries.contains { $0.path == entry.path && $0.state == entry.state }
            }
        }
        return unused.count
    }

    private func step(_ path: String, _ state: IndexState, _ isUsable: (Value) -> Bool) -> Step {
        contents.withLockedValue { contents in
            let place = contents.entries.firstIndex { $0.state == state && $0.path == path }
            if let place, isUsable(contents.entries[place].value) {
                contents.entries[place].used = .now
                return .known(contents.entries[place].value)
            }
            guard contents.isMaking else {
                contents.isMaking = true
                return .make(earlier: contents.entries.last { $0.path == path }?.value)
            }
            let end = PosixSemaphore()
            contents.waiting.append(end)
            return .wait(end)
        }
    }

    /// Makes the value, keeps it, and wakes those who wait, also where it cannot be made.
    private func keeping(
        _ path: String, _ state: IndexState, _ make: () throws(IndexError) -> Value
    ) throws(IndexError) -> Value {
        var made: Entry?
        defer {
            contents.withLockedValue { contents in
                if let made { Self.keep(made, in: &contents.entries) }
                contents.isMaking = false
                for end in contents.waiting { end.signal() }
                contents.waiting = []
            }
        }
        let value = try make()
        made = Entry(path: path, state: state, value: value)
        return value
    }

    private static func keep(_ made: Entry, in entries: inout [Entry]) {
        // An older state of the same index is not asked again.
        entries.removeAll { entry in
            entry.path == made.path && entry.state.database == made.state.database
                && entry.state.generation <= made.state.generation
        }
        let oldest = entries.indices.min { entries[$0].used < entries[$1].used }
        if let oldest, entries.count == most { entries.remove(at: oldest) }
        entries.append(made)
    }
}
