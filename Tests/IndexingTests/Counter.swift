// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// Hands out the numbers from 0 on, each once, to whichever thread asks.
final class Counter: Sendable {
    private let value = Mutex(0)

    /// The next number; nil once `end` is reached.
    func next(below end: Int) -> Int? {
        value.withLock { value in
            guard value < end else { return nil }
            defer { value += 1 }
            return value
        }
    }
}
