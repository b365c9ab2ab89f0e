// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Glibc
internal import Searching

extension Haku {
    /// `haku show ID`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A stored document: its fields and its repaired text.",
            discussion: """
                ID is a document's id, its file's path or file: address, or a project's code, of which it is the first \
                paper. --repairs prints a TSV line each: line, column, original, repaired, confidence 0–1, reason.
                """)

        /// The forms a document can be shown in.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @Argument(help: "The document's id, path or project code.", completion: ValueCompletions.ids)
        var id: String
        @Option(help: ArgumentHelp("Print the repaired text of this page, and nothing else.", valueName: "n"))
        var page: Int?
        @Flag(help: "Print the text as it came, and nothing else.")
        var original = false
        @Flag(help: "Print what was repaired.")
        var repairs = false
        @Option(help: ArgumentHelp("The form of the answer: text or json.", valueName: "format"))
        var format = Format.text
        @OptionGroup var color: ColorOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: SourceOptions

        func validate() throws {
            guard page == nil || !original && !repairs && format == .text else {
                throw ValidationError("--page prints the repaired text; leave --original, --repairs and --format out.")
            }
        }

        func run() throws {
            let document =
                switch try asked.source() {
                case .index:
                    try ShownDocument(
                        id, in: try asked.index.folder, withOriginal: original || format == .json)
                case .daemon(let daemon): try ShownDocument(id, from: .daemon(daemon), time)
                }
            var out = Standard.Output()
            if let page {
                try write(try document.text(ofPage: page), to: &out)
                return try out.flush()
            }
            switch (format, original, repairs) {
            case (.json, _, _): try out.writeLine(document.json.encoded)
            case (.text, true, _):
                // As it came, but for a terminal, which must not obey a document.
                let isTerminal = Terminal.isTerminal(STDOUT_FILENO)
                try out.write(isTerminal ? Layout.printable(document.original, keepingLines: true) : document.original)
            case (.text, false, true):
                for repair in document.repairs {
                    try out.writeLine(
                        TSV.record([
                            "\(repair.line)", "\(repair.column)", repair.original, repair.repaired,
                            "\(repair.confidence)", repair.reason,
                        ]))
                }
            case (.text, false, false): try write(document, to: &out)
            }
            try out.flush()
        }

        private func write(_ body: String, to out: inout Standard.Output) throws {
            let body = Layout.printable(body, keepingLines: true)
            try out.write(body.hasSuffix("\n") ? body : body + "\n")
        }

        private func write(_ document: ShownDocument, to out: inout Standard.Output) throws {
            let palette = color.palette
            try out.writeLine(palette.bold(Layout.printable(document.title)))
            let fields = [("id", document.id), ("laji", document.kind)] + document.fields
            let margin = (fields.map(\.0.count).max() ?? 0) + 2
            for (name, value) in fields {
                let space = String(repeating: " ", count: margin - name.count)
                let width = palette.width.map { max(20, $0 - margin) }
                let value = Layout.fold(Layout.printable(Layout.escaped(value)), width: width)
                    .joined(separator: "\n" + String(repeating: " ", count: margin))
                try out.writeLine(palette.dim(Layout.printable(name)) + space + value)
            }
            try out.write("\n")
            try write(document.text, to: &out)
        }
    }
}
