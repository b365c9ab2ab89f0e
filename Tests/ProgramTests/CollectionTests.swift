// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Names that only a collection's clean documents have, and its damaged ones.
@Suite(.timeLimit(.minutes(20))) struct CollectionTests {
    /// A page of minutes, each in other words, that names a place.
    private static func clean(_ number: Int, _ name: String) -> String {
        """
        Tekninen lautakunta, pöytäkirja \(number)

        Lautakunta päätti hyväksyä esityksen, jonka mukaan alueen päätie siirretään lähemmäksi kylää. Kiinteistön
        omistaja on pyytänyt, että \(name) merkitään kaavaan nykyisessä muodossaan. Päätöksestä tiedotetaan
        hakijalle \(number + 3) päivän kuluessa, ja pöytäkirja pidetään nähtävänä virastossa.

        """
    }

    /// A page out of an OCR program that knows neither ä nor ö, with a name.
    private static func damaged(_ name: String) -> String {
        """
        Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret, maahanmuuttajat, kotiadidit, ilman koulu- tai
        tydpaikkaa olevat; tyollisyys- sosiaali- ja terveyspalvelut; 3. sektorin toimijat (mm. kylayhdistykset)
        Luoda uusia hyvinvointi- ja tyéllisyyspalveluita ja kestava ja kustannustehokas malli niiden tuottamiseen
        yhteistydssa kaupungin kanssa seka edistaa kuntalaisten osallisuutta ja vahentaa tyottdmyytta
        Kohteen nimi on \(name) kunnan rekisterissa.

        """
    }

    private let scratch = TemporaryFolder()
    private var options: [String] { ["--index", scratch("index")] }

    private func index(_ arguments: String...) throws -> String {
        let run = try Program.haku(["index"] + options + arguments + [scratch("docs")])
        #expect(run.status == 0, "\(run)")
        return run.output
    }

    /// The lines of `haku stats` but for the times of runs.
    private func stats() throws -> [String] {
        try Program.haku(["stats"] + options).lines.filter { !$0.contains(".run ") }
    }

    private func text(_ id: String) throws -> String { try Program.haku(["show"] + options + [id]).output }

    private func layClean() throws {
        for number in 1...5 {
            try scratch.file(
                "docs/m\(number).txt", Self.clean(number, number < 3 ? "Fröötilän tila" : "Honkimäen tila"))
        }
    }

    @Test(arguments: ["a", "z"])
    func theFirstRunMendsADocumentWithTheOthersNamesWhicheverItReadsFirst(name: String) throws {
        try layClean()
        try scratch.file("docs/\(name).txt", Self.damaged("Honkimaen"))
        try scratch.file("docs/\(name)2.txt", Self.damaged("Fro6tildn"))
        _ = try index()
        #expect(try text("\(name).txt").contains("Honkimäen"))
        #expect(try text("\(name)2.txt").contains("Fröötilän"))
        let repairs = try Program.haku(["show", "--repairs"] + options + ["\(name).txt"]).output
        #expect(repairs.contains("Honkimaen") && repairs.contains("ocr-collection"))
        #expect(try Program.haku(["show", "--original"] + options + ["\(name).txt"]).output.contains("Honkimaen"))
        #expect(try Program.haku(["search", "--ids", "=Honkimäen"] + options).lines.contains("\(name).txt"))
        #expect(try Program.haku(["search", "--ids", "=Honkimaen"] + options).lines == ["\(name).txt"])
        // A run in which nothing changed commits nothing.
        let before = try stats()
        #expect(try index().contains("7 unchanged"))
        #expect(try stats() == before)
        #expect(try Program.haku(["check"] + options).status == 0)
    }

    @Test
    func namesThatComeLaterMendWhatIsThereAndMendWhatComesAfterThem() throws {
        try scratch.file("docs/z.txt", Self.damaged("Honkimaen"))
        try scratch.file("docs/m1.txt", Self.clean(1, "Honkimäen tila"))
        _ = try index()
        #expect(try text("z.txt").contains("Honkimaen"))
        // One document may have it wrong; two agree, and one that says it over and over.
        try scratch.file("docs/m2.txt", Self.clean(2, "Honkimäen kylä"))
        #expect(try index().contains("1 mended anew"))
        #expect(try text("z.txt").contains("Honkimäen"))
        try scratch.file("docs/a.txt", Self.damaged("Honkimden"))
        #expect(!(try index().contains("mended anew")))
        #expect(try text("a.txt").contains("Honkimäen"))
        #expect(try Program.haku(["repairs", "refuse"] + options + ["Honkimaen"]).status == 0)
        _ = try index("--rebuild")
        #expect(try text("z.txt").contains("Honkimaen"))
        #expect(try text("a.txt").contains("Honkimäen"))
    }

    @Test
    func membersOfAnArchiveAndRecordsKeepTheirOwnFieldsWhenTheyAreMended() throws {
        try layClean()
        let story = Self.damaged("Honkimaen").replacingOccurrences(of: "\n", with: " ")
            .replacingOccurrences(of: ";", with: ",")
        try scratch.file("docs/t.csv", "Nimi;Kunta;Kuvaus\nHankkeen nimi;Ii;\(story)\nToinen;Oulu;\(story)\n")
        #expect(try index().contains("2 mended anew"))
        let shown = try text("t.csv/1")
        #expect(shown.contains("Honkimäen") && shown.contains("Hankkeen nimi"))
        #expect(try Program.haku(["search", "--ids", "kunta:Oulu"] + options).lines == ["t.csv/2"])
    }

    private func layBadlyRead(_ numbers: Range<Int>) throws {
        for number in numbers {
            try scratch.file("docs/p\(number).txt", BadlyReadPages.read(BadlyReadPages.leaves[number]) + "\n")
        }
    }

    private let shortRead = BadlyReadPages.read(BadlyReadPages.short) + "\n"

    @Test(arguments: ["a", "z"])
    func aShortPageIsReadByTheErrorsOfTheOthersWhicheverIsReadFirst(name: String) throws {
        try layClean()
        try layBadlyRead(0..<3)
        try scratch.file("docs/\(name).txt", shortRead)
        #expect(try index().contains("1 mended anew"))
        #expect(try text("\(name).txt").contains("viikolla vierailee valokuvaaja"))
        #expect(try Program.haku(["search", "--ids", "=viiholla"] + options).lines == ["\(name).txt"])
        for number in 1...5 {
            #expect(try Program.haku(["show", "--repairs"] + options + ["m\(number).txt"]).output.isEmpty)
        }
        #expect(try index().contains("9 unchanged"))
    }

    @Test
    func pagesThatComeLaterTellWhatThoseBeforeThemWere() throws {
        try scratch.file("docs/z.txt", shortRead)
        try layBadlyRead(0..<2)
        #expect(!(try index().contains("mended anew")))
        #expect(try text("z.txt").contains("viiholla"))
        try layBadlyRead(2..<3)
        #expect(try index().contains("1 mended anew"))
        #expect(try text("z.txt").contains("viikolla"))
        // From now on they are known, under other names of their files, too.
        for number in 0..<3 {
            try FileManager.default.moveItem(
                atPath: scratch("docs/p\(number).txt"), toPath: scratch("docs/q\(number).txt"))
        }
        _ = try index()
        try scratch.file("docs/y.txt", shortRead.replacing("kahvia", with: "teetä"))
        #expect(!(try index().contains("mended anew")))
        #expect(try text("y.txt").contains("viikolla"))
        // A page that says it all by itself is no longer there: nothing is known of its reader.
        for number in 0..<3 { try FileManager.default.removeItem(atPath: scratch("docs/q\(number).txt")) }
        _ = try index("--prune", "--yes")
        try scratch.file("docs/x.txt", shortRead.replacing("kahvia", with: "maitoa"))
        _ = try index()
        #expect(try text("x.txt").contains("viiholla"))
    }

    @Test
    func normalisingAsksTheIndexForTheErrorsOfItsReaders() throws {
        try layBadlyRead(0..<3)
        _ = try index()
        let page = try scratch.file("page.txt", shortRead)
        #expect(try Program.haku(["normalise", page]).output.contains("viiholla"))
        #expect(try Program.haku(["normalise"] + options + [page]).output.contains("viikolla"))
        #expect(try Program.haku(["export", "--output", scratch("export")] + options).status == 0)
        #expect(try Program.haku(["import", "--index", scratch("copy"), scratch("export")]).status == 0)
        #expect(try Program.haku(["normalise", "--index", scratch("copy"), page]).output.contains("viikolla"))
    }

    @Test
    func oneThreadAndSeveralMakeTheSameOfACollection() throws {
        try layClean()
        for number in 1...6 { try scratch.file("docs/x\(number).txt", Self.damaged("Honkimaen ja Fro6tildn")) }
        var dumps: [String] = []
        for jobs in ["1", "3"] {
            _ = try index("--rebuild", "--jobs", jobs)
            let ids = (1...6).map { "x\($0).txt" } + (1...5).map { "m\($0).txt" }
            dumps.append(
                try ids.map { try Program.haku(["show", "--format", "json"] + options + [$0]).output }.joined())
        }
        #expect(dumps[0] == dumps[1] && dumps[0].contains("Honkimäen"))
    }

    @Test
    func whatAnInterruptedRunLeftUndoneTheNextOneDoes() throws {
        try layClean()
        for number in 1...3 { try scratch.file("docs/x\(number).txt", Self.damaged("Honkimaen")) }
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("haku")
        process.arguments = ["index"] + options + [scratch("docs")]
        process.environment = ProcessInfo.processInfo.environment.merging(["HAKU_CONFIG": "/dev/null"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // The index is there before its documents are looked at again.
        while process.isRunning, !FileManager.default.fileExists(atPath: scratch("index/current")) {}
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        _ = try index()
        for number in 1...3 { #expect(try text("x\(number).txt").contains("Honkimäen")) }
        #expect(try Program.haku(["check"] + options).status == 0)
        let before = try stats()
        _ = try index()
        #expect(try stats() == before)
    }

    @Test
    func normaliseAndHakuNormaliseKnowTheNamesOfTheIndexAndOfNoOther() throws {
        try layClean()
        _ = try index()
        let file = try scratch.file("sivu.txt", Self.damaged("Honkimaen"))
        #expect(try Program.haku(["normalise"] + options + [file]).output.contains("Honkimäen"))
        #expect(try Program.haku(["normalise", file]).output.contains("Honkimaen"))
        let daemon = try RunningDaemon(index: scratch("index"))
        let line = Self.damaged("Honkimaen").replacingOccurrences(of: "\n", with: " ")
        #expect(try daemon.ask(["NORMALISE " + line]).contains { $0.hasPrefix("repair\tHonkimaen\tHonkimäen\t") })
        // A new commit is seen.
        let later = Self.damaged("Simpsidnvuori").replacingOccurrences(of: "\n", with: " ")
        #expect(try !daemon.ask(["NORMALISE " + later]).joined().contains("Simpsiönvuori"))
        for number in 6...7 { try scratch.file("docs/m\(number).txt", Self.clean(number, "Simpsiönvuori")) }
        _ = try index()
        while try !daemon.ask(["NORMALISE " + later]).joined().contains("Simpsiönvuori") {}
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test
    func aNameThatOneDocumentHasSeveralTimesIsAName() throws {
        let often = "Honkimäen tila, Honkimäen kylän ja Honkimäen kosken väliltä,"
        try scratch.file("docs/m1.txt", Self.clean(1, often))
        try scratch.file("docs/z.txt", Self.damaged("Honkimaen"))
        _ = try index()
        #expect(try text("z.txt").contains("Honkimäen"))
    }

    @Test
    func aWritersSlipIsNotTakenForANameNorWhatAnUnrepairedRunRead() throws {
        for number in 1...3 { try scratch.file("docs/m\(number).txt", Self.clean(number, "medellyttämällä")) }
        try scratch.file("docs/x.txt", Self.damaged("medellyttamalla"))
        _ = try index()
        #expect(try text("x.txt").contains("medellyttamalla"))
    }
}
