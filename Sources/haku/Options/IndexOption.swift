// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import SearchIndex
internal import Searching
internal import Settings

/// `--index DIR`, which every command takes.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("The index.", valueName: "dir"))
    var given: String?
    @Option(help: ArgumentHelp("The file of settings.", valueName: "file"))
    var config: String?

    /// The index's folder: the option, else `$HAKU_INDEX`, else the first index of haku.conf, else `./index`.
    var folder: IndexFolder {
        get throws {
            // The variable is hakud's too, and may say name=dir.
            let named = try Terminal.environment("HAKU_INDEX") ?? settings().text(.index)
            return IndexFolder(given ?? named.map { NamedFolder($0).path } ?? "./index")
        }
    }

    /// Returns the settings of haku.conf.
    func settings() throws -> Settings {
        guard let path = config ?? SettingsFile.defaultPath() else { return try Settings() }
        return try Settings(file: try SettingsFile(path: path))
    }

    /// Opens the index for look-ups, with the synonyms of `files`, else of those that haku.conf names.
    func searcher(synonyms files: [String] = []) throws -> Searcher {
        try Searcher(folder: try folder, synonyms: try synonyms(files))
    }

    /// Opens the index for requests of the line protocol.
    func answerer(synonyms files: [String] = []) throws -> Answerer {
        try Answerer(folder: try folder, synonyms: try synonyms(files))
    }

    private func synonyms(_ files: [String]) throws -> SynonymList {
        try SynonymList(files: files.isEmpty ? try settings().texts(.synonyms) : files)
    }
}
