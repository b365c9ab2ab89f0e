// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// A place that is listened on.
struct Listener {
    var channel: any Channel
    /// The name of the place: `unix:/path`, `tcp:127.0.0.1:7700`, `metrics:127.0.0.1:9700`.
    var address: String
    /// The socket file to take away at the end.
    var unix: UnixListener?
}

extension Daemon {
    /// Listens as `entry` says.
    func listen(
        _ entry: ListeningPlan.Entry, _ group: MultiThreadedEventLoopGroup,
        _ registry: NIOLoopBound<ConnectionRegistry>
    ) async throws -> Listener {
        let bootstrap =
            switch entry.service {
            case .conversation: conversations(group, registry, isTCP: entry.isTCP)
            case .metrics: figures(group, registry, isTCP: entry.isTCP)
            }
        switch entry.place {
        case .unix(let path, let mode):
            let unix = try UnixListener(path: path, mode: mode)
            do {
                let channel = try await bootstrap.withBoundSocket(unix.descriptor).get()
                return Listener(channel: channel, address: "unix:\(path)", unix: unix)
            } catch {
                unix.remove()
                throw error
            }
        case .inherited(let socket, let address):
            let channel = try await bootstrap.withBoundSocket(socket.descriptor).get()
            return Listener(channel: channel, address: name(address, entry.service))
        case .tcp(let address, let endpoint):
            do {
                let channel = try await bootstrap.bind(to: address).get()
                return Listener(channel: channel, address: name(channel.localAddress ?? address, entry.service))
            } catch let error as IOError {
                throw DaemonError(.address, "\(endpoint.host):\(endpoint.port) cannot be listened on", error.errnoCode)
            }
        }
    }

    private func name(_ address: SocketAddress, _ service: ListeningPlan.Service) -> String {
        if case .unixDomainSocket = address { return "unix:\(address.pathname ?? "")" }
        let kind = service == .metrics ? "metrics" : "tcp"
        let host = address.ipAddress ?? ""
        return "\(kind):\(host.contains(":") ? "[\(host)]" : host):\(address.port ?? 0)"
    }

    /// Takes connections that speak the line protocol.
    private func conversations(
        _ group: MultiThreadedEventLoopGroup, _ registry: NIOLoopBound<ConnectionRegistry>, isTCP: Bool
    ) -> ServerBootstrap {
        let session = Session(token: configuration.token, needsToken: isTCP, indexes: configuration.indexes)
        let tls = isTCP ? configuration.tls : nil
        return bootstrap(group, isTCP: isTCP)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let handler = registry.value.makeHandler(session, until: channel.closeFuture) else {
                        channel.close(promise: nil)
                        return
                    }
                    if let tls { try channel.pipeline.syncOperations.addHandler(tls.makeHandler()) }
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
    }

    /// Takes connections that ask for figures over HTTP.
    private func figures(
        _ group: MultiThreadedEventLoopGroup, _ registry: NIOLoopBound<ConnectionRegistry>, isTCP: Bool
    ) -> ServerBootstrap {
        let token = isTCP ? configuration.token : nil
        let tls = isTCP ? configuration.tls : nil
        return bootstrap(group, isTCP: isTCP)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard registry.value.takesScrape(until: channel.closeFuture) else {
                        channel.close(promise: nil)
                        return
                    }
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(tls.makeHandler()) }
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(MetricsHandler(registry: registry.value, token: token))
                }
            }
    }

    private func bootstrap(_ group: MultiThreadedEventLoopGroup, isTCP: Bool) -> ServerBootstrap {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4096)
        guard isTCP else { return bootstrap }
        return bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
    }
}
