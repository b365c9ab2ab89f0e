// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// `haku index --watch`, the real program on real files.
@Suite(.timeLimit(.minutes(20))) struct WatchTests {
    /// A running `haku index --watch`, whose lines can be waited for.
    private final class Watching {
        let process = Process()
        private let output = Pipe()
        private var waiting = Data()
        let errors: TemporaryFolder

        init(_ arguments: [String]) throws {
            errors = TemporaryFolder()
            process.executableURL = Program.folder.appendingPathComponent("haku")
            process.arguments = ["index", "--watch"] + arguments
            process.environment = ProcessInfo.processInfo.environment.merging(["HAKU_CONFIG": "/dev/null"]) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            try Data().write(to: errors.url("e"))
            process.standardError = try FileHandle(forWritingTo: errors.url("e"))
            try process.run()
        }

        deinit {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }

        /// The next line of standard output; waits for it.
        func line() throws -> String {
            while true {
                if let end = waiting.firstIndex(of: 0x0A) {
                    let line = String(decoding: waiting[..<end], as: UTF8.self)
                    waiting = Data(waiting[(end + 1)...])
                    return line
                }
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { throw CocoaError(.fileReadUnknown) }
                waiting += more
            }
        }

        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        func end() -> Int32 {
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        }

        func said() throws -> String { String(decoding: try Data(contentsOf: errors.url("e")), as: UTF8.self) }
    }

    private func ids(_ index: String) throws -> [String] {
        try Program.haku(["search", "--index", index, "--ids", "teksti"]).lines.sorted()
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func changesAreTakenInAsTheyHappenAndASignalEndsItWithStatus0(_ signal: Int32) throws {
        let scratch = TemporaryFolder()
        let index = scratch("docs/index")
        try scratch.file("docs/a.txt", "Teksti.\n")
        let watching = try Watching(["--index", index, scratch("docs")])
        #expect(try watching.line().contains("1 document (1 new"))
        try scratch.file("docs/uusi/b.txt", "Toinen teksti.\n")
        #expect(try watching.line().contains("2 documents (1 new, 0 changed, 0 removed, 0 unchanged)"))
        #expect(try ids(index) == ["a.txt", "uusi/b.txt"])
        try FileManager.default.moveItem(atPath: scratch("docs/uusi"), toPath: scratch("docs/vanha"))
        #expect(try watching.line().contains("1 renamed"))
        #expect(try ids(index) == ["a.txt", "vanha/b.txt"])
        try FileManager.default.removeItem(atPath: scratch("docs/a.txt"))
        try scratch.file("docs/tyhjä.txt", "")
        #expect(try watching.line().contains("1 document (0 new, 0 changed, 1 removed"))
        watching.send(signal)
        #expect(watching.end() == 0)
        #expect(try watching.said().contains("watching "))
        #expect(try watching.said().contains("tyhjä.txt: "))
        #expect(try Program.haku(["check", "--index", index]).status == 0)
    }

    @Test
    func whatTheSystemCouldNotTellOfIsFoundAllTheSame() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/a.txt", "Teksti.\n")
        try scratch.file("docs/b.txt", "Teksti, toinen.\n")
        let watching = try Watching(["--index", scratch("index"), scratch("docs")])
        _ = try watching.line()
        watching.send(SIGSTOP)
        let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let most = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
        for _ in 0...(most / 4) {
            _ = unsafe rename(scratch("docs/a.txt"), scratch("docs/c.txt"))
            _ = unsafe rename(scratch("docs/c.txt"), scratch("docs/a.txt"))
        }
        try scratch.file("docs/uusi/d.txt", "Neljäs teksti.\n")
        watching.send(SIGCONT)
        #expect(try watching.line().contains("3 documents (1 new, 0 changed, 0 removed, 2 unchanged)"))
        try scratch.file("docs/uusi/e.txt", "Viides teksti.\n")
        #expect(try watching.line().contains("4 documents (1 new"))
        watching.send(SIGTERM)
        #expect(watching.end() == 0)
        #expect(try watching.said().contains("more changed than the system tells of"))
    }

    @Test(arguments: [["--dry-run"], ["--files-from", "-"]])
    func whatDoesNotGoWithItIsRefused(_ options: [String]) throws {
        let run = try Program.haku(["index", "--watch"] + options)
        #expect(run.status == 64 && run.errors.contains("--watch"))
    }

    @Test func anOlderIndexUnderWatchIsToldAndFollowedOnceItIsUpgraded() throws {
        let scratch = TemporaryFolder()
        let index = scratch("index")
        try FileManager.default.copyItem(atPath: Program.fixture("schema-1"), toPath: index)
        try scratch.file("docs/uusi.txt", "Teksti.\n")
        let refused = try Watching(["--index", index, scratch("docs")])
        #expect(refused.end() == 65)
        #expect(try refused.said().contains("--upgrade"))
        #expect(try Program.haku(["check", "--index", index]).output.contains("3 documents, nothing damaged"))
        let watching = try Watching(["--upgrade", "--index", index, scratch("docs")])
        #expect(try watching.line().contains("3 documents brought up to schema"))
        #expect(try watching.line().contains("4 documents (1 new"))
        try scratch.file("docs/toinen.txt", "Teksti.\n")
        #expect(try watching.line().contains("5 documents (1 new"))
        watching.send(SIGTERM)
        #expect(watching.end() == 0)
    }
}
