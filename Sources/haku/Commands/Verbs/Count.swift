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
        @Option(help: ArgumentHelp("As for haku search.", valueName: "when"))
        var related = RelatedChoice.auto
        @Flag(help: "End with status 1 where nothing is found.")
        var failIfNone = false
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var synonyms: SynonymOption
        @OptionGroup var index: IndexOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            let reply = try index.answerer(synonyms: synonyms)
                .ask(.count, ["related": related.rawValue], try query.text(), by: time.deadline)
            let matches = reply["matches"] ?? ""
            var out = Standard.Output()
            switch output.format {
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
            if let note = reply["note"] { Standard.error.writeLine("haku: Note: " + Layout.printable(note)) }
            if failIfNone && matches == "0" { throw ExitStatus.none }
        }
    }
}
