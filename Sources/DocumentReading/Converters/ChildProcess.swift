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

    /// As much of the standard error is kept.
    private static let mostErrors = 4096
    /// A program that has more to complain of is ended: it would go on for the whole time that it is given.
    private static let mostComplaints = 4 << 20

    /// Runs the program at `path` on `input` and waits for its end, or ends it. It may read the folder `libraries`, too.
    static func run(
        _ path: String, _ arguments: [String], input: Int32, limits: Limits, libraries: String? = nil
    ) throws(StartFailure) -> Outcome {
        var output = try Pipe()
        defer { output.closeAll() }
        var errors = try Pipe()
        defer { errors.closeAll() }
        let process = try start(
            path, arguments, input: input, output: output.write, errors: errors.write, limits, libraries)
        output.closeWrite()
        errors.closeWrite()
        let watch = haku_child_watch(process)
        defer { if watch >= 0 { close(watch) } }
        let deadline = ContinuousClock.now + .seconds(limits.seconds)
        var written: [UInt8] = []
        var complaints: [UInt8] = []
        var complained = 0
        var ending: Ending?
        var chunk = [UInt8](repeating: 0, count: 1 << 16)

        while ending == nil && (output.isOpen || errors.isOpen) {
            guard wait(for: [output.read, errors.read], until: deadline) else {
                ending = .tookTooLong
                break
            }
            output.take(&chunk, into: &written)
            let known = complaints.count
            errors.take(&chunk, into: &complaints)
            complained += complaints.count - known
            if complaints.count > mostErrors { complaints.removeLast(complaints.count - mostErrors) }
            if complained > mostComplaints { ending = .complainedTooMuch }
            if written.count > limits.output { ending = .wroteTooMuch }
        }
        // It may live on with its output closed.
        if ending == nil && !end(of: process, watch: watch, until: deadline) { ending = .tookTooLong }
        // And all that it started; the supervisor's number is not given anew before it is waited for.
        haku_child_end(process)
        let status = collect(process)
        return Outcome(
            ending: ending ?? status, output: written, errors: String(decoding: complaints, as: UTF8.self))
    }

    private static func start(
        _ path: String, _ arguments: [String], input: Int32, output: Int32, errors: Int32, _ limits: Limits,
        _ libraries: String?
    ) throws(StartFailure) -> Int32 {
        let list = strings([path] + arguments)
        let tessdata = unsafe getenv("TESSDATA_PREFIX").map { unsafe String(cString: $0) }
        let environment = strings(
            ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "OMP_THREAD_LIMIT=1"]
                + (tessdata.map { ["TESSDATA_PREFIX=" + $0] } ?? []))
        // GHC's programs reserve more addresses than they use.
        var allowed = haku_child_limits(
            address_space: UInt64(limits.memory) + 3 << 30, memory: UInt64(limits.memory),
            processor_seconds: UInt64((limits.processorSeconds ?? limits.seconds).rounded(.up)) + 1)
        let process = unsafe haku_child_start(
            path, list, list.count, environment, environment.count, input, output, errors,
            libraries ?? tessdata, &allowed)
        guard process > 0 else { throw StartFailure(errno: -process) }
        return process
    }

    private static func strings(_ list: [String]) -> [CChar] {
        list.flatMap { $0.utf8.map { CChar(bitPattern: $0) } + [0] }
    }

    /// Waits until one of `files` has something to read, or its end; false where the time is over.
    private static func wait(for files: [Int32], until deadline: ContinuousClock.Instant) -> Bool {
        var polls = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            let left = deadline - .now
            guard left > .zero else { return false }
            let milliseconds = Int32(clamping: Int64(left / .milliseconds(1)) + 1)
            let count = unsafe poll(&polls, nfds_t(polls.count), milliseconds)
            if count > 0 { return true }
            if count < 0 && errno != EINTR { return false }
        }
    }

    /// Waits for the end of `process`, without taking its status; false where the time is over.
    private static func end(of process: Int32, watch: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        if watch >= 0 { return wait(for: [watch], until: deadline) }
        // Without a pidfd (Linux before 5.3, or a sandbox that forbids it) no descriptor tells of the end, and SIGCHLD
        // belongs to the program, not to this thread: so it is looked at.
        while ContinuousClock.now < deadline {
            if haku_child_has_ended(process) != 0 { return true }
            usleep(5000)
        }
        return false
    }

    private static func collect(_ process: Int32) -> Ending {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// A pipe whose reading end does not wait.
    private struct Pipe {
        private(set) var read: Int32
        private(set) var write: Int32

        init() throws(StartFailure) {
            var ends: [Int32] = [-1, -1]
            let result = unsafe haku_child_pipe(&ends)
            guard result == 0 else { throw StartFailure(errno: -result) }
            (read, write) = (ends[0], ends[1])
        }

        var isOpen: Bool { read >= 0 }

        mutating func closeWrite() {
            if write >= 0 { close(write) }
            write = -1
        }

        mutating func closeAll() {
            closeWrite()
            if read >= 0 { close(read) }
            read = -1
        }

        /// Takes what is there, a chunk at most; closes the reading end at the end.
        mutating func take(_ chunk: inout [UInt8], into bytes: inout [UInt8]) {
            guard read >= 0 else { return }
            let count = unsafe Glibc.read(read, &chunk, chunk.count)
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if count == 0 || errno != EAGAIN && errno != EINTR {
                close(read)
                read = -1
            }
        }
    }
}
