// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of JSON (RFC 8259), its numbers as they are written.
indirect enum JSONValue {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// The value in `bytes`, with nothing but white space around it; nil where there is none.
    init?(_ bytes: [UInt8]) {
        var parser = JSONParser(bytes: bytes)
        parser.skipSpace()
        guard let value = parser.value(depth: 0) else { return nil }
        parser.skipSpace()
        guard parser.index == bytes.count else { return nil }
        self = value
    }

    var isObject: Bool { if case .object = self { true } else { false } }

    /// The values with their names: those of objects within objects as `outer.inner`, lists of simple values as one.
    /// Empty values are left out.
    func fields(below name: String = "") -> [(name: String, value: String)] {
        switch self {
        case .null: return []
        case .bool(let value): return [(name, value ? "true" : "false")]
        case .number(let value): return [(name, value)]
        case .string(let value): return value.isEmpty ? [] : [(name, value)]
        case .array(let values):
            let inner = values.map { $0.fields(below: name) }
            if inner.allSatisfy({ $0.allSatisfy { $0.name == name } }) {
                let all = inner.joined().map(\.value).joined(separator: "; ")
                return all.isEmpty ? [] : [(name, all)]
            }
            return Array(inner.joined())
        case .object(let members):
            return members.flatMap { $0.value.fields(below: name.isEmpty ? $0.key : name + "." + $0.key) }
        }
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var index = 0

    /// Deeper values are no records.
    private static let deepest = 64

    mutating func skipSpace() {
        while let byte = bytes.element(at: index), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            index += 1
        }
    }

    mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.deepest, let first = bytes.element(at: index) else { return nil }
        switch first {
        case 0x7B: return object(depth: depth)
        case 0x5B: return array(depth: depth)
        case 0x22: return string().map { .string($0) }
        case 0x74: return word("true", .bool(true))
        case 0x66: return word("false", .bool(false))
        case 0x6E: return word("null", .null)
        default: return number()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        var members: [(key: String, value: JSONValue)] = []
        index += 1
        skipSpace()
        if take(0x7D) { return .object([]) }
        while true {
            skipSpace()
            guard bytes.element(at: index) == 0x22, let key = string() else { return nil }
            skipSpace()
            guard take(0x3A) else { return nil }
            skipSpace()
            guard let value = value(depth: depth + 1) else { return nil }
            members.append((key, value))
            skipSpace()
            if take(0x7D) { return .object(members) }
            guard take(0x2C) else { return nil }
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        var values: [JSONValue] = []
        index += 1
        skipSpace()
        if take(0x5D) { return .array([]) }
        while true {
            skipSpace()
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipSpace()
            if take(0x5D) { return .array(values) }
            guard take(0x2C) else { return nil }
        }
    }

    private mutating func string() -> String? {
        index += 1
        var made: [UInt8] = []
        while let byte = bytes.element(at: index) {
            index += 1
            switch byte {
            case 0x22: return String(validating: made, as: UTF8.self)
            case 0x5C:
                guard let scalar = escape() else { return nil }
                made += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            case 0..<0x20: return nil
            default: made.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = bytes.element(at: index) else { return nil }
        index += 1
        switch byte {
        case 0x22, 0x2F, 0x5C: return Unicode.Scalar(byte)
        case 0x62, 0x66: return " "
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75:
            guard let unit = hexadecimal() else { return nil }
            guard (0xD800..<0xDC00).contains(unit) else {
                return Unicode.Scalar(unit).map { $0.value < 0x20 && $0 != "\n" && $0 != "\t" ? " " : $0 } ?? "\u{FFFD}"
            }
            guard bytes.element(at: index) == 0x5C, bytes.element(at: index + 1) == 0x75 else { return "\u{FFFD}" }
            index += 2
            guard let low = hexadecimal() else { return nil }
            guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        default: return nil
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard index + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        index += 4
        return value
    }

    private mutating func number() -> JSONValue? {
        let start = index
        while let byte = bytes.element(at: index),
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return Double(text) == nil ? nil : .number(text)
    }

    private mutating func word(_ text: String, _ value: JSONValue) -> JSONValue? {
        guard bytes[index...].starts(with: text.utf8) else { return nil }
        index += text.utf8.count
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard bytes.element(at: index) == byte else { return false }
        index += 1
        return true
    }
}
