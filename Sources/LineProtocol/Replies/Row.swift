// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of a column or of a final line's key.
public enum Value: Hashable, Sendable {
    /// Text of a document or of a person. `«` and `»` in it become `‹` and `›`, so that they are never taken for marks.
    case text(String)
    /// Text without `«` and `»`, and the half-open UTF-8 offsets of what matched in it, rising and without overlaps. On
    /// the wire `«` and `»` stand around each match.
    case marked(String, [Range<Int>])
    /// A whole number.
    case integer(Int)
    /// A number, with this many decimals.
    case number(Double, decimals: Int)
    /// Several texts: parted by commas, in JSON an array.
    case list([String])
    /// The values of a document's field: parted by semicolon and space, in JSON an array.
    case values([String])
    /// `yes` or `no`, in JSON true or false: what version 2 of the protocol has for the text.
    case truth(Bool)
    /// Nothing: an empty column, in JSON null.
    case none

    /// The whole number; nil where the value is none.
    public var asInteger: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The number, whole or not; nil where the value is none.
    public var asNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number, _): number
        default: nil
        }
    }
}

extension Value: CustomStringConvertible {
    /// The value as text: as in a column of the form `tsv`, but with nothing escaped.
    public var description: String {
        switch self {
        case .text(let text): return text
        case .marked(let text, let matches): return Self.marking(matches, in: text)
        case .integer(let number): return String(number)
        case .list(let texts): return texts.joined(separator: ",")
        case .values(let texts): return texts.joined(separator: "; ")
        case .truth(let isTrue): return isTrue ? "yes" : "no"
        case .none: return ""
        case .number:
            var bytes: [UInt8] = []
            writeColumn(to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// One data line.
public struct Row: Hashable, Sendable {
    /// The kind of the line.
    public var kind: RowKind
    /// The columns after the kind, in the order of ``RowKind/columns`` and as many.
    public var values: [Value]
    /// The fields that were asked for, as columns after those of the kind.
    public var fields: [Reply.Pair] = []

    /// A line of this kind.
    public init(_ kind: RowKind, _ values: Value...) {
        self.kind = kind
        self.values = values
    }

    /// The value of the column `name`; ``Value/none`` where the kind has no such column.
    public func value(_ name: String) -> Value {
        guard let place = kind.columns.firstIndex(of: name), place < values.count else {
            return fields.first { $0.key == name }?.value ?? .none
        }
        return values[place]
    }

    /// The value of the column `name` as text, nothing escaped; empty where there is none.
    public subscript(_ name: String) -> String { value(name).description }

    /// The text of the column `name` with the places of matches in it; nil where it is no such text.
    public func marked(_ name: String) -> (text: String, matches: [Range<Int>])? {
        if case .marked(let text, let matches) = value(name) { (text, matches) } else { nil }
    }

    /// The texts of the column `name`; none where it is no list.
    public func list(_ name: String) -> [String] {
        switch value(name) {
        case .list(let texts), .values(let texts): texts
        default: []
        }
    }

    /// The number in the column `name`; nil where it is no number.
    public func number(_ name: String) -> Double? { value(name).asNumber }
}
