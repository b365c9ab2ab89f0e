// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc

/// Voikko's morphology as a finite-state transducer: the file `mor.vfst` of voikko-fi, mapped, not parsed.
///
/// The format is libvoikko's VFST, version 1, unweighted, little-endian (libvoikko, `src/fst/Format.hpp`): a header of
/// 16 bytes; a 16-bit count and as many NUL-terminated symbols, the empty one first, then flag diacritics (`@P.X.Y@`),
/// letters, tags (`[Bc]`); then, from the next multiple of eight bytes, records of eight bytes, one a transition:
/// input symbol (16 bits), output symbol (16), target (24: the index of its state's first record), and in a state's
/// first record the number of further ones (8; 255 says that the next record holds the number instead). Input 0xFFFF
/// makes the state a final one.
public final class TransducerFile: Sendable {
    /// One transition.
    @frozen public struct Transition {
        /// The symbol read; 0 for nothing.
        public var input: UInt16
        /// The symbol written.
        public var output: UInt16
        /// The index of the first record of the state behind it.
        public var target: UInt32

        /// True if it makes its state a final one.
        @inlinable public var isFinal: Bool { input == 0xFFFF }

        @inlinable
        init(_ record: UInt64) {
            input = UInt16(truncatingIfNeeded: record)
            output = UInt16(truncatingIfNeeded: record >> 16)
            target = UInt32(truncatingIfNeeded: record >> 32) & UInt32(TransducerFile.index)
        }
    }

    /// The bits that the index of a record takes. Flags' values may stand above them.
    @inlinable public static var indexBits: UInt64 { 22 }
    /// A mask of those bits.
    @inlinable public static var index: UInt64 { 1 << indexBits - 1 }

    /// All symbols, by their numbers.
    public let symbols: [String]
    /// The number of the first letter. Those before it are flag diacritics, 0 the empty symbol.
    public let firstLetter: UInt16
    /// The number of records.
    public let records: Int
    @usableFromInline let file: MappedFile
    @usableFromInline let firstRecord: Int
    @usableFromInline let flags: FlagDiacritics

    /// Maps the file at `path` and checks its header and symbols.
    ///
    /// - Throws: ``FileProblem`` where it is missing, cut short, of another version, or has too many flags.
    public init(path: String) throws(FileProblem) {
        let file = try MappedFile(path: path)
        let truncated = FileProblem(.truncated, "is cut short")
        guard file.u32(0) == 0x0001_3A6E, file.u32(4) == 0x0003_51FA else {
            throw .notFinnishTransducer("its header is another")
        }
        guard file.byte(8) == 0 else { throw .notFinnishTransducer("it is weighted") }
        guard file.count > 18 else { throw truncated }
        var position = 18
        var symbols: [String] = []
        for _ in 0..<Int(file.u16(16)) {
            var bytes: [UInt8] = []
            while position < file.count, file.byte(position) != 0 {
                bytes.append(file.byte(position))
                position += 1
            }
            guard position < file.count else { throw truncated }
            position += 1
            symbols.append(String(decoding: bytes, as: UTF8.self))
        }
        let firstLetter = symbols.dropFirst().firstIndex { !$0.hasPrefix("@") } ?? symbols.count
        guard firstLetter > 0, firstLetter < symbols.count, symbols[0].isEmpty else {
            throw .notFinnishTransducer("its letters are others")
        }
        guard let flags = FlagDiacritics(symbols[..<firstLetter], from: Self.indexBits) else {
            throw .notFinnishTransducer("its flags are others")
        }
        self.file = file
        self.symbols = symbols
        self.firstLetter = UInt16(firstLetter)
        self.flags = flags
        firstRecord = (position + 7) / 8 * 8
        records = (file.count - firstRecord) / 8
        guard records > 1, records < 1 << Int(Self.indexBits), (file.count - firstRecord) % 8 == 0, isWhole else {
            throw truncated
        }
    }

    /// True if the last record's state lies within the file and every target of a sample does: a file cut short in
    /// its middle has targets beyond its end.
    private var isWhole: Bool {
        for index in stride(from: 0, to: records, by: 61) {
            let record = record(index)
            // An overflow record holds a number, not a transition; its upper half is zero.
            if record >> 32 == 0 || record & 0xFFFF == 0xFFFF { continue }
            if Int(record >> 32 & 0xFF_FFFF) >= records { return false }
        }
        return true
    }

    /// The file that libvoikko takes by itself: in `$VOIKKO_DICTIONARY_PATH`, `~/.voikko`, `/etc/voikko` or the usual
    /// places of packages. Nil where there is none.
    public static func standardPath() -> String? {
        var folders: [String] = []
        if let named = unsafe getenv("VOIKKO_DICTIONARY_PATH") {
            unsafe folders += String(cString: named).split(separator: ":").map(String.init)
        }
        if let home = unsafe getenv("HOME") { unsafe folders.append(String(cString: home) + "/.voikko") }
        folders += ["/etc", "/usr/lib", "/usr/share", "/usr/local/lib", "/usr/local/share"].map { $0 + "/voikko" }
        return folders.map { $0 + "/5/mor-standard/mor.vfst" }.first { unsafe access($0, R_OK) == 0 }
    }

    /// The first bit above the values of all flags.
    public var flagsEnd: UInt64 { flags.end }

    /// The flags' values in `kept` behind a transition with this input, which is below ``firstLetter``; nil where it asks
    /// for others. Other bits stay.
    @inlinable
    public func flags(_ kept: UInt64, behind input: UInt16) -> UInt64? {
        input == 0 ? kept : flags.values(kept, behind: Int(input))
    }

    /// The further records of the state whose first one is `index`.
    @inlinable
    public func transitions(of index: Int) -> (next: Int, end: Int) {
        let more = Int(record(index) >> 56)
        guard more == 255 else { return (index + 1, min(records, index + 1 + more)) }
        let count = Int(truncatingIfNeeded: record(index + 1) & 0xFFFF_FFFF)
        return (index + 2, min(records, index + 2 + count))
    }

    /// Transition `index`; a final one past the end of the file.
    @inlinable
    public func transition(_ index: Int) -> Transition { Transition(record(index)) }

    @inlinable
    func record(_ index: Int) -> UInt64 {
        index < records ? file.u64(firstRecord + 8 * index) : 0xFFFF
    }
}
