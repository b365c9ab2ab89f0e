// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A counting semaphore whose waits end by the monotonic clock.
///
/// Those of libdispatch and of swift-nio wait until a time of day: where somebody sets the clock back meanwhile, they
/// wait for as much longer. Any thread may call any of its functions.
///
/// `@unchecked Sendable`, the lock being `mutex`: `count` is read and written with it held only; the lock and its condition
/// never change. They are of pthreads since the standard library's `Mutex` has no condition to wait on.
@safe public final class PosixSemaphore: @unchecked Sendable {
    private var count: Int
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// A semaphore that lets `count` waits pass.
    public init(_ count: Int = 0) {
        self.count = count
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Lets one more wait pass.
    public func signal() {
        unsafe pthread_mutex_lock(mutex)
        count += 1
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Waits for a ``signal()`` that nobody else takes.
    public func wait() {
        unsafe pthread_mutex_lock(mutex)
        while count == 0 { unsafe pthread_cond_wait(condition, mutex) }
        count -= 1
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Waits for a ``signal()`` that nobody else takes, at most for `time`; false where none came.
    public func wait(atMost time: Duration) -> Bool {
        var end = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &end)
        let (seconds, attoseconds) = max(time, .zero).components
        end.tv_sec += Int(seconds)
        end.tv_nsec += Int(attoseconds / 1_000_000_000)
        if end.tv_nsec >= 1_000_000_000 {
            end.tv_sec += 1
            end.tv_nsec -= 1_000_000_000
        }
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while count == 0 {
            if unsafe pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT, count == 0 { return false }
        }
        count -= 1
        return true
    }
}
