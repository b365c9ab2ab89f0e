// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// The real daemon through a sysadmin's bad days.
@Suite(.timeLimit(.minutes(20))) struct DaemonTests {
    /// A copy of the index of the seeds that may be ill-treated.
    private func index() throws -> (scratch: TemporaryFolder, path: String) {
        let scratch = TemporaryFolder()
        try FileManager.default.copyItem(atPath: try SeedIndex.path(), toPath: scratch("index"))
        return (scratch, scratch("index"))
    }

    private static let question = "COUNT kyläyhdistys"
    private static let answer = "OK matches=2 exact=yes"

    /// Asks until the answer begins so; the time limit of the test run is the only limit.
    private func askUntil(_ beginning: String, _ daemon: RunningDaemon, _ question: String = question) throws {
        while try daemon.ask([question]).last?.hasPrefix(beginning) != true {}
    }

    @Test func anIndexThatWasRemovedIsSaidAndComesBackWithoutARestart() throws {
        let (scratch, index) = try index()
        let daemon = try RunningDaemon(index: index)
        #expect(try daemon.ask([Self.question]) == [Self.answer])
        try FileManager.default.moveItem(atPath: index, toPath: scratch("away"))
        try askUntil("ERR 500 internal the index cannot be read; ", daemon)
        #expect(try daemon.ask(["PING"]) == ["OK"])
        try FileManager.default.moveItem(atPath: scratch("away"), toPath: index)
        try askUntil(Self.answer, daemon)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func anIndexThatWasReplacedByAnotherIsServed() throws {
        let (scratch, index) = try index()
        let text = try scratch.file("toinen.txt", "Kissan kyläyhdistys.\n")
        #expect(try Program.haku(["index", "--index", scratch("other"), text]).status == 0)
        let daemon = try RunningDaemon(index: index)
        #expect(try daemon.ask([Self.question]) == [Self.answer])
        try FileManager.default.moveItem(atPath: index, toPath: scratch("away"))
        try FileManager.default.moveItem(atPath: scratch("other"), toPath: index)
        try askUntil("OK matches=1 exact=yes", daemon)
    }

    @Test(arguments: ["postlist.glass", "docdata.glass", "iamglass"])
    func anIndexThatWasDamagedIsSaidAndRecoversWhenItIsMended(file: String) throws {
        let (scratch, index) = try index()
        let daemon = try RunningDaemon(index: index, ["--threads", "1"])
        #expect(try daemon.ask([Self.question]) == [Self.answer])
        let path = index + "/generation-000001/" + file
        try FileManager.default.copyItem(atPath: path, toPath: scratch("whole"))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: 0)
        daemon.send(SIGHUP)
        let search = "SEARCH limit=1 kyläyhdistys"
        try askUntil("ERR 500 internal ", daemon, search)
        #expect(try daemon.ask(["PING"]) == ["OK"])
        // Mended in place, as a backup would be.
        try handle.write(contentsOf: try Data(contentsOf: scratch.url("whole")))
        try handle.close()
        try askUntil("OK shown=1 ", daemon, search)
    }

    @Test func aThousandRequestsInFlightAreAnsweredBeforeItEnds() throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let scratch = TemporaryFolder()
        // Cheap ones, for this daemon is not optimised and has ten seconds.
        let requests = String(repeating: "TEXT lines=1 002_82ede7701b56c462.txt\n", count: 1000)
        let client = Process()
        client.executableURL = Program.folder.appendingPathComponent("haku")
        client.arguments = ["ask", "--socket", daemon.socket]
        client.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.file("requests", requests)))
        let output = Pipe()
        client.standardOutput = output
        try client.run()
        // With the first reply, the rest is on its way.
        var replies = output.fileHandleForReading.availableData
        daemon.send(SIGTERM)
        replies += try output.fileHandleForReading.readToEnd() ?? Data()
        client.waitUntilExit()
        #expect(client.terminationStatus == 0)
        let finals = String(decoding: replies, as: UTF8.self).split(separator: "\n").count {
            $0 == "OK lines=1"
        }
        #expect(finals == 1000)
        #expect(daemon.wait() == 0)
    }

    @Test func aLineOfManyMegabytesTakesNoMemory() throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        #expect(try daemon.ask([Self.question]).first?.hasPrefix("OK ") == true)
        let before = daemon.residentBytes
        let client = try daemon.connect()
        let piece = Data(count: 1 << 20)
        for _ in 0..<100 { try client.write(contentsOf: piece) }
        try client.write(contentsOf: Data("\nPING\n".utf8))
        var replies = Data()
        while replies.count(where: { $0 == 0x0A }) < 2 {
            let more = client.availableData
            try #require(!more.isEmpty)
            replies += more
        }
        let lines = String(decoding: replies, as: UTF8.self).split(separator: "\n")
        #expect(lines.map { $0.prefix(7) } == ["ERR 413", "OK"])
        #expect(before > 0)
        #expect(daemon.residentBytes - before < 50 << 20)
    }

    @Test func anIndexOfAnOlderSchemaIsServed() throws {
        let (scratch, index) = try olderIndex()
        let daemon = try RunningDaemon(index: index)
        #expect(try daemon.ask(["COUNT kalajoki", "SHOW c.txt"]).first == "OK matches=1 exact=yes")
        #expect(try daemon.ask(["STATS"]).contains("stat\tschema\t1"))
        // Who would change it is told what to do, and what is served stays.
        for options in [[], ["--watch"]] {
            let file = try scratch.file("docs/uusi.txt", "Uusi.\n")
            let run = try Program.haku(["index"] + options + ["--index", index, file])
            #expect(run.status == 65 && run.errors.contains("haku index --upgrade"))
        }
        #expect(try daemon.ask(["COUNT kalajoki"]) == ["OK matches=1 exact=yes"])
        // The upgrade makes another generation, which is served without a restart.
        #expect(try Program.haku(["index", "--upgrade", "--index", index]).status == 0)
        while try daemon.ask(["STATS"]).contains("stat\tschema\t1") {}
        #expect(try daemon.ask(["COUNT kalajoki"]) == ["OK matches=1 exact=yes"])
    }

    /// A copy of the index of schema 1.
    private func olderIndex() throws -> (scratch: TemporaryFolder, path: String) {
        let scratch = TemporaryFolder()
        try FileManager.default.copyItem(atPath: Program.fixture("schema-1"), toPath: scratch("index"))
        return (scratch, scratch("index"))
    }

    @Test func afterItWasKilledItStartsAgainAtOnce() throws {
        let (scratch, index) = try index()
        let first = try RunningDaemon(index: index, socket: scratch("s"))
        first.send(SIGKILL)
        #expect(first.wait() == -SIGKILL)
        let second = try RunningDaemon(index: index, socket: scratch("s"))
        #expect(try second.ask([Self.question]) == [Self.answer])
    }

    @Test func aCommitOfTheIndexerIsServedByItself() throws {
        let (scratch, index) = try index()
        let daemon = try RunningDaemon(index: index)
        let text = try scratch.file("uusi.txt", "Uusi kyläyhdistys.\n")
        #expect(try Program.haku(["index", "--index", index, text]).status == 0)
        try askUntil("OK matches=3 exact=yes", daemon)
        #expect(try Program.haku(["index", "--index", index, "--rebuild"]).status == 0)
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(1) {
            #expect(try daemon.ask([Self.question]) == ["OK matches=3 exact=yes"])
        }
    }

    private static let nowhere = "/nonexistent"
    /// Arguments, and how hakud ends that is to check them.
    private static let settings: [([String], Int32)] = [
        (["--threads", "x"], 64), (["--listen", "0.0.0.0:0"], 64), (["--token-file", nowhere], 66),
        (["--config", nowhere], 66), (["--socket-mode", "999"], 64), (["--index", nowhere], 66),
        (["--tls-certificate", nowhere, "--tls-key", nowhere], 65), (["--log-format", "xml"], 64),
        (["--socket", String(repeating: "x", count: 120)], 73), (["--synonyms", nowhere], 66),
        (["--thesaurus", nowhere], 66),
        (["--listen", "127.0.0.1:7700", "--metrics", "127.0.0.1:7700"], 64),
        (["--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"], 0), ([], 0),
    ]

    @Test(arguments: [
        "log-level = loud", "log-format = xml", "socket-mode = 777", "threads = 0", "insecure = perhaps", "threads",
        "deadline = 0,5",
    ])
    func aSettingOfHakuConfThatIsWrongIsNamedWithItsLine(_ line: String) throws {
        let scratch = TemporaryFolder()
        let path = try scratch.file("haku.conf", "# Ours\n\(line)\n")
        let (status, _, complaint) = try checked(["--config", path])
        #expect(status == 64)
        #expect(
            complaint.hasPrefix("hakud: \(path):2: ") && complaint.count(where: { $0 == "\n" }) == 1, "\(complaint)")
    }

    @Test(arguments: settings)
    func whatIsWrongWithTheSettingsIsToldByTheStatus(_ arguments: [String], _ status: Int32) throws {
        let (ended, said, complaint) = try checked(arguments)
        #expect(ended == status, "\(complaint)")
        #expect(said.hasSuffix("hakud could serve.\n") == (status == 0))
        #expect(complaint.isEmpty == (status == 0))
    }

    /// Returns the status of `hakud --check-config`, and what it writes to its two outputs.
    private func checked(_ arguments: [String]) throws -> (status: Int32, said: String, complaint: String) {
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("hakud")
        process.arguments = ["--check-config"] + arguments
        process.environment = ["HAKU_INDEX": try SeedIndex.path(), "HAKU_CONFIG": "/dev/null"]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        let complaint = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said, complaint)
    }
}
