// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// Outgoing arcs of the transducer's states after epsilon closure, with the symbols written on the way; computed when a
/// state is first asked for, and kept, so that a word is walked letter by letter.
struct MorphologyArcs: ~Copyable {
    /// A path to the next letter, and past it.
    struct Arc: LetterArc {
        /// The number of the state behind it; until that is asked for, the index of its first record.
        fileprivate var target: UInt32
        /// The letter in the low 9 bits, then a bit that says that `target` is a number, then the flags' number.
        fileprivate var bits: UInt32
        /// The last of the symbols written, −1 for none.
        var output: Int32
        /// The letters that the state behind it may read, as bits of their numbers modulo 24, and above them the number of
        /// transitions taken there that read nothing; 0 where that is not known.
        fileprivate var quick: UInt32 = 0

        /// True if it is certain that no letter `letter` follows, so that the state behind need not be looked at.
        @inline(__always)
        func endsBefore(_ letter: UInt16) -> Bool { quick != 0 && quick >> UInt32(letter % 24) & 1 == 0 }
        /// The number of transitions taken behind it that read nothing, where that is known.
        var blindSteps: Int { Int(quick >> 24) }

        fileprivate static let numbered: UInt32 = 1 << 9
        fileprivate static let flagShift: UInt32 = 10

        /// The number of the letter that is read.
        var letter: UInt16 { UInt16(truncatingIfNeeded: bits & 511) }
        /// The number of the state behind it.
        var number: Int32 { Int32(bitPattern: target) }
    }

    /// The arcs of a state.
    struct Known {
        /// The letters that its arcs read, as bits of their numbers' lowest six; 0 until they are computed.
        var letters: UInt64 = 0
        /// Its arcs, by letter, those of one letter in libvoikko's order.
        var firstArc: Int32 = 0
        var arcCount: Int32 = 0
        /// Indexes of ``ending(_:)``, for words that end here.
        var firstFinal: Int32 = 0
        var finalCount: Int32 = 0
        /// The number of transitions taken that read nothing.
        var blindSteps: Int32 = 0
        /// The ``Arc/quick`` of arcs that lead here.
        fileprivate var quick: UInt32 = 0

        /// True if an arc may read `letter`.
        func mayRead(_ letter: UInt16) -> Bool { letters >> UInt64(letter & 63) & 1 != 0 }
    }

    /// A symbol written, and the one before it.
    struct Written {
        var before: Int32
        var symbol: UInt16
    }

    /// A place in the transducer, while arcs are looked for.
    struct Frame {
        var flags: MorphologyFile.State
        /// The number of the flags, −1 until it is asked for.
        var flagNumber: Int32 = -1
        var next: Int
        var end: Int
        var output: Int32
    }

    private let file: MorphologyFile
    /// The states, and their numbers.
    private var numbers = Interner(slots: 1 << 12)
    private var known = UncheckedArray<Known>()
    private var arcs = UncheckedArray<Arc>()
    private var finals = UncheckedArray<Int32>()
    private var written = UncheckedArray<Written>()
    private var frames = UncheckedArray<Frame>()
    private var unsorted = UncheckedArray<Arc>()
    /// The values of all flags, and their numbers.
    private var flagSets = Interner(slots: 2 * mostFlagSets)
    /// A letter's number has nine bits.
    private var sorter = ArcSorter(letters: 512)
    private var backwards = UncheckedArray<UInt16>()

    private static let mostFlagSets = 1 << 13
    /// No way through what reads nothing is longer; libvoikko's stack holds 2,000.
    private static let deepest = 1_000
    /// No more transitions out of a state are taken that read nothing: two steps each, they are more than libvoikko takes
    /// for a word. In voikko-fi there are 69 at most; in a damaged file they may lead in circles.
    private static let mostBlindSteps: Int32 = 50_000
    /// No more letters leave a state, past what reads nothing: from voikko-fi's 646 at most.
    private static let mostArcs = 10_000

    init(file: MorphologyFile) {
        self.file = file
        reset()
    }

    /// About how many bytes are held.
    var bytes: Int {
        known.count * 32 + numbers.bytes + arcs.count * 16 + finals.count * 4 + written.count * 8
    }
    /// True if further values of flags may soon find no number.
    var isNearlyFull: Bool { flagSets.count * 2 > Self.mostFlagSets }

    /// Removes all states but the first, which has number 0.
    mutating func reset() {
        flagSets.removeAll()
        numbers.removeAll()
        known.truncate(to: 0)
        arcs.truncate(to: 0)
        finals.truncate(to: 0)
        written.truncate(to: 0)
        _ = number(of: 0)
    }

    private mutating func number(of state: MorphologyFile.State) -> Int32 {
        let number = numbers.number(of: state)
        if Int(number) == known.count { known.append(Known()) }
        return number
    }

