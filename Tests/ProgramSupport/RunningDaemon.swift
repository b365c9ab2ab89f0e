// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation
internal import Glibc
internal import TestSupport

/// The real `hakud`, running until it is stopped or let go.
public final class RunningDaemon {
    /// The path of its Unix socket.
    public let socket: String
    /// Where it listens, as READY tells.
    public private(set) var addresses: [String] = []
    private let process = Process()
    private let folder: TemporaryFolder

    /// Starts `hakud` on the index in `index`, with a socket of its own, and waits until it is ready.
    public init(index: String, _ arguments: [String] = [], socket given: String? = nil) throws {
        folder = TemporaryFolder()
        socket = given ?? folder("s")
        let line = try process.start(
            "hakud", ["--index", index, "--socket", socket] + arguments, environment: ["HAKU_CONFIG": "/dev/null"])
        guard line.hasPrefix("READY unix:\(socket)") else {
            throw CocoaError(.executableLoad, userInfo: ["said": line])
        }
        addresses = line.split { $0 == " " || $0 == "\n" }.dropFirst().map(String.init)
    }

    deinit {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    /// Returns the lines that `haku ask` prints for `lines`.
    public func ask(_ lines: [String]) throws -> [String] {
        let input = lines.map { $0 + "\n" }.joined()
        return try Program.haku(["ask", "--socket", socket], input: input).lines
    }

    /// The bytes of memory that it has at the moment.
    public var residentBytes: Int {
        let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        return (text?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
            * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Connects to its socket.
    public func connect() throws -> FileHandle {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: socket.utf8) }
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw CocoaError(.fileReadUnknown) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Sends `signal`.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end and tells its status; below 0 for a signal.
    public func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
