// SPDX-License-Identifier: GPL-3.0-or-later

/// A word as a key of dictionaries and caches, with its hash computed once.
///
/// `Array`'s own hash over the scalars costs more than the look-up does; this one is a multiply a scalar, and equality
/// compares hashes first.
@frozen public struct WordKey: Hashable, Sendable {
    public let word: [Unicode.Scalar]
    /// ``hash(of:)`` the word.
    public let hash: UInt64

    @inlinable
    public init(word: [Unicode.Scalar]) {
        self.word = word
        hash = Self.hash(of: word)
    }

    /// A 64-bit hash that is the same in every process: FNV-1a over scalars for bytes (Fowler, Noll, Vo), finished by a
    /// multiply and shifts so that all bits spread.
    @inlinable
    public static func hash(of word: [Unicode.Scalar]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in word { hash = (hash ^ UInt64(scalar.value)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ hash >> 32
    }

    @inlinable
    public static func == (one: WordKey, other: WordKey) -> Bool { one.hash == other.hash && one.word == other.word }

    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension GenerationalCache where Key == WordKey {
    /// The value of `word`; see ``subscript(_:)-(Key)``.
    @inlinable
    public subscript(word: [Unicode.Scalar]) -> Value? {
        mutating get { self[WordKey(word: word)] }
        set { self[WordKey(word: word)] = newValue }
    }
}
