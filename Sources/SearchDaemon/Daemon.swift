// SPDX-License-Identifier: GPL-3.0-or-later
public import Answering
public import CodedErrors
public import Logging
internal import NIOCore
internal import NIOPosix
public import ServiceLifecycle

/// Answers the line protocol on a Unix socket and, where asked, on TCP.
public final class Daemon: Service {
    let configuration: DaemonConfiguration
    let threads: SearchThreads
    let log: RequestLog
    let logger: Logger
    private let onReady: @Sendable ([String]) -> Void

    /// Opens the indexes on every search thread. No socket is made yet.
    ///
    /// - Parameters:
    ///   - configuration: Where to listen, and the limits.
    ///   - metrics: What is counted into; the answerers tell it.
    ///   - logger: Gets connections at debug level, trouble and slow requests above.
    ///   - makeAnswerer: Opens an index, by its number among the configuration's, or several as one; called on each
    ///     search thread, and again when the index got lost.
    ///   - onReady: Called once when requests are answered, with the addresses: `unix:/path`, `tcp:127.0.0.1:7700`.
    /// - Throws: What `makeAnswerer` threw.
    public init(
        _ configuration: DaemonConfiguration, metrics: Metrics, logger: Logger,
        makeAnswerer: @escaping @Sendable (IndexSelection) throws -> any RequestAnswering,
        onReady: @escaping @Sendable ([String]) -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        self.logger = logger
        self.log = RequestLog(
            metrics: metrics, logger: logger, slow: configuration.slowRequest,
            holdsQueries: configuration.logsQueries)
        self.onReady = onReady
        self.threads = try SearchThreads(
            count: configuration.threads, indexCount: max(1, configuration.indexes.count),
            open: { place in
                let answerer = try makeAnswerer(place)
                metrics.indexOpened()
                return answerer
            })
        metrics.setQueue { [weak threads = self.threads] in threads?.waitingCount ?? 0 }
    }

    deinit {
        threads.stop()
    }

    /// True if a server could listen as `configuration` says, without making a socket.
    ///
    /// - Throws: ``DaemonError`` where it could not.
    public static func check(_ configuration: DaemonConfiguration) throws(DaemonError) {
        _ = try ListeningPlan(configuration)
        if let path = configuration.socket { try UnixListener.check(path: path) }
    }

    /// Makes every search thread open the indexes again before its next request, and reads the certificate again.
    public func reopen() {
        threads.reopen()
        var certificate = "none"
        do throws(DaemonError) {
            try configuration.tls?.reload()
            if configuration.tls != nil { certificate = "read again" }
        } catch {
            certificate = "the one before stays"
            logger.error("The certificate was not taken up; the one before stays", metadata: ["error": "\(error)"])
        }
        logger.notice(
            "Indexes are opened again before their next requests",
            metadata: ["indexes": "\(configuration.indexes.joined(separator: ","))", "certificate": "\(certificate)"])
    }

    /// Serves until the task is cancelled or gracefully shut down; then answers what is open, and returns.
    ///
    /// - Throws: ``DaemonError`` if a socket cannot be made.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let (threads, log, configuration) = (threads, log, configuration)
        let registry = try await loop.submit {
            NIOLoopBound(
                ConnectionRegistry(
                    threads: threads, log: log, deadline: configuration.deadline,
                    limit: configuration.maximumConnections), eventLoop: loop)
        }.get()
        do {
            try await serve(group, loop, registry)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try? await group.shutdownGracefully()
    }

    private func serve(
        _ group: MultiThreadedEventLoopGroup, _ loop: any EventLoop, _ registry: NIOLoopBound<ConnectionRegistry>
    ) async throws {
        let plan = try ListeningPlan(configuration)
        for address in plan.insecure {
            logger.warning(
                "Listening where other machines can connect, as --insecure asks", metadata: ["at": "\(address)"])
        }
        var listeners: [Listener] = []
        defer { for listener in listeners { listener.unix?.remove() } }
        for entry in plan.entries { listeners.append(try await listen(entry, group, registry)) }

        let timeout = TimeAmount(configuration.idleTimeout)
        let sweep = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            registry.value.closeIdle(timeout)
        }
        let watch = watchdogInterval().map { interval in
            let threads = threads
            return loop.scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in
                if threads.isAlive { notifyServiceManager("WATCHDOG=1") }
            }
        }
        onReady(listeners.map(\.address))
        notifyServiceManager("READY=1")
        logger.info("Ready", metadata: ["at": "\(listeners.map(\.address).joined(separator: " "))"])
        try? await gracefulShutdown()
        notifyServiceManager("STOPPING=1")
        logger.info("Draining")
        sweep.cancel()
        for listener in listeners { try? await listener.channel.close() }
        try await drain(loop, registry)
        watch?.cancel()
    }

    /// Waits for what is open, for as long as the configuration says, then refuses it.
    private func drain(_ loop: any EventLoop, _ registry: NIOLoopBound<ConnectionRegistry>) async throws {
        let clock = ContinuousClock()
        let end = clock.now + configuration.drainTime
        while true {
            let isOver = clock.now >= end
            let isEmpty = try await loop.submit {
                registry.value.drain(force: isOver)
                return registry.value.isEmpty
            }.get()
            if isEmpty { return }
            if isOver { break }
            await pause(.milliseconds(50), loop)
        }
        await pause(.milliseconds(200), loop)
        try await loop.submit { registry.value.closeAll() }.get()
    }

    /// Waits on the event loop's clock, for a task that is being cancelled cannot sleep.
    private func pause(_ time: TimeAmount, _ loop: any EventLoop) async {
        try? await loop.scheduleTask(in: time) {}.futureResult.get()
    }
}
