// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import LineProtocol

extension Haku {
    /// `haku compare ID ID`
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The fields of two documents side by side, and what they share.",
            discussion: "Words of a field that both documents have are marked.")

        @Argument(help: "A document's id, or a project's code such as S20059.", completion: ValueCompletions.ids)
        var first: String
        @Argument(help: "Likewise, of the other document.", completion: ValueCompletions.ids)
        var second: String
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var answer: AnswerOptions

        func run() throws {
            let reply = try answer.asked.source().ask(
                .compare, [:], [first, second].map { Named.quoted(Named.absolute($0)) }.joined(separator: " "),
                within: time)
            var out = Standard.Output()
            var writer = RowWriter(answer.output)
            let palette = answer.output.color.palette
            try writer.write(reply, .comparison, to: &out) { reply, out in
                try Self.write(reply, palette, to: &out)
            }
            try out.flush()
        }

        /// Each field, then what the one says of it and the other.
        private static func write(_ reply: Reply, _ palette: Palette, to out: inout Standard.Output) throws {
            let names = [reply["first"] ?? "", reply["second"] ?? ""].map { Layout.printable($0) }
            let margin = (names.map(\.count).max() ?? 0) + 4
            for row in reply.rows {
                let shared = row.list("shared")
                let note =
                    shared.isEmpty ? "" : palette.dim("  (" + Layout.printable(shared.joined(separator: ", ")) + ")")
                try out.writeLine(palette.bold(Layout.printable(row["field"])) + note)
                for (name, side) in zip(names, ["first", "second"]) {
                    let space = String(repeating: " ", count: margin - 2 - name.count)
                    guard let (text, matches) = row.marked(side) else { continue }
                    let value =
                        text.isEmpty ? "–" : Layout.snippet(text, matches: matches, indent: margin, palette: palette)
                    try out.writeLine("  " + palette.id(name) + space + String(value.drop { $0 == " " }))
                }
            }
        }
    }
}
