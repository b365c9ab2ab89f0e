// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import CodedErrors
internal import Deadlines
internal import HakuClient
internal import LineProtocol

/// The one whom a command asks: an index in the form that the command reads it in, or the daemon that serves it.
enum Asked<Index> {
    /// An index that this process reads.
    case index(Index)
    /// A daemon.
    case daemon(DaemonSource)
}

/// The one who answers a command: the index itself, or the daemon that serves it. Both give the same replies.
enum Source {
    /// An index that this process reads.
    case index(Answerer)
    /// A daemon.
    case daemon(DaemonSource)

    /// The reply to `verb` with `options` about `rest`.
    ///
    /// - Parameters:
    ///   - verb: The kind of reply.
    ///   - options: The verb's options.
    ///   - rest: The text that follows them.
    ///   - time: The longest that it may take.
    /// - Returns: The reply, which is no error.
    /// - Throws: A ``Failure`` where the reply is an error, or there is none.
    func ask(
        _ verb: Verb, _ options: [String: String] = [:], _ rest: String = "", within time: TimeLimitOption? = nil
    ) throws -> Reply {
        var rows: [Row] = []
        var reply = try ask(verb, options, rest, within: time) { rows.append($0) }
        reply.rows = rows
        return reply
    }

    /// The reply to `verb`, each data line handed over as it comes: a long list is never held as a whole.
    ///
    /// - Returns: The reply, of which only the final line counts.
    /// - Throws: A ``Failure``; what `body` throws.
    func ask(
        _ verb: Verb, _ options: [String: String], _ rest: String, within time: TimeLimitOption?,
        each body: (Row) throws -> Void
    ) throws -> Reply {
        let list = options.sorted { $0.key < $1.key }.map { Request.Option(key: $0.key, value: $0.value) }
        let request = Request(verb, options: list, rest: rest)
        let reply: Reply
        do {
            reply =
                switch self {
                case .index(let answerer):
                    try answerer.answer(request, by: time?.deadline ?? .never, each: body)
                        .coded(for: DaemonSource.version)
                case .daemon(let daemon): try daemon.answer(request, within: time?.timeout, each: body)
                }
        } catch let error as ClientError {
            throw Failure(error)
        }
        if let error = reply.error { throw Failure(error) }
        return reply
    }
}
