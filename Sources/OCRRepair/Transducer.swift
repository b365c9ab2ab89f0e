// SPDX-License-Identifier: GPL-3.0-or-later

/// Voikko's morphology as a finite-state transducer: the file `mor.vfst` of voikko-fi, mapped, not parsed.
///
/// The format is libvoikko's VFST, version 1, unweighted, little-endian (libvoikko, `src/fst/Format.hpp`): a header of
/// 16 bytes; a 16-bit count and as many NUL-terminated symbols, the empty one first, then flag diacritics (`@P.X.Y@`),
/// letters, tags (`[Bc]`); then, from the next multiple of eight bytes, records of eight bytes, one a transition:
/// input symbol (16 bits), output symbol (16), target (24: the index of its state's first record), and in a state's
/// first record the number of further ones (8; 255 says that the next record holds the number instead). Input 0xFFFF
/// makes the state a final one.
final class Transducer: Sendable {
    /// A state of the transducer with the values of all flags: the record's index in the low 22 bits, flags above.
    typealias State = UInt64
    /// The bits of a state that hold its record's index.
    static let index: State = 0x3F_FFFF
    /// A mark on a state, above the flags: a compound's seam lies before the next letter.
    static let seam: State = 1 << 51
    /// Likewise: of a name, that a hyphen was read; of others, that a place name may follow
    /// a hyphen (`[De]`), which would want a capital.
    static let watch: State = 1 << 52
    /// A mark on a state: a name's class was written before all letters, and none of a noun's behind it.
    static let name: State = 1 << 53
    /// Likewise: a symbol was written on the way of which Voikko asks more than the transducer
    /// (a name's class, a structure of its own, a hyphen that must come).
    static let doubt: State = 1 << 54
    /// A mark on a state: the next letter is a compound's next part's first.
    static let boundary: State = 1 << 55
    /// A letter of the transducer, from 1; 0 is none.
    typealias Letter = UInt8

    /// One transition.
    struct Transition {
        var input: UInt16
        var output: UInt16
        var target: UInt32
    }

    /// What a flag diacritic does to the flags of a state.
    private struct Flag {
        var operation: UInt8
        var shift: UInt64
        var mask: UInt64
        var value: UInt64
    }

    private let file: MappedFile
    private let flags: [Flag]
    private let firstLetter: UInt16
    private let firstRecord: Int
    private let records: Int
    private let lettersBelow256: [Letter]
    private let lettersAbove: [UInt32: Letter]
    /// The scalar of each letter; index 0 is unused.
    let scalars: [Unicode.Scalar]
    /// The output symbol that marks the seam of a compound, `[Bc]`.
    let compoundSeam: UInt16
    /// What each output symbol marks a state with.
    private let outputMarks: [State]
    /// The output symbols of names' and of nouns' classes.
    private let isNameClass: [Bool]
    private let isNounClass: [Bool]
    /// The output symbols `[De]` and `[Dg]`: what comes of a name may be a common word again (*turkulainen*).
    private let placeMark: Int
    private let commonMark: Int
    /// Whether letters ask for a hyphen where they meet in a compound: digits always, vowels with themselves.
    private let isDigit: [Bool]
    private let isVowel: [Bool]
    let hyphen: Letter

