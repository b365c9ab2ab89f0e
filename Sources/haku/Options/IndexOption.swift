// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import ProgramOptions
internal import SearchIndex
internal import Searching
internal import Settings

/// `--index DIR`, which every command takes.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("The index.", valueName: "dir"))
    var given: String?
    @OptionGroup var config: ConfigOption

    /// The index's folder: the option, else `$HAKU_INDEX`, else the first index of haku.conf, else `./index`.
    var folder: IndexFolder {
        get throws {
            // The variable is hakud's too, and may say name=dir.
            let named = try Terminal.environment("HAKU_INDEX") ?? settings().text(.index)
            return IndexFolder(given ?? named.map { NamedFolder($0).path } ?? "./index")
        }
    }

    /// Returns the settings of haku.conf.
    func settings() throws -> Settings { try Settings(file: try config.file()) }

    /// Opens the index for look-ups, with the synonyms and the thesaurus that `words` names, else those of haku.conf.
    func searcher(synonyms words: SynonymOption? = nil) throws -> Searcher {
        try Searcher(folder: try folder, synonyms: try synonyms(words))
    }

    /// Opens the index for requests of the line protocol.
    func answerer(synonyms words: SynonymOption? = nil) throws -> Answerer {
        try Answerer(folder: try folder, synonyms: try synonyms(words))
    }

    private func synonyms(_ words: SynonymOption?) throws -> SynonymList {
        func named(_ files: [String]?, _ key: SettingsKey) throws -> [String] {
            if let files, !files.isEmpty { return files }
            return try settings().texts(key)
        }
        return try SynonymList(
            files: try named(words?.files, .synonyms), thesauri: try named(words?.thesaurus, .thesaurus))
    }
}
