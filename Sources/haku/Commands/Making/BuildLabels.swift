// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Searching

extension Haku {
    /// `haku build-labels FILE…`: makes the tables of labels that ship with haku (`Sources/HakuData/Data/README.md`).
    struct BuildLabels: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "build-labels",
            abstract: "Makes a table of labels of the files of a thesaurus, and prints it.", shouldDisplay: false)

        @Argument(help: "Files of one thesaurus, as --thesaurus takes them.")
        var files: [String]

        func run() throws {
            var out = Standard.Output()
            try out.write(bytes: try Thesauri.compiled(files))
            try out.flush()
        }
    }
}
