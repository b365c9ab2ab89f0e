// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// Outgoing arcs of the transducer's records after epsilon closure, with the symbols written on the way and the flag
/// diacritics passed; computed when a record is first asked for, and kept, so that a word is walked letter by letter.
///
/// Arcs are kept for a record whatever the flags' values, which decide only when an arc is taken: ten states on average have
/// the same record. The 91,000 records that 600,000 words of decisions came to, half of them damaged, take 22 MB.
struct MorphologyArcs: ~Copyable {
    /// The values of all flags, in bits above ``TransducerFile/indexBits``.
    typealias Flags = UInt64

    /// A path to the next letter, and past it.
    struct Arc: LetterArc {
        /// The number of the record behind it.
        var number: Int32
        /// The letter in the low 9 bits, then the operations.
        fileprivate var bits: UInt32
        /// The last of the symbols written, −1 for none.
        var output: Int32
        /// The letters that the record behind it may read, as bits of their numbers modulo 24, and above them the number of
        /// transitions there that read nothing; 0 where that is not known.
        fileprivate var quick: UInt32 = 0

        /// True if it is certain that no letter `letter` follows, so that the record behind need not be looked at.
        @inline(__always)
        func endsBefore(_ letter: UInt16) -> Bool { quick != 0 && quick >> UInt32(letter % 24) & 1 == 0 }
        /// The number of transitions behind it that read nothing, where that is known.
        var blindSteps: Int { Int(quick >> 24) }

        /// The number of the letter that is read.
        var letter: UInt16 { UInt16(truncatingIfNeeded: bits & 511) }
        /// The flag diacritics passed on the way.
        var operations: Operations { bits >> 9 }
    }

    /// A sequence of flag diacritics: the index of its first one.
    typealias Operations = UInt32

    /// The end of a word.
    struct Ending {
        /// The last symbol written, as in ``Arc/output``.
        var output: Int32
        /// The flag diacritics passed on the way.
        var operations: Operations
    }

    /// The arcs of a record.
    struct Known {
        /// The letters that its arcs read, as bits of their numbers' lowest six; 0 until they are computed.
        var letters: UInt64 = 0
        /// Its arcs, by letter, those of one letter in libvoikko's order.
        var firstArc: Int32 = 0
        var arcCount: Int32 = 0
        /// Indexes of ``ending(_:)``, for words that end here.
        var firstFinal: Int32 = 0
        var finalCount: Int32 = 0
        /// The number of transitions that read nothing, as if flags allowed all of them.
        var blindSteps: Int32 = 0
        /// The ``Arc/quick`` of arcs that lead here.
        fileprivate var quick: UInt32 = 0

        /// True if an arc may read `letter`.
        func mayRead(_ letter: UInt16) -> Bool { letters >> UInt64(letter & 63) & 1 != 0 }
    }

    /// A symbol written, in the low 9 bits, and the index of the one before it, −1 for none.
    struct Written {
        private let bits: UInt32

        init(_ symbol: UInt16, behind before: Int32) { bits = UInt32(symbol) | UInt32(before + 1) << 9 }

        var symbol: UInt16 { UInt16(truncatingIfNeeded: bits & 511) }
        var before: Int32 { Int32(bits >> 9) - 1 }
    }

    /// A place in the transducer, while arcs are looked for.
    struct Frame {
        var operations: Operations
        var next: Int
        var end: Int
        var output: Int32
    }

    private let file: MorphologyFile
    /// The records' indexes in the file, and their numbers.
    private var numbers = Interner(slots: 1 << 12)
    private var known = UncheckedArray<Known>()
    private var arcs = UncheckedArray<Arc>()
    private var finals = UncheckedArray<Ending>()
    private var written = UncheckedArray<Written>()
    /// Sequences of flag diacritics by their symbols' numbers, each with a 0 behind it; the first one is empty.
    private var operations = UncheckedArray<UInt16>()
    private var frames = UncheckedArray<Frame>()
    private var unsorted = UncheckedArray<Arc>()
    /// A letter's number has nine bits.
    private var sorter = ArcSorter(letters: 512)
    private var backwards = UncheckedArray<UInt16>()

    /// The most flag diacritics and the most symbols written that are held: there are 23 bits for an index among them.
    private static let mostIndexes = 1 << 23
    /// No way through what reads nothing is longer; libvoikko's stack holds 2,000.
    private static let deepest = 1_000
    /// No more transitions out of a record are followed that read nothing: two steps each, they are more than libvoikko takes
    /// for a word. In voikko-fi there are 92 at most; in a damaged file they may lead in circles.
    private static let mostBlindSteps: Int32 = 50_000
    /// No more letters leave a record, past what reads nothing: from voikko-fi's 646 at most.
    private static let mostArcs = 10_000

    init(file: MorphologyFile) {
        self.file = file
        reset()
    }

    /// About how many bytes are held.
    var bytes: Int {
        known.count * 32 + numbers.bytes + arcs.count * 16 + finals.count * 8 + written.count * 4
            + operations.count * 2
    }

    /// Removes all records but the first, which has number 0.
    mutating func reset() {
        numbers.removeAll()
        known.truncate(to: 0)
        arcs.truncate(to: 0)
        finals.truncate(to: 0)
        written.truncate(to: 0)
        operations.truncate(to: 0)
        operations.append(0)
        _ = number(ofRecord: 0)
    }

    private mutating func number(ofRecord record: UInt32) -> Int32 {
        let number = numbers.number(of: UInt64(record))
        if Int(number) == known.count { known.append(Known()) }
        return number
    }

    /// Record `number`, with its arcs; nil where they cannot be told as libvoikko would.
    @inline(__always)
    mutating func record(_ number: Int32) -> Known? {
        if known[Int(number)].letters == 0, !computeArcs(of: number) { return nil }
        return known[Int(number)]
    }

