// SPDX-License-Identifier: GPL-3.0-or-later

/// Character classes of ASCII for bytes of UTF-8 and of 8-bit encodings. Bytes from 0x80 on are of no class.
extension UInt8 {
    /// True for `0`–`9`.
    @inlinable @inline(__always)
    public var isASCIIDigit: Bool { self &- 0x30 < 10 }

    /// True for `a`–`z`.
    @inlinable @inline(__always)
    public var isASCIILowercase: Bool { self &- 0x61 < 26 }

    /// True for `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIIUppercase: Bool { self &- 0x41 < 26 }

    /// True for `a`–`z` and `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// True for letters and digits of ASCII.
    @inlinable @inline(__always)
    public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// True for `0`–`9`, `a`–`f` and `A`–`F`.
    @inlinable @inline(__always)
    public var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }

    /// True for the white space of C's `isspace`: space and U+0009–U+000D.
    @inlinable @inline(__always)
    public var isASCIISpace: Bool { self == 0x20 || self &- 0x09 < 5 }

    /// True for space and tab.
    @inlinable @inline(__always)
    public var isASCIIBlank: Bool { self == 0x20 || self == 0x09 }

    /// `A`–`Z` in lower case; all else as it is.
    @inlinable @inline(__always)
    public var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }

    /// `a`–`z` in upper case; all else as it is.
    @inlinable @inline(__always)
    public var asciiUppercased: UInt8 { isASCIILowercase ? self & 0xDF : self }

    /// The value of a hexadecimal digit, 0–15; nil for all else.
    @inlinable @inline(__always)
    public var asciiHexValue: UInt8? {
        if isASCIIDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }
}
