// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import ProgramOptions
internal import SearchIndex
internal import Searching
internal import Settings

/// `--index DIR` and `--name NAME`, which every command takes.
struct IndexOption: ParsableArguments {
    @Option(
        name: .customLong("index"),
        help: ArgumentHelp("The index. Look-ups take several, and search them as one.", valueName: "dir"),
        completion: .directory)
    var folders: [String] = []
    @Option(
        help: ArgumentHelp(
            "Which index, by its name in haku.conf (index = NAME=DIR) or at the daemon; for look-ups also a,b or *.",
            valueName: "name"),
        completion: ValueCompletions.indexNames)
    var name: String?
    @OptionGroup var config: ConfigOption

    /// The value of `--index`, the first where there are several; nil for none.
    var given: String? {
        get { folders.first }
        set { folders = newValue.map { [$0] } ?? [] }
    }

    /// The index's folder: the option, else the one called `--name`, else `$HAKU_INDEX`, else the first index of haku.conf,
    /// else `./index`.
    var folder: IndexFolder { get throws { try folder(named: true) } }

    /// The folder, as ``folder``; where it is not looked for by its name, the first of those that there are.
    func folder(named: Bool) throws -> IndexFolder {
        let indexes = named ? try chosen() : try chosen(byName: false)
        let places = indexes.flatMap(\.places)
        if named, places.count > 1 {
            throw Failure(.usage, "This command works on one index, of one folder: name it by --index DIR.")
        }
        guard let place = places.first else { return IndexFolder("./index") }
        if named, place.isRemote {
            throw Failure(
                .usage, "This command works on an index's folder, and \(place.folder.path) is on another machine.")
        }
        return place.folder
    }

    /// The indexes to look up in: the options' own, else those called `--name`, else `$HAKU_INDEX`, else the first index of
    /// haku.conf, else `./index`.
    private func chosen(byName: Bool = true) throws -> [NamedIndex] {
        if !folders.isEmpty { return try NamedIndex.list(folders) }
        // The variable is hakud's too, and may say name=dir.
        let variable = Terminal.environment("HAKU_INDEX").map { [$0] }
        let known = try NamedIndex.list(try variable ?? settings().texts(.index))
        guard byName, let name else { return known.isEmpty ? try NamedIndex.list(["./index"]) : [known[0]] }
        if name == "*", !known.isEmpty { return known }
        return try name.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let index = known.first(where: { $0.name == name && $0.name != defaultIndexName }) else {
                let names = known.map(\.name).filter { $0 != defaultIndexName }
                let called = Layout.escaped(String(name))
                throw Failure(
                    .noInput,
                    "There is no index called \(called); "
                        + (names.isEmpty
                            ? "haku.conf names one by a line “index = \(called)=DIR”."
                            : "haku.conf has \(names.joined(separator: ", "))."))
            }
            return index
        }
    }

    /// The paths of all indexes of haku.conf, where nothing chooses one of them; else none.
    var unchosenFolders: [String] {
        get throws {
            guard given == nil, name == nil, Terminal.environment("HAKU_INDEX") == nil else { return [] }
            return try NamedIndex.list(settings().texts(.index)).flatMap(\.places).filter { !$0.isRemote }
                .map(\.folder.path)
        }
    }

    /// Returns the settings of haku.conf.
    func settings() throws -> Settings { try Settings(file: try config.file()) }

    /// Opens the index for look-ups, with the synonyms and the thesaurus that `words` names, else those of haku.conf.
    func searcher(synonyms words: SynonymOption? = nil) throws -> Searcher {
        try Searcher(try chosen(), synonyms: try synonyms(words))
    }

    /// Opens the index for requests of the line protocol.
    func answerer(synonyms words: SynonymOption? = nil) throws -> Answerer {
        try Answerer(try chosen(), synonyms: try synonyms(words))
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

extension NamedIndex {
    /// The indexes that `texts` name, as `DIR` or `NAME=DIR[,DIR…]`; the same name again adds shards. Of several without a
    /// name the path is the name.
    fileprivate static func list(_ texts: [String]) throws -> [NamedIndex] {
        var indexes: [NamedIndex] = []
        for text in texts {
            let given = NamedFolder(text)
            let places: [IndexPlace]
            do throws(IndexError) {
                places = try given.paths.map { path throws(IndexError) in try IndexPlace(path) }
            } catch {
                throw Failure(.usage, error.message)
            }
            let name = given.name ?? (texts.count > 1 ? given.path : defaultIndexName)
            if let known = indexes.firstIndex(where: { $0.name == name }) {
                indexes[known].places += places.filter { !indexes[known].places.contains($0) }
            } else {
                indexes.append(NamedIndex(name, places))
            }
        }
        return indexes
    }
}
