// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import LineProtocol

extension Haku {
    /// `haku list [QUERY…]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All documents that match a query, or all there are, with their fields.",
            discussion: "Any number of documents, one at a time, for tables and programs; without a query all of them.")

        @OptionGroup var query: OptionalQueryArgument
        @OptionGroup var fields: FieldsOption
        @Option(
            help: ArgumentHelp(
                "Order by rahoitus, alkaa, päättyy, vuosi, otsikko or muokattu instead of by the index; - before it for falling.",
                valueName: "key"), completion: .list(ValueCompletions.sortKeys))
        var sort: String?
        @OptionGroup var related: RelatedOption
        @OptionGroup var since: SinceOption
        @OptionGroup var found: FoundOptions
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        func run() throws {
            var out = Standard.Output()
            var count = 0
            var options = ["related": related.choice.rawValue]
            options.merge(since.request) { $1 }
            if let sort { options["sort"] = sort }
            if let names = fields.fields { options["fields"] = names }
            var writer = RowWriter(asked.answer.output)
            // Before the first row there is no telling what the fields are called in the index.
            let named = (fields.fields ?? "").split(separator: ",").map { String($0) }
            let result = Result {
                try asked.source().ask(.list, options, query.words.joined(separator: " "), within: time) { row in
                    if !found.ids { try writer.writeHeader(.document, row.fields.map(\.key), to: &out) }
                    count += 1
                    if found.ids { return try out.writeLine(row["id"]) }
                    try writer.write(row, to: &out) { row, out in
                        let cells = [row["id"], row["title"]] + row.fields.map(\.value.description)
                        try out.writeLine(cells.map { Layout.printable($0) }.joined(separator: "  "))
                    }
                }
            }
            // What was found before the time was over is shown.
            if let reply = try? result.get(), !found.ids {
                try writer.writeHeader(.document, named, to: &out)
                try writer.writeEnd(reply, to: &out)
            }
            try out.flush()
            _ = try result.get()
            try found.none.check(count == 0)
        }
    }
}
