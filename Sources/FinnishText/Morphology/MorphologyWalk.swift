// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// Finds all paths of a word through Voikko's transducer with the symbols that they write, in libvoikko's order.
///
/// libvoikko goes down each path until it ends and begins anew at each seam that a compound could have. Here arcs are
/// kept from word to word, and where the paths from a state at a letter have failed they are not tried again.
struct MorphologyWalk: ~Copyable {
    /// libvoikko gives up after 100,000 steps and 100 readings, and its stack and its output hold 2,000: of words that
    /// come near it alone can tell what it makes.
    private static let mostSteps = 80_000
    private static let mostPaths = 90
    /// The longest word looked at, in letters.
    static let longest = 48
    /// A place is told by a record and flags in the lower bits, and a position, which takes six, above those.
    static let mostFlagBits: UInt64 = 58

    private let file: MorphologyFile
    /// The first bit of positions in the keys of ``failures``.
    private let positionShift: UInt64
    /// The bound of ``arcs``, in bytes, about.
    private let limit: Int
    private var arcs: MorphologyArcs
    /// The letters of the word; capitals are small ones here.
    private(set) var letters = UncheckedArray<UInt16>()
    private var outputs = UncheckedArray<Int32>()
    private var isTooMuch = false
    /// The symbols of all paths, and where each ends.
    private(set) var symbols: [UInt16] = []
    private(set) var ends: [Int] = []

    /// The states and positions from which no path reaches the word's end, and the steps it took to find that.
    private var failures = Interner(slots: 2 * mostFailures)
    private var failureSteps = UncheckedArray<Int32>()
    private static let mostFailures = 1 << 11

    init(file: MorphologyFile, limit: Int) {
        self.file = file
        self.limit = limit
        positionShift = file.transducer.flagsEnd
        arcs = MorphologyArcs(file: file)
    }

    /// A result of ``read(_:)``.
    enum Letters {
        /// Letters to walk, with a hash of them.
        case word(UInt64)
        /// A sign that the transducer cannot read, so that there is no reading.
        case unreadable
        /// Something that is left to libvoikko: what becomes of letters outside Latin-1 in lower case, and very long words.
        case foreign
    }

    /// Takes the letters of `word`.
    mutating func read(_ word: String) -> Letters {
        letters.truncate(to: 0)
        // FNV-1a over letters for bytes (Fowler, Noll, Vo).
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in word.unicodeScalars {
            let letter = file.letter(scalar)
            guard letter != 0, letters.count < Self.longest else {
                return letter == 0 && scalar.value < 256 ? .unreadable : .foreign
            }
            letters.append(letter)
            hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3
        }
        return .word(hash)
    }

    /// Walks the letters that were read, whose paths then lie in ``symbols`` and ``ends``. False where only libvoikko can
    /// tell.
    mutating func walk() -> Bool {
        symbols.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        if arcs.bytes > limit { arcs.reset() }
        outputs.truncate(to: 0)
        isTooMuch = false
        failures.removeAll()
        failureSteps.truncate(to: 0)
        let steps = visit(0, 0, 0).steps
        return !isTooMuch && steps < Self.mostSteps
    }

    /// Follows the word from `position` on behind record `number`, where the flags have the values `flags`; says whether it
    /// came to an end, and how many steps libvoikko takes for it at most.
    private mutating func visit(_ number: Int32, _ flags: MorphologyArcs.Flags, _ position: Int) -> (
        isFound: Bool, steps: Int
    ) {
        guard let record = arcs.record(number) else {
            isTooMuch = true
            return (false, 0)
        }
        // A step down and a step up each.
        var steps = 2 * Int(record.blindSteps)
        if position == letters.count { return (addPaths(endingAt: record, flags), steps) }
        // Most ways end at once, which is not worth remembering.
        let letter = letters[position]
        guard record.mayRead(letter) else { return (false, steps) }
        let key = UInt64(UInt32(bitPattern: number)) | flags | UInt64(position) << positionShift
        let failure = failures.find(key)
        if failure >= 0 { return (false, Int(failureSteps[Int(failure)])) }
        var isFound = false
        var index = arcs.firstArc(of: record, reading: letter)
        let end = Int(record.firstArc) + Int(record.arcCount)
        let isLast = position + 1 == letters.count
        let next = isLast ? 0 : letters[position + 1]
        while let arc = arcs.arc(index, before: end, reading: letter) {
            index += 1
            guard let behindFlags = arcs.flags(flags, behind: arc.operations) else { continue }
            if !isLast, arc.endsBefore(next) {
                steps += 2 + 2 * arc.blindSteps
                continue
            }
            outputs.append(arc.output)
            let behind = visit(arc.number, behindFlags, position + 1)
            _ = outputs.removeLast()
            steps += 2 + behind.steps
            if behind.isFound { isFound = true }
            if steps > Self.mostSteps { isTooMuch = true }
            if isTooMuch { return (isFound, steps) }
        }
        if !isFound { addFailure(key, steps: steps) }
        return (isFound, steps)
    }

    private mutating func addFailure(_ key: UInt64, steps: Int) {
        guard failures.count + 1 < Self.mostFailures else {
            isTooMuch = true
            return
        }
        _ = failures.number(of: key)
        failureSteps.append(Int32(steps))
    }

    /// Adds the paths that end at `record`; false where flags allow none.
    private mutating func addPaths(endingAt record: MorphologyArcs.Known, _ flags: MorphologyArcs.Flags) -> Bool {
        var isFound = false
        for index in 0..<Int(record.finalCount) {
            let ending = arcs.ending(Int(record.firstFinal) + index)
            guard arcs.flags(flags, behind: ending.operations) != nil else { continue }
            addPath(endingWith: ending.output)
            isFound = true
        }
        return isFound
    }

    private mutating func addPath(endingWith ending: Int32) {
        let start = symbols.count
        for index in 0..<outputs.count { arcs.append(outputs[index], to: &symbols) }
        arcs.append(ending, to: &symbols)
        ends.append(symbols.count)
        if ends.count > Self.mostPaths || symbols.count - start > 400 { isTooMuch = true }
    }
}
