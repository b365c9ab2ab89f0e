// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// What ways through the transducer do to the values of flags and marks.
///
/// A way sets flags, asks for some and leaves marks; all that in its order is its program. Programs and values have numbers,
/// and what a program makes of values is found once: there are some thousands of such pairs, and millions of states.
struct FlagPrograms: ~Copyable {
    /// The number of values of all flags and marks.
    typealias Values = Int32
    /// The number of a program.
    typealias Program = UInt32

    /// The program that does nothing.
    static let empty: Program = 0
    /// The values at the beginning of a word.
    static let start: Values = 0
    /// What comes of a program that asks for other values.
    static let nowhere: Values = -1
    /// How many bits a number of values has.
    static let valuesBits = 13

    /// A program: another one, then an operation. That is the number of a flag diacritic or of an output symbol, or one of
    /// those below.
    struct Step {
        var before: Program
        var operation: UInt16
    }

    /// A letter was read; what is done behind it follows. At the end of a program it goes without saying.
    static let letter: UInt16 = 0xFFFE
    /// That letter is a hyphen.
    static let hyphen: UInt16 = 0xFFFD
    /// A mark beside the flags: no letter was read yet.
    private static let first: Transducer.State = 1
    private static let mostPrograms = 1 << 22

    private let transducer: Transducer
    private var values = Pool<Transducer.State>()
    private var valueSlots = Pool<Values>(repeating: -1, count: 1 << (Self.valuesBits + 1))
    private var programs = Pool<Step>()
    /// Program, operation and the program of both.
    private var programSlots = Pool<UInt64>(repeating: 0, count: 1 << 10)
    /// Program and values, and what comes of them.
    private var results = Pool<UInt64>(repeating: 0, count: 1 << 12)
    private var resultCount = 0
    private var operations = Pool<UInt16>()

    init(transducer: Transducer) {
        self.transducer = transducer
        removeAll()
    }

    /// How many bytes are remembered, about.
    var bytes: Int { (values.count + programs.count + programSlots.count + results.count) * 8 + valueSlots.count * 4 }

    /// Whether so many values have come that further ones may soon find no number.
    var isNearlyFull: Bool { values.count * 4 > 3 << Self.valuesBits || programs.count * 2 > Self.mostPrograms }

    /// Forgets all programs and values.
    mutating func removeAll() {
        values.truncate(to: 0)
        valueSlots.fill(with: -1)
        programs.truncate(to: 0)
        programs.append(Step(before: 0, operation: 0))
        programSlots.fill(with: 0)
        results.fill(with: 0)
        resultCount = 0
        _ = number(of: Self.first)
    }

    /// The flags and marks of number `values`.
    @inline(__always)
    subscript(values: Values) -> Transducer.State { self.values[Int(values)] & ~Self.first }

    /// `program`, then `operation`.
    mutating func extended(_ program: Program, by operation: UInt16) -> Program {
        let key = UInt64(program) << 16 | UInt64(operation)
        var slot = Self.slot(key) & (programSlots.count - 1)
        while programSlots[slot] != 0 {
            if programSlots[slot] >> 24 == key { return Program(programSlots[slot] & 0xFF_FFFF) }
            slot = (slot + 1) & (programSlots.count - 1)
        }
        // Never within a word of Voikko's: from half of them on, all are forgotten between words.
        guard programs.count < Self.mostPrograms else { return program }
        let number = Program(programs.count)
        programs.append(Step(before: program, operation: operation))
        programSlots[slot] = key << 24 | UInt64(number)
        if programs.count * 2 > programSlots.count { growProgramSlots() }
        return number
    }

    /// What `program` makes of `values`; ``nowhere`` where it asks for others. `inDoubt` says that the letter read behind
    /// may not stand where it does.
    @inline(__always)
    mutating func values(behind program: Program, from values: Values, inDoubt: Bool = false) -> Values {
        if program == Self.empty, values != Self.start, !inDoubt { return values }
        let key = (UInt64(program) << 16 | UInt64(UInt32(values)) << 1 | (inDoubt ? 1 : 0)) + 1
        var slot = Self.slot(key) & (results.count - 1)
        while results[slot] != 0 {
            if results[slot] >> 16 == key { return Values(results[slot] & 0xFFFF) - 1 }
            slot = (slot + 1) & (results.count - 1)
        }
        return run(program, values, inDoubt, key)
    }

    @inline(never)
    private mutating func run(_ program: Program, _ values: Values, _ inDoubt: Bool, _ key: UInt64) -> Values {
        operations.truncate(to: 0)
        var next = program
        while next != Self.empty {
            operations.append(programs[Int(next)].operation)
            next = programs[Int(next)].before
        }
        var state = self.values[Int(values)]
        var hasRead = false
        var isOpen = true
        func read(_ state: inout Transducer.State) {
            state &= ~Self.first
            if inDoubt { state = state & ~Transducer.name | Transducer.doubt }
        }
        for index in stride(from: operations.count - 1, through: 0, by: -1) where isOpen {
            switch operations[index] {
            case Self.letter:
                read(&state)
                hasRead = true
            case Self.hyphen: state = transducer.hyphenated(state)
            case let flag where transducer.isFlag(flag):
                if let after = transducer.file.flags(state, behind: flag) { state = after } else { isOpen = false }
            case let output: state = transducer.marked(state, output, isFirst: state & Self.first != 0)
            }
        }
        if !hasRead { read(&state) }
        let found = isOpen ? number(of: state) : Self.nowhere
        if resultCount * 2 > results.count { growResults() }
        resultCount += 1
        Self.put(key << 16 | UInt64(found + 1), into: &results)
        return found
    }

    private mutating func number(of state: Transducer.State) -> Values {
        let mask = valueSlots.count - 1
        var slot = Self.slot(state) & mask
        while valueSlots[slot] >= 0 {
            if values[Int(valueSlots[slot])] == state { return valueSlots[slot] }
            slot = (slot + 1) & mask
        }
        guard values.count < 1 << Self.valuesBits else { return Self.nowhere }
        valueSlots[slot] = Values(values.count)
        values.append(state)
        return valueSlots[slot]
    }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 36)
    }

    private static func put(_ result: UInt64, into results: inout Pool<UInt64>) {
        var slot = slot(result >> 16) & (results.count - 1)
        while results[slot] != 0 { slot = (slot + 1) & (results.count - 1) }
        results[slot] = result
    }

    private mutating func growResults() {
        var larger = Pool<UInt64>(repeating: 0, count: results.count * 2)
        for index in 0..<results.count where results[index] != 0 { Self.put(results[index], into: &larger) }
        results = larger
    }

    private mutating func growProgramSlots() {
        var larger = Pool<UInt64>(repeating: 0, count: programSlots.count * 2)
        for index in 0..<programSlots.count where programSlots[index] != 0 {
            var slot = Self.slot(programSlots[index] >> 24) & (larger.count - 1)
            while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = programSlots[index]
        }
        programSlots = larger
    }
}
