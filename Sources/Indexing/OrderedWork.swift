// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SearchIndex

/// Numbered jobs done by several threads, whose results one thread takes in the order of the numbers.
///
/// Bounded: no job is begun while the jobs begun and not yet taken cost more than a limit. Those under way go on, so
/// the one that is waited for always arrives.
///
/// `@unchecked Sendable`: everything that changes is touched with `mutex` held only. The lock is of pthreads since
/// threads wait for each other here, and the standard library's `Mutex` has no condition to wait on.
@safe final class OrderedWork<Output: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let costs: [Int]
    private let limit: Int
    private var next = 0
    private var cost = 0
    private var results: [Int: [Output]] = [:]
    private var ended: Set<Int> = []
    private var hasStopped = false
    private var cause: IndexError?

    /// Work whose job n costs `costs[n]`, of which at most about `limit` is under way.
    init(costs: [Int], limit: Int) {
        self.costs = costs
        self.limit = limit
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    private func locked<R>(_ body: () -> R) -> R {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }

    /// The next job to do; nil once there is none or the work was stopped.
    func begin() -> Int? {
        locked {
            while !hasStopped && next < costs.count && cost > 0 && cost + costs[next] > limit {
                unsafe pthread_cond_wait(changed, mutex)
            }
            guard !hasStopped, next < costs.count else { return nil }
            defer { next += 1 }
            cost += costs[next]
            return next
        }
    }

    /// So many results of a job wait for being taken; then the job waits.
    private static var mostWaiting: Int { 16 }

    /// Hands over one of several results of a job, and waits while too many were not taken yet. The job whose results
    /// are being taken never waits for long, since jobs are begun in the order in which they are taken.
    ///
    /// - Returns: Whether the job is to go on.
    func give(_ job: Int, _ output: Output) -> Bool {
        locked {
            while !hasStopped, results[job, default: []].count >= Self.mostWaiting {
                unsafe pthread_cond_wait(changed, mutex)
            }
            guard !hasStopped else { return false }
            results[job, default: []].append(output)
            unsafe pthread_cond_broadcast(changed)
            return true
        }
    }

    /// Says that a job is done; with its only result, or its last.
    func end(_ job: Int, _ output: Output? = nil) {
        locked {
            if let output { results[job, default: []].append(output) }
            ended.insert(job)
            unsafe pthread_cond_broadcast(changed)
        }
    }

    /// The next result of a job; waits for it. Nil once there is none any more, or none that comes: once the work was
    /// stopped, what is not there yet may never be.
    func take(_ job: Int) -> Output? {
        locked {
            while true {
                if var waiting = results.removeValue(forKey: job), !waiting.isEmpty {
                    let output = waiting.removeFirst()
                    if !waiting.isEmpty { results[job] = waiting }
                    unsafe pthread_cond_broadcast(changed)
                    return output
                }
                if ended.remove(job) != nil {
                    cost -= costs[job]
                    unsafe pthread_cond_broadcast(changed)
                    return nil
                }
                if hasStopped { return nil }
                unsafe pthread_cond_wait(changed, mutex)
            }
        }
    }

    /// Whether no further job is to be begun.
    var isStopped: Bool { locked { hasStopped } }

    /// Why the work cannot go on, where a thread found that out.
    var failure: IndexError? { locked { cause } }

    /// Has no further job begun, for this reason.
    func fail(_ error: IndexError) {
        locked { cause = cause ?? error }
        stop()
    }

    /// Has no further job begun.
    func stop() {
        locked {
            hasStopped = true
            unsafe pthread_cond_broadcast(changed)
        }
    }
}

/// A thread of the system's, for work that blocks or owns what belongs to one thread.
@safe struct WorkThread {
    private let handle: pthread_t

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts `body` on a thread of its own; nil where the system has none left.
    init?(_ body: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        let argument = unsafe Unmanaged.passRetained(Body(body))
        let failure = unsafe pthread_create(
            &handle, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            }, argument.toOpaque())
        guard failure == 0 else {
            unsafe argument.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits until it has ended.
    func join() { pthread_join(handle, nil) }
}
