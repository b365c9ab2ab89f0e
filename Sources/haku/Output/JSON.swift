// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// Values as JSON, RFC 8259, on one line.
indirect enum JSON {
    case text(String)
    case integer(Int)
    case number(Double)
    /// A number as it is written.
    case digits(String)
    case list([JSON])
    case object([(key: String, value: JSON)])

    /// The value as text.
    var encoded: String {
        switch self {
        case .text(let text): return Self.quoted(text)
        case .integer(let number): return String(number)
        case .digits(let digits): return digits
        // JSON has no word for what is not a number.
        case .number(let number): return number.isFinite ? "\(number)" : "null"
        case .list(let values): return "[" + values.map(\.encoded).joined(separator: ",") + "]"
        case .object(let members):
            return "{" + members.map { Self.quoted($0.key) + ":" + $0.value.encoded }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String { text.quotedAsJSON(keepsControls: true) }
}
