// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
public import CodedErrors

/// Voikko's transducer as repair walks it: its letters, and the marks that its output symbols put on states.
///
/// Immutable; threads may share it.
public final class Transducer: Sendable {
    /// The values of all flags, from bit 22 on, and marks above them.
    typealias State = UInt64
    /// A mark: of a name, that a hyphen was read; of others, that a place name may follow
    /// a hyphen (`[De]`), which would want a capital.
    static let watch: State = 1 << 52
    /// A mark: a name's class was written before all letters, and none of a noun's behind it.
    static let name: State = 1 << 53
    /// A mark: a symbol was written on the way of which Voikko asks more than the transducer
    /// (a name's class, a structure of its own, a hyphen that must come).
    static let doubt: State = 1 << 54
    /// A letter of the transducer, from 1; 0 is none.
    public typealias Letter = UInt8

    /// The transitions.
    let file: TransducerFile
    @usableFromInline let lettersBelow256: [Letter]
    @usableFromInline let lettersAbove: [UInt32: Letter]
    private let letterCount: Int
    /// The output symbol that marks the seam of a compound, `[Bc]`.
    private let compoundSeam: Int
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
    /// True for letters that ask for a hyphen where they meet in a compound: digits always, vowels with themselves.
    private let isDigit: [Bool]
    private let isVowel: [Bool]
    /// The letter of the hyphen, 0 where the transducer has none.
    let hyphen: Letter

    /// Maps the transducer at `path` and checks its header and symbols.
    ///
    /// - Throws: ``FileProblem`` where the file is missing, cut short, of another version, or has more flags or letters
    ///   than fit a packed state.
    public init(path: String) throws(FileProblem) {
        let file = try TransducerFile(path: path)
        let symbols = file.symbols
        let firstLetter = Int(file.firstLetter)
        let firstTag = symbols[firstLetter...].firstIndex { $0.hasPrefix("[") } ?? symbols.count
        guard firstTag - firstLetter < 255, firstTag > firstLetter else {
            throw .notFinnishTransducer("its letters are others")
        }
        // Marks lie above.
        guard file.flagsEnd <= 50 else { throw .notFinnishTransducer("its flags are others") }
        var below = [Letter](repeating: 0, count: 256)
        var above: [UInt32: Letter] = [:]
        // Letters begin at 1.
        var scalars: [Unicode.Scalar] = ["\0"]
        for (index, symbol) in symbols[firstLetter..<firstTag].enumerated() {
            guard let scalar = symbol.unicodeScalars.first, symbol.unicodeScalars.count == 1 else {
                throw .notFinnishTransducer("its letters are others")
            }
            scalars.append(scalar)
            if scalar.value < 256 {
                below[Int(scalar.value)] = Letter(index + 1)
            } else {
                above[scalar.value] = Letter(index + 1)
            }
        }
        guard let seam = symbols.firstIndex(of: "[Bc]") else { throw .notFinnishTransducer("it marks no compounds") }
        self.file = file
        letterCount = scalars.count
        lettersBelow256 = below
        lettersAbove = above
        compoundSeam = seam
        hyphenSeam = symbols.firstIndex(of: "[Bh]") ?? -1
        isDoubtful = symbols.map { $0.hasPrefix("[Le") || $0 == "[Xr]" || $0 == "[Icu]" }
        isNameClass = symbols.map { $0.hasPrefix("[Le") }
        isNounClass = symbols.map { $0.hasPrefix("[Ln") }
        isMark = symbols.map {
            ["[Le", "[Ln"].contains($0.prefix(3)) || ["[Xr]", "[Icu]", "[De]", "[Dg]"].contains($0)
        }
        placeMark = symbols.firstIndex(of: "[De]") ?? -1
        commonMark = symbols.firstIndex(of: "[Dg]") ?? -1
        isDigit = scalars.map(\.isASCIIDigit)
        isVowel = scalars.map { "aeiouyäöåAEIOUYÄÖÅ".unicodeScalars.contains($0) }
        hyphen = below[0x2D]
    }

    /// The letter of `scalar`, 0 where the transducer has none.
    @inlinable @inline(__always)
    public func letter(_ scalar: Unicode.Scalar) -> Letter {
        scalar.value < 256 ? lettersBelow256[Int(scalar.value)] : lettersAbove[scalar.value] ?? 0
    }

    /// True if ``marked(_:_:isFirst:)`` may do something for output symbol `output`.
    func changesMarks(_ output: UInt16) -> Bool { Int(output) < isMark.count && isMark[Int(output)] }

    /// `state` with the marks that output symbol `output` puts on it; `isFirst` says that no letter was read before.
    ///
    /// Follows Voikko (libvoikko, `FinnishVfstAnalyzer.cpp`: isValidAnalysis, parseStructure and fixStructure): names want
    /// a capital, `[Xr]` writes a structure of its own, `[Icu]` wants a hyphen at the next seam.
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

    /// True if two parts of a compound certainly may meet with `last`, which may be a hyphen (`before` is the letter before
    /// it then), and `next`.
    func mayMeet(_ last: Letter, before: Letter, _ next: Letter) -> Bool {
        func wantsHyphen(_ last: Letter) -> Bool { isDigit[Int(last)] || last == next && isVowel[Int(last)] }
        if next == hyphen { return false }
        return last == hyphen ? wantsHyphen(before) : !wantsHyphen(last)
    }

    /// The marks of ``RecordArcs/Arc`` that output symbol `output` puts on the letter behind it.
    func seamMarks(_ output: UInt16) -> UInt64 {
        Int(output) == compoundSeam
            ? RecordArcs.Arc.seam : Int(output) == hyphenSeam ? RecordArcs.Arc.boundary : 0
    }

    /// True if an input symbol sets or tests flags.
    func isFlag(_ input: UInt16) -> Bool { input > 0 && input < file.firstLetter }

    /// The letter that a transition reads, nil where it reads none.
    func letter(readBy transition: TransducerFile.Transition) -> Letter? {
        guard transition.input >= file.firstLetter else { return nil }
        let letter = Int(transition.input - file.firstLetter) + 1
        return letter < letterCount ? Letter(letter) : nil
    }
}
