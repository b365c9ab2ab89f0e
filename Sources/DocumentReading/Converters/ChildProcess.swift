// SPDX-License-Identifier: GPL-3.0-or-later
internal import CChildProcess
internal import Glibc

/// A program that runs confined, with limits, while the calling thread collects what it writes.
enum ChildProcess {
    /// The limits of a program.
    struct Limits: Hashable, Sendable {
        /// Seconds by the clock.
        var seconds: Double
        /// Seconds of processor time; as many as by the clock where nil.
        var processorSeconds: Double?
        /// Bytes of memory.
        var memory: Int
        /// Bytes of output.
        var output: Int

        init(seconds: Double = 60, processorSeconds: Double? = nil, memory: Int = 1 << 30, output: Int = 64 << 20) {
            self.seconds = seconds
            self.processorSeconds = processorSeconds
            self.memory = memory
            self.output = output
        }
    }

    /// The end of a program.
    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        case tookTooLong
        case wroteTooMuch
        case complainedTooMuch
    }

    /// The system could not start a program.
    struct StartFailure: Error {
        var errno: Int32
        var text: String { unsafe String(cString: strerror(errno)) }
    }
}
