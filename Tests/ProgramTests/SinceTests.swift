// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Documents that are new in the index, and since when.
@Suite(.timeLimit(.minutes(20))) struct SinceTests {
    private static func day(_ offset: TimeInterval) -> String {
        let format = DateFormatter()
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: Date(timeIntervalSinceNow: offset * 86_400))
    }

    @Test func onlyWhatWasIndexedOnTheDayOrLaterIsFound() throws {
        let scratch = TemporaryFolder()
        let index = scratch("hakemisto")
        try scratch.file("docs/a.txt", "Kissa nukkuu.\n")
        try scratch.file("docs/b.txt", "Kissa syö.\n")
        #expect(try Program.haku(["index", "--index", index, scratch("docs")]).status == 0)
        func count(_ since: String, _ more: String...) throws -> [String] {
            try Program.haku(["count", "--index", index, "--since", since, "kissa"] + more).lines
        }
        #expect(try count(Self.day(-1)) == ["2"])
        #expect(try count(Self.day(2)) == ["0"])
        #expect(try count("2020") == ["2"])
        #expect(try Program.haku(["search", "--index", index, "--ids", "--since", Self.day(2), "kissa"]).lines == [])
        #expect(try Program.haku(["list", "--index", index, "--ids", "--since", Self.day(-1)]).lines.count == 2)
        #expect(try Program.haku(["list", "--index", index, "--ids", "--since", Self.day(2)]).lines == [])
        let refused = try Program.haku(["count", "--index", index, "--since", "eilen", "kissa"])
        #expect(refused.status == 64 && refused.errors.contains("eilen"))
        // A rebuild is no news, and loses none.
        #expect(try Program.haku(["index", "--index", index, "--rebuild"]).status == 0)
        #expect(try count(Self.day(-1)) == ["2"])
    }

    /// Lines of a running `haku watch-search`.
    @Test func aNewHitIsPrintedAsItComes() throws {
        let scratch = TemporaryFolder()
        let index = scratch("hakemisto")
        try scratch.file("docs/a.txt", "Kissa nukkuu.\n")
        #expect(try Program.haku(["index", "--index", index, scratch("docs")]).status == 0)
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("haku")
        process.arguments = ["watch-search", "--index", index, "--format", "tsv", "kissa"]
        process.environment = ProcessInfo.processInfo.environment.merging(["HAKU_CONFIG": "/dev/null"]) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        // It says so once it knows what there is.
        #expect(String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self).contains("watching"))
        try scratch.file("docs/uusi.txt", "Toinen kissa ja koira.\n")
        try scratch.file("docs/muu.txt", "Vain koira.\n")
        #expect(try Program.haku(["index", "--index", index]).status == 0)
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line.contains("\tuusi.txt\t") && !line.contains("\ta.txt\t") && !line.contains("muu.txt"))
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }

    @Test func aSlipOfTheKeyboardMakesNoIndex() throws {
        let scratch = TemporaryFolder()
        let run = try Program.haku(["index", "--index", scratch("hakemisto"), scratch("dosc")])
        #expect(run.status == 66 && run.errors.contains(scratch("dosc")))
        #expect(!FileManager.default.fileExists(atPath: scratch("hakemisto")))
    }
}
