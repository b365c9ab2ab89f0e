// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct UsageTests {
    @Test(arguments: [
        [], ["nosuch"], ["search"], ["search", "--foo", "x"], ["search", "--limit", "many", "x"],
        ["search", "--limit", "-1", "x"], ["search", "--format", "xml", "x"], ["lines"], ["similar"], ["show"],
        ["show", "a", "b"], ["analyse"], ["batch"], ["index", "-0"], ["index", "--jobs", "0"],
        ["ask", "--socket", "a", "--connect", "b:1"], ["normalise", "--report", "--output", "x"],
    ])
    func aWrongCommandLineIsStatus64AndOneSentence(_ arguments: [String]) throws {
        let run = try Program.haku(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("haku: "))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test
    func anUnknownOptionIsAnsweredWithAdviceToPutBeforeWordsOfAQuery() throws {
        let run = try Program.haku(["search", "--foo", "koira"])
        #expect(run.errors.contains("--foo"))
        #expect(run.errors.contains("--."))
    }

    @Test(arguments: [["-h"], ["--help"], ["help"], ["search", "-h"], ["help", "index"]])
    func helpIsAskedForInEachWay(_ arguments: [String]) throws {
        let run = try Program.haku(arguments)
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE: haku"))
        #expect(run.errors.isEmpty)
    }

    @Test
    func theVersionIsTold() throws {
        #expect(try Program.haku(["--version"]).output.hasPrefix("haku "))
    }

    @Test(arguments: [["-kissa"], ["--", "--kissa"]])
    func wordsWithADashBeforeThemBelongToTheText(_ words: [String]) throws {
        let run = try Program.haku(["analyse"] + words)
        #expect(run.status == 0)
        #expect(run.output.contains("\tkissa\t"))
    }

    @Test
    func theIndexMayBeNamedBeforeTheCommandAfterItAndByTheEnvironment() throws {
        let index = try SeedIndex.path()
        for run in [
            try Program.haku(["--index", index, "check"]), try Program.haku(["check", "--index=\(index)"]),
            try Program.haku(["check"], environment: ["HAKU_INDEX": index]),
        ] {
            #expect(run.status == 0)
            #expect(run.output.contains("5 documents"))
        }
    }

    @Test
    func outputThatCannotBeWrittenIsStatus74() throws {
        #expect(try shell("\"$HAKU\" analyse kissa > /dev/full 2>/dev/null; echo $?") == "74\n")
    }

    @Test
    func aReaderThatGoesAwayEndsItQuietly() throws {
        let text = String(repeating: "kissa ", count: 15_000)
        #expect(
            try shell("\"$HAKU\" analyse '\(text)' 2>&1 >&3 3>&- | cat; echo ${PIPESTATUS[0]}", closedPipe: true)
                == "0\n")
    }

    /// Runs a line of the shell with `$HAKU`; with `closedPipe`, descriptor 3 is a pipe that nobody reads.
    private func shell(_ line: String, closedPipe: Bool = false) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // The reader of the pipe has ended before the program begins to write.
        let whole = closedPipe ? "exec 3> >(exec true); wait $!; \(line)" : line
        process.arguments = ["-c", whole]
        process.environment = ["HAKU": Program.folder.appendingPathComponent("haku").path, "PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
