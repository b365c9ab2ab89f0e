// SPDX-License-Identifier: GPL-3.0-or-later

/// Terms by their bytes, numbered from 0 in the order in which they came: a hash table over one buffer, for millions of
/// look-ups, which a dictionary of byte arrays serves five times as slowly.
struct TermTable {
    private var bytes: [UInt8] = []
    /// Where each term begins, and where the last ends.
    private var starts: [Int32] = [0]
    /// Numbers plus 1 by hash, 0 where free; a power of two of them, at most half taken.
    private var slots = [Int32](repeating: 0, count: 1 << 12)

    /// The number of terms.
    var count: Int { starts.count - 1 }

    /// The term of the number `number`.
    func name(of number: Int) -> String {
        String(decoding: bytes[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
    }

    /// The number of `term`; nil where it was not met.
    func known(_ term: [UInt8]) -> Int32? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(term)) & mask
        while slots[slot] != 0 {
            if isTerm(slots[slot] - 1, term) { return slots[slot] - 1 }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The bytes of all terms, one behind the other, and where each begins and the last ends.
    var names: (bytes: [UInt8], starts: [Int32]) { (bytes, starts) }

    /// The number of `term`, a new one where it was not met before.
    mutating func number(of term: [UInt8]) -> Int32 {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(term)) & mask
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if isTerm(number, term) { return number }
            slot = (slot + 1) & mask
        }
        let number = Int32(count)
        slots[slot] = number + 1
        bytes += term
        starts.append(Int32(bytes.count))
        if count * 2 > slots.count { grow() }
        return number
    }

    private func isTerm(_ number: Int32, _ term: [UInt8]) -> Bool {
        let start = Int(starts[Int(number)])
        guard Int(starts[Int(number) + 1]) - start == term.count else { return false }
        for offset in term.indices where bytes[start + offset] != term[offset] { return false }
        return true
    }

    private mutating func grow() {
        let mask = slots.count * 4 - 1
        var larger = [Int32](repeating: 0, count: mask + 1)
        for number in 0..<count {
            let term = bytes[Int(starts[number])..<Int(starts[number + 1])]
            var slot = Int(truncatingIfNeeded: Self.hash(term)) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(number) + 1
        }
        slots = larger
    }

    /// FNV-1a (draft-eastlake-fnv), its high bits folded in.
    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash ^ (hash >> 32)
    }
}
