// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import Logging
internal import NIOCore
internal import Sayings

/// The connections now open, on their event loop. There is one loop: all it does is read and write.
final class ConnectionRegistry {
    let threads: SearchThreads
    let log: RequestLog
    let logger: Logger
    /// The longest that a request may take.
    let deadline: Duration
    private let limit: Int
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    /// Connections that were taken, and that are being told that they are too many: from when they are accepted, for
    /// many may be before the first of them is active.
    private var taken = 0
    private var refused = 0
    /// The most that were taken at once since memory was last given back.
    private var peak = 0
    /// The number of times that memory is still to be given back.
    private var returns = 0
    /// Connections that ask for figures over HTTP; each lasts a few seconds at most.
    private var scrapes = 0
    private static let mostScrapes = 64
    /// The tries of the token.
    var attempts = TokenAttempts()

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

    /// True if no connection is open.
    var isEmpty: Bool { connections.isEmpty }

    /// The handler of a new connection, which counts until `closed`; nil if it should be closed at once.
    func makeHandler(_ session: Session, until closed: EventLoopFuture<Void>) -> ConnectionHandler? {
        if taken < limit {
            taken += 1
            peak = max(peak, taken)
            metrics.connectionOpened()
            closed.assumeIsolated().whenComplete { [self] _ in
                taken -= 1
                metrics.connectionClosed()
            }
            return ConnectionHandler(registry: self, session: session)
        }
        metrics.connectionRefused()
        guard refused < Self.mostRefused else { return nil }
        refused += 1
        closed.assumeIsolated().whenComplete { [self] _ in refused -= 1 }
        let error = ReplyError(
            .tooManyConnections, "\(limit) connections are open already; try again later", closes: true)
        return ConnectionHandler(registry: self, session: session, refusal: error)
    }

    func add(_ connection: ConnectionHandler) { connections[ObjectIdentifier(connection)] = connection }

    func remove(_ connection: ConnectionHandler) { connections[ObjectIdentifier(connection)] = nil }

    /// True if another connection that asks for figures is taken, which counts until `closed`.
    func takesScrape(until closed: EventLoopFuture<Void>) -> Bool {
        guard scrapes < Self.mostScrapes else { return false }
        scrapes += 1
        closed.assumeIsolated().whenComplete { [self] _ in scrapes -= 1 }
        return true
    }

    /// Closes the connections that have been idle for `timeout`, and gives back the memory of those that have gone, if
    /// they were many.
    func closeIdle(_ timeout: TimeAmount) {
        for connection in connections.values { connection.closeIfIdle(timeout) }
        if peak >= Self.manyConnections, taken < peak / 2 {
            peak = taken
            returns = Self.manyReturns
        }
        guard returns > 0 else { return }
        returns -= 1
        threads.giveMemoryBack()
    }

    /// A number of connections that take some megabytes.
    private static let manyConnections = 512
    /// The seconds for which memory is given back after many have closed: it is freed little by little.
    private static let manyReturns = 4

    /// Ends the connections of which nothing is open; when forced, all of them.
    func drain(force: Bool) {
        for connection in connections.values { connection.drain(force: force) }
    }

    /// Closes every connection as it stands.
    func closeAll() {
        for connection in connections.values { connection.close() }
    }
}
