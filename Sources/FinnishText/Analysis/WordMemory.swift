// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

/// Word forms to their analyses: two distinct tokens in three of running text have been met before, and an analysis
/// by Voikko costs a hundred times a look-up here.
///
/// An open-addressing table over the forms' UTF-8, so that a look-up makes no `String`. Most of what a look-up costs is
/// waiting for memory: a slot has enough of the hash to tell forms apart, so that two places are read besides.
struct WordMemory {
    /// The upper half of a form's hash, and in the lower half its number plus 1; 0 where there is none.
    private var slots: [UInt64]
    private var keyStarts: [UInt32] = [0]
    private var keys: [UInt8] = []
    /// The analyses in the order of their numbers.
    private(set) var analyses: [WordAnalysis] = []
    private let capacity: Int

    /// A memory of at most `capacity` forms.
    init(capacity: Int) {
        self.capacity = min(capacity, 1 << 24)
        self.slots = [UInt64](repeating: 0, count: 1 << 12)
    }

    /// Whether the memory is full: the owner then begins a new one.
    var isFull: Bool { analyses.count >= capacity || keys.count >= capacity * 32 }

    /// FNV-1a over 64 bits (Fowler, Noll, Vo), finished by a multiply and shift so that low bits spread.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<bytes.count { unsafe hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }

    /// The number of the form `bytes`, if it is remembered.
    func number(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
        let mask = slots.count - 1
        let mark = hash >> 32
        var slot = Int(truncatingIfNeeded: mark) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == mark {
                let number = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
                if unsafe isKey(number, bytes) { return number }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Remembers `analysis`.
    ///
    /// - Returns: Its number: the count of analyses so far.
    mutating func remember(_ analysis: WordAnalysis, for bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        if (analyses.count + 1) * 2 > slots.count { grow() }
        unsafe keys.append(contentsOf: bytes)
        keyStarts.append(UInt32(clamping: keys.count))
        analyses.append(analysis)
        place(hash & ~0xFFFF_FFFF | UInt64(analyses.count))
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

    private mutating func place(_ filled: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: filled >> 32) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = filled
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for filled in old where filled != 0 { place(filled) }
    }
}
