// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct SearchTests {
    private static let cards = [
        "000_2f7d9ab74b53583f.txt", "001_66bde4f96703d408.txt", "002_82ede7701b56c462.txt",
        "003_4493fbf7d1afe7c9.txt", "004_e565007621ea25e9.txt",
    ]

    /// Runs a look-up on the index of the seeds.
    private func haku(_ arguments: String...) throws -> Outcome {
        try Program.haku(["--index", try SeedIndex.path()] + arguments)
    }

    @Test(arguments: [
        ("kyläyhdistys", [2, 4]), ("kylayhdistys", [2, 4]), ("KYLÄYHDISTYKSET", [2, 4]), ("Kalajoki", [0, 1]),
        ("moniammatillinen", [0, 1]), ("kylä -kyläyhdistys", [0, 1]),
    ])
    func anyFormOfAWordFindsExactlyTheDocumentsThatHoldIt(_ query: String, _ documents: [Int]) throws {
        let run = try haku("search", "--ids", query)
        #expect(Set(run.lines) == Set(documents.map { Self.cards[$0] }))
    }

    @Test(arguments: [
        ("\"pitkäaikaistyöttömät\"", 2), ("työkyky", 1), ("työkyky", 0), ("käytäntö", 0), ("Pudasjärvellä", 2),
    ])
    func formsPhrasesAndSuspendedCompoundsAreFound(_ query: String, _ document: Int) throws {
        #expect(try haku("search", "--ids", query).lines.contains(Self.cards[document]))
    }

    @Test
    func aWholeWordStandsAboveAPartOfACompound() throws {
        let run = try haku("search", "--ids", "kylä")
        #expect(run.lines.first == Self.cards[2])
        #expect(Set(run.lines) == Set([0, 1, 2, 4].map { Self.cards[$0] }))
    }

    @Test
    func whatStandsByAnEmptyCheckBoxIsNotAsserted() throws {
        #expect(try haku("search", "--ids", "hylättäväksi").output.isEmpty)
        #expect(try haku("show", "--original", Self.cards[3]).output.contains("hylättäväksi"))
    }

    @Test
    func wordsAfterADashAreLeftOutHoweverTheQueryIsGiven() throws {
        #expect(try haku("search", "--ids", "kyläyhdistys", "-Pudasjärvi").lines == [Self.cards[4]])
        #expect(try haku("search", "--ids", "--", "kyläyhdistys", "-Pudasjärvi").lines == [Self.cards[4]])
    }

    @Test
    func eachFormOfTheAnswerIsWhatItsReadersExpect() throws {
        let tsv = try haku("search", "--format", "tsv", "kalajoki").lines
        #expect(tsv.count == 2)
        #expect(tsv.allSatisfy { $0.hasPrefix("hit\t") && $0.components(separatedBy: "\t").count == 10 })

        let json = try haku("search", "--format", "json", "kalajoki").lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(json.map { $0["kind"] as? String } == ["hit", "hit", "ok"])
        #expect(json.last?["matches"] as? Int == 2)

        let csv = try haku("search", "--format", "csv", "kalajoki").lines
        #expect(csv.first == "rank,score,id,title,snippet,page,polku,url,copies,solu")
        #expect(csv.count == 3)
    }

    @Test
    func aTitleThatASpreadsheetWouldTakeForAFormulaIsText() throws {
        let scratch = TemporaryFolder()
        let file = try scratch.file("a.txt", "=HYPERLINK(\"http://example.org\")\n\nKalajoen kaupunki.\n")
        #expect(try Program.haku(["index", "--index", scratch("index"), file]).status == 0)
        let run = try Program.haku(["search", "--format", "csv", "kalajoki", "--index", scratch("index")])
        #expect(!run.output.contains(",=") && !run.output.contains(",\"="))
    }

    @Test
    func answersArePlainInAPipeColouredWhereAskedAndPlainAgainWhereColoursAreRefused() throws {
        #expect(!(try haku("search", "kalajoki").output.contains("\u{1B}")))
        #expect(try haku("search", "--color", "always", "kalajoki").output.contains("\u{1B}["))
        #expect(!(try haku("search", "--color", "never", "kalajoki").output.contains("\u{1B}")))
    }

    @Test
    func howManyMatchIsSaidOnStandardErrorHitsOnStandardOutput() throws {
        let run = try haku("search", "kalajoki")
        #expect(run.errors == "2 documents match.\n")
        #expect(run.output.contains("«Kalajoen»"))
    }

    @Test
    func nothingFoundIsDoneOrStatus1WhereThatWasAskedFor() throws {
        #expect(try haku("search", "qzqzqz").status == 0)
        #expect(try haku("search", "--fail-if-none", "qzqzqz").status == 1)
        #expect(try haku("lines", "--fail-if-none", "qzqzqz").status == 1)
    }

    @Test(arguments: ["\"auki", "(auki", "\""])
    func aQueryThatCannotBeReadIsStatus64AndOneSentence(_ query: String) throws {
        let run = try haku("search", query)
        #expect(run.status == 64)
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test
    func aQueryOf100000WordsOfStopWordsOrOfSignsEndsWithASentenceOrAnAnswer() throws {
        let scratch = TemporaryFolder()
        let long = String(repeating: "sana ", count: 20_000)
        #expect([0, 64].contains(try haku("search", long).status))
        let topics = try scratch.file("topics", "t\t" + String(repeating: "sana ", count: 100_000) + "\n")
        #expect([0, 64].contains(try haku("batch", topics).status))
        for query in ["ja on", "...", "-", "\u{7}"] { #expect([0, 64].contains(try haku("search", query).status)) }
    }

    @Test
    func linesArePrintedAsGrepPrintsThem() throws {
        let run = try haku("lines", "kyläyhdistys")
        #expect(run.lines.contains { $0.hasPrefix(Self.cards[4] + ":") && $0.contains("kyläyhdistys ry") })
        for line in run.lines {
            let columns = line.split(separator: ":", maxSplits: 3)
            #expect(columns.count == 4 && Int(columns[1]) != nil && Int(columns[2]) != nil)
        }
    }

    @Test(arguments: ["S20602", "000_2f7d9ab74b53583f.txt"])
    func aProjectsOtherPaperIsLeftOutOfWhatIsLikeItAndFirstWhereItIsAskedFor(_ id: String) throws {
        // The project of a card is known once cards are read to their fields.
        let others = try haku("similar", "--ids", id)
        #expect(others.status == 0)
        #expect(!others.lines.isEmpty)
        #expect(!others.lines.contains(Self.cards[1]) && !others.lines.contains(Self.cards[0]))
        let same = try haku("similar", "--ids", "--same-project", "000_2f7d9ab74b53583f.txt")
        #expect(same.lines.first == Self.cards[1])
    }

    @Test(arguments: ["similar", "show"])
    func anIdThatIsNotThereIsStatus66(_ command: String) throws {
        let run = try haku(command, "nobody.txt")
        #expect(run.status == 66)
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test
    func aBatchPrintsATRECRunBestFirst() throws {
        let scratch = TemporaryFolder()
        let topics = try scratch.file("topics", "t1\tkyläyhdistys\nt2\tkalajoki\n")
        let run = try haku("batch", topics, "--limit", "2")
        #expect(run.status == 0)
        let rows = run.lines.map { $0.components(separatedBy: " ") }
        #expect(rows.allSatisfy { $0.count == 6 && $0[1] == "Q0" && $0[5] == "haku" })
        #expect(rows.map { $0[0] + $0[3] } == ["t11", "t12", "t21", "t22"])
        #expect(try haku("batch", try scratch.file("bad", "no tab here\n")).status == 65)
        #expect(try haku("batch", scratch("none")).status == 66)
    }

    @Test
    func aDaemonThatIsNotThereIsStatus69() throws {
        let scratch = TemporaryFolder()
        let run = try Program.haku(["ask", "--socket", scratch("none.sock"), "PING"])
        #expect(run.status == 69)
        #expect(run.errors.split(separator: "\n").count == 1)
    }
}