    /// State `number`, with its arcs; nil where they cannot be told as libvoikko would.
    @inline(__always)
    mutating func state(_ number: Int32) -> Known? {
        if known[Int(number)].letters == 0, !computeArcs(of: number) { return nil }
        return known[Int(number)]
    }

    /// The index of the first arc of `state` that reads `letter` or a later one.
    @inline(__always)
    func firstArc(of state: Known, reading letter: UInt16) -> Int {
        arcs.firstArc(reading: letter, from: Int(state.firstArc), count: Int(state.arcCount))
    }

    /// Arc `index`, with the number of the state behind it; nil where it does not read `letter`.
    @inline(__always)
    mutating func arc(_ index: Int, before end: Int, reading letter: UInt16) -> Arc? {
        guard index < end else { return nil }
        var arc = arcs[index]
        guard arc.letter == letter else { return nil }
        if arc.bits & Arc.numbered == 0 {
            let flags = flagSets[Int(arc.bits >> Arc.flagShift)]
            arc.target = UInt32(bitPattern: number(of: flags | UInt64(arc.target)))
            arc.bits |= Arc.numbered
            arcs[index] = arc
        } else if arc.quick == 0 {
            arc.quick = known[Int(arc.target)].quick
            arcs[index].quick = arc.quick
        }
        return arc
    }

    /// The last symbol written at ending `index` of all states, as in ``Arc/output``.
    func ending(_ index: Int) -> Int32 { finals[index] }

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

    /// Computes the arcs of state `number`, in the order in which libvoikko would come to them. False where there are too
    /// many to do that.
    private mutating func computeArcs(of number: Int32) -> Bool {
        var entry = known[Int(number)]
        entry.firstFinal = Int32(finals.count)
        unsorted.truncate(to: 0)
        frames.truncate(to: 0)
        // No letter has number 0, so that this bit says no more than that the state was looked at.
        entry.letters = 1
        open(numbers[Int(number)], output: -1)
        while frames.count > 0 {
            guard let index = nextTransition() else {
                _ = frames.removeLast()
                continue
            }
            let frame = frames[frames.count - 1]
            let transition = file.transducer.transition(index)
            if transition.isFinal {
                finals.append(frame.output)
            } else if transition.input >= file.firstLetter {
                // No word has a letter that a damaged file makes up, nor has an arc room for it.
                guard Int(transition.input - file.firstLetter) < file.symbols.count else { continue }
                guard unsorted.count < Self.mostArcs, let flagNumber = flagNumber() else { return false }
                let output = write(transition.output, behind: frame.output)
                unsorted.append(
                    Arc(
                        target: transition.target,
                        bits: UInt32(transition.input) | UInt32(flagNumber) << Arc.flagShift, output: output))
                entry.letters |= 1 << UInt64(transition.input & 63)
                entry.quick |= 1 << UInt32(transition.input % 24)
            } else if let state = file.state(behind: transition, flags: frame.flags) {
                guard frames.count < Self.deepest, entry.blindSteps < Self.mostBlindSteps else { return false }
                entry.blindSteps += 1
                open(state, output: write(transition.output, behind: frame.output))
            }
        }
        entry.finalCount = Int32(finals.count) - entry.firstFinal
        // A state that reads nothing has no bit, and is looked at each time; most of those end words.
        entry.quick = entry.blindSteps < 256 && entry.quick != 0 ? entry.quick | UInt32(entry.blindSteps) << 24 : 0
        entry.firstArc = Int32(arcs.count)
        entry.arcCount = Int32(unsorted.count)
        sorter.append(unsorted.count, of: unsorted, to: &arcs)
        known[Int(number)] = entry
        return true
    }

    private mutating func open(_ state: MorphologyFile.State, output: Int32) {
        let first = Int(state & MorphologyFile.index)
        // The first record stands by itself, since the one behind it may hold a number: its index is kept as a complement.
        frames.append(
            Frame(flags: state, next: ~first, end: file.transducer.transitions(of: first).end, output: output))
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

    /// The number of the last frame's flags; nil where there are too many.
    @inline(__always)
    private mutating func flagNumber() -> Int32? {
        let last = frames.count - 1
        if frames[last].flagNumber >= 0 { return frames[last].flagNumber }
        let flags = frames[last].flags & ~MorphologyFile.index
        guard flagSets.count < Self.mostFlagSets || flagSets.find(flags) >= 0 else { return nil }
        frames[last].flagNumber = flagSets.number(of: flags)
        return frames[last].flagNumber
    }

    private mutating func write(_ symbol: UInt16, behind before: Int32) -> Int32 {
        guard symbol >= file.firstLetter, Int(symbol - file.firstLetter) < file.symbols.count else { return before }
        written.append(Written(before: before, symbol: symbol - file.firstLetter))
        return Int32(written.count - 1)
    }
}
