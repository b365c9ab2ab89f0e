// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

extension Reply {
    /// Appends the reply to `bytes` in its wire form: each data line and, unless others follow this part (``rest``), the final
    /// line, with an LF each.
    public func write(to bytes: inout [UInt8], format: ReplyFormat) {
        for row in rows { row.write(to: &bytes, format: format) }
        guard rest == nil else { return }
        guard !said.isEmpty, case .ok(let pairs) = final else { return final.write(to: &bytes, format: format) }
        Final.ok(pairs + [Pair(Self.saidKey, .list(said.map(\.wire)))]).write(to: &bytes, format: format)
    }
}

extension Row {
    /// Appends the line and its LF to `bytes`.
    public func write(to bytes: inout [UInt8], format: ReplyFormat) {
        switch format {
        case .tsv:
            bytes.append(text: kind.name)
            for value in values {
                bytes.append(UInt8(ascii: "\t"))
                value.writeColumn(to: &bytes)
            }
            for field in fields {
                bytes.append(UInt8(ascii: "\t"))
                field.value.writeColumn(to: &bytes)
            }
        case .json:
            bytes.append(text: "{\"kind\":\"\(kind.name)\"")
            for (name, value) in zip(kind.columns, values) { value.writeMember(name, to: &bytes) }
            for field in fields { field.value.writeMember(field.key, to: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension Reply.Final {
    /// Appends the line and its LF to `bytes`.
    public func write(to bytes: inout [UInt8], format: ReplyFormat) {
        switch (self, format) {
        case (.ok(let pairs), .tsv):
            bytes.append(text: "OK")
            for pair in pairs {
                bytes.append(UInt8(ascii: " "))
                bytes.append(text: pair.key)
                bytes.append(UInt8(ascii: "="))
                pair.value.writeOption(to: &bytes)
            }
        case (.error(let error), .tsv):
            bytes.append(text: "ERR \(error.code.number) \(error.code.name) ")
            bytes.append(line: error.description)
        case (.ok(let pairs), .json):
            bytes.append(text: "{\"kind\":\"ok\"")
            for pair in pairs { pair.value.escapingControls.writeMember(pair.key, to: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        case (.error(let error), .json):
            bytes.append(text: "{\"kind\":\"error\"")
            Value.integer(error.code.number).writeMember("code", to: &bytes)
            Value.text(error.code.name).writeMember("name", to: &bytes)
            Value.text(error.message).escapingControls.writeMember("message", to: &bytes)
            (error.column.map { Value.integer($0) } ?? .none).writeMember("column", to: &bytes)
            if !error.said.isEmpty {
                Value.list(error.said.map(\.wire)).escapingControls.writeMember(Reply.saidKey, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension Value {
    /// `text` with `«` and `»` around `matches`: half-open UTF-8 offsets, rising and without overlaps.
    public static func marking(_ matches: [Range<Int>], in text: String) -> String {
        if matches.isEmpty { return text }
        var text = text
        return text.withUTF8 { bytes in
            var marked: [UInt8] = []
            marked.reserveCapacity(bytes.count + 4 * matches.count)
            var end = 0
            for match in matches {
                unsafe marked += bytes[end..<match.lowerBound]
                marked += "«".utf8
                unsafe marked += bytes[match]
                marked += "»".utf8
                end = match.upperBound
            }
            unsafe marked += bytes[end...]
            return String(decoding: marked, as: UTF8.self)
        }
    }

    /// The value with the control characters of texts as %XX, as it is in a final line.
    fileprivate var escapingControls: Value {
        switch self {
        case .text(let text): .text(text.escapingControls())
        case .list(let texts): .list(texts.map { $0.escapingControls() })
        default: self
        }
    }

    /// The value as a column.
    func writeColumn(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): bytes.append(column: text, isMarked: false)
        case .marked(let text, let matches): bytes.append(column: Self.marking(matches, in: text), isMarked: true)
        case .integer(let number): bytes.append(decimal: number.magnitude, isNegative: number < 0)
        case .number(let number, let decimals): bytes.append(number, decimals)
        case .list(let texts):
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(column: text, isMarked: false)
            }
        case .values(let texts):
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(text: "; ") }
                bytes.append(column: text, isMarked: false)
            }
        case .truth: bytes.append(text: description)
        case .none: break
        }
    }

    /// The value after a key and `=`: quoted where it would not be one word otherwise.
    fileprivate func writeOption(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): bytes.append(option: text)
        case .marked(let text, let matches): bytes.append(option: Self.marking(matches, in: text))
        case .list(let texts): bytes.append(option: texts.joined(separator: ","))
        case .values(let texts): bytes.append(option: texts.joined(separator: "; "))
        case .integer, .number, .truth, .none: writeColumn(to: &bytes)
        }
    }

    /// The value as a member of a JSON object that has members before it.
    fileprivate func writeMember(_ name: String, to bytes: inout [UInt8]) {
        bytes.append(text: ",\"\(name)\":")
        switch self {
        case .text(let text): bytes.append(json: text, isMarked: false)
        case .marked(let text, let matches): bytes.append(json: Self.marking(matches, in: text), isMarked: true)
        case .integer, .number: writeColumn(to: &bytes)
        case .list(let texts), .values(let texts):
            bytes.append(UInt8(ascii: "["))
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(json: text, isMarked: false)
            }
            bytes.append(UInt8(ascii: "]"))
        case .truth(let isTrue): bytes.append(text: isTrue ? "true" : "false")
        case .none: bytes.append(text: "null")
        }
    }
}

extension [UInt8] {
    /// Appends a whole number in decimal digits, at least so many of them.
    fileprivate mutating func append(decimal number: UInt, isNegative: Bool = false, digits: Int = 1) {
        if isNegative { append(UInt8(ascii: "-")) }
        // 64 bits have at most 20 digits.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { places in
            var first = places.count
            var rest = number
            while rest > 0 || places.count - first < digits {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                first -= 1
                unsafe places[first] = UInt8(ascii: "0") + UInt8(digit)
                rest = quotient
            }
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: places[first...]))
        }
    }

    /// Appends `number` with this many decimals, 0…9; 0 where it is not finite, which JSON could not say.
    fileprivate mutating func append(_ number: Double, _ decimals: Int) {
        let decimals = Swift.min(Swift.max(decimals, 0), 9)
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard number.isFinite else { return append(UInt8(ascii: "0")) }
        guard abs(number * scale) < 9e15 else { return append(text: String(number)) }
        let digits = UInt((number.magnitude * scale).rounded())
        let (whole, part) = digits.quotientAndRemainder(dividingBy: UInt(scale))
        append(decimal: whole, isNegative: number < 0 && digits > 0)
        guard decimals > 0 else { return }
        append(UInt8(ascii: "."))
        append(decimal: part, digits: decimals)
    }
}
