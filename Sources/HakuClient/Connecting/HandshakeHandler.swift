// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NIOTLS

/// Tells whether TLS was agreed on. Errors before that are not for the handlers behind it.
final class HandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = Never

    /// Nil once it has been told.
    private var agreed: EventLoopPromise<Void>?

    /// Completes `agreed`.
    init(_ agreed: EventLoopPromise<Void>) { self.agreed = agreed }

    func channelActive(context: ChannelHandlerContext) {
        // The agreement has to be read, too, where channels do not read by themselves.
        context.read()
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted(_)? = event as? TLSUserEvent {
            agreed?.succeed()
            agreed = nil
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let agreed else { return context.fireErrorCaught(error) }
        agreed.fail(error)
        self.agreed = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        agreed?.fail(ChannelError.eof)
        agreed = nil
        context.fireChannelInactive()
    }

    /// The words for an `error` of connecting.
    static func reason(_ error: any Error) -> String {
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
