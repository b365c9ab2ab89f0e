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

    struct Outcome {
        var ending: Ending
        var output: [UInt8]
        /// The beginning of its standard error.
        var errors: String
    }

    /// The system could not start a program.
    struct StartFailure: Error {
        var errno: Int32
        var text: String { unsafe String(cString: strerror(errno)) }
    }

    /// Runs the program at `path` on `input` and waits for its end, or ends it. It may read the folder `libraries`, too.
    static func run(
        _ path: String, _ arguments: [String], input: Int32, limits: Limits, libraries: String? = nil
    ) throws(StartFailure) -> Outcome {
        let child = try ChildStream(path, arguments, input: input, limits: limits, libraries: libraries)
        var output: [UInt8] = []
        while child.next(into: &output) {}
        return Outcome(ending: child.end(), output: output, errors: child.errors)
    }
}
