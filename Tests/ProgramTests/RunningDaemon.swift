// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The real `hakud`, running until it is stopped or let go.
final class RunningDaemon {
    let socket: String
    private let process = Process()
    private let folder: Scratch

    /// Starts `hakud` on the index in `index`, with a socket of its own, and waits until it is ready.
    init(index: String, _ arguments: [String] = [], socket given: String? = nil) throws {
        folder = try Scratch()
        socket = given ?? folder("s")
        process.executableURL = Program.folder.appendingPathComponent("hakud")
        process.arguments = ["--index", index, "--socket", socket] + arguments
        var variables = ProcessInfo.processInfo.environment
        variables["HAKU_CONFIG"] = "/dev/null"
        process.environment = variables
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        var said = Data()
        while !said.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CocoaError(.executableLoad) }
            said += more
        }
        #expect(String(decoding: said, as: UTF8.self).hasPrefix("READY unix:\(socket)"))
    }

    deinit {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    /// What `haku ask` prints for `lines`.
    func ask(_ lines: [String]) throws -> [String] {
        let input = lines.map { $0 + "\n" }.joined()
        return try Program.haku(["ask", "--socket", socket], input: input).lines
    }

    /// Sends `signal`.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end and tells its status; below 0 for a signal.
    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
