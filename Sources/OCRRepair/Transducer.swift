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
    /// The values of all flags, from bit 22 on, and marks above them.
    typealias State = UInt64
    /// A mark: of a name, that a hyphen was read; of others, that a place name may follow
    /// a hyphen (`[De]`), which would want a capital.
    static let watch: State = 1 << 52
    /// A mark: a name's class was written before all letters, and none of a noun's behind it.
    static let name: State = 1 << 53
    /// Likewise: a symbol was written on the way of which Voikko asks more than the transducer
    /// (a name's class, a structure of its own, a hyphen that must come).
    static let doubt: State = 1 << 54
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
    /// The output symbol for a seam that may want a hyphen, `[Bh]`.
    private let hyphenSeam: Int
    /// The output symbols of which Voikko asks more than the transducer does.
    private let isDoubtful: [Bool]
    private let isMark: [Bool]
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
        hyphenSeam = symbols.firstIndex(of: "[Bh]") ?? -1
        isDoubtful = symbols.map { $0.hasPrefix("[Le") || $0 == "[Xr]" || $0 == "[Icu]" }
        isNameClass = symbols.map { $0.hasPrefix("[Le") }
        isNounClass = symbols.map { $0.hasPrefix("[Ln") }
        isMark = symbols.map {
            ["[Le", "[Ln"].contains($0.prefix(3)) || ["[Xr]", "[Icu]", "[De]", "[Dg]"].contains($0)
        }
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

    /// Whether ``marked(_:_:isFirst:)`` may do something for output symbol `output`.
    func changesMarks(_ output: UInt16) -> Bool { Int(output) < isMark.count && isMark[Int(output)] }

    /// `state` with the marks that output symbol `output` puts on it; `isFirst` says whether no letter was read before.
    ///
    /// That is what Voikko makes of it (libvoikko, `FinnishVfstAnalyzer.cpp`: isValidAnalysis, parseStructure and
    /// fixStructure): names want a capital, `[Xr]` writes a structure of its own, `[Icu]` wants a hyphen at the next seam.
    func marked(_ state: State, _ output: UInt16, isFirst: Bool) -> State {
        guard changesMarks(output) else { return state }
        let output = Int(output)
        if isNameClass[output], isFirst, state & (Self.name | Self.doubt) == 0 { return state | Self.name }
        if state & Self.name != 0, isNounClass[output] || output == placeMark { return state & ~Self.name | Self.doubt }
        if output == placeMark { return state | Self.watch }
        if output == commonMark, state & Self.name != 0 {
            return state & Self.watch == 0 ? state & ~Self.name : state & ~Self.name | Self.doubt
        }
        return isDoubtful[output] ? state & ~Self.name | Self.doubt : state
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

    /// What output symbol `output` says of the letter behind it: as ``RecordArcs/Arc`` has it.
    func seamMarks(_ output: UInt16) -> UInt64 {
        output == compoundSeam ? RecordArcs.Arc.seam : Int(output) == hyphenSeam ? RecordArcs.Arc.boundary : 0
    }

    /// The transitions of a state, one by one.
    struct Transitions {
        fileprivate let transducer: Transducer
        fileprivate var index: Int
        fileprivate var end: Int
        /// The first record, which is not followed by the second where that holds a number.
        fileprivate var first: UInt64?

        mutating func next() -> Transition? {
            if let record = first {
                first = nil
                return Transition(record)
            }
            guard index < end else { return nil }
            defer { index += 1 }
            return Transition(transducer.record(index))
        }
    }

    /// The transitions of the state whose first record is `index`.
    func transitions(of index: Int) -> Transitions {
        guard index < records else { return Transitions(transducer: self, index: 0, end: 0, first: nil) }
        let first = record(index)
        let more = Int(first >> 56)
        guard more == 255 else {
            return Transitions(transducer: self, index: index + 1, end: min(records, index + 1 + more), first: first)
        }
        let count = Int(truncatingIfNeeded: record(index + 1) & 0xFFFF_FFFF)
        return Transitions(transducer: self, index: index + 2, end: min(records, index + 2 + count), first: first)
    }

    /// The transition of the state whose first record is `index`, nil where it has several.
    func onlyTransition(of index: Int) -> Transition? {
        guard index < records, record(index) >> 56 == 0 else { return nil }
        return Transition(record(index))
    }

    private func record(_ index: Int) -> UInt64 { file.u64(firstRecord + 8 * index) }

    /// Whether a transition makes its state a final one.
    func isFinal(_ transition: Transition) -> Bool { transition.input == 0xFFFF }

    /// Whether an input symbol sets flags, or asks for them.
    func isFlag(_ input: UInt16) -> Bool { input > 0 && input < firstLetter }

    /// The letter that a transition reads, nil where it reads none.
    func letter(readBy transition: Transition) -> Letter? {
        guard transition.input >= firstLetter else { return nil }
        let letter = Int(transition.input - firstLetter) + 1
        return letter < scalars.count ? Letter(letter) : nil
    }

    /// `kept` behind flag diacritic `input`, nil where it asks for other flags.
    func flags(_ kept: State, behind input: UInt16) -> State? {
        let flag = flags[Int(input)]
        let current = kept & flag.mask
        var after = kept
        switch flag.operation {
        case UInt8(ascii: "P"): after = kept & ~flag.mask | flag.value
        case UInt8(ascii: "C"): after = kept & ~flag.mask
        case UInt8(ascii: "U"):
            if current == 0 { after = kept | flag.value } else if current != flag.value { return nil }
        case UInt8(ascii: "R"):
            if flag.value == 0 ? current == 0 : current != flag.value { return nil }
        default:
            if flag.value == 0 ? current != 0 : current == flag.value { return nil }
        }
        return after
    }
}

extension Transducer.Transition {
    @inline(__always)
    fileprivate init(_ record: UInt64) {
        input = UInt16(truncatingIfNeeded: record)
        output = UInt16(truncatingIfNeeded: record >> 16)
        target = UInt32(truncatingIfNeeded: record >> 32) & 0x3F_FFFF
    }
}
