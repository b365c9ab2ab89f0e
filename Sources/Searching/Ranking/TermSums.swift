// SPDX-License-Identifier: GPL-3.0-or-later

/// Values by the numbers of terms, for some thousand terms at most: a table of its own, which is several times as fast as
/// a dictionary or as sorting.
struct TermSums<Value> {
    /// A term with its value.
    typealias Entry = (term: UInt32, value: Value)

    /// The terms in the order in which they came.
    private(set) var entries: [Entry] = []
    /// The place in ``entries`` and 1, or 0; a power of two of them, half of them empty.
    private var slots: [Int32]
    private let shift: UInt32

    /// No terms; there may come `most`.
    init(most: Int) {
        var bits = 6
        while 1 << bits < 2 * most { bits += 1 }
        slots = [Int32](repeating: 0, count: 1 << bits)
        shift = UInt32(32 - bits)
        entries.reserveCapacity(most)
    }

    /// Changes the value of `term`, at first `initial`.
    @inline(__always)
    mutating func change(_ term: UInt32, from initial: Value, _ change: (inout Value) -> Void) {
        let slot = slot(of: term)
        if slots[slot] == 0 {
            entries.append((term, initial))
            slots[slot] = Int32(entries.count)
        }
        change(&entries[Int(slots[slot] - 1)].value)
    }

    /// Changes the value of `term` where it has one.
    @inline(__always)
    mutating func update(_ term: UInt32, _ change: (inout Value) -> Void) {
        let slot = slot(of: term)
        if slots[slot] != 0 { change(&entries[Int(slots[slot] - 1)].value) }
    }

    /// The slot of `term`, or the empty one where it would be.
    @inline(__always)
    private func slot(of term: UInt32) -> Int {
        // Knuth's multiplicative hash (The Art of Computer Programming 3, section 6.4).
        var slot = Int((term &* 0x9E37_79B1) >> shift)
        while slots[slot] != 0, entries[Int(slots[slot] - 1)].term != term { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}

/// The greatest of many values, a few dozen of them.
struct GreatestValues {
    /// Rising.
    private var values: [Double] = []
    private let count: Int

    /// No values yet; `count` are kept.
    init(count: Int) {
        self.count = count
        values.reserveCapacity(count + 1)
    }

    /// The least of those that are kept; 0 where there are none.
    var least: Double { values.first ?? 0 }

    /// Takes in `value`.
    mutating func add(_ value: Double) {
        if values.count == count {
            guard let least = values.first, value > least else { return }
            values.removeFirst()
        }
        var place = values.count
        while place > 0, values[place - 1] > value { place -= 1 }
        values.insert(value, at: place)
    }
}
