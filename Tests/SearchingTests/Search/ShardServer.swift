// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc

/// A running xapian-tcpsrv, on a port of this machine.
final class ShardServer {
    static let program = "/usr/bin/xapian-tcpsrv"
    /// True if Debian's package xapian-tools is installed.
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: UInt16
    private let process = Process()

    /// Serves the index in the folder `path`; returns once it listens.
    init(_ path: String, port: UInt16? = nil) throws {
        self.port = try port ?? Self.freePort()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["--interface", "127.0.0.1", "--port", "\(self.port)", path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("Listening") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw CocoaError(.executableLoad) }
            text += String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Ends the server and all of its connections, as a machine's end does.
    func stop() {
        guard process.isRunning else { return }
        for child in children { kill(child, SIGKILL) }
        // The threads of a test block signals, and so do processes that they start.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { stop() }

    /// The processes that serve connections.
    private var children: [pid_t] {
        let path = "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { pid_t($0) }
    }

    /// A port that nobody listens on.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        return UInt16(bigEndian: address.sin_port)
    }
}
