// SPDX-License-Identifier: GPL-3.0-or-later

/// The effect of paths through the transducer on the values of flags and marks.
///
/// A path sets flags, tests some and leaves marks; all that in its order is its program. Programs and values have numbers,
/// and the result of a program on values is computed once: there are some thousands of such pairs, and millions of states.
struct FlagPrograms: ~Copyable {
    /// The number of values of all flags and marks.
    typealias Values = Int32
    /// The number of a program.
    typealias Program = UInt32

    /// The program that does nothing.
    static let empty: Program = 0
    /// The values at the beginning of a word.
    static let start: Values = 0
    /// The result of a program whose tests fail.
    static let nowhere: Values = -1
    /// The bits of a number of values.
    static let valuesBits = 13

    /// An operation besides flag diacritics and output symbols: a letter was read, and what follows is done behind it. At
    /// the end of a program it goes without saying.
    static let letter: UInt16 = 0xFFFE
    /// An operation: that letter is a hyphen.
    static let hyphen: UInt16 = 0xFFFD
    /// A mark beside the flags: no letter was read yet.
    private static let first: Transducer.State = 1
    private static let mostPrograms = 1 << 22

    /// Program and values to the values' number plus 1 behind it, 0 for ``nowhere``.
    enum ResultLayout: PackedMapLayout {
        static let valueBits: UInt64 = 16
        @inline(__always)
        static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 36) }
    }

    private let transducer: Transducer
    private var values = Interner(slots: 1 << (Self.valuesBits + 1))
    /// A program is another one (upper 48 bits), then an operation (lower 16): the number of a flag diacritic or of an
    /// output symbol, or one of those above.
    private var programs = Interner(slots: 1 << 10)
    private var results = PackedMap<ResultLayout>(slots: 1 << 12)
    private var operations = UncheckedArray<UInt16>()

    init(transducer: Transducer) {
        self.transducer = transducer
        removeAll()
    }

    /// About how many bytes are held.
    var bytes: Int { values.bytes + programs.bytes + results.bytes }

    /// True if further values or programs may soon find no number.
    var isNearlyFull: Bool { values.count * 4 > 3 << Self.valuesBits || programs.count * 2 > Self.mostPrograms }

    /// Removes all programs and values but the empty one and those at a word's beginning.
    mutating func removeAll() {
        values.removeAll()
        programs.removeAll()
        results.removeAll()
        _ = programs.number(of: 0)
        _ = number(of: Self.first)
    }

    /// The flags and marks of number `values`.
    @inline(__always)
    subscript(values: Values) -> Transducer.State { self.values[Int(values)] & ~Self.first }

    /// `program`, then `operation`.
    mutating func extended(_ program: Program, by operation: UInt16) -> Program {
        let key = UInt64(program) << 16 | UInt64(operation)
        let known = programs.find(key)
        if known >= 0 { return Program(bitPattern: known) }
        // Never within a word of Voikko's: from half of them on, all are removed between words.
        guard programs.count < Self.mostPrograms else { return program }
        return Program(bitPattern: programs.number(of: key))
    }

    /// The result of `program` on `values`; ``nowhere`` where one of its tests fails. `inDoubt` says that the letter read
    /// behind may not stand where it does.
    @inline(__always)
    mutating func values(behind program: Program, from values: Values, inDoubt: Bool = false) -> Values {
        if program == Self.empty, values != Self.start, !inDoubt { return values }
        let key = (UInt64(program) << 16 | UInt64(UInt32(values)) << 1 | (inDoubt ? 1 : 0)) + 1
        if let result = results.value(of: key) { return Values(truncatingIfNeeded: result) - 1 }
        return run(program, values, inDoubt, key)
    }

    @inline(never)
    private mutating func run(_ program: Program, _ values: Values, _ inDoubt: Bool, _ key: UInt64) -> Values {
        operations.truncate(to: 0)
        var next = program
        while next != Self.empty {
            let step = programs[Int(next)]
            operations.append(UInt16(truncatingIfNeeded: step))
            next = Program(truncatingIfNeeded: step >> 16)
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
        results.add(UInt64(found + 1), for: key)
        return found
    }

    private mutating func number(of state: Transducer.State) -> Values {
        let known = values.find(state)
        if known >= 0 { return known }
        return values.count < 1 << Self.valuesBits ? values.number(of: state) : Self.nowhere
    }
}
