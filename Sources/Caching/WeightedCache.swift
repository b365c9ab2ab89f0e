// SPDX-License-Identifier: GPL-3.0-or-later

/// A ``GenerationalCache`` bounded by the sum of its entries' costs, bytes for instance, rather than by their number.
///
/// Each generation holds at most half the bound; the young one becomes the old one, which is dropped, before an entry
/// would take it past that. Reading moves an entry of the old generation into the young one. An entry of more than a
/// quarter of the bound is not taken. For one thread at a time.
@frozen public struct WeightedCache<Key: Hashable, Value> {
    @frozen @usableFromInline struct Entry {
        @usableFromInline var value: Value
        @usableFromInline let cost: Int

        @inlinable init(value: Value, cost: Int) {
            self.value = value
            self.cost = cost
        }
    }

    @usableFromInline var young: [Key: Entry] = [:]
    @usableFromInline var old: [Key: Entry] = [:]
    @usableFromInline var youngCost = 0
    /// The greatest sum of costs of one generation.
    @usableFromInline let half: Int

    /// An empty cache of entries whose costs add up to at most `cost`.
    @inlinable
    public init(cost: Int) { half = max(1, cost / 2) }

    /// The number of entries.
    @inlinable public var count: Int { young.count + old.count }

    /// The value of `key`, nil where there is none; it counts as asked for.
    @inlinable
    public mutating func value(for key: Key) -> Value? {
        if let entry = young[key] { return entry.value }
        guard let entry = old.removeValue(forKey: key) else { return nil }
        put(entry, for: key)
        return entry.value
    }

    /// Changes the value of `key` in its place; it counts as asked for.
    ///
    /// - Returns: The result of `body`; nil where there is no value.
    @inlinable
    public mutating func update<Result>(_ key: Key, _ body: (inout Value) -> Result) -> Result? {
        if let place = young.index(forKey: key) { return body(&young.values[place].value) }
        guard var entry = old.removeValue(forKey: key) else { return nil }
        let result = body(&entry.value)
        put(entry, for: key)
        return result
    }

    /// True if `key` has a value; it does not count as asked for.
    @inlinable
    public func contains(_ key: Key) -> Bool { young[key] != nil || old[key] != nil }

    /// Puts `value` into the young generation, in the place of an earlier one. Too costly a value only removes that.
    @inlinable
    public mutating func insert(_ value: Value, for key: Key, cost: Int) {
        if let earlier = young.removeValue(forKey: key) { youngCost -= earlier.cost }
        old[key] = nil
        if cost <= half / 2 { put(Entry(value: value, cost: cost), for: key) }
    }

    /// Removes the entry of `key`.
    ///
    /// - Returns: Its value; nil where there is none.
    @inlinable
    public mutating func removeValue(for key: Key) -> Value? {
        if let entry = young.removeValue(forKey: key) {
            youngCost -= entry.cost
            return entry.value
        }
        return old.removeValue(forKey: key)?.value
    }

    @inlinable
    mutating func put(_ entry: Entry, for key: Key) {
        if youngCost + entry.cost > half {
            old = young
            young = [:]
            youngCost = 0
        }
        young[key] = entry
        youngCost += entry.cost
    }

    /// Calls `body` with each entry, in no order.
    @inlinable
    public func forEach(_ body: (Key, Value) throws -> Void) rethrows {
        for (key, entry) in young { try body(key, entry.value) }
        for (key, entry) in old { try body(key, entry.value) }
    }

    /// Removes all entries and gives their memory back.
    @inlinable
    public mutating func removeAll() {
        young.removeAll()
        old.removeAll()
        youngCost = 0
    }
}

extension WeightedCache: Sendable where Key: Sendable, Value: Sendable {}
extension WeightedCache.Entry: Sendable where Key: Sendable, Value: Sendable {}
