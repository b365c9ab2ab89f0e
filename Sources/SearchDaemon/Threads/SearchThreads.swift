// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import Glibc
internal import NIOConcurrencyHelpers
internal import PosixThreads

/// A fixed number of threads for calls that block, each with open indexes and an analyser of its own.
///
/// Xapian and libvoikko block and allow one thread at a time per handle, so neither the event loop nor Swift's
/// cooperative threads may call them. The queue is bounded by its users: a connection has at most one batch in it, once
/// for each thread that may work on it.
///
/// However long the requests are that these threads work on, two more threads answer others: one those that ask for no
/// documents (``Reach/quick``), and one the requests of connections that are not known for long ones
/// (``Reach/short``). They have nothing to do, and open no index, as long as there is a thread for every batch.
final class SearchThreads: Sendable {
    private struct State: Sendable {
        var waiting = WaitingBatches()
        /// The threads of each reach.
        var threads = [Int](repeating: 0, count: Reach.allCases.count)
        /// Of these, the threads whose batch was taken back and that still work on it.
        var stuck = [Int](repeating: 0, count: Reach.allCases.count)
        /// Of these, the threads that wait for work, and those that have been woken and have not come yet.
        var idle = [Int](repeating: 0, count: Reach.allCases.count)
        var woken = [Int](repeating: 0, count: Reach.allCases.count)
        /// When a thread of the reach `all` last took a batch.
        var taken = ContinuousClock.now
        /// Raised to make each thread open the index again.
        var epoch = 0
        /// True if freed memory is to be given back to the system.
        var isTrimming = false
        var isStopping = false

        /// True if a thread of `reach` is to be woken for what waits: one that is idle and that nobody has woken.
        mutating func wakes(_ reach: Reach) -> Bool {
            guard idle[reach.rawValue] > woken[reach.rawValue] else { return false }
            woken[reach.rawValue] += 1
            return true
        }
    }

    /// The interval at which a thread that has nothing to do sees whether another state of the index is served by now.
    private static let refreshInterval = Duration.milliseconds(500)
    /// The interval at which the leader looks for a new commit.
    private static let leadingInterval = Duration.milliseconds(100)
    /// Nice value of the thread that watches for commits.
    private static let commitWatchNiceness: Int32 = 10
    /// The thread for short requests takes one when the others have taken no batch for this long: twice as long as a
    /// batch of short requests has its turn.
    private static let busyAfter = Batch.quantum * 2
    /// A thread that is late gets another in its place after this time, for one that looks at the clock is back by
    /// then…
    private static let stuckAfter = Duration.seconds(1)
    /// …or after so much of the time that a request may take, where that is less.
    private static let stuckPart = 4

    private let state = NIOLockedValueBox(State())
    /// Wakes a thread of each reach.
    private let work = Reach.allCases.map { _ in PosixSemaphore() }
    /// Wakes the leader.
    private let leading = PosixSemaphore()
    private let count: Int
    private let indexCount: Int
    private let open: Worker.Opening

    /// Starts `count` threads.
    ///
    /// - Parameters:
    ///   - count: How many threads.
    ///   - indexCount: How many indexes there are.
    ///   - open: Opens an index; called on each thread, again whenever the index got lost.
    /// - Throws: What the first thread that could not open an index threw.
    init(count: Int, indexCount: Int, open: @escaping Worker.Opening) throws {
        self.count = max(1, count)
        self.indexCount = indexCount
        self.open = open
        let opened = PosixSemaphore()
        let failure = NIOLockedValueBox<(any Error)?>(nil)
        for _ in 0..<self.count {
            state.withLockedValue { $0.threads[Reach.all.rawValue] += 1 }
            try startThread { [self] in
                let worker = Worker(count: indexCount, open)
                do {
                    try worker.openAll()
                } catch {
                    failure.withLockedValue { $0 = error }
                }
                opened.signal()
                serve(.all, worker)
            }
        }
        for _ in 0..<self.count { opened.wait() }
        if let error = failure.withLockedValue({ $0 }) {
            stop()
            throw error
        }
        for reach in [Reach.short, .quick] {
            state.withLockedValue { $0.threads[reach.rawValue] += 1 }
            try startThread { [self] in serve(reach, Worker(count: indexCount, open)) }
        }
        try startThread { [self] in followCommits(Worker(count: indexCount, open)) }
    }

    /// True if a thread is left that is not lost in a request.
    var isAlive: Bool { state.withLockedValue { $0.threads[0] > $0.stuck[0] } }

    /// The number of batches that wait for a thread.
    var waitingCount: Int { state.withLockedValue { $0.waiting.count } }

    /// Queues `batch` for the next free thread, or, where it holds several lines, for all of them that are free. It is
    /// quick where it begins with a request that asks for no documents.
    func submit(_ batch: Batch, isQuick: Bool, hasSeveralLines: Bool) {
        let helpers = hasSeveralLines ? count - 1 : 0
        let woken = state.withLockedValue { state -> [Reach] in
            if isQuick {
                state.waiting.insertQuick(batch)
            } else {
                state.waiting.insert(batch, helpers: helpers, at: .now)
            }
            return Self.woken(&state, for: 1 + helpers, otherwise: isQuick ? .quick : .short)
        }
        for reach in woken { work[reach.rawValue].signal() }
    }

    /// Queues what a thread of another reach has left.
    private func submitLeft(_ batch: Batch, isLong: Bool) {
        let woken = state.withLockedValue { state -> [Reach] in
            state.waiting.insert(batch, isLong: isLong, at: .now)
            return Self.woken(&state, for: 1, otherwise: .short)
        }
        for reach in woken { work[reach.rawValue].signal() }
    }

