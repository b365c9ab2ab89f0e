// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import DocumentVectors
internal import SearchIndex

extension Haku {
    /// `haku restore DIR`
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a snapshot in the place of the index.",
            discussion: """
                The snapshot is checked first. The index, which may be damaged or not be there, stays until the copy is \
                whole; searches go on meanwhile.
                """)

        @Argument(help: ArgumentHelp("The folder that “haku snapshot” made.", valueName: "dir"))
        var source: String
        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            let snapshot = IndexFolder(source)
            let reader = try IndexReader(folder: snapshot)
            if let problem = try snapshot.tableProblems().first {
                throw Failure(.badData, "The snapshot at \(snapshot.path) is damaged (\(problem)); use another one.")
            }
            try reader.retrying { try folder.replace(withCopyOf: $0) }
            CollectionVectors.refresh(folder)
            var out = Standard.Output()
            let count = reader.documentCount
            let documents = count == 1 ? "1 document" : "\(IndexSummaryText.grouped(count)) documents"
            try out.say("\(folder.path): \(documents) of \(snapshot.path)")
            try out.flush()
        }
    }
}
