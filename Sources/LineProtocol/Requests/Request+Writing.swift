// SPDX-License-Identifier: GPL-3.0-or-later

extension Request {
    /// The line of the request without its line end, as ``RequestDecoder`` reads it, and where the rest begins in it.
    ///
    /// A rest that begins like an option, or with `--`, gets `--` before it. The column of an error in the reply counts
    /// in this line: subtract `restColumn - 1` for the place in ``rest``.
    ///
    /// - Returns: The bytes and the column of the first character of ``rest`` (Unicode scalars from 1); nil where a
    ///   value or the rest holds a CR or an LF, which no line can, or a key is none.
    public func line() -> (bytes: [UInt8], restColumn: Int)? {
        var bytes = Array(verb.rawValue.utf8)
        var all = options
        if let format { all.append(Option(key: "format", value: format.rawValue)) }
        if let index { all.append(index) }
        for option in all {
            guard Self.isKey(option.key), !Self.holdsLineEnd(option.value) else { return nil }
            bytes.append(UInt8(ascii: " "))
            bytes.append(text: option.key)
            bytes.append(UInt8(ascii: "="))
            Self.append(value: option.value, to: &bytes)
        }
        guard !Self.holdsLineEnd(rest) else { return nil }
        if Self.looksLikeOptions(rest) { bytes.append(text: " --") }
        bytes.append(UInt8(ascii: " "))
        let column = bytes.count { $0 & 0xC0 != 0x80 } + 1
        if rest.isEmpty { bytes.removeLast() } else { bytes.append(text: rest) }
        return (bytes, column)
    }

    /// Appends `value`: in quotes where it is empty, holds a space or begins with a quotation mark.
    private static func append(value: String, to bytes: inout [UInt8]) {
        guard value.isEmpty || value.utf8.first == UInt8(ascii: "\"") || value.utf8.contains(UInt8(ascii: " ")) else {
            return bytes.append(text: value)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// True if the first word of `rest` would be read as an option or as the end of the options.
    private static func looksLikeOptions(_ rest: String) -> Bool {
        let word = rest.utf8.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }
        if word.elementsEqual("--".utf8) { return true }
        guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else { return false }
        return isKey(String(decoding: word[..<equals], as: UTF8.self))
    }

    /// True if `text` has the form of a key: a–z, then a–z and `-`.
    private static func isKey(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private static func holdsLineEnd(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
}
