// SPDX-License-Identifier: GPL-3.0-or-later

/// Outgoing arcs of the transducer's states after epsilon closure: of a record, and the values of all flags.
struct StateArcs: ~Copyable {
    /// A state: the number of its record in the upper bits, that of its flags' values in the lower ones.
    typealias State = Int32

    private let transducer: Transducer
    private var records: RecordArcs
    private var programs: FlagPrograms
    /// The state in which words begin.
    private(set) var start: State = 0
    private var startRecord = 0

    init(transducer: Transducer) {
        self.transducer = transducer
        records = RecordArcs(transducer: transducer)
        programs = FlagPrograms(transducer: transducer)
        removeAll()
    }

    /// About how many bytes are held.
    var bytes: Int { records.bytes + programs.bytes }
    /// True if further records and values may soon find no number.
    var isNearlyFull: Bool { records.count >= 1 << (31 - FlagPrograms.valuesBits) || programs.isNearlyFull }

    /// Removes all states but the first.
    mutating func removeAll() {
        records.removeAll()
        programs.removeAll()
        startRecord = records.number(ofRecord: 0)
        start = state(startRecord, FlagPrograms.start)
    }

    @inline(__always)
    private func state(_ record: Int, _ values: FlagPrograms.Values) -> State {
        // Where all flags are as at the beginning, the word begins anew.
        let isStart = record == startRecord && programs[values] == 0
        return State(truncatingIfNeeded: record << FlagPrograms.valuesBits)
            | (isStart ? FlagPrograms.start : values)
    }

    @inline(__always)
    private static func record(_ state: State) -> Int {
        Int(UInt32(bitPattern: state) >> UInt32(FlagPrograms.valuesBits))
    }

    @inline(__always)
    private static func values(_ state: State) -> FlagPrograms.Values { state & (1 << FlagPrograms.valuesBits - 1) }

    /// The letters that leave `state`, as bits of their numbers' lowest six, and whether a word may end there (a raw
    /// `LazyAutomaton.Finality`).
    mutating func letters(_ state: State) -> (letters: UInt64, finality: UInt8) {
        let known = records.known(Self.record(state), &programs)
        let values = Self.values(state)
        var finality = LazyAutomaton.Finality.none
        var index = Int(known.firstArc)
        let end = index + Int(known.arcCount)
        while index < end, records[index].letter == 0 {
            let behind = programs.values(behind: records[index].program, from: values)
            if behind != FlagPrograms.nowhere {
                let marks = programs[behind]
                let found: LazyAutomaton.Finality =
                    marks & Transducer.doubt != 0 ? .doubtful : marks & Transducer.name != 0 ? .name : .certain
                if found.rawValue > finality.rawValue { finality = found }
            }
            index += 1
        }
        guard known.asksFlags else { return (known.letters, finality.rawValue) }
        var letters: UInt64 = 1
        while index < end {
            let arc = records[index]
            let bit: UInt64 = 1 << UInt64(arc.letter & 63)
            if letters & bit == 0, programs.values(behind: arc.program, from: values) != FlagPrograms.nowhere {
                letters |= bit
            }
            index += 1
        }
        return (letters, finality.rawValue)
    }

    /// The arcs of one state that read one letter, before they are asked whether flags allow them.
    private struct Row {
        var index: Int
        let end: Int
        let letter: Transducer.Letter
    }

    @inline(__always)
    private mutating func row(of state: State, reading letter: Transducer.Letter) -> Row? {
        let known = records.known(Self.record(state), &programs)
        guard known.letters >> UInt64(letter & 63) & 1 != 0 else { return nil }
        return Row(
            index: records.firstArc(of: known, reading: letter), end: Int(known.firstArc) + Int(known.arcCount),
            letter: letter)
    }

    @inline(__always)
    private func next(_ row: inout Row) -> RecordArcs.Arc? {
        guard row.index < row.end else { return nil }
        let arc = records[row.index]
        row.index += 1
        return arc.letter == row.letter ? arc : nil
    }

    /// Appends the states behind `letter` to `found`; `last` is the letter before it, `before` the one before a hyphen.
    mutating func step(
        _ state: State, _ letter: Transducer.Letter, after last: Transducer.Letter, before: Transducer.Letter,
        into found: inout UncheckedArray<State>
    ) {
        guard var row = row(of: state, reading: letter) else { return }
        let values = Self.values(state)
        while let arc = next(&row) {
            let inDoubt = arc.bits & RecordArcs.Arc.boundary != 0 && !transducer.mayMeet(last, before: before, letter)
            let behind = programs.values(behind: arc.program, from: values, inDoubt: inDoubt)
            if behind != FlagPrograms.nowhere { found.append(self.state(arc.target, behind)) }
        }
    }

    /// Adds the states behind `letter` to `layer`, each with the fewest seams on the way to it: `seams`, and one before
    /// letter number `position` where the arc has it.
    mutating func step(
        _ state: State, _ letter: Transducer.Letter, at position: Int, seams: UInt64, into layer: inout SeamLayer
    ) {
        guard var row = row(of: state, reading: letter) else { return }
        let values = Self.values(state)
        while let arc = next(&row) {
            let behind = programs.values(behind: arc.program, from: values)
            guard behind != FlagPrograms.nowhere else { continue }
            let isSeam = arc.bits & RecordArcs.Arc.seam != 0 && position > 0 && position < 64
            layer.reach(self.state(arc.target, behind), isSeam ? seams | 1 << UInt64(position) : seams)
        }
    }

    /// Sorts `states`, removes duplicates, and removes those in doubt that are there without it.
    func tidy(_ states: inout UncheckedArray<State>) {
        var isInDoubt = false
        var kept = 0
        for index in 0..<states.count {
            let state = states[index]
            if programs[Self.values(state)] & Transducer.doubt != 0 { isInDoubt = true }
            var place = kept
            while place > 0, states[place - 1] > state { place -= 1 }
            if place > 0, states[place - 1] == state { continue }
            var moved = kept
            while moved > place {
                states[moved] = states[moved - 1]
                moved -= 1
            }
            states[place] = state
            kept += 1
        }
        states.truncate(to: kept)
        guard isInDoubt, kept > 1 else { return }
        var left = 0
        for index in 0..<kept where !isThereWithoutDoubt(states[index], in: states, kept) {
            states[left] = states[index]
            left += 1
        }
        states.truncate(to: left)
    }

    private func isThereWithoutDoubt(_ state: State, in states: borrowing UncheckedArray<State>, _ count: Int) -> Bool {
        let marks = programs[Self.values(state)]
        guard marks & Transducer.doubt != 0 else { return false }
        let plain = marks & ~Transducer.doubt
        for other in 0..<count
        where Self.record(states[other]) == Self.record(state)
            && programs[Self.values(states[other])] & ~Transducer.name == plain
        {
            return true
        }
        return false
    }
}
