// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import Searching

extension Haku {
    /// `haku lines QUERY…`
    struct Lines: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every line in which a form of the query's words stands, as grep would print it.",
            discussion: "Prints id:line:column:text, lines and columns from 1.")

        @OptionGroup var query: QueryArgument
        @Option(
            name: .customLong("in"),
            help: ArgumentHelp(
                "Look in this document only: its id, path or project code; may be repeated.", valueName: "id"))
        var documents: [String] = []
        @OptionGroup var none: FailIfNoneOption
        @OptionGroup var color: ColorOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var index: IndexOption

        func run() throws {
            let palette = color.palette
            var out = Standard.Output()
            var found = 0
            let text = try query.text()
            let searcher = try index.searcher()
            let wanted = try documents.map { name in
                try (try? searcher.identifier(of: Named.absolute(name))) ?? searcher.identifier(of: name)
            }
            let result = Result {
                try searcher.answering(by: time.deadline) {
                    try searcher.lines(text, in: documents.isEmpty ? nil : Set(wanted)) { line in
                        found += 1
                        try out.writeLine(Self.text(of: line, palette))
                        return true
                    }
                }
            }
            // What was found before the time was over is shown.
            try out.flush()
            try result.get()
            try none.check(found == 0)
        }

        private static func text(of line: MatchingLine, _ palette: Palette) -> String {
            let place = palette.id(line.id) + ":\(line.line):\(line.column):"
            guard palette.colours else { return place + Layout.printable(line.text) }
            let bytes = Array(line.text.utf8)
            var text = ""
            var end = 0
            for match in line.matches where match.lowerBound >= end && match.upperBound <= bytes.count {
                text += Layout.printable(String(decoding: bytes[end..<match.lowerBound], as: UTF8.self))
                text += palette.match(Layout.printable(String(decoding: bytes[match], as: UTF8.self)))
                end = match.upperBound
            }
            return place + text + Layout.printable(String(decoding: bytes[end...], as: UTF8.self))
        }
    }
}
