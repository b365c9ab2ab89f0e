// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers for 64-bit keys, from 0 in the order in which the keys came.
///
/// An open-addressing table, at most half full: a look-up reads a slot and the key that it names. Memory: 12 to 16 bytes a
/// key, kept when the table is emptied.
@frozen public struct Interner: ~Copyable {
    @usableFromInline var keys = UncheckedArray<UInt64>()
    /// Numbers of keys, −1 where there is none; a power of two of them.
    @usableFromInline var slots: UncheckedArray<Int32>

    /// An empty table with room for half of `slots` keys before it grows; `slots` is a power of two.
    @inlinable
    public init(slots: Int) {
        assert(slots & (slots - 1) == 0)
        self.slots = UncheckedArray(repeating: -1, count: slots)
    }

    /// The number of keys.
    @inlinable public var count: Int { keys.count }
    /// About how many bytes the table takes.
    @inlinable public var bytes: Int { keys.count * 8 + slots.count * 4 }

    /// The key of `number`, which must be below ``count``.
    @inlinable @inline(__always)
    public subscript(number: Int) -> UInt64 { keys[number] }

    /// The number of `key`, −1 where it has none.
    @inlinable @inline(__always)
    public func find(_ key: UInt64) -> Int32 { slots[place(of: key)] }

    /// The number of `key`, which gets the next one where it has none.
    @inlinable @inline(__always)
    public mutating func number(of key: UInt64) -> Int32 {
        let place = place(of: key)
        let known = slots[place]
        return known >= 0 ? known : add(key, at: place)
    }

    /// Removes all keys; costs less than a write to all slots where there are few keys.
    @inlinable
    public mutating func removeAll() {
        if keys.count * 8 < slots.count {
            let mask = slots.count - 1
            for number in 0..<keys.count {
                // Other keys may have been put behind this one's place: all that lie there go.
                var place = Self.hash(keys[number]) & mask
                while slots[place] >= 0 {
                    slots[place] = -1
                    place = (place + 1) & mask
                }
            }
        } else {
            slots.fill(with: -1)
        }
        keys.truncate(to: 0)
    }

    /// Fibonacci hashing (Knuth, *The Art of Computer Programming* 3, 6.4).
    @inlinable @inline(__always)
    static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 36) }

    /// The slot that holds `key`'s number, or the free one where it belongs.
    @inlinable @inline(__always)
    func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Self.hash(key) & mask
        while slots[place] >= 0, keys[Int(slots[place])] != key { place = (place + 1) & mask }
        return place
    }

    @inlinable @inline(never)
    mutating func add(_ key: UInt64, at place: Int) -> Int32 {
        let number = Int32(keys.count)
        slots[place] = number
        keys.append(key)
        if keys.count * 2 > slots.count {
            slots = UncheckedArray(repeating: -1, count: slots.count * 2)
            for number in 0..<keys.count { slots[self.place(of: keys[number])] = Int32(number) }
        }
        return number
    }
}
