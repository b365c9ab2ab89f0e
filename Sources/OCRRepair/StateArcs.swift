// SPDX-License-Identifier: GPL-3.0-or-later

/// The letters that leave states of the transducer, past empty transitions and flags: found once for each state that is
/// asked for, and remembered.
struct StateArcs: ~Copyable {
    /// What is known of a state.
    struct Known {
        var state: Transducer.State
        /// Its letters, as bits of their number's lowest six; 0 until it is looked at.
        var letters: UInt64 = 0
        var firstArc: Int32 = 0
        var arcCount: UInt16 = 0
        /// A `LazyAutomaton.Finality`.
        var finality: UInt8 = 0
    }

    /// A mark on an arc that was gone before: it holds a number, ``nowhere`` where nothing can follow.
    private static let numbered: UInt64 = 1 << 50
    private static let nowhere: UInt64 = 0xFFFF_FFFF

    private let transducer: Transducer
    private var known = Pool<Known>()
    private var slots = Pool<Int32>(repeating: -1, count: 1 << 12)
    /// Letter in the top 8 bits, the state behind it below, or its number where ``numbered`` is set; by letter.
    private var arcs = Pool<UInt64>()
    private var closure = StateTable()
    private var unsorted = Pool<UInt64>()
    private var places = Pool<Int32>(repeating: 0, count: 257)

    init(transducer: Transducer) {
        self.transducer = transducer
    }

    /// How many bytes are remembered, about.
    var bytes: Int { known.count * 24 + slots.count * 4 + arcs.count * 8 }

    /// Forgets all states.
    mutating func removeAll() {
        known.truncate(to: 0)
        slots.fill(with: -1)
        arcs.truncate(to: 0)
    }

