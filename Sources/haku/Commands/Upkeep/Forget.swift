// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Indexing
internal import SearchIndex

extension Haku {
    /// `haku forget ROOT`
    struct Forget: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a root and its documents out of the index.",
            discussion:
                "A root is a file or folder that was given to \"haku index\"; \"haku stats\" lists them. The files stay."
        )

        @Argument(help: ArgumentHelp("The root; it need not be there any more.", valueName: "root"))
        var root: String
        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            let count = try Indexer(folder: folder).forget(root)
            var out = Standard.Output()
            let documents = count == 1 ? "1 document" : "\(IndexSummaryText.grouped(count)) documents"
            try out.say("\(folder.path): \(documents) of \(Layout.printable(root)) removed")
            try out.flush()
        }
    }
}
