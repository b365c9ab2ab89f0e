// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import HakuClient
internal import ProgramOptions
internal import SearchIndex
internal import Settings

/// Who is asked: the index, or the daemon that serves it.
struct SourceOptions: ParsableArguments {
    @OptionGroup var index: IndexOption
    @OptionGroup var daemon: DaemonOptions

    /// True if the options name a daemon.
    var namesDaemon: Bool { daemon.socket != nil || daemon.connect != nil }

    /// Opens the index; or the daemon, where the options name one, or where it serves an index that this user may not read.
    ///
    /// - Parameter words: The synonyms and the thesaurus, where the index is asked: a daemon has its own.
    /// - Returns: The index or the daemon; the daemon is not connected to yet.
    /// - Throws: What opening the index throws; a ``Failure`` that says who may ask, where neither may be asked.
    func source(synonyms words: SynonymOption? = nil) throws -> Source {
        switch try asked(synonyms: words, opening: { try index.answerer(synonyms: words) }) {
        case .index(let answerer): .index(answerer)
        case .daemon(let daemon): .daemon(daemon)
        }
    }

    /// As ``source(synonyms:)``, for a command that reads the index in a way of its own.
    ///
    /// - Parameters:
    ///   - words: The synonyms and the thesaurus, where the index is asked.
    ///   - open: Opens the index.
    /// - Returns: The opened index, or the daemon.
    /// - Throws: As ``source(synonyms:)``.
    func asked<Index>(synonyms words: SynonymOption? = nil, opening open: () throws -> Index) throws -> Asked<Index> {
        let settings = try index.settings()
        let isNamed = index.given != nil || index.name != nil || Terminal.environment("HAKU_INDEX") != nil
        let isElsewhere = !isNamed && settings.text(.index) == nil && settings.text(.connect) != nil
        if namesDaemon || isElsewhere { return .daemon(try daemonSource(settings, words)) }
        do {
            return .index(try open())
        } catch let error as IndexError where error.code == .permission {
            let sockets = [isNamed && index.name == nil ? nil : settings.text(.socket), try index.folder.socketPath]
            let paths = sockets.compactMap(\.self)
            if let socket = paths.first(where: SocketAccess.isOpen) {
                return .daemon(DaemonSource(configuration: ClientConfiguration(.unix(path: socket)), index: index.name))
            }
            throw Failure(.noPermission, error.description + " " + SocketAccess.refusal(paths[0]))
        }
    }

    private func daemonSource(_ settings: Settings, _ words: SynonymOption?) throws -> DaemonSource {
        guard words.map({ $0.files.isEmpty && $0.thesaurus.isEmpty }) ?? true else {
            throw ValidationError(
                "A daemon has synonyms and a thesaurus of its own; leave --synonyms and --thesaurus out.")
        }
        let (configuration, token) = try daemon.configuration(settings, index)
        return DaemonSource(configuration: configuration, token: token, index: index.name)
    }
}