    /// Opens the transducer at `path` and checks its header and symbols.
    ///
    /// - Throws: ``RepairError`` where the file is missing, cut short, of another version, or has more flags or letters
    ///   than fit a packed state.
    init(path: String) throws(RepairError) {
        let file = try MappedFile(path: path)
        func unexpected(_ what: String) -> RepairError {
            RepairError(
                code: .unexpected,
                message: "\(path) is not a Finnish transducer of libvoikko 4 (\(what)); words are not repaired.",
                path: path)
        }
        let truncated = RepairError(
            code: .truncated, message: "\(path) is cut short; words are not repaired. Install voikko-fi again.",
            path: path)
        guard file.u32(0) == 0x0001_3A6E, file.u32(4) == 0x0003_51FA else { throw unexpected("its header is another") }
        guard file.byte(8) == 0 else { throw unexpected("it is weighted") }
        guard file.count > 18 else { throw truncated }
        let count = Int(file.u16(16))
        var position = 18
        var symbols: [String] = []
        symbols.reserveCapacity(count)
        for _ in 0..<count {
            var bytes: [UInt8] = []
            while position < file.count, file.byte(position) != 0 {
                bytes.append(file.byte(position))
                position += 1
            }
            guard position < file.count else { throw truncated }
            position += 1
            symbols.append(String(decoding: bytes, as: UTF8.self))
        }
        let firstLetter = symbols.dropFirst().firstIndex { !$0.hasPrefix("@") } ?? count
        let firstTag = symbols[firstLetter...].firstIndex { $0.hasPrefix("[") } ?? count
        guard firstLetter > 0, firstTag - firstLetter < 255, firstTag > firstLetter else {
            throw unexpected("its letters are others")
        }
        guard let flags = Self.flags(of: symbols[..<firstLetter]) else { throw unexpected("its flags are others") }
        var below = [Letter](repeating: 0, count: 256)
        var above: [UInt32: Letter] = [:]
        var scalars: [Unicode.Scalar] = ["\0"]
        for (index, symbol) in symbols[firstLetter..<firstTag].enumerated() {
            guard let scalar = symbol.unicodeScalars.first, symbol.unicodeScalars.count == 1 else {
                throw unexpected("its letters are others")
            }
            scalars.append(scalar)
            if scalar.value < 256 {
                below[Int(scalar.value)] = Letter(index + 1)
            } else {
                above[scalar.value] = Letter(index + 1)
            }
        }
        guard let seam = symbols.firstIndex(of: "[Bc]") else { throw unexpected("it marks no compounds") }
        self.file = file
        self.flags = flags
        self.firstLetter = UInt16(firstLetter)
        self.scalars = scalars
        self.lettersBelow256 = below
        self.lettersAbove = above
        self.compoundSeam = UInt16(seam)
        outputMarks = symbols.map(Self.mark)
        isNameClass = symbols.map { $0.hasPrefix("[Le") }
        isNounClass = symbols.map { $0.hasPrefix("[Ln") }
        placeMark = symbols.firstIndex(of: "[De]") ?? -1
        commonMark = symbols.firstIndex(of: "[Dg]") ?? -1
        isDigit = scalars.map(\.isDigit)
        isVowel = scalars.map { "aeiouyäöåAEIOUYÄÖÅ".unicodeScalars.contains($0) }
        hyphen = below[0x2D]
        self.firstRecord = (position + 7) / 8 * 8
        self.records = (file.count - firstRecord) / 8
        guard records > 1, records < 1 << 22 else { throw truncated }
        guard (file.count - firstRecord) % 8 == 0, isWhole else { throw truncated }
    }

    /// Whether the last record's state lies within the file and every target of a sample does: a file cut short in
    /// its middle has targets beyond its end.
    private var isWhole: Bool {
        for index in stride(from: 0, to: records, by: 61) {
            let record = file.u64(firstRecord + 8 * index)
            // An overflow record holds a number, not a transition; its upper half is zero.
            if record >> 32 == 0 || record & 0xFFFF == 0xFFFF { continue }
            if Int(record >> 32 & 0xFF_FFFF) >= records { return false }
        }
        return true
    }

    /// Gives each feature of the flag diacritics its bits. Nil where a symbol is no flag or the bits do not suffice.
    private static func flags(of symbols: ArraySlice<String>) -> [Flag]? {
        var values: [String: [String]] = [:]
        var features: [String] = []
        var parsed: [(operation: UInt8, feature: String, value: String)] = []
        for symbol in symbols.dropFirst() {
            let fields = symbol.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
            guard symbol.hasPrefix("@"), symbol.hasSuffix("@"), (2...3).contains(fields.count),
                let operation = fields[0].utf8.first, fields[0].utf8.count == 1, "PCURD".utf8.contains(operation)
            else { return nil }
            let feature = String(fields[1])
            let value = fields.count == 3 ? String(fields[2]) : ""
            if values[feature] == nil {
                values[feature] = []
                features.append(feature)
            }
            if !value.isEmpty, values[feature]?.contains(value) == false { values[feature]?.append(value) }
            parsed.append((operation, feature, value))
        }
        var shift: UInt64 = 22
        var places: [String: (shift: UInt64, mask: UInt64)] = [:]
        for feature in features {
            let bits = UInt64(Int.bitWidth - (values[feature]?.count ?? 0).leadingZeroBitCount)
            places[feature] = (shift, ((1 << bits) - 1) << shift)
            shift += bits
        }
        guard shift <= 50 else { return nil }
        var result = [Flag(operation: 0, shift: 0, mask: 0, value: 0)]
        for (operation, feature, value) in parsed {
            guard let place = places[feature] else { return nil }
            let number = values[feature]?.firstIndex(of: value).map { UInt64($0 + 1) } ?? 0
            result.append(
                Flag(operation: operation, shift: place.shift, mask: place.mask, value: number << place.shift))
        }
        return result
    }

    /// The letter of `scalar`, 0 where the transducer has none.
    @inline(__always)
    func letter(_ scalar: Unicode.Scalar) -> Letter {
        scalar.value < 256 ? lettersBelow256[Int(scalar.value)] : lettersAbove[scalar.value] ?? 0
    }

    /// What Voikko makes of an output symbol (libvoikko, `FinnishVfstAnalyzer.cpp`: isValidAnalysis, parseStructure and
    /// fixStructure): names want a capital, `[Xr]` writes a structure of its own, `[Icu]` wants a hyphen at the next seam,
    /// and `[Bh]` is a seam that may want a hyphen.
    private static func mark(_ symbol: String) -> State {
        if symbol == "[Bh]" { return boundary }
        return symbol.hasPrefix("[Le") || ["[Xr]", "[Icu]"].contains(symbol) ? doubt : 0
    }

