// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import SearchIndex

extension Haku {
    /// `haku check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the whole index and tells whether anything in it is damaged.",
            discussion: "Reads every document's record and text. Ends with status 65 where something is damaged.")

        @OptionGroup var index: IndexOption

        func run() throws {
            let folder = try index.folder
            let reader = try IndexReader(folder: folder)
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
            for line in damaged { Standard.error.writeLine("haku: " + Layout.printable(line)) }
            guard damaged.isEmpty else {
                throw Failure(
                    .badData,
                    "\(folder.path) is damaged in \(damaged.count) places; “haku index --rebuild” makes it anew.")
            }
            var out = Standard.Output()
            try out.writeLine("\(folder.path): \(documents) documents, nothing damaged")
            try out.flush()
        }
    }
}
