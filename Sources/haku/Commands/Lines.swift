// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import LineProtocol

extension Haku {
    /// `haku lines QUERY…`
    struct Lines: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every line in which a form of the query's words stands, as grep would print it.",
            discussion: """
                Prints id:line:column:text, lines and columns from 1, in a workbook the cell before the text \
                (Talous!B12: ); the other forms have the page too. -C N is \
                --context N, -c is --count.
                """)

        @OptionGroup var query: QueryArgument
        @OptionGroup var shown: ShownLines
        @OptionGroup var related: RelatedOption
        @OptionGroup var none: FailIfNoneOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        func run() throws {
            let options = asked.answer.output
            let palette = options.color.palette
            let text = try query.text()
            let source = try asked.source()
            let kind = shown.count ? RowKind.lineCount : .match
            var out = Standard.Output()
            var writer = RowWriter(options)
            var total = 0
            var last: Row?
            try writer.writeHeader(kind, [], to: &out)
            for document in shown.documents.isEmpty ? [nil] : shown.documents.map(Optional.some) {
                var request = shown.request
                request["related"] = related.choice.rawValue
                if let limit = shown.limit { request["limit"] = "\(max(0, limit - total))" }
                if let document { request["in"] = Named.absolute(document) }
                let result = Result {
                    try source.ask(.lines, request, text, within: time) { row in
                        if row.kind == .lineCount || row.value("column") != .none { total += 1 }
                        try writer.write(row, to: &out) { row, out in
                            if shown.context ?? 0 > 0, let last, !Self.isNext(row, last) { try out.writeLine("--") }
                            try out.writeLine(Self.text(of: row, palette))
                        }
                        last = row
                    }
                }
                // What was found before the time was over is shown.
                if let reply = try? result.get() { try writer.writeEnd(reply, to: &out) }
                try out.flush()
                _ = try result.get()
            }
            try none.check(total == 0)
        }

        /// True if `row` is the line after `last`, or there are no lines.
        private static func isNext(_ row: Row, _ last: Row) -> Bool {
            guard let line = row.number("line"), let before = last.number("line") else { return true }
            return row["id"] == last["id"] && line == before + 1
        }

        private static func text(of row: Row, _ palette: Palette) -> String {
            guard let (line, matches) = row.marked("text") else {
                return palette.id(Layout.printable(row["id"])) + ":" + row["count"]
            }
            let column = row["column"]
            // As grep has it: what stands beside a match has dashes.
            let place =
                palette.id(row["id"])
                + (column.isEmpty ? "-\(row["line"])-" : ":\(row["line"]):\(column):")
                + (row[RowKind.cell].isEmpty ? "" : palette.dim(Layout.printable(row[RowKind.cell]) + ": "))
            guard palette.colours else { return place + Layout.printable(line) }
            let bytes = Array(line.utf8)
            var text = ""
            var end = 0
            for match in matches where match.lowerBound >= end && match.upperBound <= bytes.count {
                text += Layout.printable(String(decoding: bytes[end..<match.lowerBound], as: UTF8.self))
                text += palette.match(Layout.printable(String(decoding: bytes[match], as: UTF8.self)))
                end = match.upperBound
            }
            return place + text + Layout.printable(String(decoding: bytes[end...], as: UTF8.self))
        }
    }
}

/// Which lines are shown, and what beside them.
struct ShownLines: ParsableArguments {
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "Look in this document only: its id, path or project code; may be repeated.", valueName: "id"),
        completion: ValueCompletions.ids)
    var documents: [String] = []
    @Option(help: ArgumentHelp("How many matching lines to show; with --count, documents.", valueName: "n"))
    var limit: Int?
    @Option(help: ArgumentHelp("Look on this page only.", valueName: "n"))
    var page: Int?
    @Option(help: ArgumentHelp("Show so many lines before and after each, too; also: -C N.", valueName: "n"))
    var context: Int?
    @Flag(help: "Print id:count of each document's lines instead; also: -c.")
    var count = false

    func validate() throws {
        guard limit ?? 0 >= 0, context ?? 0 >= 0, page ?? 1 >= 1 else {
            throw ValidationError("--limit and --context take a number from 0, --page one from 1.")
        }
        guard !count || context == nil else {
            throw ValidationError("--count prints no lines; leave --context out.")
        }
    }

    /// The options as those of LINES.
    var request: [String: String] {
        var options: [String: String] = [:]
        if let page { options["page"] = "\(page)" }
        if let context { options["context"] = "\(context)" }
        if count { options["counts"] = "yes" }
        return options
    }
}