    /// The index of the first arc of `record` that reads `letter` or a later one.
    @inline(__always)
    func firstArc(of record: Known, reading letter: UInt16) -> Int {
        arcs.firstArc(reading: letter, from: Int(record.firstArc), count: Int(record.arcCount))
    }

    /// Arc `index`; nil where it does not read `letter`.
    @inline(__always)
    mutating func arc(_ index: Int, before end: Int, reading letter: UInt16) -> Arc? {
        guard index < end else { return nil }
        var arc = arcs[index]
        guard arc.letter == letter else { return nil }
        if arc.quick == 0 {
            arc.quick = known[Int(arc.number)].quick
            arcs[index].quick = arc.quick
        }
        return arc
    }

    /// Ending `index` of all records.
    func ending(_ index: Int) -> Ending { finals[index] }

    /// The flags' values behind `sequence`, from those in `flags`; nil where one of its diacritics asks for others.
    @inline(__always)
    func flags(_ flags: Flags, behind sequence: Operations) -> Flags? {
        if sequence == 0 { return flags }
        return passed(sequence, from: flags)
    }

    private func passed(_ sequence: Operations, from flags: Flags) -> Flags? {
        var flags = flags
        var place = Int(sequence)
        while operations[place] != 0 {
            guard let behind = file.transducer.flags(flags, behind: operations[place]) else { return nil }
            flags = behind
            place += 1
        }
        return flags
    }

    /// Appends the symbols written up to `output` to `symbols`, the first one first.
    mutating func append(_ output: Int32, to symbols: inout [UInt16]) {
        backwards.truncate(to: 0)
        var next = output
        while next >= 0 {
            backwards.append(written[Int(next)].symbol)
            next = written[Int(next)].before
        }
        for index in stride(from: backwards.count - 1, through: 0, by: -1) { symbols.append(backwards[index]) }
    }

    /// Computes the arcs of record `number`, in the order in which libvoikko would come to them. False where there are too
    /// many to do that.
    private mutating func computeArcs(of number: Int32) -> Bool {
        var entry = known[Int(number)]
        entry.firstFinal = Int32(finals.count)
        unsorted.truncate(to: 0)
        frames.truncate(to: 0)
        // No letter has number 0, so that this bit says no more than that the record was looked at.
        entry.letters = 1
        open(UInt32(truncatingIfNeeded: numbers[Int(number)]), 0, output: -1)
        while frames.count > 0 {
            guard let index = nextTransition() else {
                _ = frames.removeLast()
                continue
            }
            let frame = frames[frames.count - 1]
            let transition = file.transducer.transition(index)
            if transition.isFinal {
                finals.append(Ending(output: frame.output, operations: frame.operations))
            } else if transition.input >= file.firstLetter {
                // No word has a letter that a damaged file makes up, nor has an arc room for it.
                guard Int(transition.input - file.firstLetter) < file.symbols.count else { continue }
                guard unsorted.count < Self.mostArcs, written.count < Self.mostIndexes else { return false }
                unsorted.append(
                    Arc(
                        number: self.number(ofRecord: transition.target),
                        bits: UInt32(transition.input) | frame.operations << 9,
                        output: write(transition.output, behind: frame.output)))
                entry.letters |= 1 << UInt64(transition.input & 63)
                entry.quick |= 1 << UInt32(transition.input % 24)
            } else {
                guard frames.count < Self.deepest, entry.blindSteps < Self.mostBlindSteps,
                    written.count < Self.mostIndexes, let passed = extended(frame.operations, by: transition.input)
                else { return false }
                entry.blindSteps += 1
                open(transition.target, passed, output: write(transition.output, behind: frame.output))
            }
        }
        entry.finalCount = Int32(finals.count) - entry.firstFinal
        // A record that reads nothing has no bit, and is looked at each time; most of those end words.
        entry.quick = entry.blindSteps < 256 && entry.quick != 0 ? entry.quick | UInt32(entry.blindSteps) << 24 : 0
        entry.firstArc = Int32(arcs.count)
        entry.arcCount = Int32(unsorted.count)
        sorter.append(unsorted.count, of: unsorted, to: &arcs)
        known[Int(number)] = entry
        return true
    }

    private mutating func open(_ record: UInt32, _ operations: Operations, output: Int32) {
        // The first record stands by itself, since the one behind it may hold a number: its index is kept as a complement.
        let first = Int(record)
        frames.append(
            Frame(
                operations: operations, next: ~first, end: file.transducer.transitions(of: first).end, output: output))
    }

    /// The next transition of the last frame.
    @inline(__always)
    private mutating func nextTransition() -> Int? {
        let last = frames.count - 1
        let next = frames[last].next
        if next < 0 {
            frames[last].next = file.transducer.transitions(of: ~next).next
            return ~next
        }
        guard next < frames[last].end else { return nil }
        frames[last].next = next + 1
        return next
    }

    /// `sequence`, then the flag diacritic `symbol`; nil where there are too many.
    private mutating func extended(_ sequence: Operations, by symbol: UInt16) -> Operations? {
        if symbol == 0 { return sequence }
        guard operations.count < Self.mostIndexes else { return nil }
        let start = operations.count
        var place = Int(sequence)
        while operations[place] != 0 {
            operations.append(operations[place])
            place += 1
        }
        operations.append(symbol)
        operations.append(0)
        return Operations(start)
    }

    private mutating func write(_ symbol: UInt16, behind before: Int32) -> Int32 {
        guard symbol >= file.firstLetter, Int(symbol - file.firstLetter) < file.symbols.count else { return before }
        written.append(Written(symbol - file.firstLetter, behind: before))
        return Int32(written.count - 1)
    }
}
