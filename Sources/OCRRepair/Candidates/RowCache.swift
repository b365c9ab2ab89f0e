// SPDX-License-Identifier: GPL-3.0-or-later

/// Remembers answers for rows of letters that are asked about again and again, by where the row lies in memory: no letter is
/// looked at.
///
/// A row that is remembered is kept, so that no other one can lie there.
struct RowCache<Value> {
    /// Empty until the first value is kept: most readers keep none.
    private var entries: [(word: [Unicode.Scalar], value: Value)?] = []

    private static var bits: Int { 10 }

    /// The answer for `word`, nil where it is not remembered for this very row. To remember one is to set it.
    subscript(word: [Unicode.Scalar]) -> Value? {
        get {
            let address = Self.address(word)
            guard !entries.isEmpty, let entry = entries[Self.place(address)], Self.address(entry.word) == address,
                entry.word.count == word.count
            else { return nil }
            return entry.value
        }
        set {
            guard let newValue else { return }
            if entries.isEmpty { entries = Array(repeating: nil, count: 1 << Self.bits) }
            entries[Self.place(Self.address(word))] = (word, newValue)
        }
    }

    @inline(__always)
    private static func address(_ word: [Unicode.Scalar]) -> UInt {
        unsafe word.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }

    @inline(__always)
    private static func place(_ address: UInt) -> Int {
        Int(truncatingIfNeeded: (UInt64(address) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }
}
