// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

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
