// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import ProgramOptions
internal import SearchIndex
internal import Searching
internal import Settings

/// `--index DIR` and `--name NAME`, which every command takes.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: ArgumentHelp("The index.", valueName: "dir"), completion: .directory)
    var given: String?
    @Option(
        help: ArgumentHelp(
            "Which index, by its name in haku.conf (index = NAME=DIR) or at the daemon.", valueName: "name"),
        completion: ValueCompletions.indexNames)
    var name: String?
    @OptionGroup var config: ConfigOption

    /// The index's folder: the option, else the one called `--name`, else `$HAKU_INDEX`, else the first index of haku.conf,
    /// else `./index`.
    var folder: IndexFolder { get throws { try folder(named: true) } }

    /// The folder, as ``folder``; where it is not looked for by its name, the first of those that there are.
    func folder(named: Bool) throws -> IndexFolder {
        if let given { return IndexFolder(NamedFolder(given).path) }
        // The variable is hakud's too, and may say name=dir.
        let variable = Terminal.environment("HAKU_INDEX").map { [$0] }
        let known = try (variable ?? settings().texts(.index)).map { NamedFolder($0) }
        guard named, let name else { return IndexFolder(known.first?.path ?? "./index") }
        guard let folder = known.first(where: { $0.name == name }) else {
            let names = known.compactMap(\.name)
            throw Failure(
                .noInput,
                "There is no index called \(Layout.escaped(name)); "
                    + (names.isEmpty
                        ? "haku.conf names one by a line “index = \(Layout.escaped(name))=DIR”."
                        : "haku.conf has \(names.joined(separator: ", "))."))
        }
        return IndexFolder(folder.path)
    }

    /// The paths of all indexes of haku.conf, where nothing chooses one of them; else none.
    var unchosenFolders: [String] {
        get throws {
            guard given == nil, name == nil, Terminal.environment("HAKU_INDEX") == nil else { return [] }
            return try settings().texts(.index).map { NamedFolder($0).path }
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
