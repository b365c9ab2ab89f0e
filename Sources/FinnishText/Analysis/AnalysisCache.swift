// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Languages
internal import VoikkoTransducer

/// Analyses by word form, numbered in the order in which they came: two distinct tokens in three of running text have been
/// met before, and an analysis by Voikko costs a hundred times a look-up here.
///
/// Keyed by a form's UTF-8, so that a look-up makes no `String`. Bounded by the owner, who drops the whole cache where it
/// ``isFull``: others keep what they make of a form by its number, so that no form may go alone. Most of what a look-up
/// costs is waiting for memory: a slot has enough of the hash to tell forms apart, and the record behind it holds all
/// else, so that two places are read.
struct AnalysisCache: ~Copyable {
    /// The upper half of a form's hash to the place of its record plus 1; forms may share a key.
    enum Layout: PackedMapLayout {
        static let valueBits: UInt64 = 32
        @inline(__always)
        static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key) }
    }

    /// A form's hash, by the language it is read in, and what lay in its slot: what it takes to find it.
    struct Probe {
        let hash: UInt64
        fileprivate let word: UInt64
    }

    private var places = PackedMap<Layout>(slots: 1 << 12)
    /// Records: a form's number and the count of its bytes, each of four bytes, and these.
    private var records: [UInt8] = []
    /// The analyses in the order of their numbers.
    private(set) var analyses: [WordAnalysis] = []
    private let capacity: Int

    private static let headSize = 8

    /// A cache of at most about `capacity` forms.
    init(capacity: Int) { self.capacity = min(capacity, 1 << 24) }

    /// True if the bound is reached: the owner then begins a new cache.
    var isFull: Bool { analyses.count >= capacity || records.count >= capacity * (32 + Self.headSize) }

    /// Begins to look for the form `bytes`, read in `language`, in which it is another form than in others. Done for many
    /// words before the first of them is looked at, their places in memory are read side by side.
    func probe(_ bytes: UnsafeBufferPointer<UInt8>, in language: Language) -> Probe {
        let hash = unsafe Self.hash(bytes) ^ Self.mark(of: language)
        return Probe(hash: hash, word: places.firstWord(of: hash >> 32))
    }

    /// FNV-1a over 64 bits (Fowler, Noll, Vo), finished by a multiply and shift so that low bits spread.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<bytes.count { unsafe hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }

    private static func mark(of language: Language) -> UInt64 {
        switch language {
        case .finnish: 0
        case .swedish: 1 << 62
        case .english: 1 << 63
        }
    }

    /// The number of the form `bytes`, nil where it has none. `probe` may be older than the last form that was added.
    func number(of bytes: UnsafeBufferPointer<UInt8>, _ probe: Probe) -> Int? {
        let key = probe.hash >> 32
        if probe.word >> Layout.valueBits == key, probe.word != 0,
            let number = unsafe number(at: UInt64(UInt32(truncatingIfNeeded: probe.word)), if: bytes)
        {
            return number
        }
        var found: Int?
        _ = places.value(of: key) { place in
            unsafe found = number(at: place, if: bytes)
            return found != nil
        }
        return found
    }

    /// Adds `analysis` for a form that has none.
    ///
    /// - Returns: The form's number: the count of analyses so far.
    mutating func add(_ analysis: WordAnalysis, for bytes: UnsafeBufferPointer<UInt8>, _ probe: Probe) -> Int {
        let number = analyses.count
        let place = records.count
        for value in [number, bytes.count] {
            for shift in stride(from: 0, to: 32, by: 8) { records.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        unsafe records.append(contentsOf: bytes)
        analyses.append(analysis)
        places.add(UInt64(place + 1), for: probe.hash >> 32)
        return number
    }

    /// The number in the record at `place` − 1, nil where that is not of `bytes`.
    private func number(at place: UInt64, if bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let start = Int(place) - 1
        guard let base = bytes.baseAddress else { return nil }
        return unsafe records.withUnsafeBytes { records in
            let count = unsafe UInt32(littleEndian: records.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
            guard Int(count) == bytes.count, let first = records.baseAddress,
                unsafe memcmp(first + start + Self.headSize, base, bytes.count) == 0
            else { return nil }
            return Int(unsafe UInt32(littleEndian: records.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
        }
    }
}