    /// `state` with the marks that output symbol `output` puts on it; `isFirst` says whether no letter was read before.
    @inline(__always)
    func marked(_ state: State, _ output: UInt16, isFirst: Bool = false) -> State {
        let output = Int(output)
        guard output < outputMarks.count else { return state }
        if isNameClass[output], isFirst, state & (Self.name | Self.doubt) == 0 { return state | Self.name }
        if state & Self.name != 0, isNounClass[output] || output == placeMark { return state & ~Self.name | Self.doubt }
        if output == placeMark { return state | Self.watch }
        if output == commonMark, state & Self.name != 0 {
            return state & Self.watch == 0 ? state & ~Self.name : state & ~Self.name | Self.doubt
        }
        if output == Int(compoundSeam) { return state | Self.seam }
        let marks = outputMarks[output]
        return marks & Self.doubt != 0 ? state & ~Self.name | marks : state | marks
    }

    /// `state` behind a hyphen.
    func hyphenated(_ state: State) -> State {
        if state & Self.name != 0 { return state | Self.watch }
        return state & Self.watch != 0 ? state | Self.doubt : state
    }

    /// Whether two parts of a compound certainly may meet so: behind `last`, which may be a hyphen (`before` is the letter
    /// before it then), with `next`.
    func mayMeet(_ last: Letter, before: Letter, _ next: Letter) -> Bool {
        func wantsHyphen(_ last: Letter) -> Bool { isDigit[Int(last)] || last == next && isVowel[Int(last)] }
        if next == hyphen { return false }
        return last == hyphen ? wantsHyphen(before) : !wantsHyphen(last)
    }

    /// Whether output symbol `output` stands between parts of a compound.
    @inline(__always)
    func isSeam(_ output: UInt16) -> Bool {
        output == compoundSeam || Int(output) < outputMarks.count && outputMarks[Int(output)] == Self.boundary
    }

    /// The state that `state` comes to before there is a choice; nil where its flags forbid that.
    ///
    /// Most states lie on chains that write a base form and read nothing. A compound's seam is not passed.
    @inline(__always)
    func settled(_ state: State) -> State? {
        var state = state
        for _ in 0..<64 {
            let record = file.u64(firstRecord + 8 * Int(state & Self.index))
            guard record >> 56 == 0 else { break }
            let transition = Transition(record)
            guard transition.input < firstLetter else { break }
            if isSeam(transition.output) { break }
            switch follow(transition, from: state) {
            case .empty(let behind): state = marked(behind, transition.output)
            case .closed: return nil
            case .final, .letter: return state
            }
        }
        return state
    }

    /// Calls `body` with each transition of the state whose first record is `index`; one with input 0xFFFF says that
    /// the state is final.
    @inline(__always)
    func forEachTransition(of index: Int, _ body: (Transition) -> Void) {
        guard index < records else { return }
        let first = file.u64(firstRecord + 8 * index)
        var more = Int(first >> 56)
        body(Transition(first))
        var next = index + 1
        if more == 255 {
            more = Int(truncatingIfNeeded: file.u32(firstRecord + 8 * next))
            next += 1
        }
        let end = min(records, next + more)
        while next < end {
            body(Transition(file.u64(firstRecord + 8 * next)))
            next += 1
        }
    }

    /// What the input of a transition is.
    enum Input {
        /// The state is final.
        case final
        /// Nothing is read; the flags allowed it, and this is the state behind.
        case empty(State)
        /// The flags forbid it, or the symbol is no input.
        case closed
        /// A letter, and the state behind it.
        case letter(Letter, State)
    }

    /// Reads a transition that leaves `state`.
    @inline(__always)
    func follow(_ transition: Transition, from state: State) -> Input {
        let kept = state & ~Self.index
        if transition.input == 0xFFFF { return .final }
        if transition.input >= firstLetter {
            let letter = Int(transition.input - firstLetter) + 1
            guard letter < scalars.count else { return .closed }
            return .letter(Letter(letter), kept | State(transition.target))
        }
        if transition.input == 0 { return .empty(kept | State(transition.target)) }
        let flag = flags[Int(transition.input)]
        let current = kept & flag.mask
        var after = kept
        switch flag.operation {
        case UInt8(ascii: "P"): after = kept & ~flag.mask | flag.value
        case UInt8(ascii: "C"): after = kept & ~flag.mask
        case UInt8(ascii: "U"):
            if current == 0 { after = kept | flag.value } else if current != flag.value { return .closed }
        case UInt8(ascii: "R"):
            if flag.value == 0 ? current == 0 : current != flag.value { return .closed }
        default:
            if flag.value == 0 ? current != 0 : current == flag.value { return .closed }
        }
        return .empty(after | State(transition.target))
    }
}

extension Transducer.Transition {
    @inline(__always)
    fileprivate init(_ record: UInt64) {
        input = UInt16(truncatingIfNeeded: record)
        output = UInt16(truncatingIfNeeded: record >> 16)
        target = UInt32(truncatingIfNeeded: record >> 32) & UInt32(Transducer.index)
    }
}
