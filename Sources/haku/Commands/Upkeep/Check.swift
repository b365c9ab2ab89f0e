// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import DocumentVectors
internal import Indexing
internal import SearchIndex

extension Haku {
    /// `haku check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the whole index and tells whether anything in it is damaged.",
            discussion: """
                Compares every block with the sum that was made when it was written, has Xapian check its tables, then \
                reads every document's record and text. Ends with status 65 where something is damaged.
                """)

        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            // First: to read documents from damaged tables is not safe.
            let problems = try folder.tableProblems()
            if !problems.isEmpty { throw Self.damage(of: folder, problems.map { "\($0)" }) }
            guard try Indexer.hasSoundRootList(folder) else {
                throw Self.damage(of: folder, ["the list of its roots is not as it was written"])
            }
            let reader = try IndexReader(folder: folder)
            guard CollectionVectors.isSound(reader) else {
                throw Self.damage(of: folder, ["the file of its documents' vectors is not as it was written"])
            }
            var documents = 0
            var damaged: [String] = []
            try reader.retrying { reader in
                documents = 0
                damaged = []
                var numbers: [UInt32] = []
                try reader.forEachPosting(of: "") { number, _ in
                    numbers.append(number)
                    return true
                }
                for number in numbers {
                    documents += 1
                    var name = "document number \(number)"
                    do {
                        name = try reader.record(of: number).id
                        _ = try reader.text(of: number)
                    } catch let error as IndexError where error.code != .modified {
                        damaged.append("\(name): \(error.message)")
                    }
                }
                if documents != reader.documentCount {
                    damaged.append("the index counts \(reader.documentCount) documents and lists \(documents)")
                }
            }
            if !damaged.isEmpty { throw Self.damage(of: folder, damaged) }
            var out = Standard.Output()
            try out.say("\(folder.path): \(documents) documents, nothing damaged")
            try out.flush()
        }

        /// Prints a line for each place that is damaged, and returns the failure to end with.
        private static func damage(of folder: IndexFolder, _ places: [String]) -> Failure {
            for line in places { Standard.error.writeLine("haku: " + Layout.escaped(line)) }
            let count = places.count == 1 ? "1 place" : "\(places.count) places"
            return Failure(
                .badData,
                "\(folder.path) is damaged in \(count); “haku index --rebuild” makes it anew; a snapshot may take its place."
            )
        }
    }
}
