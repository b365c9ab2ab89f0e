// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import NIOCore
internal import NIOSSL

/// The event loop's part of a ``LineRelay``: keeps what was read until it is asked for, and watches the time.
///
/// It reads ahead by ``mostReceived`` bytes, so that a server that takes no more is heard out before the connection
/// breaks, and a reader that is slow makes the server wait.
final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The next step of the server.
    enum Received: Sendable {
        case bytes(ByteBuffer)
        /// The server says no more, after so many replies were owed to it.
        case end(owed: Int)
    }

    /// Reading pauses from this many bytes on.
    private static let mostReceived = 1 << 20

    private let loop: any EventLoop
    private let timeout: TimeAmount
    private var context: ChannelHandlerContext?
    private var received = ByteBuffer()
    /// Gets what comes next, while somebody waits for it.
    private var waiting: EventLoopPromise<Received>?
    /// The replies that had come when that began.
    private var replies = 0
    private var owed = OwedReplies()
    /// The pieces on their way to the server.
    private var unsent = 0
    private var inputEnded = false
    private var outputEnded = false
    private var isReading = false
    /// When anything last came, went, or was waited for.
    private var lastProgress = NIODeadline.now()
    private var timer: Scheduled<Void>?

    /// Gives the server up after `timeout` without anything coming or going while a reply is owed.
    init(timeout: TimeAmount, on loop: any EventLoop) {
        self.timeout = timeout
        self.loop = loop
    }

    // MARK: - For the relay, on the event loop

    /// Counts the replies that are owed for `bytes`, which are to be sent.
    func owe(_ bytes: [UInt8]) {
        owed.count(bytes)
        lastProgress = .now()
    }

    /// Forgets what was owed.
    func forgetOwed() { owed = OwedReplies() }

    /// Sends `bytes`; the result comes when the system has taken them.
    @discardableResult
    func send(_ bytes: [UInt8]) -> EventLoopFuture<Void> {
        guard let context else { return loop.makeFailedFuture(ChannelError.ioOnClosedChannel) }
        unsent += 1
        lastProgress = .now()
        let sent = context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)))
        sent.assumeIsolated().whenComplete { [self] _ in
            unsent -= 1
            lastProgress = .now()
        }
        return sent
    }

    /// Says that nothing more is sent.
    func finishSending() {
        guard !inputEnded else { return }
        inputEnded = true
        lastProgress = .now()
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { [self] _ in
            self.context?.close(mode: .output, promise: nil)
        }
    }

    /// Returns the next step of the server, after `replies` have come; fails with a ``ClientError`` when it is too late.
    func next(after replies: Int) -> EventLoopFuture<Received> {
        if let ready = takeReceived() { return loop.makeSucceededFuture(ready) }
        let promise = loop.makePromise(of: Received.self)
        waiting = promise
        self.replies = replies
        lastProgress = .now()
        watch()
        return promise.futureResult
    }

    private func takeReceived() -> Received? {
        if received.readableBytes > 0 {
            defer {
                received = ByteBuffer()
                readMore()
            }
            return .bytes(received)
        }
        return outputEnded ? .end(owed: owed.linesAtEnd) : nil
    }

    // MARK: - The time

    /// Looks again when waiting would have been too long.
    private func watch() {
        timer?.cancel()
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer = loop.scheduleTask(deadline: lastProgress + timeout) { bound.value.expire() }
    }

    private func expire() {
        guard let waiting else { return }
        // A person at a terminal may take all the time they want before the next line.
        let isOwed = unsent > 0 || inputEnded || replies < owed.lines
        if !isOwed { lastProgress = .now() }
        guard .now() - lastProgress >= timeout else { return watch() }
        self.waiting = nil
        waiting.fail(ClientError(.timedOut, "the server has not answered in time"))
    }

    // MARK: - What the channel says

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        readMore()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        lastProgress = .now()
        received.writeBuffer(&bytes)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        deliver()
        readMore()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { end() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A server may end without saying so (close_notify); that its input has ended is told next.
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
        context.close(promise: nil)
    }

    private func end() {
        outputEnded = true
        deliver()
    }

    private func deliver() {
        guard waiting != nil, let ready = takeReceived() else { return }
        waiting?.succeed(ready)
        waiting = nil
    }

    private func readMore() {
        guard !isReading, !outputEnded, received.readableBytes < Self.mostReceived, let context else { return }
        isReading = true
        context.read()
    }
}
