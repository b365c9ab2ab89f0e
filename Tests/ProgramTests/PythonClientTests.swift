// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// The client for Python against the real daemon.
@Suite(.timeLimit(.minutes(20))) struct PythonClientTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "clients/python")

    /// The status of `python3` with `arguments` in the client's folder, and all that it printed.
    private func python(_ arguments: [String], socket: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-B"] + arguments
        process.currentDirectoryURL = Self.folder
        process.environment = ProcessInfo.processInfo.environment.merging(["HAKU_SOCKET": socket]) { $1 }
        let output = Pipe()
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, output, output)
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    @Test func itsOwnTestsPass() throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let ran = try python(["-m", "unittest", "test_haku"], socket: daemon.socket)
        #expect(ran.status == 0, "\(ran.output)")
        #expect(ran.output.contains("\nOK"))
    }

    @Test func itsCommandPrintsRepliesAsJSONLines() throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let ran = try python(["haku.py", daemon.socket, "COUNT kyläyhdistys", "FOO"], socket: daemon.socket)
        #expect(ran.status == 1)
        #expect(ran.output.contains(#"{"kind": "ok", "matches": 2, "exact": "yes"}"#))
        #expect(ran.output.contains("there is no verb"))
    }
}
