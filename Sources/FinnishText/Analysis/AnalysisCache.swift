// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import VoikkoTransducer

/// Analyses by word form, numbered in the order in which they came: two distinct tokens in three of running text have been
/// met before, and an analysis by Voikko costs a hundred times a look-up here.
///
/// Keyed by a form's UTF-8, so that a look-up makes no `String`. Bounded by the owner, who drops the whole cache where it
/// ``isFull``: others keep what they make of a form by its number, so that no form may go alone. Most of what a look-up
/// costs is waiting for memory: a slot has enough of the hash to tell forms apart, so that two places are read besides.
struct AnalysisCache: ~Copyable {
    /// The upper half of a form's hash to its number plus 1; forms may share a key.
    enum Layout: PackedMapLayout {
        static let valueBits: UInt64 = 32
        @inline(__always)
        static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key) }
    }

    private var numbers = PackedMap<Layout>(slots: 1 << 12)
    private var keyStarts: [UInt32] = [0]
    private var keys: [UInt8] = []
    /// The analyses in the order of their numbers.
    private(set) var analyses: [WordAnalysis] = []
    private let capacity: Int

    /// A cache of at most about `capacity` forms.
    init(capacity: Int) { self.capacity = min(capacity, 1 << 24) }

    /// True if the bound is reached: the owner then begins a new cache.
    var isFull: Bool { analyses.count >= capacity || keys.count >= capacity * 32 }

    /// FNV-1a over 64 bits (Fowler, Noll, Vo), finished by a multiply and shift so that low bits spread.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<bytes.count { unsafe hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }

    /// The number of the form `bytes`, nil where it has none. `hash` is ``hash(_:)`` of them.
    func number(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
        let number = numbers.value(of: hash >> 32) { unsafe isKey(Int(truncatingIfNeeded: $0) - 1, bytes) }
        return number.map { Int(truncatingIfNeeded: $0) - 1 }
    }

    /// Adds `analysis` for a form that has none.
    ///
    /// - Returns: The form's number: the count of analyses so far.
    mutating func add(_ analysis: WordAnalysis, for bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        unsafe keys.append(contentsOf: bytes)
        keyStarts.append(UInt32(clamping: keys.count))
        analyses.append(analysis)
        numbers.add(UInt64(analyses.count), for: hash >> 32)
        return analyses.count - 1
    }

    private func isKey(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(keyStarts[number])
        guard Int(keyStarts[number + 1]) - start == bytes.count, let base = bytes.baseAddress else { return false }
        return unsafe keys.withUnsafeBufferPointer { keys in
            guard let first = keys.baseAddress else { return false }
            return unsafe memcmp(first + start, base, bytes.count) == 0
        }
    }
}
