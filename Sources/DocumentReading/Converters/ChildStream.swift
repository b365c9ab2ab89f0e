// SPDX-License-Identifier: GPL-3.0-or-later
internal import CChildProcess
internal import Glibc

/// A confined program whose output is taken while it runs. Not `Sendable`: one belongs to one thread.
final class ChildStream {
    private let process: Int32
    private let watch: Int32
    private let deadline: ContinuousClock.Instant
    private let limits: ChildProcess.Limits
    private var output: Pipe
    private var complaining: Pipe
    private var complaints: [UInt8] = []
    private var complained = 0
    private var written = 0
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var ending: ChildProcess.Ending?
    private var isCollected = false

    /// As much of the standard error is kept.
    private static let mostErrors = 4096
    /// A program that has more to complain of is ended: it would go on for the whole time that it is given.
    private static let mostComplaints = 4 << 20

    /// Starts the program at `path` on `input` through `confiner`, the path of haku-confine. It may read the folder `libraries`, too.
    init(
        _ confiner: String, _ path: String, _ arguments: [String], input: Int32, limits: ChildProcess.Limits,
        libraries: String? = nil
    ) throws(ChildProcess.StartFailure) {
        var output = try Pipe()
        var complaining: Pipe
        do throws(ChildProcess.StartFailure) {
            complaining = try Pipe()
        } catch {
            output.closeAll()
            throw error
        }
        do throws(ChildProcess.StartFailure) {
            process = try Self.start(
                confiner, path, arguments, input: input, output: output.write, errors: complaining.write, limits,
                libraries)
        } catch {
            output.closeAll()
            complaining.closeAll()
            throw error
        }
        output.closeWrite()
        complaining.closeWrite()
        self.output = output
        self.complaining = complaining
        self.limits = limits
        watch = haku_child_watch(process)
        deadline = ContinuousClock.now + .seconds(limits.seconds)
    }

    deinit {
        _ = end()
        output.closeAll()
        complaining.closeAll()
        if watch >= 0 { close(watch) }
    }

    /// The beginning of its standard error, so far.
    var errors: String { String(decoding: complaints, as: UTF8.self) }

    /// Waits for the program to write, and adds that to `bytes`; false where no more will come.
    func next(into bytes: inout [UInt8]) -> Bool {
        while ending == nil && (output.isOpen || complaining.isOpen) {
            guard Self.wait(for: [output.read, complaining.read], until: deadline) else {
                ending = .tookTooLong
                break
            }
            let before = bytes.count
            output.take(&chunk, into: &bytes)
            written += bytes.count - before
            let known = complaints.count
            complaining.take(&chunk, into: &complaints)
            complained += complaints.count - known
            if complaints.count > Self.mostErrors { complaints.removeLast(complaints.count - Self.mostErrors) }
            if complained > Self.mostComplaints { ending = .complainedTooMuch }
            if written > limits.output { ending = .wroteTooMuch }
            if bytes.count > before { return ending == nil }
        }
        return false
    }

    /// Waits for the program's end, or ends it where its time is over or it went past another limit.
    func end() -> ChildProcess.Ending {
        if isCollected { return ending ?? .exited(0) }
        isCollected = true
        // It may live on with its output closed. One that still writes is no longer wanted.
        if ending == nil, !output.isOpen, !Self.end(of: process, watch: watch, until: deadline) {
            ending = .tookTooLong
        }
        // And all that it started; the supervisor's number is not given anew before it is waited for.
        haku_child_end(process)
        let status = Self.collect(process)
        ending = ending ?? status
        return ending ?? status
    }

    private static func start(
        _ confiner: String, _ path: String, _ arguments: [String], input: Int32, output: Int32, errors: Int32,
        _ limits: ChildProcess.Limits,
        _ libraries: String?
    ) throws(ChildProcess.StartFailure) -> Int32 {
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
            confiner, path, list, list.count, environment, environment.count, input, output, errors,
            libraries ?? tessdata, Converters.confinement.contains(.hidden) ? 1 : 0, &allowed)
        guard process > 0 else { throw ChildProcess.StartFailure(errno: -process) }
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
        while ContinuousClock.now < deadline {
            if haku_child_has_ended(process) != 0 { return true }
            // Without a pidfd (Linux before 5.3, or a sandbox that forbids it) no descriptor tells of the end, and SIGCHLD
            // belongs to the program, not to this thread: so it is looked at again.
            usleep(5000)
        }
        return false
    }

    private static func collect(_ process: Int32) -> ChildProcess.Ending {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// A pipe whose reading end does not wait.
    private struct Pipe {
        private(set) var read: Int32
        private(set) var write: Int32

        init() throws(ChildProcess.StartFailure) {
            var ends: [Int32] = [-1, -1]
            let result = unsafe haku_child_pipe(&ends)
            guard result == 0 else { throw ChildProcess.StartFailure(errno: -result) }
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
