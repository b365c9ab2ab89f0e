// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// haku-replicate, from one folder of this machine to another; ssh is the same with another shell between.
@Suite(.timeLimit(.minutes(20))) struct ReplicateTests {
    private let scratch = TemporaryFolder()
    private static let script = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()
        .appendingPathComponent("packaging/haku-replicate").path

    private func replicate() throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.script)
        process.arguments = [
            "--haku", Program.folder.appendingPathComponent("haku").path, "--index", scratch("kopio"), scratch("o'ma"),
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private func count(_ query: String) throws -> String {
        try Program.haku(["count", query, "--index", scratch("kopio")]).output
    }

    @Test func aReplicaFollowsCommitsAndRebuildsAndIsMadeAnewWhereItWasLost() throws {
        try scratch.file("paperit/a.txt", "Kissa istuu matolla.\n")
        func index(_ options: String...) throws {
            let run = try Program.haku(["index", "--quiet", "--index", scratch("o'ma"), scratch("paperit")] + options)
            #expect(run.status == 0, "\(run)")
        }
        try index()
        let first = try replicate()
        #expect(first.status == 0 && first.output.contains("1 document"), "\(first)")
        #expect(try count("kissa") == "1\n")
        // Nothing new, nothing done.
        let idle = try replicate()
        #expect(idle.status == 0 && idle.output.isEmpty, "\(idle)")
        try scratch.file("paperit/b.txt", "Toinen kissa.\n")
        try index()
        #expect(try replicate().status == 0 && count("kissa") == "2\n")
        try scratch.file("paperit/c.txt", "Kolmas kissa.\n")
        try index("--rebuild")
        #expect(try replicate().status == 0 && count("kissa") == "3\n")
        try FileManager.default.removeItem(atPath: scratch("kopio"))
        #expect(try replicate().status == 0 && count("kissa") == "3\n")
        #expect(try Program.haku(["check", "--index", scratch("kopio")]).status == 0)
        #expect(names(in: scratch("kopio.pull")) == ["lock", "stamp"])
    }

    @Test func aSourceThatIsNoIndexChangesNothing() throws {
        let run = try replicate()
        #expect(run.status != 0 && names(in: scratch("kopio")).isEmpty)
    }
}
