// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOConcurrencyHelpers

/// The time that a connection's requests have taken of the search threads lately.
///
/// What was used counts half after each ``halfLife``. Of connections that wait, the one that has used least comes next:
/// so one that asks much waits behind itself, and none waits for ever, for what it has used fades.
final class ThreadTimeUsed: Sendable {
    private struct State {
        /// Seconds, as they counted at ``at``.
        var used = 0.0
        var at: ContinuousClock.Instant
        /// Until when the connection is taken for one that asks what takes long.
        var costlyUntil: ContinuousClock.Instant
    }

    /// The time after which what was used counts half.
    static let halfLife = Duration.seconds(2)
    /// A request that takes longer than this is a long one.
    static let shortRequest = Duration.milliseconds(100)
    /// For so many times as long as a long request took, more of the kind are expected.
    private static let memory = 10

    private let state: NIOLockedValueBox<State>

    /// Nothing used yet, at `now`.
    init(now: ContinuousClock.Instant = .now) {
        state = NIOLockedValueBox(State(at: now, costlyUntil: now))
    }

    /// Counts a request, or several short ones, that took `time` and ended at `now`.
    func add(_ time: Duration, at now: ContinuousClock.Instant) {
        state.withLockedValue { state in
            state.used = Self.faded(state.used, from: state.at, to: now) + time / .seconds(1)
            state.at = now
            if time > Self.shortRequest { state.costlyUntil = max(state.costlyUntil, now + time * Self.memory) }
        }
    }

    /// True if requests that take long are to be expected.
    func isCostly(at now: ContinuousClock.Instant) -> Bool { state.withLockedValue { now < $0.costlyUntil } }

    /// The connection's place among those that wait: the lowest is next. It orders what has been used however much later
    /// it is looked at, for all of that fades alike: log2(used) + now / halfLife, counted from `epoch`.
    func rank(at now: ContinuousClock.Instant, since epoch: ContinuousClock.Instant) -> Double {
        let used = state.withLockedValue { Self.faded($0.used, from: $0.at, to: now) }
        return log2(used + Self.smallest) + (now - epoch) / Self.halfLife
    }

    /// Seconds below which nobody is told from who used nothing: who came first is next then.
    private static let smallest = 1e-6

    private static func faded(
        _ used: Double, from then: ContinuousClock.Instant, to now: ContinuousClock.Instant
    ) -> Double {
        now > then ? used * exp2(-((now - then) / halfLife)) : used
    }
}
