// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs

/// The header lines of a mail or of a part of one (RFC 5322, RFC 2045), encoded words decoded (RFC 2047).
struct MailHeaders {
    /// Names in small letters, values unfolded, in order.
    private var lines: [(name: String, value: [UInt8])] = []

    /// The headers at the beginning of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: A mail, or a part of one.
    ///   - end: Set to where the content begins.
    init(_ bytes: ArraySlice<UInt8>, end: inout Int) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let stop = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
            var line = bytes[index..<stop]
            if line.last == 0x0D { line = line.dropLast() }
            index = min(stop + 1, bytes.endIndex)
            if line.isEmpty { break }
            if line.first == 0x20 || line.first == 0x09 {
                if !lines.isEmpty { lines[lines.count - 1].value += [0x20] + line.drop { $0 == 0x20 || $0 == 0x09 } }
            } else if let colon = line.firstIndex(of: 0x3A) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                lines.append((name, Array(line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 })))
            }
        }
        end = index
    }

    /// True if what begins with `head` is a page that a browser saved: header lines of related parts that nobody sent.
    static func isWebArchive(_ head: [UInt8]) -> Bool {
        let name = head.prefix { $0 != 0x3A && $0 > 0x20 }
        guard !name.isEmpty, name.count < 40, head.dropFirst(name.count).first == 0x3A else { return false }
        var end = 0
        let headers = MailHeaders(head[...], end: &end)
        guard headers.value("mime-version") != nil, headers.value("to") == nil, headers.value("received") == nil,
            headers.parameters("content-type")?.value == "multipart/related"
        else { return false }
        return headers.value("from").map { $0.hasPrefix("<Saved by") || $0.hasPrefix("\"Saved by") } ?? true
    }

    /// True if `bytes` are a part of a mail, as signatures hold: their first header is one of those that MIME has.
    static func beginPart(_ bytes: [UInt8]) -> Bool {
        let name = String(decoding: bytes.prefix(30).prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
        return name == "content-type" || name == "mime-version" || name == "content-transfer-encoding"
    }

    /// True if what begins with `head` is a mail: header lines only, up to an empty line or the end of `head`, among
    /// them who sent it and one that programs write.
    static func isMail(_ head: [UInt8]) -> Bool {
        // An mbox' or a spool's first line.
        var rest = head[...]
        if rest.starts(with: "From ".utf8) { rest = rest.drop { $0 != 0x0A }.dropFirst() }
        var names: Set<String> = []
        while let stop = rest.firstIndex(of: 0x0A) {
            let line = rest[..<stop].filter { $0 != 0x0D }
            rest = rest[(stop + 1)...]
            if line.isEmpty { break }
            if line.first == 0x20 || line.first == 0x09 {
                if names.isEmpty { return false }
                continue
            }
            guard let colon = line.firstIndex(of: 0x3A), colon > 0,
                line[..<colon].allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || ($0 | 0x20) &- 0x61 < 26 })
            else { return false }
            names.insert(String(decoding: line[..<colon], as: UTF8.self).lowercased())
        }
        return names.contains("from")
            && !names.isDisjoint(with: [
                "date", "message-id", "mime-version", "received", "return-path", "content-type",
            ])
            && !names.isDisjoint(with: ["to", "subject", "cc", "message-id"])
    }

    /// The value of the first header `name`, in small letters, decoded; nil where there is none.
    func value(_ name: String) -> String? { lines.first { $0.name == name }.map { Self.decode($0.value) } }

    /// A header's value before `;`, in small letters, and its parameters (`charset`, `boundary`, `filename`), those in
    /// RFC 2231's form too.
    func parameters(_ name: String) -> (value: String, parameters: [String: String])? {
        guard let line = lines.first(where: { $0.name == name }) else { return nil }
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in line.value {
            if isEscaped {
                isEscaped = false
            } else if isQuoted && byte == 0x5C {
                isEscaped = true
                continue
            } else if byte == 0x22 {
                isQuoted.toggle()
                continue
            } else if byte == 0x3B && !isQuoted {
                parts.append([])
                continue
            }
            parts[parts.count - 1].append(byte)
        }
        var parameters: [String: String] = [:]
        // name*0*=UTF-8''… : pieces by number, with the first naming the encoding.
        var pieces: [String: [(number: Int, bytes: [UInt8])]] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: 0x3D) else { continue }
            let key = String(decoding: part[..<equals], as: UTF8.self).trimmed(\.isWhitespace).lowercased()
            let value = Array(part[(equals + 1)...])
            guard let star = key.firstIndex(of: "*") else {
                parameters[key] = Self.decode(value).trimmed(\.isWhitespace)
                continue
            }
            let number = Int(key[star...].filter(\.isNumber)) ?? 0
            let bytes = key.hasSuffix("*") ? Self.percentDecoded(value) : value
            pieces[String(key[..<star]), default: []].append((number, bytes))
        }
        for (key, list) in pieces {
            var bytes = Array(list.sorted { $0.number < $1.number }.map(\.bytes).joined())
            var label = "utf-8"
            let marks = bytes.indices.filter { bytes[$0] == 0x27 }
            if marks.count >= 2 {
                label = String(decoding: bytes[..<marks[0]], as: UTF8.self)
                bytes = Array(bytes[(marks[1] + 1)...])
            }
            parameters[key] = EightBitText.decode(bytes, label: label) ?? String(decoding: bytes, as: UTF8.self)
        }
        let value = String(decoding: parts[0], as: UTF8.self).trimmed(\.isWhitespace).lowercased()
        return (value, parameters)
    }

    // MARK: - Encoded words

    /// `=?UTF-8?Q?Kyl=C3=A4?=` and the like as text; white space between two of them is none.
    static func decode(_ bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        var afterWord = false
        while let open = rest.firstRange(of: "=?".utf8) {
            let between = rest[..<open.lowerBound]
            guard let (word, end) = encodedWord(rest[open.lowerBound...]) else {
                text += plain(rest[..<open.upperBound])
                rest = rest[open.upperBound...]
                afterWord = false
                continue
            }
            if !(afterWord && between.allSatisfy { $0 == 0x20 || $0 == 0x09 }) { text += plain(between) }
            text += word
            rest = rest[end...]
            afterWord = true
        }
        return text + plain(rest)
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? EightBitText.decodeWindows1252(bytes)
    }

    private static func encodedWord(_ bytes: ArraySlice<UInt8>) -> (String, Int)? {
        let parts = bytes.dropFirst(2).split(separator: 0x3F, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == 0x3D, parts[1].count == 1, let kind = parts[1].first else {
            return nil
        }
        let content: [UInt8]
        switch kind | 0x20 {
        case 0x62: content = TransferCoding.base64(parts[2])
        case 0x71: content = TransferCoding.quotedPrintable(Array(parts[2].map { $0 == 0x5F ? 0x20 : $0 })[...])
        default: return nil
        }
        let label = String(decoding: parts[0].prefix { $0 != 0x2A }, as: UTF8.self)
        let text = EightBitText.decode(content, label: label) ?? String(decoding: content, as: UTF8.self)
        return (text, parts[3].startIndex + 1)
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        DocumentID.decode(String(decoding: bytes, as: UTF8.self)) ?? bytes
    }
}
