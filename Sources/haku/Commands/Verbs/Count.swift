// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol

extension Haku {
    /// `haku count QUERY…`
    struct Count: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The number of documents that match a query.",
            discussion: "Counts what haku search matches with the same settings, exactly.")

        @OptionGroup var query: QueryArgument
        @OptionGroup var related: RelatedOption
        @OptionGroup var since: SinceOption
        @OptionGroup var none: FailIfNoneOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        func run() throws {
            let reply = try asked.source()
                .ask(
                    .count, since.request.merging(["related": related.choice.rawValue]) { $1 }, try query.text(),
                    within: time)
            let matches = reply["matches"] ?? ""
            var out = Standard.Output()
            switch asked.answer.output.format {
            case .text, .tsv: try out.writeLine(matches)
            case .csv:
                try out.writeLine("matches")
                try out.writeLine(matches)
            case .json:
                var bytes: [UInt8] = []
                reply.write(to: &bytes, format: .json)
                try out.write(bytes: bytes)
            }
            try out.flush()
            if let note = reply.note { Standard.error.writeLine("haku: Note: " + Layout.printable(note)) }
            try none.check(matches == "0")
        }
    }
}
