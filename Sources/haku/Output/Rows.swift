// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import LineProtocol

extension Row {
    /// The data line of a token, as ANALYSE prints it.
    init(token: Token) {
        var terms: [String] = []
        for term in token.terms where !terms.contains(term.text) { terms.append(term.text) }
        self.init(
            .token, .integer(token.range.lowerBound), .integer(token.range.upperBound), .text(token.surface),
            .list(token.lemmas), .list(token.parts), .list(terms))
    }

    /// The value of the column `name` as text; empty where there is none.
    subscript(_ name: String) -> String {
        guard let place = kind.columns.firstIndex(of: name), place < values.count else { return "" }
        return values[place].plain
    }

    /// The text of the column `name` with the places of matches in it; nil where it is no such text.
    func marked(_ name: String) -> (text: String, matches: [Range<Int>])? {
        guard let place = kind.columns.firstIndex(of: name), place < values.count,
            case .marked(let text, let matches) = values[place]
        else { return nil }
        return (text, matches)
    }

    /// The texts of the column `name`, which is a list.
    func list(_ name: String) -> [String] {
        guard let place = kind.columns.firstIndex(of: name), place < values.count, case .list(let texts) = values[place]
        else { return [] }
        return texts
    }
}

extension Value {
    /// The value as text, nothing escaped.
    var plain: String {
        switch self {
        case .text(let text): return text
        case .marked(let text, let matches): return Self.marking(matches, in: text)
        case .integer(let number): return String(number)
        case .list(let texts): return texts.joined(separator: ",")
        case .none: return ""
        case .number:
            // As on the wire: with this many decimals.
            var bytes: [UInt8] = []
            Row(.stat, .none, self).write(to: &bytes, format: .tsv)
            let line = String(decoding: bytes.dropLast(), as: UTF8.self)
            return line.split(separator: "\t", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        }
    }
}

extension Reply {
    /// The value of a key of the final line; nil where it does not have it.
    func final(_ key: String) -> String? {
        guard case .ok(let pairs) = final else { return nil }
        return pairs.first { $0.key == key }?.value.plain
    }
}

/// Prints replies in the form that was asked for.
struct RowWriter {
    /// The form.
    let format: OutputFormat
    /// Whether CSV's header was printed.
    private var hasHeader = false

    /// A writer of this form.
    init(_ format: OutputFormat) { self.format = format }

    /// Prints the reply's data lines, and in JSON the final line too, which tells how many match.
    ///
    /// `kind` is what the lines are, for CSV's header; `text` prints the reply for a person.
    mutating func write(
        _ reply: Reply, _ kind: RowKind, to output: inout Standard.Output,
        text: (Reply, inout Standard.Output) throws -> Void
    ) throws {
        var bytes: [UInt8] = []
        switch format {
        case .text:
            try text(reply, &output)
        case .tsv:
            for row in reply.rows { row.write(to: &bytes, format: .tsv) }
            try output.write(bytes: bytes)
        case .json:
            reply.write(to: &bytes, format: .json)
            try output.write(bytes: bytes)
        case .csv:
            if !hasHeader { try output.writeLine(CSV.record(kind.columns)) }
            hasHeader = true
            for row in reply.rows { try output.writeLine(CSV.record(row.values.map(\.plain))) }
        }
    }
}
