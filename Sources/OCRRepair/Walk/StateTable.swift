// SPDX-License-Identifier: GPL-3.0-or-later

/// A small set of states that is emptied in no time, and numbers states in the order in which they came.
struct StateTable {
    private var slots: [Int32] = [Int32](repeating: -1, count: 256)
    /// The states, in the order in which they came.
    private(set) var states: [UInt64] = []

    /// Empties the table.
    mutating func removeAll() {
        // Few states in a large table are found one by one.
        if states.count * 8 < slots.count {
            for state in states {
                var slot = place(state)
                while slots[slot] >= 0 {
                    slots[slot] = -1
                    slot = (slot + 1) & (slots.count - 1)
                }
            }
        } else {
            for slot in slots.indices { slots[slot] = -1 }
        }
        states.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private func place(_ state: UInt64) -> Int {
        Int(truncatingIfNeeded: (state &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
    }

    /// The number of `state`, -1 where it is not there.
    @inline(__always)
    func index(_ state: UInt64) -> Int {
        var slot = place(state)
        while slots[slot] >= 0 {
            if states[Int(slots[slot])] == state { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return -1
    }

    /// Adds `state`, which must not be there yet.
    mutating func append(_ state: UInt64) {
        if states.count * 2 >= slots.count { grow() }
        var slot = place(state)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(states.count)
        states.append(state)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, state) in states.enumerated() {
            var slot = place(state)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }
}
