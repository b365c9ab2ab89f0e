// SPDX-License-Identifier: GPL-3.0-or-later
public import Synchronization

/// A cache for several threads: parts that are ``GenerationalCache``s, each with a lock held for one look-up.
///
/// Bounded by the number of entries; what was not asked for lately goes first, part by part.
public final class SharedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    final class Part: Sendable {
        @usableFromInline let entries: Mutex<GenerationalCache<Key, Value>>

        @inlinable init(count: Int) { entries = Mutex(GenerationalCache(count: count)) }
    }

    /// A power of two.
    @usableFromInline let parts: [Part]
    @usableFromInline let shift: UInt64

    /// An empty cache of at most about `count` entries in 2 to the power of `partBits` parts; 64 of them keep a
    /// dozen threads from waiting for each other.
    @inlinable
    public init(count: Int, partBits: Int = 6) {
        let number = 1 << partBits
        parts = (0..<number).map { _ in Part(count: max(2, count / number)) }
        shift = UInt64(64 - partBits)
    }

    /// The value of `key`, nil where there is none. `hash` must be the same for equal keys; its highest bits choose the
    /// part.
    @inlinable
    public func value(for key: Key, hash: UInt64) -> Value? {
        parts[Int(truncatingIfNeeded: hash >> shift)].entries.withLock { $0[key] }
    }

    /// Keeps `value` in the place of an earlier one of `key`. `hash` as in ``value(for:hash:)``.
    @inlinable
    public func insert(_ value: Value, for key: Key, hash: UInt64) {
        parts[Int(truncatingIfNeeded: hash >> shift)].entries.withLock { $0.insert(value, for: key) }
    }

    /// Removes all entries: a tenth of a second for 100,000 of some hundred bytes. Other threads wait for no part of it.
    @inlinable
    public func removeAll() {
        for part in parts {
            // Given back outside of the lock.
            let entries = part.entries.withLock { entries in
                let all = entries
                entries = GenerationalCache(count: entries.half * 2)
                return all
            }
            _ = consume entries
        }
    }
}
