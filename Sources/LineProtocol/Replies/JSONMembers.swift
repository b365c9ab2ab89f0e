// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads an object of one level (RFC 8259), as replies in the form `json` are: its members are texts, numbers, true,
/// false, null, and arrays of texts.
struct JSONMembers {
    /// A value of a member.
    enum Element: Hashable {
        case text(String)
        /// A number as it is written.
        case number(Substring)
        case truth(Bool)
        case list([String])
        case null
    }

    /// The bytes are no such object.
    struct Malformed: Error {}

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Returns the members of the object that is all of `bytes`, in their order.
    static func read(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [(name: String, value: Element)] {
        var reader = JSONMembers(bytes)
        var members: [(name: String, value: Element)] = []
        try reader.take(UInt8(ascii: "{"))
        if !reader.skips(UInt8(ascii: "}")) {
            repeat {
                let name = try reader.string()
                try reader.take(UInt8(ascii: ":"))
                members.append((name, try reader.element()))
            } while reader.skips(UInt8(ascii: ","))
            try reader.take(UInt8(ascii: "}"))
        }
        reader.skipSpaces()
        guard reader.position == bytes.endIndex else { throw Malformed() }
        return members
    }

    private mutating func skipSpaces() {
        while position < bytes.endIndex {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Moves past spaces and `byte`; false, and past the spaces only, where another byte follows.
    private mutating func skips(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard position < bytes.endIndex, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(_ byte: UInt8) throws(Malformed) {
        guard skips(byte) else { throw Malformed() }
    }

    private mutating func element() throws(Malformed) -> Element {
        skipSpaces()
        guard position < bytes.endIndex else { throw Malformed() }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "["): return .list(try list())
        default:
            let end =
                bytes[position...].firstIndex { $0 == 0x2C || $0 == 0x7D || $0 == 0x20 || $0 == 0x09 }
                ?? bytes.endIndex
            let word = String(decoding: bytes[position..<end], as: UTF8.self)
            position = end
            switch word {
            case "null": return .null
            case "true", "false": return .truth(word == "true")
            default:
                guard let first = word.utf8.first, first == 0x2D || (0x30...0x39).contains(first),
                    Int(word) != nil || Double(word)?.isFinite == true
                else { throw Malformed() }
                return .number(word[...])
            }
        }
    }

    private mutating func list() throws(Malformed) -> [String] {
        try take(UInt8(ascii: "["))
        if skips(UInt8(ascii: "]")) { return [] }
        var texts: [String] = []
        repeat { texts.append(try string()) } while skips(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
        return texts
    }

    private mutating func string() throws(Malformed) -> String {
        try take(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while position < bytes.endIndex {
            let end = bytes[position...].firstIndex { $0 == 0x22 || $0 == 0x5C } ?? bytes.endIndex
            let (part, isLast) = (bytes[position..<end], end < bytes.endIndex && bytes[end] == 0x22)
            position = min(end + 1, bytes.endIndex)
            // Most texts hold no backslash.
            if isLast, text.isEmpty { return String(decoding: part, as: UTF8.self) }
            text += part
            guard end < bytes.endIndex else { break }
            if isLast { return String(decoding: text, as: UTF8.self) }
            try escape(into: &text)
        }
        throw Malformed()
    }

    /// Reads what follows a backslash.
    private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
        guard position < bytes.endIndex else { throw Malformed() }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: [0x5C, 0x75]) {
                position += 2
                units.append(try codeUnit())
            }
            text += Array(String(decoding: units, as: UTF16.self).utf8)
        default: throw Malformed()
        }
    }

    private mutating func codeUnit() throws(Malformed) -> UInt16 {
        guard bytes.endIndex - position >= 4,
            let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw Malformed() }
        position += 4
        return unit
    }
}
