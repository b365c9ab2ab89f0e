// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import Indexing
internal import OCRRepair
internal import SearchIndex

extension Haku {
    /// `haku import FILE`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an index of what “haku export” printed.",
            discussion: """
                The index answers as the one that was exported did. It is there whole or not at all; there must be none in \
                its folder yet. The files of the documents are not read, and need not be there.
                """)

        @Argument(help: ArgumentHelp("The export; - is standard input.", valueName: "file"))
        var file: String
        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            guard try folder.currentGeneration() == nil else {
                throw Failure(
                    .cannotCreate, "There is an index at \(folder.path) already; name an empty or a new folder.")
            }
            let lines = try InputLines(file == "-" ? nil : file)
            guard let head = try lines.next(), let header = JSON(head[...]), header["kind"]?.asText == "index" else {
                throw Failure(.badData, "\(file) is no export of haku: its first line is not that of an index.")
            }
            guard header["version"]?.asInteger(Int.self) == 1 else {
                throw Failure(.badData, "\(file) was made by a newer haku; import it with that one.")
            }
            var progress = Progress()
            let count = try Indexer(folder: folder).importing(
                roots: header["roots"]?.asText, report: { progress.report($0) }
            ) {
                guard let line = try lines.next() else { return nil }
                guard let json = JSON(line[...]), let document = ExportedDocument(json) else {
                    throw Failure(
                        .badData, "\(file):\(lines.number): this is no document of an export; nothing was imported.")
                }
                return (document.record, document.text, document.collectionTerms)
            }
            progress.end()
            let refused = (header["refused"]?.asList ?? []).compactMap { pair -> RefusedRepair? in
                guard let original = pair.asList?.first?.asText else { return nil }
                let repaired = pair.asList?.dropFirst().first?.asText ?? ""
                return RefusedRepair(original: original, repaired: repaired.isEmpty ? nil : repaired)
            }
            if !refused.isEmpty {
                try OutputFile.write(
                    Array(RefusalList(Set(refused)).text.utf8), to: folder.path + "/" + RefusalList.fileName)
            }
            let confirmed = (header["confirmed"]?.asList ?? []).compactMap { pair -> (String, String)? in
                guard let original = pair.asList?.first?.asText, let repaired = pair.asList?.dropFirst().first?.asText
                else { return nil }
                return (original, repaired)
            }
            if !confirmed.isEmpty {
                let list = ConfirmationList(Dictionary(confirmed) { $1 })
                try OutputFile.write(Array(list.text.utf8), to: folder.path + "/" + ConfirmationList.fileName)
            }
            var out = Standard.Output()
            let documents = count == 1 ? "1 document" : "\(IndexSummaryText.grouped(count)) documents"
            try out.say("\(folder.path): \(documents) of \(Layout.printable(file))")
            try out.flush()
        }
    }
}
