// SPDX-License-Identifier: GPL-3.0-or-later

/// The order of bytes, in which the index keeps its terms; that of Swift's strings is another, and slower.
public enum ByteOrder {
    /// The first eight bytes as a number that compares as they do; shorter ones are filled up with zeros.
    public static func key(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        var shift: UInt64 = 64
        for byte in bytes {
            shift -= 8
            key |= UInt64(byte) << shift
            if shift == 0 { break }
        }
        return key
    }
}
