// SPDX-License-Identifier: GPL-3.0-or-later

/// The query of an address as a form sends it (WHATWG URL, application/x-www-form-urlencoded): names with values, in order.
struct FormQuery: Hashable, Sendable {
    /// Names and values, in the order of the address.
    private(set) var pairs: [(name: String, value: String)] = []

    init() {}

    /// The names and values of `text`; bytes that are no UTF-8 become U+FFFD.
    init(_ text: String) {
        pairs = text.split(separator: "&").map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(halves[0]), halves.count > 1 ? Self.decoded(halves[1]) : "")
        }
    }

    /// The first value of `name`; nil where there is none.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The query, empty for none: the value of `q`, with spaces for control characters, which nobody types.
    var query: String {
        let scalars = (self["q"] ?? "").unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        return String(String.UnicodeScalarView(scalars)).trimmingSpaces
    }

    /// All values of `name`.
    func values(of name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Adds a value, unless it is empty.
    mutating func add(_ name: String, _ value: String) {
        if !value.isEmpty { pairs.append((name, value)) }
    }

    /// The query as an address has it, without `?`.
    var text: String { pairs.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&") }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `text` as the value of a query, or as a part of a path.
    static func encoded(_ text: String) -> String {
        guard text.utf8.contains(where: { !isPlain($0) }) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(3 * text.utf8.count)
        for byte in text.utf8 {
            if isPlain(byte) {
                result.append(byte)
            } else {
                result.append(UInt8(ascii: "%"))
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func decoded(_ text: Substring) -> String {
        var result: [UInt8] = []
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            if byte == 0x2B {
                result.append(0x20)
            } else if byte == 0x25, let value = value(ofDigits: bytes.prefix(2)) {
                result.append(value)
                bytes = bytes.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The byte that two hexadecimal digits write; nil for what is not two of them.
    private static func value(ofDigits bytes: Substring.UTF8View.SubSequence) -> UInt8? {
        guard bytes.count == 2, bytes.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
        return UInt8(String(decoding: bytes, as: UTF8.self), radix: 16)
    }

    static func == (first: Self, second: Self) -> Bool { first.text == second.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
