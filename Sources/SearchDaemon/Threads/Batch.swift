// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import Deadlines
internal import LineProtocol
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import Sayings

/// The input that one read of a connection brought, on its way through the search threads.
///
/// The event loop makes it, search threads work it off line by line, and one call of `done` brings everything back: so
/// a read costs one hop and one write, however many requests it held. Any number of threads may work on it at once:
/// each takes the next line that nobody has taken, and the replies are put in the order of the lines; a request that
/// changes what others are answered by is answered by itself, after all before it. If a request
/// takes too long, the event loop takes the batch back (``expire(at:)``), and what the threads still find is dropped.
/// The lock decides who was first.
final class Batch: Sendable {
    /// The result for the connection.
    struct Outcome: Sendable {
        var session: Session
        /// The bytes that have not been read yet.
        var input: ByteBuffer
        /// True if ``input`` may hold whole lines: the threads have stopped to let others have their turn.
        var hasMore = false
        var output: [UInt8]
    }

    /// The outcome of looking at the clock.
    enum Expiry {
        /// Nothing is late: look again after this time.
        case later(Duration)
        /// Taken back, while threads like these are busy with requests of it.
        case expired(Outcome, busy: [Reach])
        case done
    }

    /// The end of a thread's work on a batch.
    enum End {
        /// Nothing was left to take.
        case finished
        /// A request waits for a thread of another reach.
        case left
        /// The batch was taken back while the thread was busy with it.
        case tooLate
    }

    /// Answers a request from some indexes, by a time.
    typealias Answering = (Request, IndexSelection, Deadline) -> Reply

    /// A connection gives way to others after this much time of work…
    static let quantum = Duration.milliseconds(5)
    /// …or this much output, so that what is kept for a slow reader is bounded.
    static let mostOutput = 256 * 1024

    /// The replies that need no thread made between two looks at the clock.
    private static let manyReady = 32

    /// The time that its connection uses.
    let used: ThreadTimeUsed
    private let state: NIOLockedValueBox<BatchState>
    private let inputEnded: Bool
    private let log: RequestLog
    /// The longest that a request may wait and take.
    private let limit: Duration
    private let done: @Sendable (Outcome) -> Void

    init(
        session: Session, input: ByteBuffer, inputEnded: Bool, limit: Duration, used: ThreadTimeUsed, log: RequestLog,
        done: @escaping @Sendable (Outcome) -> Void
    ) {
        let outcome = Outcome(session: session, input: input, output: [])
        self.state = NIOLockedValueBox(BatchState(outcome: outcome, since: .now))
        self.inputEnded = inputEnded
        self.limit = limit
        self.used = used
        self.log = log
        self.done = done
    }

    /// The reply that `request` gets when its time is over.
    private func late(_ request: Request) -> Reply {
        Reply(ReplyError(.outOfTime, "answering took longer than \(limit / .seconds(1)) s; ask for less at once"))
            .coded(for: request.version)
    }

    // MARK: - On the search threads

    /// Works on the batch on the calling thread, as others may on theirs.
    func run(_ reach: Reach, _ answer: Answering) -> End {
        let start = ContinuousClock.now
        var now = start
        var step = state.withLockedValue { next(&$0, reach, now) }
        while case .answer(let claim) = step {
            let time = limit - (now - claim.since)
            let given = reach == .short ? min(time, ThreadTimeUsed.shortRequest) : time
            var reply = answer(claim.request, claim.index, Deadline(after: given))
            let end = ContinuousClock.now
            let isOutOfTime = reply.error?.code == .outOfTime
            let isLeft = isOutOfTime && reach == .short && end - now < time
            if isOutOfTime { reply = late(claim.request) }
            var bytes: [UInt8] = []
            reply.write(to: &bytes, format: claim.format)
            let (isTaken, following) = state.withLockedValue { state -> (Bool, Step) in
                guard state.ending == nil else {
                    return (false, .end(state.ending == .takenBack ? .tooLate : .finished, nil))
                }
                if isLeft { state.leave(claim.number) } else { state.put(bytes, to: claim.number, rest: reply.rest) }
                return (!isLeft && reply.rest == nil, next(&state, reach, end))
            }
            if isTaken { log.answered(claim.request, reply.error, taking: end - now) }
            now = end
            step = following
        }
        guard case .end(let end, let outcome) = step else { return .finished }
        if now > start { used.add(now - start, at: now) }
        if let outcome { done(outcome) }
        return end
    }

