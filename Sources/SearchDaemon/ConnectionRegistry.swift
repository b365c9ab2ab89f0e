// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import Logging
internal import NIOCore

/// The connections now open, on their event loop. There is one loop: all it does is read and write.
final class ConnectionRegistry {
    let threads: SearchThreads
    let log: RequestLog
    let logger: Logger
    /// How long a request may take.
    let deadline: Duration
    private let limit: Int
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    private var refused = 0
    /// Connections that ask for figures over HTTP; each lasts a few seconds at most.
    private var scrapes = 0
    private static let mostScrapes = 64

    /// More connections than these are not even told that they are too many.
    private static let mostRefused = 256

    private var metrics: Metrics { log.metrics }

    init(threads: SearchThreads, log: RequestLog, deadline: Duration, limit: Int) {
        self.threads = threads
        self.log = log
        self.logger = log.logger
        self.deadline = deadline
        self.limit = limit
    }

    /// Whether no connection is open.
    var isEmpty: Bool { connections.isEmpty }

    /// The handler of a new connection; nil if it should be closed at once.
    func makeHandler(_ session: Session) -> ConnectionHandler? {
        if connections.count - refused < limit { return ConnectionHandler(registry: self, session: session) }
        metrics.connectionRefused()
        guard refused < Self.mostRefused else { return nil }
        let error = ReplyError(
            .tooManyConnections, "\(limit) connections are open already; try again later", closes: true)
        return ConnectionHandler(registry: self, session: session, refusal: error)
    }

    func add(_ connection: ConnectionHandler, isRefused: Bool) {
        guard connections.updateValue(connection, forKey: ObjectIdentifier(connection)) == nil else { return }
        if isRefused { refused += 1 } else { metrics.connectionOpened() }
    }

    func remove(_ connection: ConnectionHandler, isRefused: Bool) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        if isRefused { refused -= 1 } else { metrics.connectionClosed() }
    }

    /// Whether another connection that asks for figures is taken, which counts until `closed`.
    func takesScrape(until closed: EventLoopFuture<Void>) -> Bool {
        guard scrapes < Self.mostScrapes else { return false }
        scrapes += 1
        closed.assumeIsolated().whenComplete { [self] _ in scrapes -= 1 }
        return true
    }

    /// Closes the connections that have been idle for `timeout`.
    func closeIdle(_ timeout: TimeAmount) {
        for connection in connections.values { connection.closeIfIdle(timeout) }
    }

    /// Ends the connections of which nothing is open; when forced, all of them.
    func drain(force: Bool) {
        for connection in connections.values { connection.drain(force: force) }
    }

    /// Closes every connection as it stands.
    func closeAll() {
        for connection in connections.values { connection.close() }
    }
}
