// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import Dispatch
internal import Glibc
internal import NIOConcurrencyHelpers
internal import NIOCore

/// A fixed number of threads for calls that block, each with an open index and an analyser of its own.
///
/// Xapian and libvoikko block and allow one thread at a time per handle, so neither the event loop nor Swift's
/// cooperative threads may call them. The queue is bounded by its users: a connection has at most one batch in it, once
/// for each thread that may work on it.
final class SearchThreads: Sendable {
    private struct State {
        var queue = CircularBuffer<Batch>()
        var threads = 0
        /// Threads whose batch was taken back and that still work on it.
        var stuck = 0
        /// Raised to make each thread open the index again.
        var epoch = 0
        /// True if freed memory is to be given back to the system.
        var isTrimming = false
        var isStopping = false
    }

    /// The interval at which a thread that has nothing to do sees whether another state of the index is served by now.
    private static let refreshInterval = DispatchTimeInterval.milliseconds(500)
    /// The interval at which the leader looks for a new commit.
    private static let leadingInterval = DispatchTimeInterval.milliseconds(100)
    /// Nice value of the thread that watches for commits.
    private static let commitWatchNiceness: Int32 = 10

    private let state = NIOLockedValueBox(State())
    private let work = DispatchSemaphore(value: 0)
    /// Wakes the leader.
    private let leading = DispatchSemaphore(value: 0)
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
        let opened = DispatchSemaphore(value: 0)
        let failure = NIOLockedValueBox<(any Error)?>(nil)
        for _ in 0..<self.count {
            state.withLockedValue { $0.threads += 1 }
            try startThread { [self] in
                let worker = Worker(count: indexCount, open)
                do {
                    try worker.openAll()
                } catch {
                    failure.withLockedValue { $0 = error }
                }
                opened.signal()
                serve(worker)
            }
        }
        for _ in 0..<self.count { opened.wait() }
        if let error = failure.withLockedValue({ $0 }) {
            stop()
            throw error
        }
        try startThread { [self] in followCommits(Worker(count: indexCount, open)) }
    }

    /// True if a thread is left that is not lost in a request.
    var isAlive: Bool { state.withLockedValue { $0.threads > $0.stuck } }

    /// Queues `batch` for the next free thread, or, where it holds several lines, for all of them that are free.
    func submit(_ batch: Batch, hasSeveralLines: Bool) {
        let places = hasSeveralLines ? count : 1
        state.withLockedValue { state in
            for _ in 0..<places { state.queue.append(batch) }
        }
        for _ in 0..<places { work.signal() }
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

    /// Puts a thread in the place of one that does not come back, unless as many again are stuck already.
    func replaceStuckThread() {
        let isNeeded = state.withLockedValue { state in
            state.stuck += 1
            guard state.threads - state.stuck < count, state.threads < 2 * count, !state.isStopping else {
                return false
            }
            state.threads += 1
            return true
        }
        guard isNeeded else { return }
        do {
            try startThread { [self] in serve(Worker(count: indexCount, open)) }
        } catch {
            state.withLockedValue { $0.threads -= 1 }
        }
    }

    /// Lets the threads end; what is queued is not run any more.
    func stop() {
        let threads = state.withLockedValue { state in
            state.isStopping = true
            state.queue.removeAll()
            return state.threads
        }
        for _ in 0..<threads { work.signal() }
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
            worker.followCommits(epoch: epoch)
            if isTrimming { FreedMemory.giveBack() }
            _ = leading.wait(timeout: .now() + Self.leadingInterval)
        }
    }

    private func serve(_ worker: Worker) {
        while true {
            let isIdle = work.wait(timeout: .now() + Self.refreshInterval) == .timedOut
            let (batch, epoch, isStopping) = state.withLockedValue { state in
                (isIdle ? nil : state.queue.popFirst(), state.epoch, state.isStopping)
            }
            if isStopping { return }
            worker.refreshIfStale(epoch: epoch)
            guard let batch, batch.run({ worker.answer($0, from: $1) }) == .tooLate else { continue }
            // Another thread has been started in the place of this one.
            let isSpare = state.withLockedValue { state in
                state.stuck = max(0, state.stuck - 1)
                guard state.threads - state.stuck > count else { return false }
                state.threads -= 1
                return true
            }
            if isSpare { return }
        }
    }
}
