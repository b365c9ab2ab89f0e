// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import Synchronization

/// Makes SIGTERM and SIGINT something to wait for, so that what is under way is finished.
enum StopSignals {
    /// Where the handler writes: all it may do is a system call.
    private static let writing = Atomic<Int32>(-1)

    /// Catches the signals from now on.
    ///
    /// - Returns: A file descriptor that is readable once one came.
    static func caught() throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw Failure(.inputOutput, "The system gives no pipe: \(unsafe String(cString: strerror(errno))).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        writing.store(ends[1], ordering: .sequentiallyConsistent)
        // Whoever started this program may have left them blocked.
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in [SIGTERM, SIGINT] {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { _ in
                let number = errno
                var byte: UInt8 = 0
                _ = unsafe write(StopSignals.writing.load(ordering: .sequentiallyConsistent), &byte, 1)
                errno = number
            }
            action.sa_flags = SA_RESTART
            unsafe sigaction(number, &action, nil)
            unsafe sigaddset(&set, number)
        }
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
        return ends[0]
    }
}
