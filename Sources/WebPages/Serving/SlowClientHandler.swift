// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore

/// Closes the connection of a client that takes too long to send a request, or takes nothing of its answer any more.
///
/// A connection that says nothing is closed by the server's own idle time. A request that comes a byte at a time is never
/// silent, and while an answer waits to be taken, the server waits for ever.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
    // What passes is passed on unseen.
    typealias InboundIn = Any
    typealias OutboundIn = Any

    private let patience: TimeAmount
    /// Ends at the first part of an answer.
    private var request: Scheduled<Void>?
    /// Ends when the client has taken what was waiting for it.
    private var answer: Scheduled<Void>?

    /// Waits so long from the first part of a request to the first of an answer, and while an answer is not taken.
    init(patience: TimeAmount) { self.patience = patience }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if request == nil { request = closing(context) }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        request?.cancel()
        request = nil
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        answer?.cancel()
        answer = context.channel.isWritable ? nil : closing(context)
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        request?.cancel()
        answer?.cancel()
    }

    private func closing(_ context: ChannelHandlerContext) -> Scheduled<Void> {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        return context.eventLoop.scheduleTask(in: patience) { bound.value.close(promise: nil) }
    }
}
