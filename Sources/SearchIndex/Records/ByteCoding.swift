// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes the compact form in which records and texts are kept: numbers as LEB128 (seven bits a byte, the lowest
/// first, the high bit set on all but the last), signed ones zigzag before that, strings as length and UTF-8.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func number(_ value: some FixedWidthInteger & UnsignedInteger) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    mutating func string(_ value: String) {
        number(UInt(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }
}

/// Reads what ``ByteWriter`` wrote. Bytes that it cannot have written give ``IndexError/Code/corrupt``.
struct ByteReader {
    private let bytes: [UInt8]
    private var next = 0
    private let path: String

    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    var isAtEnd: Bool { next == bytes.count }
    var remaining: Int { bytes.count - next }

    mutating func byte() throws(IndexError) -> UInt8 {
        guard next < bytes.count else { throw damage("a record ends too early") }
        defer { next += 1 }
        return bytes[next]
    }

    mutating func number<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type = T.self) throws(IndexError) -> T {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || (shift == 63 && next <= 1) else { throw damage("a number is too long") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { break }
            shift += 7
        }
        guard let number = T(exactly: value) else { throw damage("a number is too large") }
        return number
    }

    mutating func signed() throws(IndexError) -> Int64 {
        let value = try number(UInt64.self)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A count of things that take at least `least` bytes each, so that a damaged count cannot ask for much memory.
    mutating func count(least: Int = 1) throws(IndexError) -> Int {
        let value = try number(UInt32.self)
        guard Int(value) <= remaining / least else { throw damage("a count is too large") }
        return Int(value)
    }

    mutating func bytes(_ count: Int) throws(IndexError) -> [UInt8] {
        guard count >= 0, count <= remaining else { throw damage("a string is too long") }
        defer { next += count }
        return [UInt8](bytes[next..<next + count])
    }

    /// Appends the next `count` bytes to `target`.
    mutating func append(_ count: Int, to target: inout [UInt8]) throws(IndexError) {
        guard count >= 0, count <= remaining else { throw damage("a string is too long") }
        defer { next += count }
        target.append(contentsOf: bytes[next..<next + count])
    }

    mutating func string() throws(IndexError) -> String {
        let count = try count()
        defer { next += count }
        return String(decoding: bytes[next..<next + count], as: UTF8.self)
    }

    /// The bytes of a string, not decoded.
    mutating func slice() throws(IndexError) -> ArraySlice<UInt8> {
        let count = try count()
        defer { next += count }
        return bytes[next..<next + count]
    }

    /// Four bytes in the machine's own order, as the shim's lists have them.
    mutating func nativeUInt32() throws(IndexError) -> UInt32 {
        guard remaining >= 4 else { throw damage("a list ends too early") }
        defer { next += 4 }
        return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: next, as: UInt32.self) }
    }

    /// The error of a record that is damaged by `what`.
    func damage(_ what: String) -> IndexError { .damaged(path, what) }
}
