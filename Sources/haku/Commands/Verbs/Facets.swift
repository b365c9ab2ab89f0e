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

        @Argument(help: "A field, such as kunta, vuosi or kohderyhmä.", completion: .list(ValueCompletions.fields))
        var field: String
        @OptionGroup var query: OptionalQueryArgument
        @Option(help: ArgumentHelp("How many values to show (else all).", valueName: "n"))
        var limit: Int?
        @Option(help: ArgumentHelp("The order: count, the largest first, or value.", valueName: "order"))
        var sort = Order.count
        @OptionGroup var related: RelatedOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        /// The order of the values.
        enum Order: String, ExpressibleByArgument, CaseIterable {
            case count, value
        }

        func validate() throws {
            guard limit ?? 0 >= 0 else { throw ValidationError("--limit takes a number from 0.") }
        }

        func run() throws {
            var options = ["related": related.choice.rawValue, "sort": sort.rawValue]
            if let limit { options["limit"] = "\(limit)" }
            let reply = try asked.source()
                .ask(
                    .facets, options, query.words.isEmpty ? field : field + " " + query.words.joined(separator: " "),
                    within: time)
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
