// SPDX-License-Identifier: GPL-3.0-or-later

/// Character classes of ASCII for scalars. Scalars from U+0080 on are of no class.
extension Unicode.Scalar {
    /// True for `0`–`9`.
    @inlinable @inline(__always)
    public var isASCIIDigit: Bool { value &- 0x30 < 10 }

    /// True for `a`–`z`.
    @inlinable @inline(__always)
    public var isASCIILowercase: Bool { value &- 0x61 < 26 }

    /// True for `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIIUppercase: Bool { value &- 0x41 < 26 }

    /// True for `a`–`z` and `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIILetter: Bool { (value | 0x20) &- 0x61 < 26 }

    /// True for letters and digits of ASCII.
    @inlinable @inline(__always)
    public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// True for `0`–`9`, `a`–`f` and `A`–`F`.
    @inlinable @inline(__always)
    public var isASCIIHexDigit: Bool { isASCIIDigit || (value | 0x20) &- 0x61 < 6 }

    /// True for the white space of C's `isspace`: space and U+0009–U+000D.
    @inlinable @inline(__always)
    public var isASCIISpace: Bool { value == 0x20 || value &- 0x09 < 5 }

    /// True for space and tab.
    @inlinable @inline(__always)
    public var isASCIIBlank: Bool { value == 0x20 || value == 0x09 }

    /// `A`–`Z` in lower case; all else as it is.
    @inlinable @inline(__always)
    public var asciiLowercased: Unicode.Scalar {
        isASCIIUppercase ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) | 0x20) : self
    }

    /// `a`–`z` in upper case; all else as it is.
    @inlinable @inline(__always)
    public var asciiUppercased: Unicode.Scalar {
        isASCIILowercase ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) & 0xDF) : self
    }

    /// The value of a hexadecimal digit, 0–15; nil for all else.
    @inlinable @inline(__always)
    public var asciiHexValue: UInt8? {
        value < 0x80 ? UInt8(truncatingIfNeeded: value).asciiHexValue : nil
    }
}
