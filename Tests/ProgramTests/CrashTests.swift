// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// kill -9 at each step that can be seen in the index's folder: the first, the second, and so on until the program is
/// done before it. `Benchmarks/crash.py` kills at random moments, and oftener.
@Suite(.timeLimit(.minutes(20))) struct CrashTests {
    private func files(_ scratch: TemporaryFolder, _ range: Range<Int>) throws {
        for number in range { try scratch.file("docs/\(number).txt", "Asiakirja \(number) hankkeesta\n") }
        try scratch.file("docs/t.csv", "Nimi;Kunta;Kuvaus\nHanke;Ii;retki\nToinen;Oulu;työ\n")
    }

    /// Runs haku and kills it once `count` names came, went or changed in the folder `index`; false where it ended
    /// before.
    private func run(_ arguments: [String], killedAfter count: Int, in index: String) throws -> Bool {
        let events = inotify_init1(Int32(IN_CLOEXEC))
        defer { close(events) }
        let mask = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_CLOSE_WRITE)
        #expect(unsafe inotify_add_watch(events, index, mask) >= 0)
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("haku")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["HAKU_CONFIG": "/dev/null"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try output.fileHandleForWriting.close()
        let end = output.fileHandleForReading.fileDescriptor
        var seen = 0
        var buffer = [UInt8](repeating: 0, count: 4096)
        var isEnded = false
        while seen < count, !isEnded {
            var waiting = [
                pollfd(fd: events, events: Int16(POLLIN), revents: 0),
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            ]
            _ = unsafe poll(&waiting, 2, -1)
            if waiting[0].revents != 0 {
                let size = unsafe read(events, &buffer, buffer.count)
                var index = 0
                while index + 16 <= size {
                    seen += 1
                    index += 16 + Int(buffer[index + 12]) + Int(buffer[index + 13]) << 8
                }
            } else if unsafe read(end, &buffer, buffer.count) <= 0 {
                isEnded = true
            }
        }
        if !isEnded { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    private func lay(_ from: String?, at index: String) throws {
        try? FileManager.default.removeItem(atPath: index)
        if let from {
            try FileManager.default.copyItem(atPath: from, toPath: index)
        } else {
            try FileManager.default.createDirectory(atPath: index, withIntermediateDirectories: true)
        }
    }

    /// Kills `command` at its first step, its second and so on, each time on a copy of the index `start`; nil is none.
    /// Hands over the step and what `haku check` says then.
    private func forEachKill(
        of command: [String], from start: String?, in index: String, _ body: (Int, Outcome) throws -> Void
    ) throws {
        var steps = 1
        try lay(start, at: index)
        while try run(command, killedAfter: steps, in: index) {
            try body(steps, try Program.haku(["check", "--index", index]))
            steps += 1
            try lay(start, at: index)
        }
        #expect(steps > 4)
    }

    @Test(arguments: ["first", "rebuild", "upgrade"])
    func anIndexKilledAtAnyStepIsTheOldOrTheNewOne(_ kind: String) throws {
        let scratch = TemporaryFolder()
        let index = scratch("index")
        try files(scratch, 0..<12)
        var start: String?
        var command = ["index", "--no-repair", "--jobs", "2", "--index", index, scratch("docs")]
        // How many documents there are before and after; 66: no index.
        var (before, after) = ([Int32(66): ""], "14 documents")
        switch kind {
        case "rebuild":
            #expect(try Program.haku(command).status == 0)
            start = scratch("old")
            try FileManager.default.copyItem(atPath: index, toPath: scratch("old"))
            try files(scratch, 12..<20)
            command.append("--rebuild")
            (before, after) = ([0: "14 documents"], "22 documents")
        case "upgrade":
            start = Program.fixture("schema-1")
            command = ["index", "--index", index, "--upgrade"]
            (before, after) = ([0: "3 documents"], "3 documents")
        default: break
        }
        try forEachKill(of: command, from: start, in: index) { steps, check in
            let isOld = before[check.status].map { check.output.contains($0) || $0.isEmpty } ?? false
            #expect(isOld || check.status == 0 && check.output.contains(after), "\(steps): \(check)")
            let rerun = try Program.haku(command)
            #expect(rerun.status == 0, "\(steps): \(rerun)")
            #expect(try Program.haku(["check", "--index", index]).output.contains("\(after), nothing damaged"))
            let left = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
            let lasting = left.filter { !$0.hasPrefix("generation-") }
            #expect(lasting == ["XAPIANDB", "current", "roots", "writer.lock"] && left.count == 5, "\(left)")
        }
    }

    @Test func anImportKilledAtAnyStepIsThereWholeOrNotAtAll() throws {
        let scratch = TemporaryFolder()
        let (index, source, export) = (scratch("index"), scratch("source"), scratch("export"))
        try files(scratch, 0..<12)
        #expect(try Program.haku(["index", "--no-repair", "--index", source, scratch("docs")]).status == 0)
        #expect(try Program.haku(["export", "--index", source, "--output", export]).status == 0)
        let command = ["import", "--index", index, export]
        try forEachKill(of: command, from: nil, in: index) { steps, check in
            let isWhole = check.status == 0 && check.output.contains("14 documents")
            #expect(isWhole || check.status == 66, "\(steps): \(check)")
            let rerun = try Program.haku(command)
            #expect(rerun.status == (isWhole ? 73 : 0), "\(steps): \(rerun)")
            #expect(try Program.haku(["check", "--index", index]).output.contains("14 documents, nothing damaged"))
        }
    }

    @Test func anErasureKilledAtAnyStepIsEndedByTheNextRun() throws {
        let scratch = TemporaryFolder()
        let (index, start) = (scratch("index"), scratch("old"))
        try files(scratch, 0..<12)
        let secret = try scratch.file("docs/zsalaisuus.txt", "Zeppeliinikuljettajan salaisuus.\n")
        #expect(try Program.haku(["index", "--no-repair", "--index", start, scratch("docs")]).status == 0)
        try FileManager.default.removeItem(atPath: secret)
        let command = ["remove", "--erase", "--index", index, "zsalaisuus.txt"]
        try forEachKill(of: command, from: start, in: index) { steps, check in
            let isThere = check.output.contains("15 documents")
            #expect(check.status == 0 && (isThere || check.output.contains("14 documents")), "\(steps): \(check)")
            let end = isThere ? command : ["index", "--no-repair", "--index", index]
            #expect(try Program.haku(end).status == 0)
            #expect(try Program.haku(["check", "--index", index]).output.contains("14 documents, nothing damaged"))
            for name in try FileManager.default.subpathsOfDirectory(atPath: index) {
                guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: index + "/" + name)) else { continue }
                for word in ["eppeliini", "salaisuus"] {
                    #expect(bytes.range(of: Data(word.utf8)) == nil, "\(steps) \(name)")
                }
            }
        }
    }
}
