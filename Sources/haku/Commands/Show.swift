// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import DocumentModel
internal import Glibc
internal import SearchIndex
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

        @Argument(help: "The document's id, path or project code.")
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
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard page == nil || !original && !repairs && format == .text else {
                throw ValidationError("--page prints the repaired text; leave --original, --repairs and --format out.")
            }
        }

        func run() throws {
            let folder = try index.folder
            let reader = try IndexReader(folder: folder)
            // Nothing is printed before all is read, so that a newer commit cannot leave half an answer behind.
            let (record, text, file) = try reader.retrying { reader -> (StoredDocument, StoredText, [UInt8]) in
                let finder = DocumentFinder(reader)
                guard let number = try finder.document(id) ?? finder.document(Named.absolute(id)) else {
                    throw Failure(
                        .noInput,
                        "There is no document \(Layout.escaped(id)) in \(folder.path); "
                            + "“haku search --ids” prints ids.")
                }
                let record = try reader.record(of: number)
                let text = try reader.text(of: number, original: original || format == .json)
                return (record, text, try finder.path(of: record))
            }
            var out = Standard.Output()
            if let page {
                try write(try Self.page(page, of: record, text), to: &out)
                return try out.flush()
            }
            switch (format, original, repairs) {
            case (.json, _, _): try out.writeLine(json(record, text, file).encoded)
            case (.text, true, _):
                // As it came, but for a terminal, which must not obey a document.
                let isTerminal = Terminal.isTerminal(STDOUT_FILENO)
                try out.write(isTerminal ? Layout.printable(text.original, keepingLines: true) : text.original)
            case (.text, false, true):
                for repair in text.repairs {
                    try out.writeLine(
                        TSV.record([
                            "\(repair.line)", "\(repair.column)", repair.original, text.repaired(by: repair),
                            "\(Self.rounded(repair.confidence))", repair.reason,
                        ]))
                }
            case (.text, false, false): try write(record, text, file, to: &out)
            }
            try out.flush()
        }

        /// The text of a page; that of a document without pages is all page 1.
        private static func page(
            _ number: Int, of record: StoredDocument, _ text: StoredText
        ) throws(Failure) -> String {
            let pages = text.pages.isEmpty ? [PageStart(offset: 0, number: 1)] : text.pages
            let bytes = Array(text.text.utf8)
            let ends = pages.dropFirst().map(\.offset) + [bytes.count]
            var found = ""
            var isThere = false
            for (page, end) in zip(pages, ends) where page.number == number {
                isThere = true
                found += String(decoding: bytes[min(page.offset, end)..<min(end, bytes.count)], as: UTF8.self)
            }
            guard isThere else {
                let last = pages.map(\.number).max() ?? 1
                throw Failure(
                    .noInput, "\(Layout.printable(record.id)) has no page \(number); its last is \(last).")
            }
            return found
        }

        private func write(_ body: String, to out: inout Standard.Output) throws {
            let body = Layout.printable(body, keepingLines: true)
            try out.write(body.hasSuffix("\n") ? body : body + "\n")
        }

        private func write(_ record: StoredDocument, _ text: StoredText, _ file: [UInt8], to out: inout Standard.Output)
            throws
        {
            let palette = color.palette
            try out.writeLine(palette.bold(Layout.printable(record.title)))
            var fields: [(name: String, value: String)] = [("id", record.id), ("laji", record.kind)]
            fields += record.allFields(path: file)
            let margin = (fields.map(\.name.count).max() ?? 0) + 2
            for field in fields {
                let space = String(repeating: " ", count: margin - field.name.count)
                let width = palette.width.map { max(20, $0 - margin) }
                let value = Layout.fold(Layout.printable(Layout.escaped(field.value)), width: width)
                    .joined(separator: "\n" + String(repeating: " ", count: margin))
                try out.writeLine(palette.dim(Layout.printable(field.name)) + space + value)
            }
            try out.write("\n")
            try write(text.text, to: &out)
        }

        private func json(_ record: StoredDocument, _ text: StoredText, _ file: [UInt8]) -> JSON {
            .object([
                ("id", .text(record.id)), ("title", .text(record.title)), ("kind", .text(record.kind)),
                ("project", .text(record.project)),
                (
                    "fields",
                    .list(
                        record.allFields(path: file).map {
                            .object([("name", .text($0.name)), ("value", .text($0.value))])
                        })
                ),
                ("text", .text(text.text)), ("original", .text(text.original)),
                (
                    "repairs",
                    .list(
                        text.repairs.map { repair in
                            .object([
                                ("line", .integer(Int(repair.line))), ("column", .integer(Int(repair.column))),
                                ("original", .text(repair.original)), ("repaired", .text(text.repaired(by: repair))),
                                ("confidence", .number(Self.rounded(repair.confidence))),
                                ("reason", .text(repair.reason)),
                            ])
                        })
                ),
            ])
        }

        /// A confidence to three decimals.
        private static func rounded(_ confidence: Float) -> Double { (Double(confidence) * 1000).rounded() / 1000 }
    }
}

extension StoredText {
    /// The words that `repair` put in the place of the original; empty where the repair lies outside of the text.
    func repaired(by repair: Repair) -> String {
        let bytes = text.utf8
        guard repair.start <= repair.end, Int(repair.end) <= bytes.count else { return "" }
        let start = bytes.index(bytes.startIndex, offsetBy: Int(repair.start))
        let end = bytes.index(start, offsetBy: Int(repair.end - repair.start))
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
