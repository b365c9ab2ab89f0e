// SPDX-License-Identifier: GPL-3.0-or-later
internal import PosixThreads

/// Starts a detached thread that runs `body`, with a stack of 8 MiB as the main thread's usually is: queries nest.
/// Signals are the main program's.
func startThread(_ body: @escaping @Sendable () -> Void) throws {
    do throws(PosixThread.Failure) {
        try PosixThread(stackSize: 8 << 20, blocksSignals: true, body).detach()
    } catch {
        throw DaemonError(.socket, "no thread could be started", error.errno)
    }
}
