// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

/// Telling a text's encoding and decoding it.
enum TextDecoding {
    /// Why bytes are no text that can be decoded: a code and a sentence.
    struct Failure: Error {
        var code: ReadingError.Code
        var message: String
    }

    /// The text of `bytes` and its encoding.
    static func decode(_ bytes: [UInt8]) throws(Failure) -> (text: String, encoding: SourceDocument.Encoding) {
        if let format = knownFormat(bytes) {
            throw Failure(code: .binary, message: "is \(format), which is not read; convert it to text or PDF")
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
            return (try decodeUTF32(bytes.dropFirst(4), isBigEndian: false), .utf32LittleEndian)
        }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            return (try decodeUTF32(bytes.dropFirst(4), isBigEndian: true), .utf32BigEndian)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return (try decodeUTF16(bytes.dropFirst(2), isBigEndian: false), .utf16LittleEndian)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return (try decodeUTF16(bytes.dropFirst(2), isBigEndian: true), .utf16BigEndian)
        }
        if let isBigEndian = isUTF16(bytes), let text = try? decodeUTF16(bytes[...], isBigEndian: isBigEndian) {
            return (text, isBigEndian ? .utf16BigEndian : .utf16LittleEndian)
        }
        try rejectControls(bytes)
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if let text = String(validating: body, as: UTF8.self) {
            return DoubleEncoding.mended(text, body).map { ($0, .utf8Twice) } ?? (text, .utf8)
        }
        return try decodeEightBit(bytes)
    }

    // MARK: - What is no text

    /// The name of the format whose magic number `bytes` begin with.
    private static func knownFormat(_ bytes: [UInt8]) -> String? {
        let formats: [([UInt8], String)] = [
            (Array("GIF8".utf8), "a GIF image"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
            (Array("SQLite format 3".utf8), "an SQLite database"),
        ]
        return formats.first { bytes.starts(with: $0.0) }?.1
    }

    /// Texts have no NUL, and hardly any control characters.
    private static func rejectControls(_ bytes: [UInt8]) throws(Failure) {
        var controls = 0
        for byte in bytes where byte < 0x20 || byte == 0x7F {
            switch byte {
            case 0x09...0x0D, 0x1A, 0x1B: continue
            case 0: throw Failure(code: .binary, message: "is a binary file (it holds NUL bytes), not a text")
            default: controls += 1
            }
        }
        if controls > 2 && controls > bytes.count / 500 {
            throw Failure(
                code: .binary, message: "is a binary file (it holds \(controls) control characters), not a text")
        }
    }

    // MARK: - UTF-16

    /// True if `bytes`, which have no mark, look like UTF-16 whose high bytes come first, false if like such whose low
    /// bytes do, nil if like neither. The high bytes of nearly all letters that Finns write are 0, and no low ones are.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 8, bytes.count.isMultiple(of: 2), bytes.prefix(64).contains(0) else { return nil }
        var zeros = (even: 0, odd: 0)
        var controls = 0
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let (even, odd) = (bytes[index], bytes[index + 1])
            zeros.even += even == 0 ? 1 : 0
            zeros.odd += odd == 0 ? 1 : 0
            let low = even == 0 ? odd : even
            controls += even == 0 || odd == 0 ? low < 0x09 || low > 0x0D && low < 0x20 ? 1 : 0 : 0
        }
        let most = bytes.count / 2 - bytes.count / 10
        guard controls == 0, min(zeros.even, zeros.odd) == 0, max(zeros.even, zeros.odd) >= most else { return nil }
        return zeros.even > 0
    }

    /// The text that `head`, the beginning of a file in UTF-16 or UTF-32, begins with; nil for other files.
    static func wideBeginning(_ head: [UInt8]) -> String? {
        let whole = head.count & ~3
        guard
            head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0, 0xFE, 0xFF])
                || isUTF16(Array(head.prefix(whole))) != nil
        else { return nil }
        // What is cut in two is left out.
        for count in [whole, whole - 2] where count >= 4 {
            if let decoded = try? decode(Array(head.prefix(count))), decoded.encoding.isWide { return decoded.text }
        }
        return nil
    }

    private static func decodeUTF32(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(Failure) -> String {
        var text = String.UnicodeScalarView()
        var place = bytes.startIndex
        while place + 4 <= bytes.endIndex {
            let unit = bytes[place..<place + 4]
            let value = (isBigEndian ? Array(unit) : unit.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard value != 0, let scalar = Unicode.Scalar(value) else {
                throw Failure(code: .encoding, message: "begins as UTF-32 but breaks its rules")
            }
            text.append(scalar)
            place += 4
        }
        guard place == bytes.endIndex else {
            throw Failure(code: .encoding, message: "begins as UTF-32 but ends in a part of a character")
        }
        return String(text)
    }

    private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(Failure) -> String {
        guard bytes.count.isMultiple(of: 2) else {
            throw Failure(code: .encoding, message: "begins as UTF-16 but ends in half a character")
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
        }
        guard !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
            throw Failure(code: .encoding, message: "begins as UTF-16 but breaks its rules")
        }
        return text
    }

    // MARK: - One byte a character

    private static func decodeEightBit(
        _ bytes: [UInt8]
    ) throws(Failure) -> (text: String, encoding: SourceDocument.Encoding) {
        var sequences = 0
        var strays = 0
        var firstStray = 0
        var high = 0
        var index = 0
        while index < bytes.count {
            let length = lengthOfUTF8Sequence(at: index, in: bytes)
            if length == 0 {
                if strays == 0 { firstStray = index }
                strays += 1
            } else if length > 1 {
                sequences += 1
            }
            if bytes[index] >= 0x80 { high += max(length, 1) }
            index += max(length, 1)
        }
        if sequences >= strays {
            let line = bytes[..<firstStray].count { $0 == 0x0A } + 1
            let start = bytes[..<firstStray].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let column = String(decoding: bytes[start..<firstStray], as: UTF8.self).unicodeScalars.count + 1
            throw Failure(
                code: .encoding,
                message: "is not valid UTF-8: the first bad byte stands in line \(line), column \(column)")
        }
        if let (encoding, table) = EncodingGuess.other(bytes) {
            return (EightBitText.decode(bytes, table), encoding)
        }
        let undefined = bytes.contains { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
        if undefined || high > bytes.count / 3 {
            throw Failure(
                code: .encoding,
                message: "is neither UTF-8 nor UTF-16 nor Windows-1252, and its encoding cannot be told; "
                    + "convert it to UTF-8")
        }
        let isWindows = bytes.contains { $0 >= 0x80 && $0 < 0xA0 }
        // Nobody writes ¤; in ISO 8859-15 the euro sign has its place.
        if !isWindows, bytes.contains(0xA4), let text = EightBitText.decode(bytes, label: "iso-8859-15") {
            return (text, .latin9)
        }
        return (EightBitText.decodeWindows1252(bytes), isWindows ? .windows1252 : .latin1)
    }

    /// The length of the valid UTF-8 sequence that begins at `index`; 0 where none does.
    static func lengthOfUTF8Sequence(at index: Int, in bytes: [UInt8]) -> Int {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let length =
            first >= 0xC2 && first < 0xE0
            ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0
        guard length > 0, index + length <= bytes.count else { return 0 }
        for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        let second = bytes[index + 1]
        // Overlong forms, surrogates, and what lies beyond U+10FFFF.
        switch first {
        case 0xE0 where second < 0xA0, 0xED where second >= 0xA0, 0xF0 where second < 0x90, 0xF4 where second >= 0x90:
            return 0
        default: return length
        }
    }
}
