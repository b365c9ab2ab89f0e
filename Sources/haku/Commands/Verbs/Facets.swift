// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol

extension Haku {
    /// `haku facets FIELD [QUERY…]`
    struct Facets: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The values of a field, and the number of documents of each.",
            discussion: "Among the documents that match the query, or among all; the largest number first.")

        @Argument(help: "A field, such as kunta, vuosi or kohderyhmä.")
        var field: String
        @OptionGroup var query: OptionalQueryArgument
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        func run() throws {
            let reply = try asked.answerer()
                .ask(
                    .facets, [:], query.words.isEmpty ? field : field + " " + query.words.joined(separator: " "),
                    by: time.deadline)
            try reply.print(.facet, asked.answer.output) { palette, out in
                let width = reply.rows.map { $0["count"].count }.max() ?? 0
                for row in reply.rows {
                    let count = row["count"]
                    let margin = String(repeating: " ", count: width - count.count)
                    try out.writeLine(margin + palette.dim(count) + "  " + Layout.printable(row["value"]))
                }
            }
        }
    }
}
