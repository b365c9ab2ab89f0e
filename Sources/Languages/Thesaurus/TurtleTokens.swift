// SPDX-License-Identifier: GPL-3.0-or-later

/// The reason why a text is no Turtle.
struct TurtleError: Error {
    var line: Int
    /// A clause.
    var reason: String
}

/// The tokens of a text in Turtle (W3C Recommendation, 25 February 2014), as far as labels need them.
struct TurtleTokens {
    /// A token.
    enum Token: Hashable {
        /// `<…>`, without the brackets.
        case address(String)
        /// A name with a prefix, a keyword, a number, a blank node: whatever holds no space.
        case word(String)
        /// A string with its language, in lower case, where it has one.
        case text(String, language: String?)
        /// One of `.;,[]()`.
        case mark(UInt8)
    }

    private let bytes: [UInt8]
    private var place = 0
    /// The line of the last token, from 1.
    private(set) var line = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next token; nil at the end.
    mutating func next() throws(TurtleError) -> Token? {
        skipSpace()
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "<"):
            let start = place + 1
            while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
            guard place < bytes.count else { throw fail("an address has no end") }
            place += 1
            return .address(string(start..<place - 1))
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try text()
        case let byte where Self.marks.contains(byte):
            place += 1
            return .mark(byte)
        default: return word()
        }
    }

    private static let marks = Set(".;,[]()".utf8)

    private mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "#"):
                while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
                continue
            default: return
            }
            place += 1
        }
    }

    private mutating func word() -> Token {
        let start = place
        while place < bytes.count, !Self.endsWord(bytes[place]) { place += 1 }
        // A name does not end in a full stop: that ends the sentence.
        while place > start + 1, bytes[place - 1] == UInt8(ascii: ".") { place -= 1 }
        if place == start { place += 1 }
        return .word(string(start..<place))
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
            || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
    }

    private mutating func text() throws(TurtleError) -> Token {
        let quote = bytes[place]
        let isLong = place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote
        let first = line
        place += isLong ? 3 : 1
        var value: [UInt8] = []
        while true {
            guard place < bytes.count else { throw TurtleError(line: first, reason: "a string has no end") }
            let byte = bytes[place]
            if byte == quote, !isLong || bytes[place...].starts(with: [quote, quote, quote]) {
                place += isLong ? 3 : 1
                break
            }
            if byte == UInt8(ascii: "\n") {
                guard isLong else { throw TurtleError(line: first, reason: "a string has no end on its line") }
                line += 1
            }
            if byte == UInt8(ascii: "\\") { try escape(&value) } else { value.append(byte) }
            if byte != UInt8(ascii: "\\") { place += 1 }
        }
        return .text(String(decoding: value, as: UTF8.self), language: language())
    }

    /// The language tag behind a string; a type is passed over.
    private mutating func language() -> String? {
        guard place < bytes.count else { return nil }
        if bytes[place] == UInt8(ascii: "@") {
            let start = place + 1
            place = start
            while place < bytes.count, bytes[place] == UInt8(ascii: "-") || Self.isLetter(bytes[place]) { place += 1 }
            return string(start..<place).lowercased()
        }
        if bytes[place...].starts(with: [UInt8(ascii: "^"), UInt8(ascii: "^")]) {
            place += 2
            while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: ";") { place += 1 }
        }
        return nil
    }

    private mutating func escape(_ value: inout [UInt8]) throws(TurtleError) {
        guard place + 1 < bytes.count else { throw fail("a string has no end") }
        let letter = bytes[place + 1]
        place += 2
        switch letter {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): value.append(UInt8(ascii: " "))
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = letter == UInt8(ascii: "u") ? 4 : 8
            let digits = place + count <= bytes.count ? string(place..<place + count) : ""
            guard let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
                throw fail("\\\(String(decoding: [letter], as: UTF8.self)) is not followed by a character's number")
            }
            value += Array(String(Character(scalar)).utf8)
            place += count
        default: value.append(letter)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func fail(_ reason: String) -> TurtleError { TurtleError(line: line, reason: reason) }
}
