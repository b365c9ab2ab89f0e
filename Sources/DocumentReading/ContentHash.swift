// SPDX-License-Identifier: GPL-3.0-or-later

/// MurmurHash3 x64 128 (Austin Appleby, public domain), seed 0: tells changed files, resists no attacker.
public enum ContentHash {
    /// The hash of `bytes` as 32 hexadecimal digits. O(n).
    public static func hexadecimal(of bytes: [UInt8]) -> String {
        let (first, second) = hash(bytes)
        return [first, second].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    private static let c1: UInt64 = 0x87C3_7B91_1142_53D5
    private static let c2: UInt64 = 0x4CF5_AD43_2745_937F

    private static func hash(_ bytes: [UInt8]) -> (UInt64, UInt64) {
        var h1: UInt64 = 0
        var h2: UInt64 = 0
        let blocks = bytes.count / 16
        for block in 0..<blocks {
            h1 ^= mix1(word(bytes, at: block * 16, count: 8))
            h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
            h2 ^= mix2(word(bytes, at: block * 16 + 8, count: 8))
            h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
        }
        let rest = bytes.count - blocks * 16
        if rest > 8 { h2 ^= mix2(word(bytes, at: blocks * 16 + 8, count: rest - 8)) }
        if rest > 0 { h1 ^= mix1(word(bytes, at: blocks * 16, count: min(rest, 8))) }
        h1 ^= UInt64(bytes.count)
        h2 ^= UInt64(bytes.count)
        h1 &+= h2
        h2 &+= h1
        h1 = finish(h1)
        h2 = finish(h2)
        h1 &+= h2
        h2 &+= h1
        return (h1, h2)
    }

    private static func mix1(_ word: UInt64) -> UInt64 { rotate(word &* c1, 31) &* c2 }

    private static func mix2(_ word: UInt64) -> UInt64 { rotate(word &* c2, 33) &* c1 }

    private static func word(_ bytes: [UInt8], at start: Int, count: Int) -> UInt64 {
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
