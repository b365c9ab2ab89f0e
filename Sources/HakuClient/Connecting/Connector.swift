// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Makes connections to one server, plain or over TLS.
struct Connector: Sendable {
    private let configuration: ClientConfiguration

    init(_ configuration: ClientConfiguration) { self.configuration = configuration }

    /// Connects, and over TLS sees who the server is.
    ///
    /// The peer may close its sending half without ending the connection where `allowsHalfClosure` says so; then the
    /// channel reads only when told to.
    ///
    /// - Parameters:
    ///   - loop: Runs the channel.
    ///   - allowsHalfClosure: Whether reading and the ends of both directions are left to the handlers.
    ///   - initialise: Adds the handlers; on the event loop, before the channel is active.
    /// - Returns: The channel, or a ``ClientError``.
    func connect(
        on loop: any EventLoop, allowsHalfClosure: Bool = false,
        _ initialise: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = { @Sendable in
            ClientBootstrap(group: loop)
                .channelOption(.allowRemoteHalfClosure, value: allowsHalfClosure)
                .channelOption(.autoRead, value: !allowsHalfClosure)
        }
        if case .tcp(let host, let port) = configuration.address, let trust = configuration.trust {
            return connectSecurely(bootstrap(), loop, host, port, trust, initialise)
        }
        let (address, timeout) = (configuration.address, configuration.timeout / .seconds(1))
        return NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try PlainSocket.connected(to: address, timeout: timeout)
        }.flatMap { descriptor in
            bootstrap().channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try initialise(channel) }
            }.withConnectedSocket(descriptor)
        }
    }

    private func connectSecurely(
        _ bootstrap: ClientBootstrap, _ loop: any EventLoop, _ host: String, _ port: Int,
        _ trust: ClientConfiguration.Trust, _ initialise: @escaping @Sendable (any Channel) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        let context: NIOSSLContext
        do { context = try Self.context(trust) } catch { return loop.makeFailedFuture(error) }
        let wait = TimeAmount(configuration.timeout)
        let agreed = loop.makePromise(of: Void.self)
        let late = loop.scheduleTask(in: wait) { agreed.fail(ChannelError.connectTimeout(wait)) }
        // An address is held against the certificate's addresses; only a name can be sent along.
        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
        let connecting = bootstrap.connectTimeout(wait)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host))
                    try pipeline.addHandler(HandshakeHandler(agreed))
                    try initialise(channel)
                }
            }
            .connect(host: host, port: port)
        connecting.whenFailure { agreed.fail($0) }
        return connecting.flatMap { channel in
            agreed.futureResult.map { channel }.flatMapErrorThrowing { error in
                channel.close(promise: nil)
                throw error
            }
        }.flatMapErrorThrowing { error in
            throw ClientError(
                .unreachable, "no connection over TLS to \(host):\(port): \(HandshakeHandler.reason(error))")
        }.always { _ in late.cancel() }
    }

    private static func context(_ trust: ClientConfiguration.Trust) throws(ClientError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        var source = "the system"
        do {
            if case .authorities(let path) = trust {
                source = path
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw ClientError(
                .unreachable,
                "the certificates of \(source) cannot be read (\(error)); they are a file in PEM form")
        }
    }
}
