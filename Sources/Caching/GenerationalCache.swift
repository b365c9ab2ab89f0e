// SPDX-License-Identifier: GPL-3.0-or-later

/// A bounded map that forgets what was not asked for lately.
///
/// Entries lie in two generations of at most half the bound each. Writing to a full young generation drops the old one
/// and makes the young one old; reading an entry of the old generation copies it into the young one. An entry therefore
/// lives until half the bound of other keys has been written twice without it being read. Reads and writes cost one to
/// three look-ups in a dictionary; no order of use is kept.
///
/// A value without locks, for one thread at a time; ``SharedCache`` is for several.
@frozen public struct GenerationalCache<Key: Hashable, Value> {
    @usableFromInline var young: [Key: Value] = [:]
    @usableFromInline var old: [Key: Value] = [:]
    /// The most entries of one generation.
    @usableFromInline let half: Int

    /// An empty cache of at most `count` entries (at least two).
    @inlinable
    public init(count: Int) { half = max(1, count / 2) }

    /// The number of entries; one that lies in both generations counts twice.
    @inlinable public var count: Int { young.count + old.count }

    /// The value of `key`, nil where there is none. Setting nil changes nothing.
    @inlinable
    public subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard let value = old[key] else { return nil }
            insert(value, for: key)
            return value
        }
        set {
            if let newValue { insert(newValue, for: key) }
        }
    }

    /// Puts `value` into the young generation, in the place of an earlier one.
    @inlinable
    public mutating func insert(_ value: Value, for key: Key) {
        if young.count >= half {
            swap(&young, &old)
            young.removeAll(keepingCapacity: true)
        }
        young[key] = value
    }

    /// Removes all entries and gives their memory back.
    @inlinable
    public mutating func removeAll() {
        young.removeAll()
        old.removeAll()
    }
}
