// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import LineProtocol

extension Haku {
    /// `haku stats`
    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Figures of the index.")

        @OptionGroup var index: IndexOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            let reply = try index.answerer().ask(.stats)
            let palette = output.color.palette
            var out = Standard.Output()
            var writer = RowWriter(output.format)
            try writer.write(reply, .stat, to: &out) { reply, out in
                let margin = (reply.rows.map { $0["name"].count }.max() ?? 0) + 2
                for row in reply.rows {
                    let space = String(repeating: " ", count: margin - row["name"].count)
                    try out.writeLine(palette.dim(row["name"]) + space + Layout.printable(row["value"]))
                }
            }
            try out.flush()
        }
    }
}
