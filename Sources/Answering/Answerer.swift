// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
public import Deadlines
public import LineProtocol
internal import Sayings
public import SearchIndex
public import Searching

/// Answers the requests of the line protocol from one open index.
///
/// The daemon's threads and the command line both ask through it, so that they say the same. Not `Sendable`: it belongs
/// to the thread that made it.
public final class Answerer: RequestAnswering {
    let searcher: Searcher
    let metrics: Metrics
    /// The indexes, one or more.
    let indexes: [NamedIndex]
    /// True if clients may refuse repairs.
    let allowsRefusals: Bool
    /// The names of all indexes of the server.
    private let names: [String]
    private let replies: ReplyCache
    /// The version of ``replies`` that the index was opened or refreshed for.
    private var version: Int
    /// The time when the index was opened or refreshed.
    private var refreshed: ContinuousClock.Instant

    /// An answerer with a reader of its own of the index in `folder`.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - synonyms: Words that mean the same.
    ///   - metrics: The figures that METRICS tells; a server shares one among its threads.
    ///   - name: The index's name where a server has several.
    ///   - names: The names of all of them; HELLO tells them where there are several.
    ///   - replies: Keeps replies for when they are asked for again; a server shares one among the threads that answer
    ///     from one index.
    ///   - allowsRefusals: Whether clients may refuse repairs, which changes a file in `folder`.
    /// - Throws: `IndexError` where the index cannot be read, `VoikkoError` without a Finnish dictionary.
    public convenience init(
        folder: IndexFolder, synonyms: SynonymList = .shipped, metrics: Metrics = Metrics(),
        name: String = defaultIndexName, names: [String] = [], replies: ReplyCache = ReplyCache(bytes: 0),
        allowsRefusals: Bool = false
    ) throws {
        try self.init(
            [NamedIndex(name, [.folder(folder)])], synonyms: synonyms, metrics: metrics, names: names, replies: replies,
            allowsRefusals: allowsRefusals)
    }

    /// An answerer from several indexes as if they were one, or from one of several databases.
    ///
    /// - Parameters:
    ///   - indexes: The indexes, one or more.
    ///   - synonyms: Words that mean the same.
    ///   - metrics: The figures that METRICS tells.
    ///   - names: The names of all indexes of a server.
    ///   - replies: Keeps replies to what is asked of exactly these indexes.
    ///   - allowsRefusals: Whether clients may refuse repairs.
    /// - Throws: As ``init(folder:synonyms:metrics:name:names:replies:allowsRefusals:)``.
    public init(
        _ indexes: [NamedIndex], synonyms: SynonymList = .shipped, metrics: Metrics = Metrics(),
        names: [String] = [], replies: ReplyCache = ReplyCache(bytes: 0), allowsRefusals: Bool = false
    ) throws {
        searcher = try Searcher(indexes, synonyms: synonyms)
        self.indexes = indexes
        self.metrics = metrics
        self.names = names
        self.replies = replies
        self.allowsRefusals = allowsRefusals
        // An index that was opened anew may be another than the one that was served.
        replies.serve(searcher.state)
        version = replies.version
        refreshed = .now
        tell()
    }

    // MARK: - Following the commits

    /// The greatest age of what a request sees, where nobody follows the commits.
    private static let staleness = Duration.milliseconds(250)
    /// The longest time in which the replies of a new state are prepared before it is served. A request that was begun
    /// may take as long again.
    private static let preparation = Duration.milliseconds(500)
    /// The time without use after which things that searchers of all threads share are let go, and the bytes that they may take.
    private static let (sharedRest, sharedSmall) = (Duration.seconds(5), 16 << 20)

    public func refreshIfStale() throws {
        let now = ContinuousClock.now
        let version = replies.version
        if version != self.version {
            try refresh(now)
            self.version = version
        } else if now - refreshed > Self.staleness, !replies.isLed(at: now) {
            try refresh(now)
            replies.serve(searcher.state)
        }
    }

    public func followCommits() throws {
        replies.look()
        searcher.forgetUnused(for: Self.sharedRest, over: Self.sharedSmall)
        do {
            try refresh(.now, seeking: true)
        } catch {
            replies.withdraw()
            throw error
        }
        let end = Deadline(after: Self.preparation)
        var state = searcher.state
        while let (asked, version) = replies.prepare(state) {
            for key in asked {
                guard !end.hasPassed else { break }
                // Overtaken by a commit, the answer is of a later state, and so must be all the others.
                let limit = Deadline(after: Self.preparation)
                guard let reply = try? freshAnswer(key.request, by: limit), searcher.state == state else { break }
                replies.prepared(reply, to: key, in: state)
            }
            if searcher.state == state { return replies.serve(state, after: version) }
            state = searcher.state
        }
    }

    /// Moves to the newest commit of the index; `seeking` for what did not answer lately too.
    private func refresh(_ now: ContinuousClock.Instant, seeking: Bool = false) throws {
        refreshed = now
        // An open reader would go on reading the files of an index that is no longer there.
        for folder in folders where try folder.currentGeneration() == nil {
            throw IndexError(.notFound, "There is no index at \(folder.path) any more.", path: folder.path)
        }
        if try searcher.refresh(seeking: seeking) { tell() }
    }

    /// The folders of the indexes, as far as they are on this machine.
    var folders: [IndexFolder] {
        indexes.flatMap(\.places).compactMap { if case .folder(let folder) = $0 { folder } else { nil } }
    }

    /// The names of the indexes, between commas.
    private var name: String { indexes.map(\.name).joined(separator: ",") }

