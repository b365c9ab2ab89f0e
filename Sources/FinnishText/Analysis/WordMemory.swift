// SPDX-License-Identifier: GPL-3.0-or-later

/// Word forms to their analyses: two distinct tokens in three of running text have been met before, and an analysis
/// by Voikko costs a hundred times a look-up here.
///
/// An open-addressing table over the forms' UTF-8, so that a look-up makes no `String`.
struct WordMemory {
    private var slots: [Int32]
    private var hashes: [UInt64] = []
    private var keyStarts: [Int] = [0]
    private var keys: [UInt8] = []
    /// The analyses in the order of their numbers.
    private(set) var analyses: [WordAnalysis] = []
    private let capacity: Int

    /// A memory of at most `capacity` forms.
    init(capacity: Int) {
        self.capacity = capacity
        self.slots = [Int32](repeating: -1, count: 1 << 12)
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
        var slot = Int(truncatingIfNeeded: hash >> 16) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, unsafe isKey(number, bytes) { return number }
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
        keyStarts.append(keys.count)
        hashes.append(hash)
        analyses.append(analysis)
        place(analyses.count - 1)
        return analyses.count - 1
    }

    private func isKey(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = keyStarts[number]
        guard keyStarts[number + 1] - start == bytes.count else { return false }
        for index in 0..<bytes.count where unsafe keys[start + index] != bytes[index] { return false }
        return true
    }

    private mutating func place(_ number: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hashes[number] >> 16) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(number)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in analyses.indices { place(number) }
    }
}
