// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct IndexTests {
    @Test
    func newFilesGoInChangedOnesAreReplacedVanishedOnesGoOutOthersStay() throws {
        let scratch = TemporaryFolder()
        let index = scratch("index")
        try FileManager.default.createDirectory(atPath: scratch("docs"), withIntermediateDirectories: true)
        _ = try scratch.file("docs/a.txt", "Kalajoen kaupunki tukee kyläyhdistyksiä.\n")
        _ = try scratch.file("docs/b.txt", "Pudasjärven kunta tukee nuoria.\n")
        let first = try Program.haku(["index", "--index", index, scratch("docs")])
        #expect(first.status == 0)
        #expect(first.output.contains("2 new, 0 changed, 0 removed, 0 unchanged"))
        #expect(try Program.haku(["index", "--index", index]).output.contains("2 unchanged"))

        _ = try scratch.file("docs/a.txt", "Kalajoen kaupunki tukee kyläyhdistyksiä ja nuoria.\n")
        try FileManager.default.removeItem(atPath: scratch("docs/b.txt"))
        _ = try scratch.file("docs/c.txt", "Raahe.\n")
        let second = try Program.haku(["index", "--index", index, scratch("docs")])
        #expect(second.output.contains("1 new, 1 changed, 1 removed, 0 unchanged"))
    }

    @Test
    func aDryRunSaysWhatWouldBeDoneAndDoesNothing() throws {
        let scratch = TemporaryFolder()
        let run = try Program.haku(["index", "--index", scratch("index"), "--dry-run", Program.seeds])
        #expect(run.status == 0)
        #expect(run.lines.count { $0.hasPrefix("would index ") } == 5)
        #expect(try Program.haku(["check", "--index", scratch("index")]).status == 66)
    }

    @Test
    func aBadFileIsReportedWithItsReasonTheRestGoesInAndTheStatusIs65() throws {
        let scratch = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: scratch("docs"), withIntermediateDirectories: true)
        _ = try scratch.file("docs/good.txt", "Kylän yhdistys.\n")
        _ = try scratch.file("docs/empty.txt", "")
        _ = try scratch.file("docs/binary.txt", Data((0..<400).map { UInt8($0 % 8) }))
        let run = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        #expect(run.status == 65)
        #expect(run.output.contains("1 new"))
        #expect(run.errors.contains("empty.txt: "))
        #expect(run.errors.contains("binary.txt: "))
        #expect(try Program.haku(["show", "good.txt", "--index", scratch("index")]).status == 0)
    }

    @Test
    func pathsComeFromAListPartedByLineEndsOrByNUL() throws {
        for (separator, options) in [("\n", [String]()), ("\0", ["-0"])] {
            let scratch = TemporaryFolder()
            let files = [try scratch.file("a.txt", "Kissa.\n"), try scratch.file("b c.txt", "Koira.\n")]
            let run = try Program.haku(
                ["index", "--index", scratch("index"), "--files-from", "-"] + options,
                input: files.joined(separator: separator) + separator)
            #expect(run.status == 0)
            #expect(try Program.haku(["show", "b%20c.txt", "--index", scratch("index")]).status == 0)
        }
    }

    @Test
    func anUpgradeIsNotTriedOutAndAnEmptyListDoesNotStopIt() throws {
        let scratch = TemporaryFolder()
        let index = scratch("index")
        try FileManager.default.copyItem(atPath: Program.fixture("schema-1"), toPath: index)
        let refused = try Program.haku(["index", "--upgrade", "--dry-run", "--index", index])
        #expect(refused.status == 64 && refused.errors.contains("--dry-run"))
        #expect(try Program.haku(["index", "--index", index]).errors.contains("--upgrade"))
        let run = try Program.haku(["index", "--upgrade", "--files-from", "-", "--index", index])
        #expect(run.status == 0 && run.output.contains("3 documents brought up to schema"))
        #expect(try Program.haku(["index", "--upgrade", "--index", index]).output.contains("is already of schema"))
    }

    @Test
    func aRemovedDocumentIsGoneAndOneThatIsNotThereIsStatus66() throws {
        let scratch = TemporaryFolder()
        let file = try scratch.file("a.txt", "Kissa.\n")
        _ = try Program.haku(["index", "--index", scratch("index"), file])
        #expect(try Program.haku(["remove", "a.txt", "--index", scratch("index")]).status == 0)
        #expect(try Program.haku(["show", "a.txt", "--index", scratch("index")]).status == 66)
        #expect(try Program.haku(["remove", "a.txt", "--index", scratch("index")]).status == 66)
    }

    @Test
    func aSnapshotIsAnIndexOfItsOwnAndIsNotMadeOverAnother() throws {
        let scratch = TemporaryFolder()
        let index = try SeedIndex.path()
        #expect(try Program.haku(["snapshot", scratch("copy"), "--index", index]).status == 0)
        #expect(try Program.haku(["check", "--index", scratch("copy")]).output.contains("5 documents"))
        #expect(try Program.haku(["snapshot", scratch("copy"), "--index", index]).status == 73)
    }

    @Test
    func anIndexThatIsNoneOneSentenceAndTheRightStatus() throws {
        let scratch = TemporaryFolder()
        let file = try scratch.file("file", "x")
        try FileManager.default.createDirectory(atPath: scratch("other"), withIntermediateDirectories: true)
        _ = try scratch.file("other/photo.jpg", "x")
        for (path, status) in [(scratch("none"), Int32(66)), (file, 66), (scratch("other"), 65)] {
            for command in [["check"], ["show", "a"], ["snapshot", scratch("copy")], ["remove", "a"]] {
                let run = try Program.haku(command + ["--index", path])
                #expect(run.status == status, "\(command) \(path)")
                #expect(run.errors.split(separator: "\n").count == 1)
            }
        }
    }

    @Test func aSnapshotTakesThePlaceOfADamagedIndex() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/a.txt", "Kissa.\n")
        let options = ["--index", scratch("index")]
        #expect(try Program.haku(["index", scratch("docs")] + options).status == 0)
        #expect(try Program.haku(["snapshot", scratch("copy")] + options).status == 0)
        let table = scratch("index/generation-000001/postlist.glass")
        try Data(contentsOf: URL(fileURLWithPath: table)).prefix(100).write(to: URL(fileURLWithPath: table))
        #expect(try Program.haku(["search", "kissa"] + options).status == 65)
        #expect(try Program.haku(["restore", scratch("copy")] + options).status == 0)
        #expect(try Program.haku(["search", "--ids", "kissa"] + options).lines == ["a.txt"])
        #expect(try Program.haku(["index"] + options).output.contains("1 unchanged"))
        #expect(try Program.haku(["restore", scratch("copy"), "--index", scratch("uusi")]).status == 0)
        #expect(try Program.haku(["search", "--ids", "kissa", "--index", scratch("uusi")]).lines == ["a.txt"])
        #expect(try Program.haku(["restore", scratch("puuttuu")] + options).status == 66)
    }

    @Test func aRootIsListedWithItsFiguresAndForgotten() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/a.txt", "Kissa.\n")
        try scratch.file("toinen/b.txt", "Koira.\n")
        let options = ["--index", scratch("index")]
        #expect(try Program.haku(["index", scratch("docs"), scratch("toinen")] + options).status == 0)
        let rows = try Program.haku(["stats", "--format", "tsv"] + options).lines
        #expect(rows.contains { $0.hasPrefix("stat\troot.1\t") && $0.hasSuffix("/docs") })
        #expect(rows.contains("stat\troot.2.documents\t1") && rows.contains("stat\troot.2.bytes\t7"))
        #expect(rows.contains { $0.hasPrefix("stat\troot.1.run\t20") })
        let unknown = try Program.haku(["forget", scratch("muu")] + options)
        #expect(unknown.status == 66 && unknown.errors.contains("/toinen"))
        #expect(try Program.haku(["forget", scratch("toinen")] + options).output.contains("1 document of"))
        #expect(try Program.haku(["search", "--fail-if-none", "koira"] + options).status == 1)
    }

    @Test func aRunThatWouldRemoveMostIsToldToSayYes() throws {
        for answer in [["--yes"], ["--prune", "--prune"]] {
            let scratch = TemporaryFolder()
            for number in 0..<5 { try scratch.file("docs/\(number).txt", "Kissa \(number).\n") }
            let options = ["--index", scratch("index")]
            #expect(try Program.haku(["index", scratch("docs")] + options).status == 0)
            for number in 0..<4 { try FileManager.default.removeItem(atPath: scratch("docs/\(number).txt")) }
            let kept = try Program.haku(["index"] + options)
            #expect(kept.status == 66 && kept.errors.contains("--yes") && kept.output.contains("5 documents"))
            #expect(try Program.haku(["index", "--prune"] + options).output.contains("5 documents"))
            #expect(
                try Program.haku(["index"] + answer + options).output.contains(
                    "1 document (0 new, 0 changed, 4 removed"))
        }
    }
}
