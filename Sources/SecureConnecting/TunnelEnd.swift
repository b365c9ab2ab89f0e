// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// One of two channels on one event loop of which each writes what the other reads.
///
/// An end reads only while the other can write, so that nothing piles up. That one has read to its end is passed on by
/// closing the other's sending half.
final class TunnelEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Told once TLS is agreed on; nil where there is none.
    private var greeted: EventLoopPromise<Void>?
    private var context: ChannelHandlerContext?
    private var other: TunnelEnd?
    /// What came before there was another end.
    private var early: [ByteBuffer] = []
    private var inputEnded = false

    init(greeted: EventLoopPromise<Void>? = nil) {
        self.greeted = greeted
    }

    /// Makes the two ends of one tunnel.
    func join(_ other: TunnelEnd) {
        self.other = other
        other.other = self
        for end in [self, other] {
            for bytes in end.early { end.other?.write(bytes) }
            end.early = []
            end.other?.flush()
            if end.inputEnded { end.other?.endOutput() }
            end.context?.read()
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        other?.other = nil
        other = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        // The agreement on TLS has to be read too.
        if greeted != nil { context.read() }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if let other { other.write(bytes) } else { early.append(bytes) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        other?.flush()
        if greeted != nil || other?.context?.channel.isWritable == true { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { other?.context?.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted(_)? = event as? TLSUserEvent {
            greeted?.succeed()
            greeted = nil
        }
        if let event = event as? ChannelEvent, event == .inputClosed {
            inputEnded = true
            other?.endOutput()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        greeted?.fail(ChannelError.eof)
        greeted = nil
        inputEnded = true
        other?.endOutput()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        greeted?.fail(error)
        greeted = nil
        // A server may end without saying so (close_notify); that its input has ended is told next.
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
        context.close(promise: nil)
    }

    private func write(_ bytes: ByteBuffer) { context?.write(wrapOutboundOut(bytes), promise: nil) }

    private func flush() { context?.flush() }

    /// Closes the sending half once everything written has gone out.
    private func endOutput() {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            bound.value.context?.close(mode: .output, promise: nil)
        }
    }
}
