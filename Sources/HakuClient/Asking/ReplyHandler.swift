// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import NIOCore
internal import NIOSSL

/// Sends requests as they come and gives each its reply, in the order of the requests.
final class ReplyHandler: ChannelDuplexHandler {
    /// A request and whoever waits for its reply.
    struct Question: Sendable {
        /// The request with its LF.
        let line: ByteBuffer
        /// When the reply is too late.
        let deadline: NIODeadline
        /// Gets the reply, or the ``ClientError`` for which none comes. Whoever gives up waiting may fail it.
        let promise: EventLoopPromise<Reply>
    }

    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Question
    typealias OutboundOut = ByteBuffer

    private struct Pending {
        let promise: EventLoopPromise<Reply>
        let timer: Scheduled<Void>
    }

    /// The requests whose replies have not ended, the oldest first.
    private var pending = CircularBuffer<Pending>()
    /// The bytes read after the last whole line.
    private var input = ByteBuffer()
    private var reader = ReplyReader()
    /// The bytes of the lines that ``reader`` has of a reply that has not ended.
    private var size = 0
    private let longestReply: Int
    /// When the server last said anything.
    private var lastRead = NIODeadline.now()
    /// Why nothing is sent any more.
    private var failure: ClientError?

    /// Gives up the connection at a reply of more than `longestReply` bytes.
    init(longestReply: Int) { self.longestReply = longestReply }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let question = unwrapOutboundIn(data)
        if let failure {
            promise?.succeed()
            return question.promise.fail(failure)
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let (answer, sent) = (question.promise, NIODeadline.now())
        let timer = context.eventLoop.scheduleTask(deadline: question.deadline) {
            answer.fail(ClientError(.timedOut, "the server has not answered in time"))
            bound.value.0.expire(sent, bound.value.1)
        }
        pending.append(Pending(promise: question.promise, timer: timer))
        context.write(wrapOutboundOut(question.line), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard failure == nil else { return }
        lastRead = .now()
        var bytes = unwrapInboundIn(data)
        var searched = input.readableBytes
        input.writeBuffer(&bytes)
        while let end = input.readableBytesView.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
            searched = 0
            let line = input.readBytes(length: end - input.readerIndex) ?? []
            input.moveReaderIndex(forwardBy: 1)
            size += line.count + 1
            guard size <= longestReply else { return failTooLong(context) }
            do throws(ReplyReader.Malformed) {
                guard let reply = try reader.read(line[...]) else { continue }
                size = 0
                guard let first = pending.popFirst() else {
                    // A server that takes no more connections says so before it is asked anything.
                    guard let error = reply.error else { throw ReplyReader.Malformed(line[...]) }
                    return fail(.refused(error), context)
                }
                first.timer.cancel()
                first.promise.succeed(reply)
            } catch {
                return fail(ClientError(.malformedReply, "the server's reply is none: \(error.line)"), context)
            }
        }
        guard size + input.readableBytes <= longestReply else { return failTooLong(context) }
        if input.readableBytes == 0 { input.clear() } else { input.discardReadBytes() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.connectionLost, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A server may end without saying so (close_notify); that its input has ended is told next.
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
        fail(ClientError(.connectionLost, "the connection was lost: \(error)"), context)
    }

    /// Gives the connection up if the server has said nothing since `sent`, when a request that is late now went out.
    private func expire(_ sent: NIODeadline, _ context: ChannelHandlerContext) {
        guard failure == nil, lastRead <= sent else { return }
        fail(.connectionLost, context)
    }

    private func failTooLong(_ context: ChannelHandlerContext) {
        fail(ClientError(.replyTooLong, "the server's reply is longer than \(longestReply) bytes"), context)
    }

    private func fail(_ error: ClientError, _ context: ChannelHandlerContext) {
        guard failure == nil else { return }
        failure = error
        for question in pending {
            question.timer.cancel()
            question.promise.fail(error)
        }
        pending.removeAll()
        context.close(promise: nil)
    }
}
