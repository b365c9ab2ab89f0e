// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct RepairsTests {
    private static let scan = Program.seeds + "/002_82ede7701b56c462.txt"

    @Test
    func aRefusedRepairStaysRefusedWhenTheIndexIsMadeAnewUntilItIsAllowedAgain() throws {
        let scratch = TemporaryFolder()
        let index = ["--index", scratch("index")]
        #expect(try Program.haku(["index"] + index + [Self.scan]).status == 0)
        #expect(try Program.haku(["repairs", "refuse"] + index + ["kaynnissa", "käynnissä"]).status == 0)
        #expect(try Program.haku(["repairs", "list"] + index).output == "kaynnissa\tkäynnissä\n")
        #expect(try Program.haku(["index", "--rebuild"] + index).status == 0)
        let id = "002_82ede7701b56c462.txt"
        #expect(!(try Program.haku(["show", "--repairs"] + index + [id])).output.contains("kaynnissa"))
        #expect(!(try Program.haku(["normalise", "--report"] + index + [Self.scan])).output.contains("kaynnissa"))
        #expect(try Program.haku(["repairs", "allow"] + index + ["kaynnissa", "käynnissä"]).status == 0)
        #expect(try Program.haku(["repairs", "allow"] + index + ["kaynnissa", "käynnissä"]).status == 66)
        #expect(try Program.haku(["repairs"] + index).output.isEmpty)
        #expect(try Program.haku(["normalise", "--report"] + index + [Self.scan]).output.contains("kaynnissa"))
    }

    @Test
    func doubtfulRepairsAreListedTheLeastSureFirstAndRefusedFromAFile() throws {
        let scratch = TemporaryFolder()
        let index = ["--index", scratch("index")]
        #expect(try Program.haku(["index"] + index + [Self.scan]).status == 0)
        let listed = try Program.haku(["repairs", "list", "--doubtful", "--below", "1"] + index).output
        let rows = listed.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(rows.count > 10 && rows.allSatisfy { $0.count == 6 })
        let confidences = rows.compactMap { Double($0[2]) }
        #expect(confidences == confidences.sorted())
        #expect(rows.allSatisfy { $0[5].contains($0[1]) }, "\(listed)")
        let file = try scratch.file(
            "refused", rows.prefix(3).map { "\($0[0])\t\($0[1])\tsaid" }.joined(separator: "\n"))
        #expect(try Program.haku(["repairs", "refuse", "--from", file] + index).status == 0)
        #expect(try Program.haku(["index", "--rebuild"] + index).status == 0)
        let left = try Program.haku(["repairs", "list", "--doubtful", "--below", "1"] + index).output
        for row in rows.prefix(3) { #expect(!left.contains("\(row[0])\t\(row[1])\t")) }
        #expect(try Program.haku(["repairs", "allow", "--from", file] + index).status == 0)
        #expect(try Program.haku(["repairs", "refuse"] + index).status == 64)
        #expect(try Program.haku(["repairs", "refuse", "--from", scratch("none")] + index).status == 66)
    }

    @Test
    func aConfirmedRepairIsMadeInEveryRunUntilItIsTakenBack() throws {
        let scratch = TemporaryFolder()
        let index = ["--index", scratch("index")]
        let page = try scratch.file("kyla.txt", "Vattajannierni on kylä meren rannalla, ja siellä on satama.\n")
        #expect(try Program.haku(["index"] + index + [page]).status == 0)
        let list = try scratch.file("right", "Vattajannierni\tVattajanniemi\t0.4\tkyla.txt\n")
        #expect(try Program.haku(["repairs", "confirm", "--from", list] + index).status == 0)
        #expect(
            try Program.haku(["repairs", "list", "--confirmed"] + index).output == "Vattajannierni\tVattajanniemi\n")
        for _ in 0..<2 {
            #expect(try Program.haku(["index", "--rebuild"] + index).status == 0)
            let shown = try Program.haku(["show"] + index + ["kyla.txt"]).output
            #expect(shown.contains("Vattajanniemi on kylä"), "\(shown)")
        }
        #expect(try Program.haku(["search"] + index + ["Vattajanniemi"]).output.contains("kyla.txt"))
        #expect(try Program.haku(["repairs", "confirm"] + index + ["Vattajannierni"]).status == 64)
        #expect(try Program.haku(["repairs", "allow"] + index + ["Vattajannierni"]).status == 0)
        #expect(try Program.haku(["index", "--rebuild"] + index).status == 0)
        #expect(try Program.haku(["show"] + index + ["kyla.txt"]).output.contains("Vattajannierni on kylä"))
    }

    @Test
    func aModelLearntFromTwoVersionsOfAPageIsOneThatNormaliseTakes() throws {
        let scratch = TemporaryFolder()
        let clean = try scratch.file("clean", String(repeating: "työttömän päivä on pitkä yö\n", count: 20))
        let read = try scratch.file("read", String(repeating: "tyGttGman paiva on pitka yG\n", count: 20))
        let run = try Program.haku(["learn-errors", "--output", scratch("model.tsv"), clean, read])
        #expect(run.status == 0)
        let made = try Program.haku(["normalise", "--error-model", scratch("model.tsv"), Self.scan])
        #expect(made.status == 0)
        #expect(try Program.haku(["normalise", "--error-model", clean, Self.scan]).status != 0)
        #expect(try Program.haku(["learn-errors", clean, scratch("none")]).status == 66)
        #expect(try Program.haku(["normalise", "--threshold", "2", Self.scan]).status == 64)
    }
}
