// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// MurmurHash3 x64 128 (Austin Appleby, public domain), seed 0: tells changed files, resists no attacker.
public struct ContentHash: Sendable {
    private var h1: UInt64 = 0
    private var h2: UInt64 = 0
    private var count = 0
    /// Bytes that do not fill a block of 16 yet.
    private var rest: [UInt8] = []

    /// A hash of nothing yet.
    public init() {}

    /// The hash of `bytes` as 32 hexadecimal digits. O(n).
    public static func hexadecimal(of bytes: [UInt8]) -> String {
        var hash = ContentHash()
        hash.add(bytes[...])
        return hash.hexadecimal()
    }

    /// The hash of the bytes of the file at `path`, read a piece at a time.
    ///
    /// - Throws: ``ReadingError``, also where there is no regular file, or nothing in it.
    public static func hexadecimal(ofFile path: [UInt8]) throws(ReadingError) -> String {
        let file = try OpenFile(path)
        let hash = try DocumentParts.hash(of: file)
        try file.requireUnchanged()
        return hash
    }

    /// Takes in what follows; in however many parts it comes, the hash is the same.
    public mutating func add(_ bytes: ArraySlice<UInt8>) {
        count += bytes.count
        var bytes = bytes
        if !rest.isEmpty {
            let missing = bytes.prefix(16 - rest.count)
            rest += missing
            bytes = bytes.dropFirst(missing.count)
            guard rest.count == 16 else { return }
            block(Self.word(rest[...], at: 0, count: 8), Self.word(rest[...], at: 8, count: 8))
            rest.removeAll(keepingCapacity: true)
        }
        let whole = bytes.count / 16 * 16
        unsafe bytes.withUnsafeBytes { raw in
            for index in stride(from: 0, to: whole, by: 16) {
                block(
                    unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)),
                    unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)))
            }
        }
        rest = Array(bytes.dropFirst(whole))
    }

    /// The hash of what was taken in, as 32 hexadecimal digits.
    public func hexadecimal() -> String {
        var (h1, h2) = (h1, h2)
        if rest.count > 8 { h2 ^= Self.mix2(Self.word(rest[...], at: 8, count: rest.count - 8)) }
        if rest.count > 0 { h1 ^= Self.mix1(Self.word(rest[...], at: 0, count: min(rest.count, 8))) }
        h1 ^= UInt64(count)
        h2 ^= UInt64(count)
        h1 &+= h2
        h2 &+= h1
        h1 = Self.finish(h1)
        h2 = Self.finish(h2)
        h1 &+= h2
        h2 &+= h1
        return [h1, h2].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    private static let c1: UInt64 = 0x87C3_7B91_1142_53D5
    private static let c2: UInt64 = 0x4CF5_AD43_2745_937F

    private mutating func block(_ first: UInt64, _ second: UInt64) {
        h1 ^= Self.mix1(first)
        h1 = (Self.rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
        h2 ^= Self.mix2(second)
        h2 = (Self.rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
    }

    private static func mix1(_ word: UInt64) -> UInt64 { rotate(word &* c1, 31) &* c2 }

    private static func mix2(_ word: UInt64) -> UInt64 { rotate(word &* c2, 33) &* c1 }

    private static func word(_ bytes: ArraySlice<UInt8>, at start: Int, count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return word
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }

    private static func finish(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }
}
