// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol

extension Haku {
    /// `haku suggest PREFIX`
    struct Suggest: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Words of the index that begin so, those of most documents first.",
            discussion: "Typed without the dots of ä and ö they are found too.")

        @Argument(help: "The beginning of a word.")
        var prefix: String
        @Option(help: ArgumentHelp("How many words to show.", valueName: "n"))
        var limit = 10
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var answer: AnswerOptions

        func validate() throws {
            guard limit >= 0 else { throw ValidationError("--limit takes a number from 0.") }
        }

        func run() throws {
            let reply = try answer.asked.source().ask(.suggest, ["limit": "\(limit)"], prefix, within: time)
            try reply.print(.word, answer.output) { palette, out in
                for row in reply.rows {
                    try out.writeLine(Layout.printable(row["text"]) + palette.dim("  " + row["documents"]))
                }
            }
        }
    }
}
