// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Numbers from 0 for the terms of some documents, some thousand terms at most: a table of its own, which is several times
/// as fast as a dictionary or as sorting.
struct DenseNumbers {
    /// The terms by their numbers.
    private(set) var terms: [UInt32] = []
    /// A term's number and 1, or 0; a power of two of them, half of them empty.
    private var slots: [Int32]
    private let shift: UInt32

    /// No terms; there may come `most`.
    init(most: Int) {
        var bits = 6
        while 1 << bits < 2 * most { bits += 1 }
        slots = [Int32](repeating: 0, count: 1 << bits)
        shift = UInt32(32 - bits)
        terms.reserveCapacity(most)
    }

    /// `documents`, their terms by numbers from 0, and the terms of these numbers.
    static func renumbered(_ documents: [[LemmaWeight]]) -> (documents: [[LemmaWeight]], terms: [UInt32]) {
        var numbers = DenseNumbers(most: documents.reduce(0) { $0 + $1.count })
        let documents = documents.map { document in
            document.map { LemmaWeight(term: numbers.number(of: $0.term), weight: $0.weight) }
        }
        return (documents, numbers.terms)
    }

    /// The number of `term`; a new one where it has none yet.
    mutating func number(of term: UInt32) -> UInt32 {
        // Knuth's multiplicative hash (The Art of Computer Programming 3, section 6.4).
        var slot = Int((term &* 0x9E37_79B1) >> shift)
        while slots[slot] != 0 {
            if terms[Int(slots[slot] - 1)] == term { return UInt32(slots[slot] - 1) }
            slot = (slot + 1) & (slots.count - 1)
        }
        terms.append(term)
        slots[slot] = Int32(terms.count)
        return UInt32(terms.count - 1)
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