    private enum Step {
        /// The calling thread is to answer this.
        case answer(BatchState.Claim)
        /// The calling thread is done; it brings the outcome back, if there is one.
        case end(End, Outcome?)
    }

    /// Takes the next line that needs an index.
    private func next(_ state: inout BatchState, _ reach: Reach, _ now: ContinuousClock.Instant) -> Step {
        guard state.ending == nil else { return .end(.finished, nil) }
        if let begun = state.begun {
            state.since = now
            if let claim = state.takeWaiting(reach) { return .answer(claim) }
            return read(&state, reach, since: begun, now)
        }
        state.begun = now
        return read(&state, reach, since: now, now)
    }

    /// Reads lines until one needs an index.
    private func read(
        _ state: inout BatchState, _ reach: Reach, since begun: ContinuousClock.Instant, _ now: ContinuousClock.Instant
    ) -> Step {
        var now = now
        var ready = 0
        while !state.isClosed, !state.hasWaiting, !state.isHeldUp {
            guard now - begun < Self.quantum, state.size < Self.mostOutput else {
                state.outcome.hasMore = true
                state.isClosed = true
                break
            }
            if ready == Self.manyReady { (now, ready) = (.now, 0) }
            switch state.read(inputEnded: inputEnded) {
            case nil: state.isClosed = true
            case .reply(let reply, let format):
                log.refused(reply.error)
                state.put(reply, format)
                ready += 1
            case .answer(let request, let format, let index):
                guard let reply = Answerer.answerWithoutIndex(request) else {
                    let isMine = reach != .quick || !request.verb.asksDocuments
                    // Whoever answers the last one before it takes it.
                    let mustWait = request.verb.changesAnswers && !state.claims.isEmpty
                    let claim = state.claim(request, format, index, by: isMine && !mustWait ? reach : nil)
                    if mustWait { return .end(.finished, nil) }
                    return isMine ? .answer(claim) : .end(.left, nil)
                }
                log.answered(request, nil, taking: .zero)
                state.put(reply, format)
                ready += 1
            }
            state.since = now
        }
        if state.hasWaiting { return .end(.left, nil) }
        return .end(.finished, state.claims.isEmpty ? state.end(.brought) : nil)
    }

    // MARK: - On the event loop

    /// The form and the version of replies, as far as the lines have been read.
    var manner: (format: ReplyFormat, version: Int) { state.withLockedValue { $0.outcome.session.manner } }

    /// Lets go what no thread has taken: nobody is there any more to read the replies.
    func abandon() {
        state.withLockedValue { state in
            if state.ending == nil { _ = state.end(.abandoned) }
        }
    }

    /// Takes the batch back if the request now due has been waiting or running for longer than it may, and answers that
    /// request with 504. What was taken after it is to be done again.
    func expire(at now: ContinuousClock.Instant) -> Expiry {
        state.withLockedValue { state in
            if state.ending != nil { return .done }
            let left = limit - (now - (state.claims.first?.since ?? state.since))
            guard left <= .zero else { return .later(left) }
            if let first = state.claims.first {
                let reply = late(first.request)
                log.answered(first.request, reply.error, taking: limit)
                if first.taker != nil { used.add(limit, at: now) }
                reply.write(to: &state.outcome.output, format: first.format)
                if let after = first.after { (state.outcome.session, state.outcome.input) = after }
            } else if let step = state.read(inputEnded: inputEnded) {
                switch step {
                case .reply(let reply, let format): reply.write(to: &state.outcome.output, format: format)
                case .answer(let request, let format, _):
                    let reply = late(request)
                    log.answered(request, reply.error, taking: limit)
                    reply.write(to: &state.outcome.output, format: format)
                }
            }
            state.outcome.hasMore = true
            let busy = state.claims.compactMap { $0.reply == nil ? $0.taker : nil }
            return .expired(state.end(.takenBack), busy: busy)
        }
    }
}
