// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
public import LineProtocol
internal import NIOCore

/// A client of hakud:
///
///     let client = HakuClient(.unix(path: "index/hakud.sock"))
///     let reply = try await client.ask(.search, ["limit": "3"], "nuorten työpajat")
///     for hit in reply.rows { print(hit["rank"], hit["title"], hit["snippet"]) }
///     print(reply.error?.message ?? "\(reply["matches"] ?? "no") documents match")
///     await client.close()
///
/// It connects when it is first asked, and again when the connection was lost. Any number of tasks may ask at once:
/// their requests go over one connection without waiting for each other, and replies come in the order of the requests.
/// A request whose connection ends before its reply does is asked once more on a new one, for no request changes
/// anything. Nothing bounds the requests under way but those who ask.
///
/// Replies are values whether they are `OK` or `ERR`; ``ClientError`` is thrown where there is none.
public actor HakuClient {
    private enum State {
        case disconnected
        case connecting(Task<Result<ClientConnection, ClientError>, Never>)
        case connected(ClientConnection)
        case closed
    }

    private let configuration: ClientConfiguration
    private var state = State.disconnected
    /// The number of connections that the client has made: while it stays the same, the server is the same.
    public private(set) var connections = 0

    /// A client that asks as `configuration` says. It does not connect yet.
    public init(_ configuration: ClientConfiguration) { self.configuration = configuration }

    /// A client of the server at `address`, which wants no token.
    public init(_ address: ServerAddress) { configuration = ClientConfiguration(address) }

    /// Asks for one reply.
    ///
    /// - Parameters:
    ///   - verb: What is asked for.
    ///   - options: The options of the verb, and `index`.
    ///   - text: What the verb is about: a query, an id, a text.
    /// - Returns: The server's reply, `OK` or `ERR`.
    /// - Throws: ``ClientError``.
    public func ask(
        _ verb: Verb, _ options: [String: String] = [:], _ text: String = ""
    ) async throws(ClientError) -> Reply {
        let options = options.sorted { $0.key < $1.key }.map { Request.Option(key: $0.key, value: $0.value) }
        return try await ask(Request(verb, options: options, rest: text))
    }

    /// Asks `request`, whose ``LineProtocol/Request/format`` does not count: the client chooses its own.
    ///
    /// - Returns: The server's reply. The column of an error counts in the request's ``LineProtocol/Request/rest``; it
    ///   is nil where the error lies in an option.
    /// - Throws: ``ClientError``.
    public func ask(_ request: Request) async throws(ClientError) -> Reply { try await ask([request])[0] }

    /// Asks `requests`, which are sent together: that takes less time than to ask them by as many tasks.
    ///
    /// - Returns: The reply to each, in their order, as ``ask(_:)-(Request)`` has it.
    /// - Throws: ``ClientError``, where one of them has no reply.
    public func ask(_ requests: [Request]) async throws(ClientError) -> [Reply] {
        var (lines, restColumns): ([[UInt8]], [Int]) = ([], [])
        for request in requests {
            let (bytes, restColumn) = try Self.line(of: request)
            lines.append(bytes)
            restColumns.append(restColumn)
        }
        let deadline = NIODeadline.now() + TimeAmount(configuration.timeout)
        var replies: [Reply]
        do throws(ClientError) {
            replies = try await connection().ask(lines, before: deadline)
        } catch {
            guard error.code == .connectionLost else { throw error }
            replies = try await connection().ask(lines, before: deadline)
        }
        for (place, restColumn) in restColumns.enumerated() {
            guard case .error(var error) = replies[place].final else { continue }
            error.column = error.column.flatMap { $0 >= restColumn ? $0 - restColumn + 1 : nil }
            replies[place].final = .error(error)
        }
        return replies
    }

    /// Ends the connection, and with it what is under way. The client asks nothing any more.
    public func close() async {
        let last = state
        state = .closed
        switch last {
        case .connected(let connection): await connection.close()
        // Whoever began to connect finds the client closed.
        case .connecting(let task): _ = await task.value
        case .disconnected, .closed: break
        }
    }

    /// The open connection; a new one where there is none.
    private func connection() async throws(ClientError) -> ClientConnection {
        switch state {
        case .closed: throw ClientError(.closed, "the client has been closed")
        case .connected(let connection) where connection.isOpen: return connection
        case .connecting(let task): return try await task.value.get()
        case .connected, .disconnected: return try await connect()
        }
    }

    private func connect() async throws(ClientError) -> ClientConnection {
        let configuration = configuration
        let task = Task { () -> Result<ClientConnection, ClientError> in
            do throws(ClientError) {
                return .success(try await ClientConnection.open(configuration))
            } catch {
                return .failure(error)
            }
        }
        state = .connecting(task)
        let result = await task.value
        guard case .connecting(task) = state else {
            if case .success(let connection) = result { await connection.close() }
            throw ClientError(.closed, "the client has been closed")
        }
        switch result {
        case .success(let connection):
            state = .connected(connection)
            connections += 1
        case .failure: state = .disconnected
        }
        return try result.get()
    }

    private static func line(of request: Request) throws(ClientError) -> (bytes: [UInt8], restColumn: Int) {
        var request = request
        request.format = nil
        guard request.verb != .quit, request.verb != .hello || request.index == nil && request.options.isEmpty else {
            throw ClientError(.invalidRequest, "the client greets and ends its connections itself")
        }
        guard let line = request.line() else {
            throw ClientError(.invalidRequest, "a request is one line, and this one holds a line end")
        }
        return (line.bytes + [UInt8(ascii: "\n")], line.restColumn)
    }
}
