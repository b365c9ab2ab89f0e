// SPDX-License-Identifier: GPL-3.0-or-later

internal import ASCIIClasses

/// A sign of a text by its form on the wire, beside the escapes of the form it is written in.
///
/// Every form of a reply is lines, so nothing that any program takes for a line end may be left in a text: C0 (with
/// DEL), C1 (with NEL) and U+2028/2029 become spaces. Tab, LF and CR can be escaped, so they are not lost.
private enum Sign: Equatable {
    case plain
    case tab, lineFeed, carriageReturn, backslash, quote
    /// Another control character of ASCII.
    case control(UInt8)
    /// A line end or control character beyond ASCII.
    case space
    case openingMark, closingMark

    /// The replacement of the sign in a column of the form `tsv`; nil where it stays.
    func inColumn(isMarked: Bool) -> String? {
        switch self {
        case .plain, .quote: nil
        case .tab: "\\t"
        case .lineFeed: "\\n"
        case .carriageReturn: "\\r"
        case .backslash: "\\\\"
        case .control, .space: " "
        case .openingMark: isMarked ? nil : "‹"
        case .closingMark: isMarked ? nil : "›"
        }
    }

    /// The sign that begins at `index` and the bytes it takes.
    static func at(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> (Sign, Int) {
        let byte = unsafe bytes[index]
        switch byte {
        case 0x09: return (.tab, 1)
        case 0x0A: return (.lineFeed, 1)
        case 0x0D: return (.carriageReturn, 1)
        case 0x5C: return (.backslash, 1)
        case 0x22: return (.quote, 1)
        case 0x00..<0x20, 0x7F: return (.control(byte), 1)
        case 0xC2 where index + 1 < bytes.count:
            switch unsafe bytes[index + 1] {
            case 0x80...0x9F: return (.space, 2)
            case 0xAB: return (.openingMark, 2)
            case 0xBB: return (.closingMark, 2)
            default: return (.plain, 2)
            }
        case 0xE2 where index + 2 < bytes.count:
            let isSeparator = unsafe bytes[index + 1] == 0x80 && (0xA8...0xA9).contains(bytes[index + 2])
            return (isSeparator ? .space : .plain, 3)
        default: return (.plain, 1)
        }
    }
}

/// True if no sign other than a plain one begins with `byte`: most of a text needs no closer look.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x7F ? byte >= 0x20 && byte != 0x22 && byte != 0x5C : byte != 0x7F && byte != 0xC2 && byte != 0xE2
}

/// True if ``isPlain(_:)`` holds for each of the eight bytes of `word`.
///
/// Source of the tests for a byte below a bound and for a zero byte: S. E. Anderson, Bit Twiddling Hacks,
/// “Determine if a word has a byte less than n” and “… a zero byte”. Both are exact about whether there is one.
@inline(__always)
private func arePlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func holding(_ byte: UInt64) -> UInt64 {
        let rest = word ^ (ones &* byte)
        return (rest &- ones) & ~rest
    }
    let odd =
        ((word &- ones &* 0x20) & ~word) | holding(0x22) | holding(0x5C) | holding(0x7F) | holding(0xC2)
        | holding(0xE2)
    return odd & (ones &* 0x80) == 0
}

/// True if ``isPlain(_:)`` holds for all of `bytes`.
private func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = unsafe UnsafeRawPointer(bytes.baseAddress) else { return true }
    guard bytes.count >= 8 else {
        for index in bytes.indices where unsafe !isPlain(bytes[index]) { return false }
        return true
    }
    var index = 0
    while index + 8 <= bytes.count {
        guard arePlain(unsafe start.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { return false }
        index += 8
    }
    // The last eight again, with those that were left.
    return arePlain(unsafe start.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
}

extension String {
    /// Quotes the text as JSON does (RFC 8259, 7).
    ///
    /// - Parameter keepsControls: Whether control characters are kept, as `\u000c`; else, and whatever else a program
    ///   may take for a line end, they become spaces.
    /// - Returns: The text as a JSON string, in its quotation marks.
    public func quotedAsJSON(keepsControls: Bool) -> String {
        var bytes: [UInt8] = []
        if keepsControls { bytes.append(wholeJSON: self) } else { bytes.append(json: self, isMarked: true) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends `text` as it is.
    mutating func append(text: String) {
        append(contentsOf: text.utf8)
    }

    /// Appends `text` as a column: `\t \n \r \\` escaped, and `«»` replaced unless they are marks.
    mutating func append(column text: String, isMarked: Bool) {
        append(text) { $0.inColumn(isMarked: isMarked) }
    }

    /// Appends `text` as a JSON string (RFC 8259, 7).
    mutating func append(json text: String, isMarked: Bool) {
        append(UInt8(ascii: "\""))
        append(text) { $0 == .quote ? "\\\"" : $0.inColumn(isMarked: isMarked) }
        append(UInt8(ascii: "\""))
    }

    /// Appends `text` as a JSON string that says all of it.
    fileprivate mutating func append(wholeJSON text: String) {
        append(UInt8(ascii: "\""))
        append(text) { sign in
            switch sign {
            case .plain, .space, .openingMark, .closingMark: return nil
            case .tab: return "\\t"
            case .lineFeed: return "\\n"
            case .carriageReturn: return "\\r"
            case .backslash: return "\\\\"
            case .quote: return "\\\""
            case .control(let byte):
                let digits = String(byte, radix: 16)
                return (digits.utf8.count == 1 ? "\\u000" : "\\u00") + digits
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends `text` as the value of a key of a final line: in quotes unless it is one word without `"` and `\`, and
    /// with control characters as %XX.
    mutating func append(option text: String) {
        let text = text.escapingControls()
        let isBare = !text.isEmpty && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
        if isBare { return append(text: text) }
        append(UInt8(ascii: "\""))
        append(text) { sign in
            switch sign {
            case .plain, .openingMark, .closingMark: nil
            case .quote: "\\\""
            case .backslash: "\\\\"
            // None is left.
            case .tab, .lineFeed, .carriageReturn, .control, .space: nil
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends `text` as the end of a line, with control characters as %XX.
    mutating func append(line text: String) { append(text: text.escapingControls()) }

    /// Appends `text` with the signs for which `replacement` has one replaced.
    private mutating func append(_ text: String, replacing replacement: (Sign) -> String?) {
        var text = text
        text.withUTF8 { bytes in
            if unsafe arePlain(bytes) { return unsafe append(contentsOf: bytes) }
            var copied = 0
            var index = 0
            while index < bytes.count {
                if isPlain(unsafe bytes[index]) {
                    index += 1
                    continue
                }
                let (sign, length) = unsafe Sign.at(index, of: bytes)
                if case .plain = sign {
                    index += length
                    continue
                }
                if let replacement = replacement(sign) {
                    unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
                    append(contentsOf: replacement.utf8)
                    copied = index + length
                }
                index += length
            }
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
        }
    }
}
