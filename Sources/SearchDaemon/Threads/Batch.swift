// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import NIOConcurrencyHelpers
internal import NIOCore

/// The input that one read of a connection brought, on its way through the search threads.
///
/// The event loop makes it, search threads work it off line by line, and one call of `done` brings everything back: so
/// a read costs one hop and one write, however many requests it held. Any number of threads may work on it at once:
/// each takes the next line that nobody has taken, and the replies are put in the order of the lines. If a request
/// takes too long, the event loop takes the batch back (``expire(at:limit:)``), and what the threads still find is
/// dropped. The lock decides who was first.
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
        /// Taken back, while so many threads are busy with requests of it.
        case expired(Outcome, stuck: Int)
        case done
    }

    /// The end of a thread's work on a batch.
    enum End {
        /// Nothing was left to take.
        case finished
        /// The batch was taken back while it was busy.
        case tooLate
    }

    /// A request that a thread has taken.
    private struct Claim {
        /// Counts the claims of the batch from 0.
        let number: Int
        let request: Request
        let format: ReplyFormat
        /// When its clock began to run.
        let since: ContinuousClock.Instant
        /// The conversation and the input right after it; nil while the outcome has them, for nothing more was read.
        var after: (session: Session, input: ByteBuffer)?
        /// The reply, while one before it is still being made.
        var reply: [UInt8]?
        /// The replies to lines after it that needed no thread.
        var following: [UInt8] = []
    }

    private struct State {
        /// The conversation and the input after all that was taken, and the replies before the first claim.
        var outcome: Outcome
        /// The claims that were taken and not written yet, in the order of the lines; the first is still being answered.
        var claims: [Claim] = []
        var claimed = 0
        /// The bytes of all replies so far.
        var size = 0
        /// When a thread began to work.
        var begun: ContinuousClock.Instant?
        /// When the clock of the line next to be taken began to run.
        var since: ContinuousClock.Instant
        /// True if nothing is taken any more.
        var isClosed = false
        var isOver = false

        /// Reads the next line.
        mutating func read(inputEnded: Bool) -> Session.Step? {
            if let last = claims.indices.last, claims[last].after == nil {
                claims[last].after = (outcome.session, outcome.input)
            }
            return outcome.session.next(&outcome.input, inputEnded: inputEnded)
        }

        /// Notes that a thread answers `request`; returns the claim's number.
        mutating func claim(_ request: Request, _ format: ReplyFormat, at now: ContinuousClock.Instant) -> Int {
            defer { claimed += 1 }
            claims.append(Claim(number: claimed, request: request, format: format, since: now))
            return claimed
        }

        /// Writes a reply that was there at once, after those that are still being made.
        mutating func put(_ reply: Reply, _ format: ReplyFormat) {
            if let last = claims.indices.last {
                size -= claims[last].following.count
                reply.write(to: &claims[last].following, format: format)
                size += claims[last].following.count
            } else {
                size -= outcome.output.count
                reply.write(to: &outcome.output, format: format)
                size += outcome.output.count
            }
        }

        /// Writes the reply to a claim, or keeps it until those before it are written.
        mutating func put(_ reply: [UInt8], to claim: Int) {
            guard let first = claims.first?.number else { return }
            size += reply.count
            guard claim == first else {
                claims[claim - first].reply = reply
                return
            }
            outcome.output += reply
            outcome.output += claims[0].following
            var written = 1
            while written < claims.count, let next = claims[written].reply {
                outcome.output += next
                outcome.output += claims[written].following
                written += 1
            }
            claims.removeFirst(written)
        }

        /// Ends the batch.
        mutating func end() -> Outcome {
            isOver = true
            isClosed = true
            claims = []
            defer { outcome.output = [] }
            return outcome
        }
    }

    /// A connection gives way to others after this much time of work…
    static let quantum = Duration.milliseconds(5)
    /// …or this much output, so that what is kept for a slow reader is bounded.
    static let mostOutput = 256 * 1024

    /// The replies that need no thread made between two looks at the clock.
    private static let manyReady = 32

    private let state: NIOLockedValueBox<State>
    private let inputEnded: Bool
    private let log: RequestLog
    private let done: @Sendable (Outcome) -> Void

    init(
        session: Session, input: ByteBuffer, inputEnded: Bool, log: RequestLog,
        done: @escaping @Sendable (Outcome) -> Void
    ) {
        let outcome = Outcome(session: session, input: input, output: [])
        self.state = NIOLockedValueBox(State(outcome: outcome, since: .now))
        self.inputEnded = inputEnded
        self.log = log
        self.done = done
    }

    // MARK: - On the search threads

    /// Works on the batch on the calling thread, as others may on theirs.
    func run(_ answer: (Request, Int) -> Reply) -> End {
        var now = ContinuousClock.now
        var step = state.withLockedValue { next(&$0, now) }
        while case .answer(let request, let format, let index, let claim) = step {
            let reply = answer(request, index)
            var bytes: [UInt8] = []
            reply.write(to: &bytes, format: format)
            let end = ContinuousClock.now
            let (isTaken, following) = state.withLockedValue { state -> (Bool, Step) in
                guard !state.isOver else {
                    return (false, .end(.tooLate, nil))
                }
                state.put(bytes, to: claim)
                return (true, next(&state, end))
            }
            if isTaken { log.answered(request, reply.error, taking: end - now) }
            now = end
            step = following
        }
        guard case .end(let end, let outcome) = step else { return .finished }
        if let outcome { done(outcome) }
        return end
    }

    private enum Step {
        /// The calling thread is to answer this.
        case answer(Request, ReplyFormat, Int, claim: Int)
        /// The calling thread is done; it brings the outcome back, if there is one.
        case end(End, Outcome?)
    }

    /// Takes the next line that needs an index.
    private func next(_ state: inout State, _ now: ContinuousClock.Instant) -> Step {
        guard !state.isOver else { return .end(.finished, nil) }
        state.since = now
        let begun = state.begun ?? now
        state.begun = begun
        var now = now
        var ready = 0
        while !state.isClosed {
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
                    return .answer(request, format, index, claim: state.claim(request, format, at: now))
                }
                log.answered(request, nil, taking: .zero)
                state.put(reply, format)
                ready += 1
            }
        }
        return .end(.finished, state.claims.isEmpty ? state.end() : nil)
    }

    // MARK: - On the event loop

    /// Lets go what no thread has taken: nobody is there any more to read the replies.
    func abandon() {
        state.withLockedValue { state in
            state.isClosed = true
            state.outcome.input.clear()
            if state.claims.isEmpty { _ = state.end() }
        }
    }

    /// Takes the batch back if the request now due has been waiting or running for longer than `limit`, and answers
    /// that request with 504. What was taken after it is to be done again.
    func expire(at now: ContinuousClock.Instant, limit: Duration) -> Expiry {
        state.withLockedValue { state in
            if state.isOver { return .done }
            let left = limit - (now - (state.claims.first?.since ?? state.since))
            guard left <= .zero else { return .later(left) }
            let late = ReplyError(
                .outOfTime, "answering took longer than \(limit / .seconds(1)) s; ask for less at once")
            if let first = state.claims.first {
                log.answered(first.request, late, taking: limit)
                Reply(late).write(to: &state.outcome.output, format: first.format)
                if let after = first.after { (state.outcome.session, state.outcome.input) = after }
            } else if let step = state.read(inputEnded: inputEnded) {
                switch step {
                case .reply(let reply, let format): reply.write(to: &state.outcome.output, format: format)
                case .answer(let request, let format, _):
                    log.answered(request, late, taking: limit)
                    Reply(late).write(to: &state.outcome.output, format: format)
                }
            }
            state.outcome.hasMore = true
            let stuck = state.claims.count { $0.reply == nil }
            return .expired(state.end(), stuck: stuck)
        }
    }
}
