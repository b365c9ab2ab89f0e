// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import OCRRepair
internal import SearchIndex
internal import Searching

extension Haku {
    /// `haku export`
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints all documents of the index, for “haku import” and for other programs.",
            discussion: """
                A JSON object a line: first the index with its roots and refused repairs, then each document with its text, \
                the text as it came, fields, pages and repairs; haku(1) describes them. What is printed is of one commit.
                """)

        @Option(
            help: ArgumentHelp("Write to this file instead, which is there whole or not at all.", valueName: "file"))
        var output: String?
        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            let reader = try IndexReader(folder: folder)
            let file = try output.map { try NewFile($0) }
            var out = Standard.Output(to: file)
            var roots = ""
            if let bytes = try folder.rootsFile() { roots = String(decoding: bytes, as: UTF8.self) }
            let refused = try RefusalList(folder: folder.path).refused
            let confirmed = try ConfirmationList(folder: folder.path).confirmed
            try out.writeLine(
                JSON.object([
                    ("kind", .text("index")), ("version", .digits("1")), ("roots", .text(roots)),
                    (
                        "refused",
                        .list(
                            refused.map { [$0.original, $0.repaired ?? ""] }.sorted { $0.lexicographicallyPrecedes($1) }
                                .map { .list($0.map { .text($0) }) })
                    ),
                    (
                        "confirmed",
                        .list(
                            confirmed.map { [$0.key, $0.value] }.sorted { $0.lexicographicallyPrecedes($1) }
                                .map { .list($0.map { .text($0) }) })
                    ),
                ]).encoded)
            var numbers: [UInt32] = []
            try reader.forEachPosting(of: "") { number, _ in
                numbers.append(number)
                return true
            }
            do {
                for number in numbers {
                    let document = ExportedDocument(
                        record: try reader.record(of: number), text: try reader.text(of: number),
                        collectionTerms: try reader.collectionTerms(of: number))
                    try out.writeLine(document.json.encoded)
                }
            } catch let error as IndexError where error.code == .modified {
                throw Failure(
                    .inputOutput,
                    "The index was changed twice while it was being exported; export again, or a “haku snapshot” of it."
                )
            }
            try out.flush()
            try file?.finish()
        }
    }
}
