// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Voikko's morphology as libvoikko reads it: the file `mor.vfst`, mapped.
///
/// The format is libvoikko's VFST, version 1, unweighted, little-endian (libvoikko, `src/fst/Format.hpp`): a header of
/// 16 bytes; a 16-bit count and as many NUL-terminated symbols, the empty one first, then flag diacritics (`@P.X.Y@`),
/// letters, tags (`[Bc]`); then, from the next multiple of eight bytes, records of eight bytes, one a transition: input
/// symbol (16 bits), output symbol (16), target (24: the index of its state's first record), and in a state's first
/// record the number of further ones (8; 255 says that the next record holds the number instead). Input 0xFFFF makes
/// the state a final one.
@safe final class MorphologyFile: Sendable {
    /// A state with the values of all flags: the index of its first record in the low 22 bits, flags above.
    typealias State = UInt64
    static let indexBits: UInt64 = 22
    static let index: State = 1 << indexBits - 1

    /// What a flag diacritic does to the flags of a state.
    private struct Flag {
        var operation: UInt8
        var shift: UInt64
        var mask: UInt64
        var value: UInt64
    }

    /// The symbols from the first letter on; those before it write nothing.
    let symbols: [OutputSymbol]
    /// The symbols in UTF-8.
    let names: [[UInt8]]
    /// The number of the first letter among all symbols.
    let firstLetter: UInt16
    private let flags: [Flag]
    private let lettersBelow256: [UInt16]
    private let records: Int
    private let size: Int
    /// Never written, and unmapped by `deinit` only, so threads may share it.
    private nonisolated(unsafe) let base: UnsafeRawPointer
    private let firstRecord: Int

    /// The file that libvoikko takes by itself; nil where it is not found or not of the kind that is understood here.
    static let shared = path().flatMap { MorphologyFile(path: $0) }

    /// Where libvoikko looks for its standard dictionary: `$VOIKKO_DICTIONARY_PATH`, `~/.voikko`, `/etc/voikko` and
    /// the usual places of packages.
    private static func path() -> String? {
        var folders: [String] = []
        if let named = unsafe getenv("VOIKKO_DICTIONARY_PATH") {
            unsafe folders += String(cString: named).split(separator: ":").map(String.init)
        }
        if let home = unsafe getenv("HOME") { unsafe folders.append(String(cString: home) + "/.voikko") }
        folders += ["/etc", "/usr/lib", "/usr/share", "/usr/local/lib", "/usr/local/share"].map { $0 + "/voikko" }
        return folders.map { $0 + "/5/mor-standard/mor.vfst" }.first { unsafe access($0, R_OK) == 0 }
    }

