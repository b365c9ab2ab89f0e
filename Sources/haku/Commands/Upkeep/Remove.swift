// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Indexing
internal import SearchIndex
internal import Searching

extension Haku {
    /// `haku remove ID…`
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes documents out of the index and erases their text.",
            discussion: """
                The files stay; while they lie below a root of the index, the next "haku index" reads them again. What was \
                taken out may stand in free blocks of the tables until they are used again. With --erase nothing of it is \
                left in any file of the index: all of it is written anew, which takes as long as a snapshot.
                """)

        @Argument(help: "The documents' ids or paths.", completion: ValueCompletions.ids)
        var ids: [String]
        @Flag(help: "Leave nothing of them in any file of the index.")
        var erase = false
        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            // A writer would make an index where there is none.
            guard try folder.currentGeneration() != nil else {
                throw Failure(.noInput, "There is no index in \(folder.path); make one with “haku index PATH”.")
            }
            let reader = try IndexReader(folder: folder)
            let finder = DocumentFinder(reader)
            // Read before the writer changes anything.
            let known = try ids.map { id in
                try finder.identifier(withIDOrPath: id) ?? finder.identifier(withIDOrPath: Named.absolute(id)) ?? id
            }
            let indexer = Indexer(folder: folder)
            let missing = Set(try erase ? indexer.erase(known) : indexer.remove(known))
            var out = Standard.Output()
            for id in known where !missing.contains(id) { try out.writeLine(id) }
            for id in known where missing.contains(id) {
                Standard.error.writeLine("haku: There is no document \(Layout.escaped(id)) in \(folder.path).")
            }
            try out.flush()
            if !missing.isEmpty { throw ExitStatus.noInput }
        }
    }
}
