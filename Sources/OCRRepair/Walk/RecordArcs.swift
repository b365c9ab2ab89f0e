// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The letters that leave records of the transducer, past empty transitions and flags, whatever the flags' values are:
/// found once for each record that is asked for, and remembered.
///
/// Ten states on average have the same record and differ in flags only.
struct RecordArcs: ~Copyable {
    /// What is known of a record.
    struct Known {
        /// Its letters, as bits of their number's lowest six; 0 until it is looked at.
        var letters: UInt64 = 0
        /// The index of the state's first record.
        var record: UInt32
        var firstArc: Int32 = 0
        var arcCount: UInt16 = 0
        /// Whether flags decide on letters, or on whether a word may end.
        var asksFlags = false
    }

    /// A way past a letter: the letter in the top 8 bits, 0 where a word may end instead; marks; the program; and the
    /// number of the record behind it.
    struct Arc: BitwiseCopyable {
        /// A compound's seam lies before the letter.
        static let seam: UInt64 = 1 << 54
        /// The letter is a compound's next part's first.
        static let boundary: UInt64 = 1 << 55

        var bits: UInt64

        @inline(__always) var letter: Transducer.Letter { Transducer.Letter(truncatingIfNeeded: bits >> 56) }
        @inline(__always) var program: FlagPrograms.Program { UInt32(truncatingIfNeeded: bits >> 32) & 0x3F_FFFF }
        @inline(__always) var target: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
    }

    /// No more ways that read nothing are followed out of one record, nor more letters past them. Voikko's have 92 and 646
    /// at most; in a damaged file, ways may lead in circles.
    private static let mostWays = 2_000
    private static let mostArcs = 10_000

    private let transducer: Transducer
    private var known = Pool<Known>()
    private var slots = Pool<Int32>(repeating: -1, count: 1 << 12)
    private var arcs = Pool<Arc>()
    /// Ways that have read nothing so far: marks and program as an arc has them, and the record's index.
    private var ways = StateTable()
    private var unsorted = Pool<Arc>()
    private var sorter = LetterSorter(letters: 256)

    init(transducer: Transducer) { self.transducer = transducer }

    /// How many bytes are remembered, about.
    var bytes: Int { known.count * 24 + slots.count * 4 + arcs.count * 8 }
    /// How many records have numbers.
    var count: Int { known.count }

    /// Forgets all records.
    mutating func removeAll() {
        known.truncate(to: 0)
        slots.fill(with: -1)
        arcs.truncate(to: 0)
    }

    /// What is known of the record of `number`, once it was looked at.
    @inline(__always)
    mutating func known(_ number: Int, _ programs: inout FlagPrograms) -> Known {
        if known[number].letters == 0 { look(number, &programs) }
        return known[number]
    }

    /// Arc `index` of all.
    @inline(__always)
    subscript(index: Int) -> Arc { arcs[index] }

    /// The first arc of `known` that `letter` or a later one leads along.
    @inline(__always)
    func firstArc(of known: Known, _ letter: Transducer.Letter) -> Int {
        var low = Int(known.firstArc)
        var high = low + Int(known.arcCount)
        while high - low > 8 {
            let middle = (low + high) / 2
            if arcs[middle].letter < letter { low = middle + 1 } else { high = middle }
        }
        while low < high, arcs[low].letter < letter { low += 1 }
        return low
    }

    /// The number of the record with this index.
    mutating func number(ofRecord record: UInt32) -> Int {
        var slot = Self.slot(record) & (slots.count - 1)
        while slots[slot] >= 0 {
            if known[Int(slots[slot])].record == record { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = known.count
        slots[slot] = Int32(number)
        known.append(Known(record: record))
        if known.count * 2 > slots.count { grow() }
        return number
    }

    @inline(__always)
    private static func slot(_ record: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(record) &* 0x9E37_79B9_7F4A_7C15) >> 36)
    }

    private mutating func grow() {
        var larger = Pool<Int32>(repeating: -1, count: slots.count * 2)
        for number in 0..<known.count {
            var slot = Self.slot(known[number].record) & (larger.count - 1)
            while larger[slot] >= 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = Int32(number)
        }
        slots = larger
    }

    /// Finds all that leaves record `number`.
    @inline(never)
    private mutating func look(_ number: Int, _ programs: inout FlagPrograms) {
        var entry = known[number]
        ways.removeAll()
        ways.append(UInt64(entry.record))
        unsorted.truncate(to: 0)
        // No letter has number 0, so that this bit says no more than that the record was looked at.
        entry.letters = 1
        var next = 0
        while next < ways.states.count, next < Self.mostWays, unsorted.count < Self.mostArcs {
            let way = Arc(bits: ways.states[next])
            next += 1
            let more = transducer.file.transitions(of: way.target)
            // The first record stands by itself, since the one behind it may hold a number.
            var index = way.target
            while index < more.end {
                let transition = transducer.file.transition(index)
                index = index == way.target ? more.next : index + 1
                let marks = way.bits & (Arc.seam | Arc.boundary) | transducer.seamMarks(transition.output)
                var program = way.program
                if transition.isFinal {
                    unsorted.append(Arc(bits: UInt64(program) << 32))
                } else if let letter = transducer.letter(readBy: transition) {
                    if transducer.changesMarks(transition.output) {
                        program = programs.extended(program, by: transition.output)
                    }
                    if letter == transducer.hyphen { program = programs.extended(program, by: FlagPrograms.hyphen) }
                    let target = settle(transition.target, &program, &programs)
                    unsorted.append(
                        Arc(
                            bits: UInt64(letter) << 56 | marks | UInt64(program) << 32
                                | UInt64(self.number(ofRecord: target)))
                    )
                    entry.letters |= 1 << UInt64(letter & 63)
                } else if transition.input == 0 || transducer.isFlag(transition.input) {
                    extend(&program, by: transition, &programs)
                    let behind = marks | UInt64(program) << 32 | UInt64(transition.target)
                    if ways.index(behind) < 0 { ways.append(behind) }
                }
            }
        }
        entry.firstArc = Int32(arcs.count)
        let count = min(unsorted.count, Self.mostArcs)
        entry.arcCount = UInt16(count)
        for index in 0..<count where unsorted[index].program != FlagPrograms.empty { entry.asksFlags = true }
        sorter.append(count, of: unsorted, to: &arcs) { Int($0.letter) }
        known[number] = entry
    }

    /// Adds what a transition does that reads nothing.
    private func extend(
        _ program: inout FlagPrograms.Program, by transition: TransducerFile.Transition, _ programs: inout FlagPrograms
    ) {
        if transition.input != 0 { program = programs.extended(program, by: transition.input) }
        if transducer.changesMarks(transition.output) { program = programs.extended(program, by: transition.output) }
    }

    /// The record that `record` comes to before there is a choice: most lie on chains that write a base form and read
    /// nothing. A compound's seam is not passed.
    private func settle(
        _ record: UInt32, _ program: inout FlagPrograms.Program, _ programs: inout FlagPrograms
    ) -> UInt32 {
        var record = record
        var isBehind = false
        for _ in 0..<64 {
            let more = transducer.file.transitions(of: Int(record))
            let transition = transducer.file.transition(Int(record))
            guard more.next >= more.end, transition.input == 0 || transducer.isFlag(transition.input),
                transducer.seamMarks(transition.output) == 0
            else { break }
            if !isBehind, transition.input != 0 || transducer.changesMarks(transition.output) {
                program = programs.extended(program, by: FlagPrograms.letter)
                isBehind = true
            }
            extend(&program, by: transition, &programs)
            record = transition.target
        }
        return record
    }
}