    private func tell() {
        // Figures of several together are those of each.
        guard indexes.count == 1 else { return }
        var files: (bytes: Int64, committed: Int64)?
        for figures in folders.compactMap({ $0.figures() }) {
            files = ((files?.bytes ?? 0) + figures.bytes, max(files?.committed ?? 0, figures.committed))
        }
        metrics.setIndex(
            name,
            Metrics.IndexFigures(documents: searcher.documentCount, generation: searcher.generation, files: files))
    }

    /// The answer to a request that no index is needed for; nil for any other.
    public static func answerWithoutIndex(_ request: Request) -> Reply? {
        switch request.verb {
        case .ping: Reply()
        case .quit: Reply(closes: true)
        case .help: help
        default: nil
        }
    }

    private static let help = Reply(rows: Verb.allCases.map { Row(.verb, .text($0.rawValue), .text($0.usage)) })

    public func answer(_ request: Request, by deadline: Deadline) throws -> Reply {
        guard replies.keeps(request) else { return try freshAnswer(request, by: deadline) }
        let start = ContinuousClock.now
        let key = ReplyKey(request)
        if let known = replies.reply(to: key) {
            metrics.countCached()
            return known.taking(.milliseconds(since: start))
        }
        let state = searcher.state
        let reply = try freshAnswer(request, by: deadline)
        // An answer that was overtaken by a commit is of a later state than the one looked up.
        if searcher.state == state { replies.keep(reply, to: key, in: state) }
        return reply
    }

    /// The one place that tells what is wrong with a request from an index that has to be opened anew, which it throws.
    private func freshAnswer(_ request: Request, by deadline: Deadline) throws -> Reply {
        // Where in the line the query begins, for the columns of errors in it.
        var queryColumn: Int?
        let answered: Reply
        do {
            answered = try searcher.answering(by: deadline) {
                let reply = try reply(to: request, &queryColumn).noting(request.lateOptions.map { [$0] } ?? [])
                return reply.lacking(searcher.missing)
            }
        } catch let error as ReplyError {
            answered = Reply(error)
        } catch let error as SearchError {
            answered = Reply(ReplyError(error, queryColumn: queryColumn))
        } catch let error as IndexError where error.needsReopening {
            throw error
        } catch {
            answered = Reply(.failed(error))
        }
        return answered.coded(for: request.version)
    }

    private func reply(to request: Request, _ queryColumn: inout Int?) throws -> Reply {
        switch request.verb {
        case .search:
            queryColumn = request.restColumn
            try request.checkQuery()
            return try search(request)
        case .count:
            queryColumn = request.restColumn
            return try count(request)
        case .facets:
            let (field, query, column) = try request.firstWord("the field")
            queryColumn = column
            return try facets(
                request, field, query: query,
                fieldColumn: request.restColumn + request.rest.unicodeScalars.prefix { $0 == " " }.count)
        case .explain:
            let (id, query, column) = try request.firstWord("the document's id")
            queryColumn = column
            return try explain(id, query: query, column: column)
        case .similar: return try similar(request)
        case .compare: return try compare(request)
        case .list:
            queryColumn = request.restColumn
            return try list(request)
        case .lines:
            queryColumn = request.restColumn
            return try lines(request)
        case .show: return try show(request)
        case .text: return try text(request)
        case .suggest: return try suggest(request)
        case .analyse: return try analyse(request.rest)
        case .normalise: return try normalise(request.rest)
        case .repairs: return try doubtfulRepairs(request)
        case .refuse, .allow, .confirm: return try judge(request)
        case .stats: return try statistics()
        case .metrics:
            return Reply(rows: metrics.lines().map { Row(.metric, .text($0)) })
        case .hello: return hello(request)
        case .help, .ping, .quit: return Self.answerWithoutIndex(request) ?? Reply()
        }
    }

    /// The verbs that are answered, not refused.
    private var servedVerbs: [Verb] {
        Verb.allCases.filter { allowsRefusals || ![.refuse, .allow, .confirm].contains($0) }
    }

    private func hello(_ request: Request) -> Reply {
        var pairs = [
            Reply.Pair("server", .text("haku")), Reply.Pair("protocol", .integer(request.version)),
            Reply.Pair("version", .text(hakuVersion)), Reply.Pair("verbs", .list(servedVerbs.map(\.rawValue))),
            Reply.Pair("maxline", .integer(RequestDecoder.longestLine)),
            Reply.Pair("documents", .integer(searcher.documentCount)),
            Reply.Pair("generation", .integer(Int(clamping: searcher.generation))),
        ]
        if names.count > 1 {
            pairs.append(Reply.Pair("index", .text(name)))
            pairs.append(Reply.Pair("indexes", .list(names)))
        }
        return Reply(pairs)
    }

    private func statistics() throws -> Reply {
        var rows = try searcher.statistics().map { name, value in
            // Only what reads the same as a number is told as one.
            let number = Int(value).flatMap { String($0) == value ? Value.integer($0) : nil }
            return Row(.stat, .text(name), number ?? .text(value))
        }
        let commits = folders.compactMap(\.committed).map(\.text)
        if let last = commits.max() { rows.append(Row(.stat, .text("committed"), .text(last))) }
        return Reply(rows: rows)
    }
}

/// The name of an index that was given none.
public let defaultIndexName = "default"

extension ReplyError {
    /// An error of the search, its place counted in the line in which the query begins at `queryColumn`.
    init(_ error: SearchError, queryColumn: Int?) {
        let code: Code =
            switch error.code {
            case .syntax: .syntax
            case .noSuchDocument: .noSuchDocument
            case .tooLarge: .tooLarge
            case .timedOut: .outOfTime
            default: .internal
            }
        if code == .internal {
            self = .failed(error)
            return
        }
        self.init(code, error.saying, column: error.column.flatMap { place in queryColumn.map { $0 + place - 1 } })
    }
}
