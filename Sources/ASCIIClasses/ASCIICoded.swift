// SPDX-License-Identifier: GPL-3.0-or-later

/// A unit of text whose values below 0x80 are ASCII, and the character classes of these: a byte of UTF-8 or of an 8-bit
/// encoding, or a scalar. Values from 0x80 on are of no class.
public protocol ASCIICoded {
    /// The type of ``asciiCode``.
    associatedtype ASCIICode: FixedWidthInteger, UnsignedInteger
    /// The unit's value.
    var asciiCode: ASCIICode { get }
    /// The unit of an ASCII value.
    init(asciiCode: ASCIICode)
}

extension UInt8: ASCIICoded {
    @inlinable @inline(__always)
    public var asciiCode: UInt8 { self }

    @inlinable @inline(__always)
    public init(asciiCode: UInt8) { self = asciiCode }
}

extension Unicode.Scalar: ASCIICoded {
    @inlinable @inline(__always)
    public var asciiCode: UInt32 { value }

    @inlinable @inline(__always)
    public init(asciiCode: UInt32) { self.init(UInt8(truncatingIfNeeded: asciiCode)) }
}

extension ASCIICoded {
    /// True for `0`–`9`.
    @inlinable @inline(__always)
    public var isASCIIDigit: Bool { asciiCode &- 0x30 < 10 }

    /// True for `a`–`z`.
    @inlinable @inline(__always)
    public var isASCIILowercase: Bool { asciiCode &- 0x61 < 26 }

    /// True for `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIIUppercase: Bool { asciiCode &- 0x41 < 26 }

    /// True for `a`–`z` and `A`–`Z`.
    @inlinable @inline(__always)
    public var isASCIILetter: Bool { (asciiCode | 0x20) &- 0x61 < 26 }

    /// True for letters and digits of ASCII.
    @inlinable @inline(__always)
    public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// True for `0`–`9`, `a`–`f` and `A`–`F`.
    @inlinable @inline(__always)
    public var isASCIIHexDigit: Bool { isASCIIDigit || (asciiCode | 0x20) &- 0x61 < 6 }

    /// True for the white space of C's `isspace`: space and U+0009–U+000D.
    @inlinable @inline(__always)
    public var isASCIISpace: Bool { asciiCode == 0x20 || asciiCode &- 0x09 < 5 }

    /// True for space and tab.
    @inlinable @inline(__always)
    public var isASCIIBlank: Bool { asciiCode == 0x20 || asciiCode == 0x09 }

    /// `A`–`Z` in lower case; all else as it is.
    @inlinable @inline(__always)
    public var asciiLowercased: Self { isASCIIUppercase ? Self(asciiCode: asciiCode | 0x20) : self }

    /// `a`–`z` in upper case; all else as it is.
    @inlinable @inline(__always)
    public var asciiUppercased: Self { isASCIILowercase ? Self(asciiCode: asciiCode ^ 0x20) : self }

    /// The value of a hexadecimal digit, 0–15; nil for all else.
    @inlinable @inline(__always)
    public var asciiHexValue: UInt8? {
        if isASCIIDigit { return UInt8(truncatingIfNeeded: asciiCode &- 0x30) }
        let letter = (asciiCode | 0x20) &- 0x61
        return letter < 6 ? UInt8(truncatingIfNeeded: letter &+ 10) : nil
    }
}
