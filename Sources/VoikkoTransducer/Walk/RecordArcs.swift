// SPDX-License-Identifier: GPL-3.0-or-later

/// Outgoing arcs of the transducer's records after epsilon closure, whatever the flags' values; computed when a record is
/// first asked for, and kept.
///
/// Ten states on average have the same record and differ in flags only.
struct RecordArcs: ~Copyable {
    /// The arcs of a record.
    struct Known {
        /// Its letters, as bits of their numbers' lowest six; 0 until its arcs are computed.
        var letters: UInt64 = 0
        var firstArc: Int32 = 0
        var arcCount: UInt16 = 0
        /// True if flags decide on letters, or on whether a word may end.
        var asksFlags = false
    }

    /// An arc past a letter: the letter in the top 8 bits, 0 where a word may end instead; marks; the program; and the
    /// number of the record behind it.
    struct Arc: LetterArc {
        /// A compound's seam lies before the letter.
        static let seam: UInt64 = 1 << 54
        /// The letter is the first of a compound's next part.
        static let boundary: UInt64 = 1 << 55

        var bits: UInt64

        @inline(__always) var letter: Transducer.Letter { Transducer.Letter(truncatingIfNeeded: bits >> 56) }
        @inline(__always) var program: FlagPrograms.Program { UInt32(truncatingIfNeeded: bits >> 32) & 0x3F_FFFF }
        @inline(__always) var target: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
    }

    /// The most epsilon paths that are followed out of one record, and the most arcs past them. Voikko's have 92 and 646
    /// at most; in a damaged file, paths may lead in circles.
    private static let mostPaths = 2_000
    private static let mostArcs = 10_000

    private let transducer: Transducer
    /// The records' indexes in the file, and their numbers.
    private var numbers = Interner(slots: 1 << 12)
    private var known = UncheckedArray<Known>()
    private var arcs = UncheckedArray<Arc>()
    /// Paths that have read nothing so far: marks and program as an arc has them, and the record's index.
    private var paths = Interner(slots: 1 << 8)
    private var unsorted = UncheckedArray<Arc>()
    private var sorter = ArcSorter(letters: 256)

    init(transducer: Transducer) { self.transducer = transducer }

    /// About how many bytes are held.
    var bytes: Int { known.count * 16 + numbers.bytes + arcs.count * 8 }
    /// The number of records that have numbers.
    var count: Int { known.count }

    /// Removes all records.
    mutating func removeAll() {
        numbers.removeAll()
        known.truncate(to: 0)
        arcs.truncate(to: 0)
    }

    /// The arcs of record `number`, which must have been numbered.
    @inline(__always)
    mutating func known(_ number: Int, _ programs: inout FlagPrograms) -> Known {
        if known[number].letters == 0 { computeArcs(of: number, &programs) }
        return known[number]
    }

    /// Arc `index` of all.
    @inline(__always)
    subscript(index: Int) -> Arc { arcs[index] }

    /// The index of the first arc of `known` that reads `letter` or a later one.
    @inline(__always)
    func firstArc(of known: Known, reading letter: Transducer.Letter) -> Int {
        arcs.firstArc(reading: letter, from: Int(known.firstArc), count: Int(known.arcCount))
    }

    /// The number of the record with this index in the file.
    mutating func number(ofRecord record: UInt32) -> Int {
        let number = Int(numbers.number(of: UInt64(record)))
        if number == known.count { known.append(Known()) }
        return number
    }

    @inline(never)
    private mutating func computeArcs(of number: Int, _ programs: inout FlagPrograms) {
        var entry = known[number]
        paths.removeAll()
        _ = paths.number(of: numbers[number])
        unsorted.truncate(to: 0)
        // No letter has number 0: this bit only says that the arcs are computed.
        entry.letters = 1
        var next = 0
        while next < paths.count, next < Self.mostPaths, unsorted.count < Self.mostArcs {
            let path = Arc(bits: paths[next])
            next += 1
            let more = transducer.file.transitions(of: path.target)
            // The first record stands by itself, since the one behind it may hold a number.
            var index = path.target
            while index < more.end {
                let transition = transducer.file.transition(index)
                index = index == path.target ? more.next : index + 1
                entry.letters |= follow(transition, from: path, &programs)
            }
        }
        entry.firstArc = Int32(arcs.count)
        let count = min(unsorted.count, Self.mostArcs)
        entry.arcCount = UInt16(count)
        for index in 0..<count where unsorted[index].program != FlagPrograms.empty { entry.asksFlags = true }
        sorter.append(count, of: unsorted, to: &arcs)
        known[number] = entry
    }

    /// Adds the arc of `transition` at the end of `path`, or the longer path where it reads nothing. Returns the bit of the
    /// letter that it reads.
    private mutating func follow(
        _ transition: TransducerFile.Transition, from path: Arc, _ programs: inout FlagPrograms
    ) -> UInt64 {
        let marks = path.bits & (Arc.seam | Arc.boundary) | transducer.seamMarks(transition.output)
        var program = path.program
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
            return 1 << UInt64(letter & 63)
        } else if transition.input == 0 || transducer.isFlag(transition.input) {
            extend(&program, by: transition, &programs)
            _ = paths.number(of: marks | UInt64(program) << 32 | UInt64(transition.target))
        }
        return 0
    }

    /// Adds the operations of a transition that reads nothing.
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
