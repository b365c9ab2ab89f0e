// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import Sayings

/// One connection on the event loop: hands what was read to a search thread and writes what comes back.
///
/// At most one batch of a connection is with the threads, so replies keep the order of the requests. Nothing is read
/// while enough is waiting already, and nothing is worked off while the client does not take its replies: then the
/// kernel's buffers fill up and the client has to wait.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The most bytes that are kept of a connection's input, beside those of one read.
    private static let mostInput = RequestDecoder.longestLine + 2
    /// The time for which a connection that the server closes may go on to send, so that its last reply is not lost to a reset.
    private static let lingering = TimeAmount.seconds(1)

    private let registry: ConnectionRegistry
    /// The error that a connection which is turned away is told.
    private let refusal: ReplyError?
    private var context: ChannelHandlerContext?
    /// Nil while a batch has it.
    private var session: Session?
    private var batch: Batch?
    /// The time that its requests have taken.
    private let used = ThreadTimeUsed()
    /// Read, and not handed to a thread yet.
    private var input = ByteBuffer()
    /// True if ``input`` may hold a whole line.
    private var hasLine = false
    private var inputEnded = false
    private var isReading = false
    private var isClosing = false
    /// The turn of a connection that has not given the token.
    private var tokenTurn = TokenTurn.none
    private var origin = TokenAttempts.Origin(nil)
    /// When the connection last finished a request or took output.
    private var lastProgress = NIODeadline.now()
    /// True if anything was read since the last ``drain(force:)``.
    private var hasReadSinceDrain = true

    init(registry: ConnectionRegistry, session: Session, refusal: ReplyError? = nil) {
        self.registry = registry
        self.session = session
        self.refusal = refusal
    }

    // MARK: - What the channel says

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        origin = TokenAttempts.Origin(context.remoteAddress)
        registry.add(self)
        if let refusal {
            write(Reply(refusal), context)
            finish(context)
        } else {
            pump(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        registry.remove(self)
        self.context = nil
        isClosing = true
        batch?.abandon()
        endTokenTurn(isRight: false)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var read = unwrapInboundIn(data)
        guard !isClosing else { return }
        hasReadSinceDrain = true
        if !hasLine { hasLine = read.readableBytesView.contains(UInt8(ascii: "\n")) }
        if input.readableBytes == 0 {
            input = read
        } else {
            input.writeBuffer(&read)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        pump(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { lastProgress = .now() }
        pump(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            inputEnded = true
            if isClosing {
                context.close(promise: nil)
            } else {
                pump(context)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Many a client of TLS ends without saying so (close_notify); that its input has ended is told next.
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
        registry.logger.debug("Connection ended", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    // MARK: - The way of a request

    private func pump(_ context: ChannelHandlerContext) {
        if !isClosing, batch == nil, context.channel.isWritable, let session {
            let isWhole = hasLine || session.isInReply || input.readableBytes >= Self.mostInput
            if isWhole || (inputEnded && input.readableBytes > 0) {
                if !waitsForTokenTurn(session, context) { submit(session, context) }
            } else if inputEnded {
                finish(context)
            }
        }
        let wantsMore = isClosing || (input.readableBytes < Self.mostInput && context.channel.isWritable)
        if wantsMore, !inputEnded, !isReading, context.channel.isActive {
            isReading = true
            context.read()
        }
    }

    private enum TokenTurn { case none, waiting, taken }

    /// True if the connection has to wait before it may try the token; begins its turn otherwise.
    private func waitsForTokenTurn(_ session: Session, _ context: ChannelHandlerContext) -> Bool {
        guard session.needsToken, tokenTurn != .taken else { return false }
        if tokenTurn == .waiting { return true }
        guard let delay = registry.attempts.begin(origin) else {
            tokenTurn = .taken
            return false
        }
        tokenTurn = .waiting
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) { bound.value.goOnWaiting() }
        return true
    }

    private func goOnWaiting() {
        tokenTurn = .none
        if let context { pump(context) }
    }

    private func endTokenTurn(isRight: Bool) {
        if tokenTurn == .taken { registry.attempts.end(origin, isRight: isRight) }
        tokenTurn = .none
    }

    private func submit(_ session: Session, _ context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let bound = NIOLoopBound(self, eventLoop: loop)
        let bytes = input.readableBytesView
        let hasSeveralLines =
            !session.isInReply && bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 < bytes.endIndex } ?? false
        let isQuick = !session.isInReply && !RequestDecoder.nextLineAsksDocuments(in: input)
        let batch = Batch(
            session: session, input: input, inputEnded: inputEnded, limit: registry.deadline, used: used,
            log: registry.log
        ) { outcome in
            loop.execute { bound.value.take(outcome) }
        }
        self.batch = batch
        self.session = nil
        input = ByteBuffer()
        hasLine = false
        registry.threads.submit(batch, isQuick: isQuick, hasSeveralLines: hasSeveralLines)
        watch(batch, after: registry.deadline, loop)
    }

    /// Looks at `batch` when its request now due would be late.
    private func watch(_ batch: Batch, after delay: Duration, _ loop: any EventLoop) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer?.cancel()
        timer = loop.scheduleTask(in: TimeAmount(delay)) { bound.value.expire(batch, loop) }
    }

    private var timer: Scheduled<Void>?

    private func expire(_ batch: Batch, _ loop: any EventLoop) {
        guard batch === self.batch else { return }
        switch batch.expire(at: .now) {
        case .done: break
        case .later(let delay): watch(batch, after: delay, loop)
        case .expired(let outcome, let busy):
            if !busy.isEmpty {
                let threads = registry.threads
                let time = threads.note(stuck: busy, limit: registry.deadline)
                loop.scheduleTask(in: TimeAmount(time)) { threads.replaceStuckThreads() }
            }
            take(outcome)
        }
    }

    private func take(_ outcome: Batch.Outcome) {
        timer?.cancel()
        timer = nil
        batch = nil
        session = outcome.session
        endTokenTurn(isRight: !outcome.session.needsToken)
        lastProgress = .now()
        var left = outcome.input
        if left.readableBytes > 0 {
            // What was read meanwhile comes after what was left.
            hasLine = hasLine || outcome.hasMore
            left.writeBuffer(&input)
            input = left
        }
        guard let context else { return }
        if !outcome.output.isEmpty {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: outcome.output)), promise: nil)
        }
        if outcome.session.hasEnded { finish(context) }
        pump(context)
    }

    // MARK: - The end

    /// Writes `reply` as the client has asked for its replies.
    private func write(_ reply: Reply, _ context: ChannelHandlerContext) {
        var bytes: [UInt8] = []
        if let (format, version) = batch?.manner ?? session?.manner {
            reply.coded(for: version).write(to: &bytes, format: format)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    /// Closes the connection once everything written has gone out.
    private func finish(_ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        input = ByteBuffer()
        let loop = context.eventLoop
        let bound = NIOLoopBound(self, eventLoop: loop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in bound.value.flushed() }
    }

    private func flushed() {
        guard let context else { return }
        guard !inputEnded else {
            context.close(promise: nil)
            return
        }
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.lingering) { bound.value.close() }
        pump(context)
    }

    /// Closes the connection now.
    func close() {
        context?.close(promise: nil)
    }

    /// Closes the connection if it has been idle, or has not taken its replies, for `timeout`.
    func closeIfIdle(_ timeout: TimeAmount) {
        guard batch == nil, NIODeadline.now() - lastProgress > timeout else { return }
        close()
    }

    /// Ends the connection if nothing of it is open; when forced, refuses what is.
    func drain(force: Bool) {
        guard let context, !isClosing else { return }
        if batch == nil, !hasLine, session?.isInReply != true, !hasReadSinceDrain, context.channel.isWritable {
            return finish(context)
        }
        hasReadSinceDrain = false
        guard force else { return }
        if batch != nil || hasLine {
            write(Reply(ReplyError(.draining, "the server is about to end", closes: true)), context)
        }
        finish(context)
    }
}
