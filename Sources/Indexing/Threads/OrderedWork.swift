// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SearchIndex

/// Numbered jobs done by several threads, whose results one thread takes in the order of the numbers.
///
/// A job may hand parts of itself to the other threads: what they make of the parts stands where it would have stood.
///
/// Bounded: no job is begun while the jobs begun and not yet taken cost more than a limit. Those under way go on, so
/// the one that is waited for always arrives.
///
/// `@unchecked Sendable`, the lock being `mutex`: everything that changes is touched with it held only. It is of pthreads
/// since threads wait for each other here, and the standard library's `Mutex` has no condition to wait on.
@safe final class OrderedWork<Part: Sendable, Output: Sendable>: @unchecked Sendable {
    /// A thread's next step.
    enum Step {
        /// The job of this number.
        case job(Int)
        /// Parts of a job that is under way.
        case parts(Batch)
    }

    /// Parts of a job, to be made into results by any thread.
    struct Batch: Sendable {
        /// The job.
        let job: Int
        fileprivate let place: Int
        let parts: [Part]
    }

    /// Results that stand together; none yet where a thread is still to make them.
    private struct Place {
        var outputs: [Output]
        var isFilled: Bool
        var size: Int
    }

    /// The results of a job that were not taken yet, in order.
    private struct Waiting {
        var places: [Place] = []
        /// The number of the first of the places, and how many of its results were taken.
        var first = 0
        var taken = 0
        var size = 0
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let costs: [Int]
    private let limit: Int
    private var next = 0
    private var cost = 0
    private var waiting: [Int: Waiting] = [:]
    private var batches: [Batch] = []
    /// Jobs that were begun and have not ended: they may still have parts to hand over.
    private var underWay = 0
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

    /// The next step: parts of a job under way before another job; nil once there is nothing, or the work was stopped.
    func begin() -> Step? {
        locked {
            while !hasStopped {
                if let batch = takeBatch() { return .parts(batch) }
                if next < costs.count {
                    if cost == 0 || cost + costs[next] <= limit {
                        defer { next += 1 }
                        cost += costs[next]
                        underWay += 1
                        return .job(next)
                    }
                } else if underWay == 0 {
                    return nil
                }
                unsafe pthread_cond_wait(changed, mutex)
            }
            return nil
        }
    }

    /// Back-pressure per job: a producer blocks at 16 untaken results or 96 MB of parts.
    private static var mostWaiting: Int { 16 }
    private static var mostSizeWaiting: Int { 96 << 20 }

    private func isFull(_ job: Int) -> Bool {
        guard let waiting = waiting[job] else { return false }
        return waiting.places.count >= Self.mostWaiting || waiting.size > Self.mostSizeWaiting
    }

    private func takeBatch() -> Batch? { batches.isEmpty ? nil : batches.removeFirst() }

    private func append(_ place: Place, to job: Int) -> Int {
        waiting[job, default: Waiting()].places.append(place)
        waiting[job, default: Waiting()].size += place.size
        let queue = waiting[job, default: Waiting()]
        return queue.first + queue.places.count - 1
    }

    /// Hands over one of several results of a job, and waits while too many were not taken yet. The job whose results
    /// are being taken never waits for long, since jobs are begun in the order in which they are taken.
    ///
    /// - Returns: Whether the job is to go on.
    func give(_ job: Int, _ output: Output) -> Bool {
        locked {
            while !hasStopped, isFull(job) { unsafe pthread_cond_wait(changed, mutex) }
            guard !hasStopped else { return false }
            _ = append(Place(outputs: [output], isFilled: true, size: 0), to: job)
            unsafe pthread_cond_broadcast(changed)
            return true
        }
    }

    /// Hands parts of a job, `size` bytes together, to whichever thread is free first.
    ///
    /// While too much waits for being taken, or for a free thread, this one makes results of parts too, with `make`:
    /// so nobody waits for ever, however many threads there are.
    ///
    /// - Returns: Whether the job is to go on.
    func share(_ job: Int, _ parts: [Part], size: Int, among threads: Int, _ make: (Batch) -> [Output]) -> Bool {
        while true {
            let help: Batch? = locked {
                while !hasStopped, isFull(job), batches.isEmpty { unsafe pthread_cond_wait(changed, mutex) }
                return hasStopped || !isFull(job) ? nil : takeBatch()
            }
            guard let help else { break }
            fill(help, make(help))
        }
        let own: Batch? = locked {
            guard !hasStopped else { return nil }
            let place = append(Place(outputs: [], isFilled: false, size: size), to: job)
            batches.append(Batch(job: job, place: place, parts: parts))
            unsafe pthread_cond_broadcast(changed)
            return batches.count >= threads ? takeBatch() : nil
        }
        if let own { fill(own, make(own)) }
        return !isStopped
    }

    /// Hands over what was made of parts.
    func fill(_ batch: Batch, _ outputs: [Output]) {
        locked {
            guard let index = waiting[batch.job].map({ batch.place - $0.first }) else { return }
            waiting[batch.job]?.places[index].outputs = outputs
            waiting[batch.job]?.places[index].isFilled = true
            unsafe pthread_cond_broadcast(changed)
        }
    }

    /// Says that a job is done; with its only result, or its last.
    func end(_ job: Int, _ output: Output? = nil) {
        locked {
            if let output { _ = append(Place(outputs: [output], isFilled: true, size: 0), to: job) }
            ended.insert(job)
            underWay -= 1
            unsafe pthread_cond_broadcast(changed)
        }
    }

    /// The next result of a job; waits for it. Nil once there is none any more, or none that comes: once the work was
    /// stopped, what is not there yet may never be.
    func take(_ job: Int) -> Output? {
        locked {
            while true {
                if let output = takeFirst(of: job) { return output }
                if waiting[job]?.places.isEmpty ?? true, ended.remove(job) != nil {
                    waiting[job] = nil
                    cost -= costs[job]
                    unsafe pthread_cond_broadcast(changed)
                    return nil
                }
                if hasStopped { return nil }
                unsafe pthread_cond_wait(changed, mutex)
            }
        }
    }

    private func takeFirst(of job: Int) -> Output? {
        while let queue = waiting[job], let place = queue.places.first, place.isFilled {
            if queue.taken < place.outputs.count {
                waiting[job]?.taken += 1
                return place.outputs[queue.taken]
            }
            waiting[job]?.places.removeFirst()
            waiting[job]?.first += 1
            waiting[job]?.taken = 0
            waiting[job]?.size -= place.size
            unsafe pthread_cond_broadcast(changed)
        }
        return nil
    }

    /// True once no further job is to be begun.
    var isStopped: Bool { locked { hasStopped } }

    /// The error for which the work cannot go on, where a thread met one.
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
