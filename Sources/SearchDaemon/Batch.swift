// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import NIOConcurrencyHelpers
internal import NIOCore

/// What one read of a connection brought, on its way through a search thread.
///
/// The event loop makes it, a search thread works it off line by line, and one call of `done` brings everything back:
/// so a read costs one hop and one write, however many requests it held. If a request takes too long, the event loop
/// takes the batch back (``expire(at:limit:)``) and whatever the thread still finds is dropped. The lock decides who
/// was first.
final class Batch: Sendable {
    /// What comes back to the connection.
    struct Outcome: Sendable {
        var session: Session
        /// What has not been read yet.
        var input: ByteBuffer
        /// Whether ``input`` may hold whole lines: the thread has stopped to let others have their turn.
        var hasMore = false
        var output: [UInt8]
    }

    /// What looking at the clock came to.
    enum Expiry {
        /// Done, or nothing is late: look again after this time.
        case later(Duration)
        /// Taken back. `isStuck` tells that a thread is still busy with it.
        case expired(Outcome, isStuck: Bool)
        case done
    }

    private struct State {
        var outcome: Outcome
        /// When the clock of the request now due began to run.
        var since: ContinuousClock.Instant
        /// What a thread is working on and the form of its reply; nil while nothing is.
        var running: (request: Request, format: ReplyFormat)?
        var isOver = false
    }

    /// A connection gives way to others after this much work…
    static let quantum = Duration.milliseconds(5)
    /// …or this much output, so that what is kept for a slow reader is bounded.
    static let mostOutput = 256 * 1024

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

    /// Works the batch off on the calling thread.
    ///
    /// - Returns: Whether the batch came to its end; false if the event loop took it back meanwhile.
    func run(_ answer: (Request, Int) -> Reply) -> Bool {
        let start = ContinuousClock.now
        var now = start
        while true {
            let (next, outcome) = state.withLockedValue { state -> ((Request, ReplyFormat, Int)?, Outcome?) in
                guard !state.isOver else { return (nil, nil) }
                if now - start < Self.quantum, state.outcome.output.count < Self.mostOutput {
                    while let step = state.outcome.session.next(&state.outcome.input, inputEnded: inputEnded) {
                        switch step {
                        case .reply(let reply, let format):
                            log.refused(reply.error)
                            reply.write(to: &state.outcome.output, format: format)
                        case .answer(let request, let format, let index):
                            state.since = now
                            state.running = (request, format)
                            return ((request, format, index), nil)
                        }
                    }
                } else {
                    state.outcome.hasMore = true
                }
                state.isOver = true
                return (nil, state.outcome)
            }
            if let outcome {
                done(outcome)
                return true
            }
            guard let (request, format, index) = next else { return false }
            let reply = answer(request, index)
            let end = ContinuousClock.now
            let isOver = state.withLockedValue { state in
                guard !state.isOver else { return true }
                state.running = nil
                reply.write(to: &state.outcome.output, format: format)
                return false
            }
            if isOver { return false }
            log.answered(request, reply.error, taking: end - now)
            now = end
        }
    }

    /// Takes the batch back if the request now due has been waiting or running for longer than `limit`, and answers
    /// that request with 504.
    func expire(at now: ContinuousClock.Instant, limit: Duration) -> Expiry {
        state.withLockedValue { state in
            if state.isOver { return .done }
            let left = limit - (now - state.since)
            guard left <= .zero else { return .later(left) }
            state.isOver = true
            let late = ReplyError(
                .outOfTime, "answering took longer than \(limit / .seconds(1)) s; ask for less at once")
            if let running = state.running {
                log.answered(running.request, late, taking: limit)
                Reply(late).write(to: &state.outcome.output, format: running.format)
            } else if let step = state.outcome.session.next(&state.outcome.input, inputEnded: inputEnded) {
                switch step {
                case .reply(let reply, let format): reply.write(to: &state.outcome.output, format: format)
                case .answer(let request, let format, _):
                    log.answered(request, late, taking: limit)
                    Reply(late).write(to: &state.outcome.output, format: format)
                }
            }
            state.outcome.hasMore = true
            return .expired(state.outcome, isStuck: state.running != nil)
        }
    }
}
