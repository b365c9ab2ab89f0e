// SPDX-License-Identifier: GPL-3.0-or-later

extension Reply {
    /// Appends the reply to `bytes` in its wire form: each data line and the final line, with an LF each.
    public func write(to bytes: inout [UInt8], format: ReplyFormat) {
        for row in rows { row.write(to: &bytes, format: format) }
        final.write(to: &bytes, format: format)
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
        case .json:
            bytes.append(text: "{\"kind\":\"\(kind.name)\"")
            for (name, value) in zip(kind.columns, values) { value.writeMember(name, to: &bytes) }
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
                bytes.append(text: " \(pair.key)=")
                pair.value.writeOption(to: &bytes)
            }
        case (.error(let error), .tsv):
            bytes.append(text: "ERR \(error.code.number) \(error.code.name) ")
            bytes.append(line: error.description)
        case (.ok(let pairs), .json):
            bytes.append(text: "{\"kind\":\"ok\"")
            for pair in pairs { pair.value.writeMember(pair.key, to: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        case (.error(let error), .json):
            bytes.append(text: "{\"kind\":\"error\"")
            Value.integer(error.code.number).writeMember("code", to: &bytes)
            Value.text(error.code.name).writeMember("name", to: &bytes)
            Value.text(error.message).writeMember("message", to: &bytes)
            (error.column.map { Value.integer($0) } ?? .none).writeMember("column", to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension Value {
    /// The value as a column.
    fileprivate func writeColumn(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): bytes.append(column: text, isMarked: false)
        case .marked(let text): bytes.append(column: text, isMarked: true)
        case .integer(let number): bytes.append(text: String(number))
        case .number(let number, let decimals): bytes.append(text: fixed(number, decimals))
        case .list(let texts):
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(column: text, isMarked: false)
            }
        case .none: break
        }
    }

    /// The value after a key and `=`: quoted where it would not be one word otherwise.
    fileprivate func writeOption(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text), .marked(let text): bytes.append(option: text)
        case .list(let texts): bytes.append(option: texts.joined(separator: ","))
        case .integer, .number, .none: writeColumn(to: &bytes)
        }
    }

    /// The value as a member of a JSON object that has members before it.
    fileprivate func writeMember(_ name: String, to bytes: inout [UInt8]) {
        bytes.append(text: ",\"\(name)\":")
        switch self {
        case .text(let text): bytes.append(json: text, isMarked: false)
        case .marked(let text): bytes.append(json: text, isMarked: true)
        case .integer, .number: writeColumn(to: &bytes)
        case .list(let texts):
            bytes.append(UInt8(ascii: "["))
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(json: text, isMarked: false)
            }
            bytes.append(UInt8(ascii: "]"))
        case .none: bytes.append(text: "null")
        }
    }
}

/// `number` with this many decimals, 0…9; 0 where it is not finite, which JSON could not say.
private func fixed(_ number: Double, _ decimals: Int) -> String {
    let decimals = min(max(decimals, 0), 9)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    guard number.isFinite else { return "0" }
    guard abs(number * scale) < 9e15 else { return String(number) }
    let digits = Int64((number.magnitude * scale).rounded())
    let sign = number < 0 && digits > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(digits) }
    let (whole, part) = digits.quotientAndRemainder(dividingBy: Int64(scale))
    let tail = String(part)
    return sign + String(whole) + "." + String(repeating: "0", count: decimals - tail.utf8.count) + tail
}
