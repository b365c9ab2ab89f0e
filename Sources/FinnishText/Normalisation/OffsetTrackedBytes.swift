// SPDX-License-Identifier: GPL-3.0-or-later

/// UTF-8 under construction, each byte with its place in the text it is made from.
struct OffsetTrackedBytes {
    private(set) var bytes: [UInt8] = []
    private(set) var origin = OffsetMap()

    var count: Int { bytes.count }

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Copies `range` of `source`.
    mutating func copy(_ range: Range<Int>, of source: [UInt8]) {
        guard !range.isEmpty else { return }
        origin.append(offset: bytes.count, source: range.lowerBound)
        bytes.append(contentsOf: source[range])
    }

    /// Adds `byte`, which stands for what is at `source`.
    mutating func append(_ byte: UInt8, source: Int) {
        origin.append(offset: bytes.count, source: source)
        bytes.append(byte)
    }

    /// Adds `text`, which stands for what is at `source`.
    mutating func append(_ text: [UInt8], source: Int) {
        guard !text.isEmpty else { return }
        origin.append(offset: bytes.count, source: source)
        bytes.append(contentsOf: text)
    }

    /// Adds `text`, which stands for what is at `source` and may be longer than what stands there before `end`.
    mutating func append(_ text: [UInt8], source: Int, before end: Int) {
        for (index, byte) in text.enumerated() { append(byte, source: min(source + index, end - 1)) }
    }

    /// Takes the last `count` bytes back.
    mutating func removeLast(_ count: Int) {
        bytes.removeLast(count)
    }
}

/// Reading scalars out of valid UTF-8 bytes.
enum UTF8Bytes {
    /// The scalar that begins at `index` and its length in bytes. `index` must be the first byte of a scalar.
    @inline(__always)
    static func scalar(at index: Int, in bytes: [UInt8]) -> (scalar: Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (Unicode.Scalar(bytes[index]), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = first & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset]) & 0x3F }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// The scalar that ends before `index`, and where it begins; nil where `index` is not above `start`.
    static func scalar(before index: Int, in bytes: [UInt8], from start: Int = 0) -> (
        scalar: Unicode.Scalar, start: Int
    )? {
        guard index > start else { return nil }
        var begin = index - 1
        while begin > start && bytes[begin] & 0xC0 == 0x80 { begin -= 1 }
        return (scalar(at: begin, in: bytes).scalar, begin)
    }

    /// The text of `range`.
    static func string(_ range: Range<Int>, of bytes: [UInt8]) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// True if the scalar is a letter. Quick for ASCII and the Latin letters of Finnish.
    var isLetter: Bool {
        if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
        if value < 0x100 { return value >= 0xC0 && value != 0xD7 && value != 0xF7 || value == 0xAA || value == 0xBA }
        return properties.isAlphabetic
    }

    /// True if the scalar is a digit 0–9.
    var isDigit: Bool { value &- 0x30 < 10 }

    /// True if the scalar is a letter in lower case.
    var isLower: Bool {
        if value < 0x80 { return value &- 0x61 < 26 }
        if value < 0x100 { return value >= 0xDF && value != 0xF7 }
        return properties.isLowercase
    }

    /// True if the scalar is a letter in upper case.
    var isUpper: Bool {
        if value < 0x80 { return value &- 0x41 < 26 }
        if value < 0x100 { return value >= 0xC0 && value < 0xDF && value != 0xD7 }
        return properties.isUppercase
    }
}
