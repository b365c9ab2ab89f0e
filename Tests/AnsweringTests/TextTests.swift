// SPDX-License-Identifier: GPL-3.0-or-later
import ProgramSupport
import TestSupport
import Testing

/// TEXT with the words of a query marked and with its repairs, by the real programs over the seeds.
@Suite struct TextTests {
    private static let laavu = "002_82ede7701b56c462.txt"
    private let daemon: RunningDaemon

    init() throws { daemon = try RunningDaemon(index: try SeedIndex.path()) }

    @Test func wordsOfAQueryAreMarkedInLines() throws {
        let all = try daemon.ask(["TEXT query=kyläyhdistys \(Self.laavu)"])
        let marked = all.filter { $0.contains("«") }
        #expect(marked.contains { $0.contains("(mm. «kyläyhdistykset»)") } && all.count > marked.count + 5)
        // Only these, with their numbers, and no more than asked for.
        let matching = try daemon.ask(["TEXT query=kyläyhdistys matching=yes \(Self.laavu)"])
        #expect(matching.dropLast() == marked[...] && matching.last == "OK lines=\(marked.count)")
        let one = try daemon.ask(["TEXT query=\"kyläyhdistys työ\" matching=yes lines=1 from=20 \(Self.laavu)"])
        #expect(one.count == 2 && one[0].contains("«") && one[1] == "OK lines=1")
        #expect(try daemon.ask(["TEXT query=kissa matching=yes \(Self.laavu)"]) == ["OK lines=0"])
    }

    @Test func marksOfTheTextItselfAreNoMarks() throws {
        let folder = TemporaryFolder()
        try folder.file("docs/a.txt", "Sana «lainaus» ja kissa.\n")
        _ = try Program.haku(["index", "--index", folder("index"), folder("docs")])
        let daemon = try RunningDaemon(index: folder("index"))
        #expect(try daemon.ask(["TEXT a.txt"])[0] == "line\t1\tSana ‹lainaus› ja kissa.\t")
        #expect(try daemon.ask(["TEXT query=kissa a.txt"])[0] == "line\t1\tSana ‹lainaus› ja «kissa».\t")
    }

    @Test func repairsFollowTheirLines() throws {
        let lines = try daemon.ask(["TEXT repairs=yes \(Self.laavu)"])
        let place = try #require(lines.firstIndex { $0.hasPrefix("repair\tedistamisen\tedistämisen\t") })
        #expect(lines[place - 1].hasPrefix("line\t1\t") && lines[place - 1].contains("edistämisen"))
        let texts = lines.filter { $0.hasPrefix("line\t") }
        #expect(lines.last == "OK lines=\(texts.count)")
        let count = try daemon.ask(["SHOW \(Self.laavu)"]).first { $0.hasPrefix("field\tkorjaukset\t") }
        #expect(count == "field\tkorjaukset\t\(lines.count - texts.count - 1)")
    }

    @Test(arguments: [
        ("TEXT matching=yes a", "400 syntax"), ("TEXT repairs=yes original=yes \(laavu)", "400 syntax"),
        ("TEXT query=\"\\\"auki\" \(laavu)", "400 syntax"), ("TEXT query=kissa puuttuu.txt", "404 no-such-document"),
    ])
    func whatDoesNotGoTogetherIsRefused(request: String, error: String) throws {
        #expect(try daemon.ask([request]).last?.hasPrefix("ERR " + error) == true)
    }

    @Test func doubtfulRepairsOfAllDocumentsAreListedTheLeastSureFirst() throws {
        let rows = try daemon.ask(["REPAIRS below=1 limit=10000"])
        let columns = rows.dropLast().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(
            columns.count > 10 && columns.allSatisfy { $0.count == 9 && $0[0] == "doubtful" && $0[6].contains($0[2]) })
        let confidences = columns.compactMap { Double($0[3]) }
        #expect(confidences == confidences.sorted())
        let counted = try daemon.ask(["REPAIRS limit=0"])
        #expect(counted.count == 1 && rows.last?.hasSuffix(counted[0].dropFirst("OK shown=0".count)) == true)
        #expect(try daemon.ask(["REPAIRS limit=2 below=1"]).dropLast() == rows.prefix(2))
        // As many as SHOW counts of each document.
        var all = 0
        for line in try daemon.ask(["LIST"]).dropLast() {
            let id = line.split(separator: "\t")[1]
            let count = try daemon.ask(["SHOW \(id)"]).first { $0.hasPrefix("field\tkorjaukset\t") }
            all += count.flatMap { Int($0.split(separator: "\t")[2]) } ?? 0
        }
        #expect(counted[0].contains(" repairs=\(all) "))
        for wrong in ["below=2", "below=x", "below=-1"] {
            #expect(try daemon.ask(["REPAIRS \(wrong)"])[0].hasPrefix("ERR 400 syntax below is a number"))
        }
    }

    @Test func aRepairIsRefusedAndAllowedAgain() throws {
        let folder = TemporaryFolder()
        _ = try Program.haku(["index", "--index", folder("index"), Program.seeds])
        let daemon = try RunningDaemon(index: folder("index"), ["--allow-refusals"])
        #expect(try daemon.ask(["HELLO"])[0].contains("REFUSE,ALLOW"))
        #expect(try daemon.ask(["REFUSE edistamisen edistämisen"]) == ["OK refused=1"])
        let lines = try daemon.ask(["TEXT repairs=yes \(Self.laavu)"])
        #expect(lines.contains { $0.hasPrefix("repair\tedistamisen\tedistämisen\t") && $0.hasSuffix("\tyes\t") })
        #expect(try daemon.ask(["REFUSE \"kumppanikun nassa\""]) == ["OK refused=2"])
        #expect(
            try daemon.ask(["ALLOW edistamisen edistämisen", "ALLOW \"kumppanikun nassa\""]).last == "OK refused=0")
        #expect(try daemon.ask(["CONFIRM edistamisen edistämisen"]) == ["OK confirmed=1"])
        let judged = try daemon.ask(["TEXT repairs=yes \(Self.laavu)"])
        #expect(judged.contains { $0.hasPrefix("repair\tedistamisen\tedistämisen\t") && $0.hasSuffix("\t\tyes") })
        #expect(try !daemon.ask(["REPAIRS below=1"]).contains { $0.hasPrefix("doubtful\tedistamisen\tedistämisen\t") })
        #expect(try daemon.ask(["CONFIRM edistamisen"])[0].hasPrefix("ERR 400 syntax"))
        #expect(try daemon.ask(["REFUSE edistamisen", "ALLOW edistamisen"]) == ["OK refused=1", "OK refused=0"])
        #expect(try !self.daemon.ask(["HELLO"])[0].contains("REFUSE"))
    }
}
