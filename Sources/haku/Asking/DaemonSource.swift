// SPDX-License-Identifier: GPL-3.0-or-later
internal import HakuClient
internal import LineProtocol
internal import ProgramOptions

/// A daemon that answers in the place of its index, over a connection for each question.
struct DaemonSource {
    /// The version of the protocol that is spoken, where the daemon knows it.
    static let version = 2
    /// The code of a note that is meant for whoever writes lines of the protocol.
    private static let lateOptions = "options-stand-before-the-text-was-read-as"

    /// The address, and the trust in it.
    var configuration: ClientConfiguration
    /// The token of the daemon.
    var token: String?
    /// The name of its index; nil is its first.
    var index: String?

    /// The reply to `request`, each data line handed over as it comes. The column of an error counts in the request's text.
    ///
    /// - Throws: ``ClientError``, a ``Failure`` where nobody may connect, what `body` throws.
    func answer(_ request: Request, within seconds: Double?, each body: (Row) throws -> Void) throws -> Reply {
        var reply: Reply?
        try answer([request], within: seconds, each: body) { reply = $0 }
        guard let reply else { throw Failure(.unavailable, "The daemon did not answer.") }
        return reply
    }

    /// Asks `requests` over one connection, none waiting for the replies to those before.
    ///
    /// - Parameters:
    ///   - requests: The requests.
    ///   - seconds: The longest that one of them may take; nil is as long as the configuration says.
    ///   - body: Is given each data line as it comes.
    ///   - end: Is given each reply, without its data lines, in the order of the requests.
    /// - Throws: ``ClientError``, a ``Failure`` where nobody may connect, what `body` and `end` throw.
    func answer(
        _ requests: [Request], within seconds: Double?, each body: (Row) throws -> Void,
        then end: (Reply) throws -> Void
    ) throws {
        // Whoever does not know the version says so, and speaks the first.
        let greeting = Request(.hello, options: [Request.Option(key: "protocol", value: "\(Self.version)")])
        let lines = try ([greeting] + requests).map(Self.line(of:))
        var configuration = configuration
        if let seconds { configuration.timeout = .seconds(min(seconds, 1e6)) }
        try SocketAccess.check(configuration.address)
        let relay = try LineRelay(configuration)
        if token != nil || index != nil { try relay.greet(token: token, index: index) }
        var reader = ReplyReader()
        var rest: [UInt8] = []
        var answered = 0
        _ = try relay.ask(lines.map(\.text)) { bytes in
            rest += bytes
            var start = 0
            while let lineEnd = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                let (rows, final) = try Self.read(rest[start..<lineEnd], &reader)
                for row in rows { try body(row) }
                start = lineEnd + 1
                guard var reply = final, answered < lines.count else { continue }
                if case .error(var error) = reply.final {
                    let first = lines[answered].restColumn
                    error.column = error.column.flatMap { $0 >= first ? $0 - first + 1 : nil }
                    reply.final = .error(error)
                }
                answered += 1
                guard answered > 1 else { continue }
                try end(reply.without(Self.lateOptions) { Speech.english($0.code, $0.values) })
            }
            rest.removeFirst(start)
        }
    }

    /// The line of `request`, and the column at which its text begins.
    private static func line(of request: Request) throws(Failure) -> (text: String, restColumn: Int) {
        var request = request
        request.format = .json
        // No line can hold a line end; to a query it is a space.
        request.rest = String(request.rest.map { $0.isNewline ? " " : $0 })
        guard let (line, restColumn) = request.line() else {
            throw Failure(.usage, "An option holds a line end, which the daemon cannot be sent.")
        }
        return (String(decoding: line, as: UTF8.self), restColumn)
    }

    /// The data line, or the reply, that a line is.
    private static func read(_ line: ArraySlice<UInt8>, _ reader: inout ReplyReader) throws -> ([Row], Reply?) {
        do throws(ReplyReader.Malformed) {
            let reply = try reader.read(line)
            return (reader.takeRows(), reply)
        } catch {
            throw Failure(.unavailable, "The daemon's reply is none: \(Layout.escaped(error.line))")
        }
    }
}
