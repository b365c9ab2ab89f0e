internal import Answering
// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import SearchIndex
internal import Searching

/// `--index DIR`, which every command takes.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("The index.", valueName: "dir"))
    var given: String?

    /// The index's folder: the option, else `$HAKU_INDEX`, else `./index`.
    var folder: IndexFolder {
        IndexFolder(given ?? Terminal.environment("HAKU_INDEX") ?? "./index")
    }

    /// Opens the index for look-ups.
    func searcher() throws -> Searcher { try Searcher(folder: folder) }

    /// Opens the index for requests of the line protocol.
    func answerer() throws -> Answerer { try Answerer(folder: folder) }
}
