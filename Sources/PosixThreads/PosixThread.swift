// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A POSIX thread, for work that blocks or owns what belongs to one thread. It is either joined or detached, once.
@safe public struct PosixThread: Sendable {
    /// The system could not start a thread.
    public struct Failure: Error, Hashable, Sendable {
        /// The error number of pthread_create(3).
        public var errno: Int32
    }

    private let handle: pthread_t

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts `body` on a thread of its own.
    ///
    /// - Parameters:
    ///   - stackSize: The size of its stack in bytes; 0 for the system's usual one.
    ///   - blocksSignals: True to leave all signals to the other threads.
    ///   - body: The thread's work.
    /// - Throws: ``Failure`` where the system has no thread left.
    public init(
        stackSize: Int = 0, blocksSignals: Bool = false, _ body: @escaping @Sendable () -> Void
    ) throws(Failure) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        unsafe pthread_attr_init(attributes)
        defer {
            unsafe pthread_attr_destroy(attributes)
            unsafe attributes.deallocate()
        }
        if stackSize > 0 { unsafe pthread_attr_setstacksize(attributes, stackSize) }
        var before = sigset_t()
        if blocksSignals {
            var all = sigset_t()
            unsafe sigfillset(&all)
            unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
        }
        defer { if blocksSignals { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) } }
        var handle = pthread_t()
        let box = unsafe Unmanaged.passRetained(Body(body))
        let failure = unsafe pthread_create(
            &handle, attributes,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            }, box.toOpaque())
        guard failure == 0 else {
            unsafe box.release()
            throw Failure(errno: failure)
        }
        self.handle = handle
    }

    /// Waits until it has ended.
    public func join() { pthread_join(handle, nil) }

    /// Lets it end by itself.
    public func detach() { pthread_detach(handle) }
}
