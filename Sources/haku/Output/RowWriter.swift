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

/// Prints data lines in the form that was asked for.
struct RowWriter {
    /// The form.
    private let options: OutputOptions
    /// True if the header was printed.
    private var hasHeader = false

    /// A writer of this form.
    init(_ options: OutputOptions) { self.options = options }

    /// Prints the reply's data lines, and in JSON the final line too, which tells how many match.
    ///
    /// `kind` is what the lines are, for the header; `text` prints the reply for a person.
    mutating func write(
        _ reply: Reply, _ kind: RowKind, to output: inout Standard.Output,
        text: (Reply, inout Standard.Output) throws -> Void
    ) throws {
        if options.format == .text { return try text(reply, &output) }
        try writeHeader(kind, reply.rows.first?.fields.map(\.key) ?? [], to: &output)
        // A table has lines of one kind.
        for row in reply.rows where options.format != .csv || row.kind == kind {
            try write(row, to: &output) { _, _ in }
        }
        try writeEnd(reply, to: &output)
    }

    /// Prints the names of the columns, where the form has them: those of `kind` and `fields`. Once.
    mutating func writeHeader(_ kind: RowKind, _ fields: [String], to output: inout Standard.Output) throws {
        guard !hasHeader else { return }
        hasHeader = true
        let names = kind.columns + fields.filter { $0 != RowKind.cell } + (kind.takesCell ? [RowKind.cell] : [])
        switch options.format {
        case .csv: try output.writeLine(CSV.record(names))
        case .tsv where options.header: try output.writeLine(TSV.record(["kind"] + names))
        case .text, .tsv, .json: break
        }
    }

    /// Prints a data line; `text` prints it for a person.
    func write(
        _ row: Row, to output: inout Standard.Output, text: (Row, inout Standard.Output) throws -> Void
    ) throws {
        var bytes: [UInt8] = []
        switch options.format {
        case .text: try text(row, &output)
        case .tsv:
            var row = row
            // Under a header each line has as many columns.
            if options.header, row.kind.takesCell, row[RowKind.cell].isEmpty {
                row.fields.append(Reply.Pair(RowKind.cell, .none))
            }
            row.write(to: &bytes, format: .tsv)
        case .json: row.write(to: &bytes, format: .json)
        case .csv:
            // The column that most lines lack is there in each, for a table has as many in all.
            let fields = row.fields.filter { $0.key != RowKind.cell }.map(\.value.description)
            let cell = row.kind.takesCell ? [row[RowKind.cell]] : []
            try output.writeLine(CSV.record(row.values.map(\.description) + fields + cell))
        }
        try output.write(bytes: bytes)
    }

    /// Prints the final line of `reply`, where the form has one.
    func writeEnd(_ reply: Reply, to output: inout Standard.Output) throws {
        guard options.format == .json else { return }
        var bytes: [UInt8] = []
        reply.final.write(to: &bytes, format: .json)
        try output.write(bytes: bytes)
    }
}
