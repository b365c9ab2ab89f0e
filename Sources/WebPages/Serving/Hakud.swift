// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import HakuClient
internal import LineProtocol
internal import Wording

/// The daemon that answers, asked over a few connections: each answers one request after another.
struct Hakud: Sendable {
    /// A request: its verb, its options and its text.
    struct Question: Sendable {
        fileprivate let request: Request

        init(_ verb: Verb, _ options: [(String, String)] = [], _ rest: String = "") {
            request = Request(
                verb, options: options.map { Request.Option(key: $0.0, value: $0.1) }, rest: Self.oneLine(rest))
        }

        /// A text as a request can hold it: line ends are spaces.
        private static func oneLine(_ text: String) -> String {
            guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
            return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }
    }

    private let clients: [HakuClient]

    /// - Parameters:
    ///   - configuration: Where it listens, and for how long an answer is waited for.
    ///   - connections: How many connections are kept.
    init(_ configuration: ClientConfiguration, connections: Int = 4) {
        var configuration = configuration
        configuration.protocolVersion = 2
        clients = (0..<connections).map { [configuration] _ in HakuClient(configuration) }
    }

    /// Asks for `verb` with its options and its text.
    ///
    /// - Throws: ``WebError``: the daemon is away, or refuses the request.
    func ask(
        _ verb: Verb, _ options: [(String, String)] = [], _ rest: String = ""
    ) async throws -> Reply {
        try await ask([Question(verb, options, rest)])[0]
    }

    /// Asks all of `questions` at once.
    ///
    /// - Returns: The reply to each, in their order.
    /// - Throws: ``WebError``: the daemon is away, or refuses one of them; of several, the first.
    func ask(_ questions: [Question]) async throws -> [Reply] {
        try await ask(questions, by: clients[Int.random(in: clients.indices)])
    }

    private func ask(_ questions: [Question], by client: HakuClient) async throws -> [Reply] {
        let replies: [Reply]
        do throws(ClientError) {
            replies = try await client.ask(questions.map(\.request))
        } catch {
            switch error.code {
            case .timedOut: throw WebError(504, "awaySlow")
            case .invalidRequest: throw WebError(400, "badRequest")
            default: throw WebError(503, "awayText")
            }
        }
        return try replies.map { reply in
            if let error = reply.error { throw WebError(error) }
            if reply.said.isEmpty { return reply }
            // Whoever types a query knows of no lines with options.
            return reply.without("options-stand-before-the-text-was-read-as") {
                SentenceTable.pages.sentence($0.code, $0.values, .english)
            }
        }
    }

    /// A state of the index that is served, as far as it can be told from another one.
    struct State: Hashable, Sendable {
        let generation: String?
        let documents: String?
        /// The connections so far: another server may have an index of the same numbers.
        let connections: Int
    }

    /// The state that is served now.
    ///
    /// - Throws: ``WebError``: the daemon is away.
    func state() async throws -> State {
        let greeting = try await ask([Question(.hello)], by: clients[0])[0]
        return State(
            generation: greeting["generation"], documents: greeting["documents"],
            connections: await clients[0].connections)
    }
}
