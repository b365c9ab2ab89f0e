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
}

/// Prints replies in the form that was asked for.
struct RowWriter {
    /// The form.
    let format: OutputFormat
    /// True if CSV's header was printed.
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
            if !hasHeader {
                try output.writeLine(CSV.record(kind.columns + (reply.rows.first?.fields.map(\.key) ?? [])))
            }
            hasHeader = true
            // A table has lines of one kind.
            for row in reply.rows where row.kind == kind {
                try output.writeLine(CSV.record(row.values.map(\.description) + row.fields.map(\.value.description)))
            }
        }
    }
}
