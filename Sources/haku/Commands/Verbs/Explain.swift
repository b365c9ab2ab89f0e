// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol

extension Haku {
    /// `haku explain ID QUERY…`
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What made a document score for a query.",
            discussion:
                "A line for each thing that scored, the largest weight first; PROTOCOL.md lists the kinds of evidence.")

        @Argument(help: "A document's id.", completion: ValueCompletions.ids)
        var id: String
        @OptionGroup var query: OptionalQueryArgument
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        func validate() throws {
            guard !query.words.isEmpty else { throw ValidationError("There is no query.") }
        }

        func run() throws {
            let text = Named.quoted(Named.absolute(id)) + " " + query.words.joined(separator: " ")
            let reply = try asked.source().ask(.explain, [:], text, within: time)
            try reply.print(.term, asked.answer.output) { palette, out in
                let weights = reply.rows.map { $0["weight"].count }.max() ?? 0
                let kinds = reply.rows.map { $0["evidence"].count }.max() ?? 0
                for row in reply.rows {
                    let (weight, kind) = (row["weight"], row["evidence"])
                    let line =
                        String(repeating: " ", count: weights - weight.count) + weight + "  " + kind
                        + String(repeating: " ", count: kinds - kind.count + 2)
                    try out.writeLine(line + palette.bold(Layout.printable(row["term"])))
                }
                try out.writeLine(palette.dim((reply["score"] ?? "0") + "  in all"))
            }
        }
    }
}
