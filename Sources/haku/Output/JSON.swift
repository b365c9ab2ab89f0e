// SPDX-License-Identifier: GPL-3.0-or-later

/// Values as JSON, RFC 8259, on one line.
indirect enum JSON {
    case text(String)
    case integer(Int)
    case number(Double)
    case list([JSON])
    case object([(key: String, value: JSON)])

    /// The value as text.
    var encoded: String {
        switch self {
        case .text(let text): return Self.quoted(text)
        case .integer(let number): return String(number)
        // JSON has no word for what is not a number.
        case .number(let number): return number.isFinite ? "\(number)" : "null"
        case .list(let values): return "[" + values.map(\.encoded).joined(separator: ",") + "]"
        case .object(let members):
            return "{" + members.map { Self.quoted($0.key) + ":" + $0.value.encoded }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
