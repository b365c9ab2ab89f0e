// SPDX-License-Identifier: GPL-3.0-or-later
public import LineProtocol
internal import SearchIndex
internal import Searching

/// Answers the requests of the line protocol from one open index.
///
/// The daemon's threads and the command line both ask through it, so that they say the same. Not `Sendable`: it belongs
/// to the thread that made it.
public final class Answerer: RequestAnswering {
    let lookUps: any LookUps
    let metrics: Metrics
    /// What the index is called, and how every index of the server is.
    private let name: String
    private let names: [String]
    private var cache: AnswerCache

    /// An answerer that asks `lookUps`.
    ///
    /// - Parameters:
    ///   - lookUps: What to ask; it belongs to the answerer from now on.
    ///   - metrics: What METRICS tells; a server shares one among its threads.
    ///   - name: What a server with several indexes calls this one.
    ///   - names: What it calls all of them; HELLO tells them where there are several.
    ///   - cacheSize: About how many bytes of replies are kept for when they are asked for again; 0 for none.
    public init(
        _ lookUps: any LookUps, metrics: Metrics = Metrics(), name: String = defaultIndexName, names: [String] = [],
        cacheSize: Int = 0
    ) {
        cache = AnswerCache(bytes: cacheSize)
        self.lookUps = lookUps
        self.metrics = metrics
        self.name = name
        self.names = names
        tell()
    }

    /// Moves to the newest commit of the index.
    public func refresh() throws {
        if try lookUps.refresh() { tell() }
    }

    private func tell() {
        metrics.setIndex(name, documents: lookUps.documentCount, generation: lookUps.generation)
    }

    /// The answer to a request that no index is needed for; nil for any other.
    public static func answerWithoutIndex(_ request: Request) -> Reply? {
        switch request.verb {
        case .ping: Reply()
        case .quit: Reply(closes: true)
        case .help: Reply(rows: Verb.allCases.map { Row(.verb, .text($0.rawValue), .text($0.usage)) })
        default: nil
        }
    }

    /// The answer to `request`, whatever it is.
    public func answer(_ request: Request) -> Reply {
        let start = ContinuousClock.now
        let state = lookUps.state
        if let known = cache.reply(to: request, in: state) {
            metrics.countCached()
            return known.taking(.milliseconds(since: start))
        }
        let reply = freshAnswer(request)
        // An answer that was overtaken by a commit is of a later state than the one looked up.
        if lookUps.state == state { cache.keep(reply, to: request, in: state) }
        return reply
    }

    private func freshAnswer(_ request: Request) -> Reply {
        // Where in the line the query begins, for the columns of errors in it.
        var queryColumn: Int?
        do {
            return try reply(to: request, &queryColumn)
        } catch let error as ReplyError {
            return Reply(error)
        } catch {
            return Reply(ReplyError(error, queryColumn: queryColumn))
        }
    }

    private func reply(to request: Request, _ queryColumn: inout Int?) throws -> Reply {
        switch request.verb {
        case .search:
            queryColumn = request.restColumn
            return try search(request)
        case .count:
            queryColumn = request.restColumn
            return try count(request)
        case .facets:
            let (field, query, column) = try request.firstWord("the field")
            queryColumn = column
            return try facets(field, query: query)
        case .explain:
            let (id, query, column) = try request.firstWord("the document's id")
            queryColumn = column
            return try explain(id, query: query, column: column)
        case .similar: return try similar(request)
        case .show: return try show(request)
        case .text: return try text(request)
        case .suggest: return try suggest(request)
        case .analyse: return analyse(request.rest)
        case .normalise: return normalise(request.rest)
        case .stats: return try statistics()
        case .metrics:
            return Reply(rows: metrics.lines().map { Row(.metric, .text($0)) })
        case .hello: return hello()
        case .help, .ping, .quit: return Self.answerWithoutIndex(request) ?? Reply()
        }
    }

    private func hello() -> Reply {
        var pairs = [
            Reply.Pair("server", .text("haku")), Reply.Pair("protocol", .integer(1)),
            Reply.Pair("version", .text(hakuVersion)), Reply.Pair("verbs", .list(Verb.allCases.map(\.rawValue))),
            Reply.Pair("maxline", .integer(RequestDecoder.longestLine)),
            Reply.Pair("documents", .integer(lookUps.documentCount)),
            Reply.Pair("generation", .integer(Int(clamping: lookUps.generation))),
        ]
        if names.count > 1 {
            pairs.append(Reply.Pair("index", .text(name)))
            pairs.append(Reply.Pair("indexes", .list(names)))
        }
        return Reply(pairs)
    }

    private func statistics() throws -> Reply {
        Reply(
            rows: try lookUps.statistics().map { name, value in
                // Only what reads the same as a number is told as one.
                let number = Int(value).flatMap { String($0) == value ? Value.integer($0) : nil }
                return Row(.stat, .text(name), number ?? .text(value))
            })
    }
}

/// What an index is called that was given no name.
public let defaultIndexName = "default"

extension ReplyError {
    /// What a client is told of an error of the search.
    init(_ error: any Error, queryColumn: Int?) {
        guard let error = error as? SearchError else {
            self.init(.internal, "\(error)")
            return
        }
        let code: Code =
            switch error.code {
            case .syntax: .syntax
            case .noSuchDocument: .noSuchDocument
            case .tooLarge: .tooLarge
            case .timedOut: .outOfTime
            default: .internal
            }
        self.init(code, error.message, column: error.column.flatMap { place in queryColumn.map { $0 + place - 1 } })
    }
}