    /// Maps the file at `path`; nil where it is no transducer whose symbols are all known.
    init?(path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_size > 32,
            let address = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe address != MAP_FAILED
        else { return nil }
        let size = Int(status.st_size)
        let bytes = unsafe UnsafeRawBufferPointer(start: address, count: size)
        guard let contents = unsafe MorphologyHeader(bytes), let flags = Self.flags(of: contents.flags) else {
            unsafe munmap(address, size)
            return nil
        }
        unsafe base = UnsafeRawPointer(address)
        self.size = size
        self.flags = flags
        symbols = contents.symbols
        names = contents.names
        firstLetter = UInt16(contents.flags.count)
        firstRecord = contents.firstRecord
        records = (size - contents.firstRecord) / 8
        var letters = [UInt16](repeating: 0, count: 256)
        for (index, symbol) in symbols.enumerated() where symbol.length == 1 && symbol.scalar.value < 256 {
            letters[Int(symbol.scalar.value)] = firstLetter + UInt16(index)
        }
        lettersBelow256 = letters
        guard records > 1, records < 1 << Int(Self.indexBits) else { return nil }
    }

    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: base), size)
    }

    /// Gives each feature of the flag diacritics its bits. Nil where a symbol is no flag or the bits do not suffice.
    private static func flags(of symbols: [String]) -> [Flag]? {
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
        var shift = indexBits
        var places: [String: (shift: UInt64, mask: UInt64)] = [:]
        for feature in features {
            let bits = UInt64(Int.bitWidth - (values[feature]?.count ?? 0).leadingZeroBitCount)
            places[feature] = (shift, ((1 << bits) - 1) << shift)
            shift += bits
        }
        guard shift <= 64 else { return nil }
        var result = [Flag(operation: 0, shift: 0, mask: 0, value: 0)]
        for (operation, feature, value) in parsed {
            guard let place = places[feature] else { return nil }
            let number = values[feature]?.firstIndex(of: value).map { UInt64($0 + 1) } ?? 0
            result.append(
                Flag(operation: operation, shift: place.shift, mask: place.mask, value: number << place.shift))
        }
        return result
    }

    /// The symbol that libvoikko reads `scalar` as, in lower case; 0 for what is left to it: letters outside Latin-1
    /// and what the transducer does not know.
    func letter(_ scalar: Unicode.Scalar) -> UInt16 {
        var value = scalar.value
        if value &- 0x41 < 26 || value >= 0xC0 && value <= 0xDE && value != 0xD7 { value += 0x20 }
        return value < 256 ? lettersBelow256[Int(value)] : 0
    }

    /// One transition.
    struct Transition {
        var input: UInt16
        var output: UInt16
        var target: UInt32

        /// Whether it makes its state a final one.
        var isFinal: Bool { input == 0xFFFF }
    }

    /// The further records of the state whose first one is `index`.
    func transitions(of index: Int) -> (next: Int, end: Int) {
        let more = Int(record(index) >> 56)
        guard more == 255 else { return (index + 1, min(records, index + 1 + more)) }
        let count = Int(truncatingIfNeeded: record(index + 1) & 0xFFFF_FFFF)
        return (index + 2, min(records, index + 2 + count))
    }

    /// Transition `index`; a final one past the end of the file.
    func transition(_ index: Int) -> Transition {
        let record = record(index)
        return Transition(
            input: UInt16(truncatingIfNeeded: record), output: UInt16(truncatingIfNeeded: record >> 16),
            target: UInt32(truncatingIfNeeded: record >> 32) & UInt32(Self.index))
    }

    private func record(_ index: Int) -> UInt64 {
        guard index < records else { return 0xFFFF }
        return unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: firstRecord + 8 * index, as: UInt64.self))
    }

    /// The state behind a transition that reads no letter, which `flags` must allow; nil where they do not.
    func state(behind transition: Transition, flags: State) -> State? {
        let kept = flags & ~Self.index
        guard transition.input != 0 else { return kept | State(transition.target) }
        guard Int(transition.input) < self.flags.count else { return nil }
        let flag = self.flags[Int(transition.input)]
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
        return after | State(transition.target)
    }
}

/// What stands before the transitions.
private struct MorphologyHeader {
    /// The empty symbol and the flag diacritics.
    var flags: [String] = []
    var symbols: [OutputSymbol] = []
    var names: [[UInt8]] = []
    var firstRecord = 0

    /// Reads it; nil where it is of another kind or holds a symbol that is not known.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard unsafe bytes.loadUnaligned(as: UInt64.self) == 0x0003_51FA_0001_3A6E, unsafe bytes[8] == 0 else {
            return nil
        }
        let count = unsafe Int(bytes.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
        var position = 18
        for _ in 0..<count {
            var name: [UInt8] = []
            while position < bytes.count, unsafe bytes[position] != 0 {
                unsafe name.append(bytes[position])
                position += 1
            }
            position += 1
            let text = String(decoding: name, as: UTF8.self)
            if symbols.isEmpty, text.isEmpty || text.hasPrefix("@") {
                flags.append(text)
            } else if let symbol = OutputSymbol(text) {
                symbols.append(symbol)
                names.append(name)
            } else {
                return nil
            }
        }
        firstRecord = (position + 7) / 8 * 8
        guard !symbols.isEmpty, count < 512, firstRecord < bytes.count, (bytes.count - firstRecord) % 8 == 0 else {
            return nil
        }
    }
}
