// SPDX-License-Identifier: GPL-3.0-or-later

/// The layout of a ``PackedMap``'s 64-bit words, and its hash.
public protocol PackedMapLayout {
    /// The bits of a word that hold the value; those above hold the key.
    static var valueBits: UInt64 { get }
    /// A hash of `key`, from whose lowest bits on a place is taken.
    static func hash(_ key: UInt64) -> Int
}

/// A map from small numbers to small numbers, key and value in one 64-bit word, so that a look-up reads one place.
///
/// An open-addressing table, at most half full. An entry must not be of key 0 and value 0, which marks what is free.
@frozen public struct PackedMap<Layout: PackedMapLayout>: ~Copyable {
    @usableFromInline var words: UncheckedArray<UInt64>
    /// The number of entries.
    public private(set) var count = 0

    /// An empty map with room for half of `slots` entries before it grows; `slots` is a power of two.
    public init(slots: Int) {
        assert(slots & (slots - 1) == 0)
        words = UncheckedArray(repeating: 0, count: slots)
    }

    /// The table's bytes.
    @inlinable public var bytes: Int { words.count * 8 }

    /// The value of `key`, the first one added that `isMatch` takes; nil where there is none.
    @inlinable @inline(__always)
    public func value(of key: UInt64, where isMatch: (UInt64) -> Bool = { _ in true }) -> UInt64? {
        let mask = words.count - 1
        var place = Layout.hash(key) & mask
        while true {
            let word = words[place]
            if word >> Layout.valueBits == key {
                let value = word & (1 << Layout.valueBits - 1)
                if word != 0, isMatch(value) { return value }
            }
            if word == 0 { return nil }
            place = (place + 1) & mask
        }
    }

    /// The word at the place where the search for `key` begins: its entry, another key's, or 0. One who reads those of many
    /// keys first, and looks at them afterwards, waits for memory once rather than for each.
    @inlinable @inline(__always)
    public func firstWord(of key: UInt64) -> UInt64 { words[Layout.hash(key) & (words.count - 1)] }

    /// Adds `value` for `key`, both of which must fit their bits. Earlier values of `key` stay.
    public mutating func add(_ value: UInt64, for key: UInt64) {
        assert(
            key | value != 0 && value >> Layout.valueBits == 0 && (key << Layout.valueBits) >> Layout.valueBits == key)
        if count * 2 > words.count {
            let smaller = words.count
            var larger = UncheckedArray<UInt64>(repeating: 0, count: smaller * 2)
            for index in 0..<smaller where words[index] != 0 { Self.put(words[index], into: &larger) }
            words = larger
        }
        count += 1
        Self.put(key << Layout.valueBits | value, into: &words)
    }

    /// Removes all entries; the table keeps its size.
    public mutating func removeAll() {
        words.fill(with: 0)
        count = 0
    }

    private static func put(_ word: UInt64, into words: inout UncheckedArray<UInt64>) {
        let mask = words.count - 1
        var place = Layout.hash(word >> Layout.valueBits) & mask
        while words[place] != 0 { place = (place + 1) & mask }
        words[place] = word
    }
}
