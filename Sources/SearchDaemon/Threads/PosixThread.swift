// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Starts a detached POSIX thread that runs `body`, with a stack of 8 MiB as the main thread's usually is: queries nest.
func startThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    unsafe pthread_attr_init(attributes)
    defer {
        unsafe pthread_attr_destroy(attributes)
        unsafe attributes.deallocate()
    }
    unsafe pthread_attr_setstacksize(attributes, 8 << 20)
    unsafe pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    // Signals are the main program's.
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let box = unsafe Unmanaged.passRetained(Box(body))
    let failure = unsafe pthread_create(
        &thread, attributes,
        { argument in
            if let argument = unsafe argument {
                unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            }
            return nil
        }, box.toOpaque())
    guard failure == 0 else {
        unsafe box.release()
        throw DaemonError(.socket, "no thread could be started", failure)
    }
}