    /// The number of `state`; nil where nothing can follow it.
    mutating func number(_ state: Transducer.State) -> Int32? {
        guard let state = transducer.settled(state) else { return nil }
        var slot = Self.slot(state) & (slots.count - 1)
        while slots[slot] >= 0 {
            if known[Int(slots[slot])].state == state { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(known.count)
        slots[slot] = number
        known.append(Known(state: state))
        if known.count * 2 > slots.count { grow() }
        return number
    }

    @inline(__always)
    private static func slot(_ state: Transducer.State) -> Int {
        Int(truncatingIfNeeded: (state &* 0x9E37_79B9_7F4A_7C15) >> 36)
    }

    private mutating func grow() {
        var larger = Pool<Int32>(repeating: -1, count: slots.count * 2)
        for number in 0..<known.count {
            var slot = Self.slot(known[number].state) & (larger.count - 1)
            while larger[slot] >= 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = Int32(number)
        }
        slots = larger
    }

    /// The letters that leave state `number`, as bits, and whether a word may end there.
    @inline(__always)
    mutating func letters(_ number: Int) -> (letters: UInt64, finality: UInt8) {
        if known[number].letters == 0 { look(number) }
        return (known[number].letters, known[number].finality)
    }

    /// Adds the states behind `letter` to `found`; `last` is the letter before it, `before` the one before a hyphen.
    mutating func step(
        _ number: Int, _ letter: Transducer.Letter, after last: Transducer.Letter, before: Transducer.Letter,
        into found: inout Pool<Int32>
    ) {
        if known[number].letters == 0 { look(number) }
        let (letters, first, count) = (known[number].letters, Int(known[number].firstArc), Int(known[number].arcCount))
        guard letters >> UInt64(letter & 63) & 1 != 0 else { return }
        var low = firstArc(of: letter, first, count)
        let end = first + count
        while low < end, arcs[low] >> 56 == UInt64(letter) {
            if arcs[low] & Transducer.boundary == 0 || transducer.mayMeet(last, before: before, letter) {
                if let number = numberBehind(low) { found.append(number) }
            } else {
                let behind = arcs[low] & 0x00FF_FFFF_FFFF_FFFF & ~(Transducer.seam | Transducer.boundary)
                if let number = self.number(behind & ~Transducer.name | Transducer.doubt) { found.append(number) }
            }
            low += 1
        }
    }

    /// The number of the state behind an arc, nil where nothing can follow. An arc between parts of a compound keeps its
    /// state, which depends on the letters that meet.
    @inline(__always)
    private mutating func numberBehind(_ arc: Int) -> Int32? {
        if arcs[arc] & Self.numbered != 0 {
            let number = arcs[arc] & Self.nowhere
            return number == Self.nowhere ? nil : Int32(truncatingIfNeeded: number)
        }
        let whole = arcs[arc]
        let number = self.number(whole & 0x00FF_FFFF_FFFF_FFFF & ~(Transducer.seam | Transducer.boundary))
        if whole & Transducer.boundary == 0 {
            let kept = number.map { UInt64(UInt32(bitPattern: $0)) } ?? Self.nowhere
            arcs[arc] = whole & (0xFF00_0000_0000_0000 | Transducer.seam) | Self.numbered | kept
        }
        return number
    }

    /// The first of `count` arcs from `first` on that `letter` or a later one leads along.
    @inline(__always)
    private func firstArc(of letter: Transducer.Letter, _ first: Int, _ count: Int) -> Int {
        var low = first
        var high = first + count
        if count > 8 {
            while low < high {
                let middle = (low + high) / 2
                if arcs[middle] >> 56 < UInt64(letter) { low = middle + 1 } else { high = middle }
            }
        } else {
            while low < high, arcs[low] >> 56 < UInt64(letter) { low += 1 }
        }
        return low
    }

    /// Adds the states behind `letter` to `layer`, each with the fewest seams on the way to it: `seams`, and one before
    /// letter number `position` where the arc has it.
    mutating func step(
        _ number: Int, _ letter: Transducer.Letter, at position: Int, seams: UInt64, into layer: inout SeamLayer
    ) {
        if known[number].letters == 0 { look(number) }
        let (first, count) = (Int(known[number].firstArc), Int(known[number].arcCount))
        var arc = firstArc(of: letter, first, count)
        while arc < first + count, arcs[arc] >> 56 == UInt64(letter) {
            let isSeam = arcs[arc] & Transducer.seam != 0 && position > 0 && position < 64
            if let number = numberBehind(arc) {
                layer.reach(number, isSeam ? seams | 1 << UInt64(position) : seams)
            }
            arc += 1
        }
    }

    /// Puts `numbers` in order, each once, and leaves out those in doubt that are there without it.
    mutating func tidy(_ numbers: inout Pool<Int32>) {
        var isInDoubt = false
        var kept = 0
        for index in 0..<numbers.count {
            let number = numbers[index]
            if known[Int(number)].state & Transducer.doubt != 0 { isInDoubt = true }
            var place = kept
            while place > 0, numbers[place - 1] > number { place -= 1 }
            if place > 0, numbers[place - 1] == number { continue }
            var moved = kept
            while moved > place {
                numbers[moved] = numbers[moved - 1]
                moved -= 1
            }
            numbers[place] = number
            kept += 1
        }
        numbers.truncate(to: kept)
        guard isInDoubt, kept > 1 else { return }
        var left = 0
        for index in 0..<kept {
            let state = known[Int(numbers[index])].state
            var isThere = false
            if state & Transducer.doubt != 0 {
                let plain = state & ~Transducer.doubt
                for other in 0..<kept
                where known[Int(numbers[other])].state & ~Transducer.name == plain {
                    isThere = true
                }
            }
            if !isThere {
                numbers[left] = numbers[index]
                left += 1
            }
        }
        numbers.truncate(to: left)
    }

    /// Finds all that leaves state `number`.
    @inline(never)
    private mutating func look(_ number: Int) {
        var entry = known[number]
        closure.removeAll()
        closure.append(entry.state)
        unsorted.truncate(to: 0)
        // No letter has number 0, so that this bit says no more than that the state was looked at.
        entry.letters = 1
        let isFirst = number == 0
        var next = 0
        while next < closure.states.count {
            let state = closure.states[next]
            next += 1
            transducer.forEachTransition(of: Int(state & Transducer.index)) { transition in
                switch transducer.follow(transition, from: state) {
                case .final:
                    let finality: LazyAutomaton.Finality =
                        state & Transducer.doubt != 0 ? .doubtful : state & Transducer.name != 0 ? .name : .certain
                    entry.finality = max(entry.finality, finality.rawValue)
                case .closed: break
                case .empty(let behind):
                    let marked = transducer.marked(behind, transition.output, isFirst: isFirst)
                    if closure.index(marked) < 0 { closure.append(marked) }
                case .letter(let letter, let behind):
                    var marked = transducer.marked(behind, transition.output, isFirst: isFirst)
                    if letter == transducer.hyphen { marked = transducer.hyphenated(marked) }
                    unsorted.append(UInt64(letter) << 56 | marked)
                    entry.letters |= 1 << UInt64(letter & 63)
                }
            }
        }
        entry.firstArc = Int32(arcs.count)
        // The transducer has a few hundred transitions to a state at most.
        let count = min(unsorted.count, Int(UInt16.max))
        entry.arcCount = UInt16(count)
        sortByLetter(count)
        known[number] = entry
    }

    /// Appends the first `count` of `unsorted` to `arcs`, by letter.
    private mutating func sortByLetter(_ count: Int) {
        if count <= 12 {
            let first = arcs.count
            for index in 0..<count {
                let arc = unsorted[index]
                arcs.append(arc)
                var place = first + index
                while place > first, arcs[place - 1] > arc {
                    arcs[place] = arcs[place - 1]
                    place -= 1
                }
                arcs[place] = arc
            }
            return
        }
        places.fill(with: 0)
        for index in 0..<count { places[Int(unsorted[index] >> 56) + 1] += 1 }
        for letter in 1...256 { places[letter] += places[letter - 1] }
        let first = arcs.count
        for _ in 0..<count { arcs.append(0) }
        for index in 0..<count {
            let letter = Int(unsorted[index] >> 56)
            arcs[first + Int(places[letter])] = unsorted[index]
            places[letter] += 1
        }
    }
}
