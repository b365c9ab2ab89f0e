// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct NormaliseTests {
    private static let scan = Program.seeds + "/002_82ede7701b56c462.txt"

    @Test(arguments: ["pitkäaikaistyöttömät", "Pudasjärven", "kehittämistyön", "käynnissä"])
    func theScanIsRepaired(_ word: String) throws {
        let run = try Program.haku(["normalise", Self.scan])
        #expect(run.status == 0)
        #expect(run.output.contains(word))
    }

    @Test
    func theReportHasALineOfSevenColumnsForEachRepairAndFindsTheWordAtItsPlace() throws {
        let run = try Program.haku(["normalise", "--report", Self.scan])
        #expect(run.lines.count >= 50)
        let source = try String(contentsOfFile: Self.scan, encoding: .utf8).components(separatedBy: "\n")
        for line in run.lines {
            let columns = line.components(separatedBy: "\t")
            try #require(columns.count == 7)
            let (row, column) = (try #require(Int(columns[1])), try #require(Int(columns[2])))
            let rest = String(source[row - 1].unicodeScalars.dropFirst(column - 1).map(Character.init))
            // A word that was split at a line end goes on in another line.
            if columns[6] == "ocr-nonword" { #expect(rest.hasPrefix(columns[3]), "\(line)") }
            let confidence = try #require(Double(columns[5]))
            #expect((0...1).contains(confidence))
        }
    }

    @Test
    func standardInputIsReadAndFilesAreWrittenIntoAFolderUnderTheirNames() throws {
        #expect(try Program.haku(["normalise"], input: "Kissa istuu.\n").output == "Kissa istuu.\n")
        let scratch = TemporaryFolder()
        let run = try Program.haku(["normalise", "--output", scratch("out"), Self.scan])
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        let text = try String(contentsOfFile: scratch("out/002_82ede7701b56c462.txt"), encoding: .utf8)
        #expect(text == (try Program.haku(["normalise", Self.scan])).output || text.contains("Pudasjärven"))
    }

    @Test
    func badInputTheStatusTellsWhatItWas() throws {
        let scratch = TemporaryFolder()
        let empty = try scratch.file("empty", "")
        let binary = try scratch.file("binary", Data([0, 1, 2, 3, 0, 1, 2, 3]))
        for (path, status) in [(scratch("none"), Int32(66)), (scratch.path, 66), (empty, 65), (binary, 65)] {
            let run = try Program.haku(["normalise", path])
            #expect(run.status == status, "\(path)")
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        let run = try Program.haku([
            "normalise", "--index", scratch("none"), try scratch.file("kissa", "Kissa istuu.\n"),
        ])
        #expect(run.status == 66 && run.output.isEmpty && run.errors.contains("There is no index"), "\(run.errors)")
    }

    @Test
    func showGivesTheRepairedTextTheTextAsItCameAndTheRepairs() throws {
        let index = ["--index", try SeedIndex.path()]
        let id = "002_82ede7701b56c462.txt"
        #expect(try Program.haku(["show", id] + index).output.contains("pitkäaikaistyöttömät"))
        let original = try Program.haku(["show", id, "--original"] + index).output
        #expect(original == (try String(contentsOfFile: Self.scan, encoding: .utf8)))
        #expect(try Program.haku(["show", id, "--repairs"] + index).lines.count >= 50)
        let json = Data(try Program.haku(["show", id, "--format", "json"] + index).output.utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(object["id"] as? String == id)
    }
}
