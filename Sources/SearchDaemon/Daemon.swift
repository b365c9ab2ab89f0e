// SPDX-License-Identifier: GPL-3.0-or-later
public import Answering
public import Logging
internal import NIOCore
internal import NIOPosix
public import ServiceLifecycle

/// Answers the line protocol on a Unix socket and, where asked, on TCP.
public final class Daemon: Service {
    private let configuration: DaemonConfiguration
    private let threads: SearchThreads
    private let metrics: Metrics
    private let logger: Logger
    private let onReady: @Sendable ([String]) -> Void

    /// Opens the index on every search thread. No socket is made yet.
    ///
    /// - Parameters:
    ///   - configuration: Where to listen, and the limits.
    ///   - metrics: What is counted into; the answerers tell it.
    ///   - logger: Gets connections at debug level, trouble above. Requests are not logged.
    ///   - makeAnswerer: Opens the index; called on each search thread, and again when the index got lost.
    ///   - onReady: Called once when requests are answered, with the addresses: `unix:/path`, `tcp:127.0.0.1:7700`.
    /// - Throws: What `makeAnswerer` threw.
    public init(
        _ configuration: DaemonConfiguration, metrics: Metrics, logger: Logger,
        makeAnswerer: @escaping @Sendable () throws -> any RequestAnswering,
        onReady: @escaping @Sendable ([String]) -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        self.metrics = metrics
        self.logger = logger
        self.onReady = onReady
        self.threads = try SearchThreads(count: configuration.threads, makeAnswerer: makeAnswerer)
    }

    deinit {
        threads.stop()
    }

    /// Makes every search thread open the index again before its next request.
    public func reopen() {
        threads.reopen()
    }

    /// Serves until the task is cancelled or gracefully shut down; then answers what is open, and returns.
    ///
    /// - Throws: ``DaemonError`` if a socket cannot be made.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let (threads, metrics, logger, configuration) = (threads, metrics, logger, configuration)
        let registry = try await loop.submit {
            NIOLoopBound(
                ConnectionRegistry(
                    threads: threads, metrics: metrics, logger: logger, deadline: configuration.deadline,
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
        let unix = try configuration.socket.map { path throws(DaemonError) in try UnixListener(path: path) }
        defer { unix?.remove() }
        var channels: [any Channel] = []
        var addresses: [String] = []
        if let unix {
            channels.append(try await bootstrap(group, registry, Session()).withBoundSocket(unix.descriptor).get())
            addresses.append("unix:\(unix.path)")
        }
        let session = Session(token: configuration.token, needsToken: true)
        for endpoint in configuration.endpoints {
            let channel = try await bind(endpoint, bootstrap(group, registry, session))
            channels.append(channel)
            let address = channel.localAddress
            let host = address?.ipAddress ?? endpoint.host
            addresses.append("tcp:\(host.contains(":") ? "[\(host)]" : host):\(address?.port ?? endpoint.port)")
        }
        let timeout = TimeAmount(configuration.idleTimeout)
        let sweep = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            registry.value.closeIdle(timeout)
        }
        onReady(addresses)
        notifyServiceManager("READY=1")
        try? await gracefulShutdown()
        notifyServiceManager("STOPPING=1")
        logger.info("Draining")
        sweep.cancel()
        for channel in channels { try? await channel.close() }
        try await drain(loop, registry)
    }

    private func bootstrap(
        _ group: MultiThreadedEventLoopGroup, _ registry: NIOLoopBound<ConnectionRegistry>, _ session: Session
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let handler = registry.value.makeHandler(session) else {
                        channel.close(promise: nil)
                        return
                    }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
    }

    private func bind(_ endpoint: TCPEndpoint, _ bootstrap: ServerBootstrap) async throws -> any Channel {
        let address = try endpoint.resolve()
        if !address.isLoopback {
            guard configuration.allowsInsecure else {
                throw DaemonError(
                    .insecure,
                    "\(endpoint.host):\(endpoint.port) can be reached from other machines, which needs --token-file and "
                        + "TLS; this version has no TLS: listen on 127.0.0.1 and tunnel (ssh -L), or say --insecure")
            }
            logger.warning(
                "Listening where other machines can connect, without TLS, as --insecure asks",
                metadata: ["address": "\(endpoint.host):\(endpoint.port)", "token": "\(configuration.token != nil)"])
        }
        do {
            return try await bootstrap.childChannelOption(.socketOption(.tcp_nodelay), value: 1).bind(to: address).get()
        } catch let error as IOError {
            throw DaemonError(.address, "\(endpoint.host):\(endpoint.port) cannot be listened on", error.errnoCode)
        }
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
