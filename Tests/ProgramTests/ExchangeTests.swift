// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Export, import and erasure.
@Suite(.timeLimit(.minutes(20))) struct ExchangeTests {
    private static let questions = [
        ["search", "kyläyhdistys"], ["search", "--related", "yes", "nuorten työpajat"], ["similar", "S20059"],
        ["search", "\"sosiaalista osallisuutta\""], ["search", "otsikko:laavu"],
        ["list", "--fields", "kunta,vuosi,rahoitus"],
        ["facets", "laji"], ["suggest", "kyl"], ["lines", "kylä"], ["show", "--repairs", "002_82ede7701b56c462.txt"],
        ["show", "--format", "json", "S20602"], ["show", "--original", "001_66bde4f96703d408.txt"],
    ]

    @Test func anIndexMadeOfAnExportAnswersAsTheOneThatWasExported() throws {
        let scratch = TemporaryFolder()
        let index = try SeedIndex.path()
        let export = try Program.haku(["export", "--index", index])
        #expect(export.status == 0 && export.lines.count == 6)
        let file = try scratch.file("vienti.jsonl", export.output)
        let copy = scratch("kopio")
        #expect(try Program.haku(["import", "--index", copy, file]).status == 0)
        for question in Self.questions {
            func answer(_ index: String) throws -> Outcome {
                try Program.haku([question[0], "--index", index] + question.dropFirst())
            }
            let (first, second) = (try answer(index), try answer(copy))
            #expect(first.output == second.output && !first.output.isEmpty, "\(question)")
        }
        #expect(try Program.haku(["export", "--index", copy]).output == export.output)
        #expect(try Program.haku(["check", "--index", copy]).status == 0)
        // The roots came along: a run over them finds nothing to do.
        let run = try Program.haku(["index", "--index", copy])
        #expect(run.output.contains("5 unchanged"), "\(run)")
    }

    @Test func refusedRepairsAndCharactersOfAllKindsComeAlong() throws {
        let scratch = TemporaryFolder()
        let index = scratch("a")
        let text = try scratch.file("a.txt", "Ensimmäinen sivu \\ \"lainaus\".\u{C}Toinen\tsivu \u{1F600}.\r\nLoppu.\n")
        #expect(try Program.haku(["index", "--index", index, text]).status == 0)
        #expect(try Program.haku(["repairs", "refuse", "--index", index, "tydtön", "työtön"]).status == 0)
        #expect(try Program.haku(["export", "--index", index, "--output", scratch("vienti")]).output.isEmpty)
        #expect(try Program.haku(["import", "--index", scratch("b"), scratch("vienti")]).status == 0)
        for command in [["show", "--original", "a.txt"], ["show", "--page", "2", "a.txt"], ["repairs", "list"]] {
            let (first, second) = (
                try Program.haku(command + ["--index", index]), try Program.haku(command + ["--index", scratch("b")])
            )
            #expect(first.output == second.output && !first.output.isEmpty, "\(command)")
        }
    }

    @Test(arguments: [
        "", "{}\n", "{\"kind\":\"index\",\"version\":2}\n",
        "{\"kind\":\"index\",\"version\":1}\n{\"kind\":\"document\"}\n",
        "{\"kind\":\"index\",\"version\":1}\n{\"id\":\"a\",\"title\":\"A\",\"text\":\"abc\",\"pages\":[[9,1]]}\n",
        "{\"kind\":\"index\",\"version\":1}\n{\"id\":\"a\",\"title\":\"A\",\"text\":\"abc\"",
    ])
    func whatIsNoExportLeavesNoIndex(_ text: String) throws {
        let scratch = TemporaryFolder()
        let file = try scratch.file("vienti", text)
        let run = try Program.haku(["import", "--index", scratch("x"), file])
        #expect(run.status == 65 && run.errors.contains(file), "\(run)")
        #expect(try Program.haku(["count", "--index", scratch("x"), "a"]).status == 66)
    }

    @Test func anImportGoesIntoNoIndexThatIsThere() throws {
        let index = try SeedIndex.path()
        let run = try Program.haku(["import", "--index", index, "/dev/null"])
        #expect(run.status == 73 && run.errors.contains(index))
    }

    /// The files below `folder` that hold any of `words`, as it stands or as lower-case letters.
    private func files(in folder: String, holding words: [String]) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return names.filter { name in
            // A folder is no data.
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) else { return false }
            return words.contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }

    @Test func nothingOfAnErasedDocumentIsLeftInAnyFile() throws {
        let scratch = TemporaryFolder()
        let index = scratch("hakemisto")
        for number in 0..<60 {
            try scratch.file("docs/\(number).txt", "Asiakirja numero \(number) kertoo kylästä ja sen laavusta.\n")
        }
        let secret = "Xavier-Olavi Qvistbergin henkilötunnus on 131052-308T ja osoite Zeppeliinikuja 77.\n"
        let file = try scratch.file("docs/qvistberg.txt", String(repeating: secret, count: 40))
        #expect(try Program.haku(["index", "--index", index, scratch("docs")]).status == 0)
        // Written over again: old blocks, too.
        try scratch.file("docs/qvistberg.txt", secret + "Qvistberg täydensi hakemustaan.\n")
        #expect(try Program.haku(["index", "--index", index]).status == 0)
        let words = ["qvistberg", "Qvistberg", "zeppeliinikuja", "zeppeliini", "131052", "308t", "xavier"]
        #expect(try !files(in: index, holding: words).isEmpty)
        try FileManager.default.removeItem(atPath: file)

        let run = try Program.haku(["remove", "--erase", "--index", index, "qvistberg.txt"])
        #expect(run.status == 0 && run.lines == ["qvistberg.txt"], "\(run)")
        #expect(try files(in: index, holding: words) == [])
        #expect(try Program.haku(["check", "--index", index]).output.contains("60 documents, nothing damaged"))
        #expect(try Program.haku(["count", "--index", index, "laavu"]).lines == ["60"])
        #expect(try Program.haku(["remove", "--erase", "--index", index, "qvistberg.txt"]).status == 66)
        #expect(try Program.haku(["index", "--index", index]).output.contains("60 unchanged"))
    }
}
