// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import FinnishText
internal import Languages
internal import LineProtocol
internal import Searching

extension Haku {
    /// `haku analyse TEXT…`
    struct Analyse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The tokens of a text: where they stand, their lemmas, compound parts and index terms.",
            discussion: "Offsets are 0-based, half-open UTF-8 bytes of the text as given.")

        @Argument(help: "The text; its words are joined by one space.")
        var text: [String] = []
        @OptionGroup var answer: AnswerOptions

        func run() throws {
            guard !text.isEmpty else { throw ValidationError("There is no text.") }
            let joined = text.joined(separator: " ")
            // The vocabulary of an index counts only where one is named.
            let asked = answer.asked
            let reply =
                asked.index.given == nil && asked.index.name == nil && !asked.namesDaemon
                ? Reply(
                    rows: try Analyser().tokens(of: joined, among: [.finnish, .swedish]).map(Row.init(token:)))
                : try asked.source().ask(.analyse, [:], joined)
            var out = Standard.Output()
            var writer = RowWriter(answer.output)
            try writer.write(reply, .token, to: &out) { reply, out in
                var bytes: [UInt8] = []
                for row in reply.rows { row.write(to: &bytes, format: .tsv) }
                try out.write(bytes: bytes)
            }
            try out.flush()
        }
    }
}
