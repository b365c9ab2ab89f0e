// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import SearchIndex

extension Haku {
    /// `haku snapshot DIR`
    struct Snapshot: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a consistent copy of the index, while writers and readers go on.")

        @Argument(help: ArgumentHelp("The folder to make; it must not hold anything yet.", valueName: "dir"))
        var target: String
        @OptionGroup var index: IndexOption

        func run() throws {
            let reader = try IndexReader(folder: try index.folder)
            // The copy is begun anew where a writer overtook it.
            do {
                try reader.retrying { try $0.copy(to: IndexFolder(target)) }
            } catch let error as IndexError where [.notAnIndex, .notAFolder, .invalidInput].contains(error.code) {
                throw Failure(.cannotCreate, error.message)
            }
            var out = Standard.Output()
            try out.say("\(target): \(reader.documentCount) documents, generation \(reader.generation)")
            try out.flush()
        }
    }
}
