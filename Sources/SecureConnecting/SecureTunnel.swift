// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A connection over TLS that is used like a plain socket: what is written to ``descriptor`` reaches the server, and what
/// the server says can be read there. A thread of its own carries the bytes, as far as both sides take them.
///
/// TLS 1.2 or newer; the server's certificate has to hold its name, and be issued by one who is trusted.
public final class SecureTunnel: Sendable {
    /// Why no connection came about.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// A sentence for a person.
        public let description: String
    }

    /// The near end, which whoever uses it closes.
    public let descriptor: Int32
    private let group: MultiThreadedEventLoopGroup

    /// Connects to the server, and sees who it is.
    ///
    /// - Parameters:
    ///   - host: The server's name or address, as its certificate has it.
    ///   - port: Its port.
    ///   - authorities: The path of a PEM file of the certificates that are trusted; nil for those that the system
    ///     trusts.
    ///   - timeout: Seconds after which it is given up.
    /// - Throws: ``Failure``.
    public init(host: String, port: Int, authorities: String?, timeout: Double) throws(Failure) {
        let context = try Self.context(authorities)
        var pair: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
        else { throw Failure(description: unsafe "no socket could be made: \(String(cString: strerror(errno)))") }
        let (near, far) = (pair[0], pair[1])
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            try Self.connect(host, port, context, far, timeout, group)
        } catch {
            close(near)
            try? group.syncShutdownGracefully()
            throw Failure(description: "no connection over TLS to \(host):\(port): \(Self.reason(error))")
        }
        descriptor = near
        self.group = group
    }

    deinit {
        group.shutdownGracefully { _ in }
    }

    private static func context(_ authorities: String?) throws(Failure) -> NIOSSLContext {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            if let authorities {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Failure(
                description: "the certificates of \(authorities ?? "the system") cannot be read (\(error)); "
                    + "they are a file in PEM form")
        }
    }

    private static func connect(
        _ host: String, _ port: Int, _ context: NIOSSLContext, _ far: Int32, _ timeout: Double,
        _ group: MultiThreadedEventLoopGroup
    ) throws {
        let loop = group.next()
        let wait = TimeAmount.milliseconds(Int64(min(timeout, 1e6) * 1000))
        let greeted = loop.makePromise(of: Void.self)
        let late = loop.scheduleTask(in: wait) { greeted.fail(ChannelError.connectTimeout(wait)) }
        defer { late.cancel() }
        // An address is held against the certificate's addresses; only a name can be sent along.
        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
        let remote: any Channel
        do {
            remote = try ClientBootstrap(group: loop)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelOption(.autoRead, value: false)
                .connectTimeout(wait)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host))
                        try pipeline.addHandler(TunnelEnd(greeted: greeted))
                    }
                }
                .connect(host: host, port: port).wait()
        } catch {
            close(far)
            greeted.fail(error)
            throw error
        }
        do {
            try greeted.futureResult.wait()
        } catch {
            close(far)
            remote.close(promise: nil)
            throw error
        }
        let local = try ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(TunnelEnd())
                }
            }
            .withConnectedSocket(far).wait()
        try loop.submit {
            let one = try remote.pipeline.syncOperations.handler(type: TunnelEnd.self)
            let other = try local.pipeline.syncOperations.handler(type: TunnelEnd.self)
            one.join(other)
        }.wait()
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            "its certificate is for another name"
        case NIOSSLError.handshakeFailed(let error):
            "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
                ? "its certificate is issued by nobody who is trusted; --ca FILE names who is" : "\(error)"
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { "\($0.error)" } ?? "\(error.dnsAError ?? error)"
        default: "\(error)"
        }
    }
}
