// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Indexing
internal import LineProtocol
internal import SearchIndex

extension Haku {
    /// `haku stats`
    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Figures of the index, and of the roots that it remembers.")

        @OptionGroup var answer: AnswerOptions

        func run() throws {
            let source = try answer.asked.source()
            var reply = try source.ask(.stats)
            if case .index = source { reply.rows += try Self.roots(of: try answer.asked.index.folder) }
            let palette = answer.output.color.palette
            var out = Standard.Output()
            var writer = RowWriter(answer.output)
            try writer.write(reply, .stat, to: &out) { reply, out in
                let margin = (reply.rows.map { $0["name"].count }.max() ?? 0) + 2
                for row in reply.rows {
                    let space = String(repeating: " ", count: margin - row["name"].count)
                    try out.writeLine(palette.dim(row["name"]) + space + Layout.printable(row["value"]))
                }
            }
            try out.flush()
        }

        /// A root's path, its documents, the bytes of their files and the time of the last run, each a row.
        private static func roots(of folder: IndexFolder) throws -> [Row] {
            let figures = try IndexReader(folder: folder).retrying { try Indexer.rootFigures(of: $0) }
            return figures.flatMap { figures in
                let name = "root.\(figures.root.number)"
                return [
                    Row(.stat, .text(name), .text(figures.root.name)),
                    Row(.stat, .text(name + ".documents"), .integer(figures.documents)),
                    Row(.stat, .text(name + ".bytes"), .integer(Int(figures.bytes))),
                ] + (figures.root.lastRun.map { [Row(.stat, .text(name + ".run"), .text(Timestamp.text($0)))] } ?? [])
            }
        }
    }
}