    /// Up to `places` idle threads, to be woken; where none is idle, one of the reach `other`.
    private static func woken(_ state: inout State, for places: Int, otherwise other: Reach) -> [Reach] {
        var reaches: [Reach] = []
        while reaches.count < places, state.wakes(.all) { reaches.append(.all) }
        if reaches.isEmpty, state.wakes(other) { reaches.append(other) }
        return reaches
    }

    /// Makes every thread open the index again before its next request.
    func reopen() {
        state.withLockedValue { $0.epoch += 1 }
        leading.signal()
    }

    /// Gives memory that was freed back to the system, soon and on no thread that answers.
    func giveMemoryBack() {
        state.withLockedValue { $0.isTrimming = true }
        leading.signal()
    }

    /// Counts threads that still work on a batch which was taken back after `limit`.
    ///
    /// - Returns: The time after which ``replaceStuckThreads()`` is to be called.
    func note(stuck: [Reach], limit: Duration) -> Duration {
        state.withLockedValue { state in
            for reach in stuck { state.stuck[reach.rawValue] += 1 }
        }
        return min(Self.stuckAfter, limit / Self.stuckPart)
    }

    /// Puts threads in the places of those that have not come back, unless as many again are stuck already.
    func replaceStuckThreads() {
        for reach in Reach.allCases {
            let count = reach == .all ? count : 1
            let missing = state.withLockedValue { state -> Int in
                let (threads, stuck) = (state.threads[reach.rawValue], state.stuck[reach.rawValue])
                let missing = state.isStopping ? 0 : max(0, min(count - (threads - stuck), 2 * count - threads))
                state.threads[reach.rawValue] += missing
                return missing
            }
            for _ in 0..<missing {
                do {
                    try startThread { [self] in serve(reach, Worker(count: indexCount, open)) }
                } catch {
                    state.withLockedValue { $0.threads[reach.rawValue] -= 1 }
                }
            }
        }
    }

    /// Lets the threads end; what is queued is not run any more.
    func stop() {
        let threads = state.withLockedValue { state in
            state.isStopping = true
            state.waiting.removeAll()
            return state.threads
        }
        for (semaphore, count) in zip(work, threads) {
            for _ in 0..<count { semaphore.signal() }
        }
        leading.signal()
    }

    /// Follows the commits on a thread of its own, so that those who answer do not stop for them.
    private func followCommits(_ worker: Worker) {
        // Of this thread alone, on Linux.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.commitWatchNiceness)
        while true {
            let (epoch, isTrimming, isStopping) = state.withLockedValue { state in
                defer { state.isTrimming = false }
                return (state.epoch, state.isTrimming, state.isStopping)
            }
            if isStopping { return }
            let start = ContinuousClock.now
            worker.followCommits(epoch: epoch)
            worker.note(from: start, to: .now)
            if worker.isRenewed(opening: false) || isTrimming { FreedMemory.giveBack() }
            _ = leading.wait(atMost: Self.leadingInterval)
        }
    }

    private enum Turn {
        case work(Batch, epoch: Int)
        /// Nothing to do, at most for this time; one that is not idle is not woken before.
        case rest(Duration, isIdle: Bool)
        case stop
    }

    private func serve(_ reach: Reach, _ worker: Worker) {
        while true {
            switch state.withLockedValue({ turn(reach, &$0) }) {
            case .stop: return
            case .rest(let time, let isIdle):
                let isWoken = work[reach.rawValue].wait(atMost: time)
                let epoch = state.withLockedValue { state in
                    if isIdle { state.idle[reach.rawValue] -= 1 }
                    if isWoken { state.woken[reach.rawValue] = max(0, state.woken[reach.rawValue] - 1) }
                    return state.epoch
                }
                if !isWoken {
                    worker.refreshIfStale(epoch: epoch)
                    if worker.isRenewed(opening: reach == .all) { giveMemoryBack() }
                }
            case .work(let batch, let epoch):
                worker.refreshIfStale(epoch: epoch)
                let start = ContinuousClock.now
                let end = batch.run(reach) { worker.answer($0, from: $1, by: $2) }
                worker.note(from: start, to: .now)
                switch end {
                case .finished: break
                case .left: submitLeft(batch, isLong: reach == .short)
                case .tooLate:
                    if isSpare(reach) { return giveMemoryBack() }
                }
            }
        }
    }

    /// The next deed of a thread of `reach`. One that is told to rest counts as idle until it comes back.
    private func turn(_ reach: Reach, _ state: inout State) -> Turn {
        if state.isStopping { return .stop }
        if reach == .short, state.waiting.holdsShort {
            let left = Self.busyAfter - (.now - state.taken)
            if left > .zero { return .rest(left, isIdle: false) }
        }
        if let batch = state.waiting.pop(for: reach) {
            if reach == .all { state.taken = .now }
            return .work(batch, epoch: state.epoch)
        }
        state.idle[reach.rawValue] += 1
        return .rest(Self.refreshInterval, isIdle: true)
    }

    /// True if another thread has been started in the place of the calling one, which was stuck and is not any more.
    private func isSpare(_ reach: Reach) -> Bool {
        state.withLockedValue { state in
            state.stuck[reach.rawValue] = max(0, state.stuck[reach.rawValue] - 1)
            let count = reach == .all ? count : 1
            guard state.threads[reach.rawValue] - state.stuck[reach.rawValue] > count else { return false }
            state.threads[reach.rawValue] -= 1
            return true
        }
    }
}
