// SPDX-License-Identifier: GPL-3.0-or-later
import ProgramSupport
import TestSupport
import Testing

/// Commands that are a verb of the protocol each.
@Suite(.timeLimit(.minutes(20))) struct VerbCommandTests {
    private static let laavu = "002_82ede7701b56c462.txt"

    private func haku(_ arguments: String...) throws -> Outcome {
        try Program.haku([arguments[0], "--index", try SeedIndex.path()] + arguments.dropFirst())
    }

    @Test func countPrintsTheNumberAlone() throws {
        #expect(try haku("count", "kyläyhdistys").lines == ["2"])
        #expect(try haku("count", "--format", "csv", "kyläyhdistys").lines == ["matches", "2"])
        #expect(
            try haku("count", "--format", "json", "kyläyhdistys").lines == [#"{"kind":"ok","matches":2,"exact":"yes"}"#]
        )
        #expect(try haku("count", "--fail-if-none", "xyzzyä").status == 1)
    }

    @Test(arguments: [
        ["search", "kyläyhdistys"], ["count", "kyläyhdistys"], ["facets", "laji"], ["suggest", "kyläy"],
        ["explain", laavu, "työnhakija"], ["lines", "kyläyhdistys"], ["similar", laavu], ["list", "kylä"],
        ["compare", laavu, "S20602"],
    ])
    func aCommandEndsWhenItsTimeIsOver(_ arguments: [String]) throws {
        let index = try SeedIndex.path()
        let over = try Program.haku([arguments[0], "--index", index, "--timeout", "0.000001"] + arguments.dropFirst())
        #expect(over.status == 124 && over.output.isEmpty && over.errors.contains("--timeout"))
        #expect(try Program.haku([arguments[0], "--index", index] + arguments.dropFirst()).status == 0)
    }

    @Test func facetsAlignTheirNumbers() throws {
        let text = try haku("facets", "laji").lines
        #expect(text.count >= 2 && text.allSatisfy { $0.contains("  ") })
        #expect(try haku("facets", "--format", "tsv", "laji", "kalajoki").lines.contains("facet\tlaji\thankekortti\t1"))
        #expect(try haku("facets", "olematon").status == 64)
    }

    @Test func linesHaveAPageContextCountsAndALimit() throws {
        let text = try haku("lines", "kyläyhdistys").lines
        #expect(text.count > 1)
        #expect(try haku("lines", "--limit", "1", "kyläyhdistys").lines == [text[0]])
        let table = try haku("lines", "--format", "tsv", "--header", "kyläyhdistys").lines
        #expect(table.first == "kind\tid\tline\tcolumn\ttext\tpage\tsolu" && table.count == text.count + 1)
        #expect(table[1].contains("«"))
        #expect(try haku("lines", "--format", "csv", "kyläyhdistys").lines.first == "id,line,column,text,page,solu")
        let counted = try haku("lines", "-c", "kyläyhdistys").lines
        #expect(counted.compactMap { Int($0.split(separator: ":").last ?? "") }.reduce(0, +) == text.count)
        let around = try haku("lines", "-C", "1", "kyläyhdistys").lines
        #expect(around.filter { text.contains($0) } == text && around.count > text.count)
        #expect(around.contains { $0.hasPrefix(text[0].prefix { $0 != ":" } + "-") })
        // Texts without pages are all page 1.
        #expect(try haku("lines", "--page", "1", "kyläyhdistys").lines == text)
        #expect(try haku("lines", "--page", "2", "kyläyhdistys").lines.isEmpty)
        #expect(try haku("lines", "--page", "0", "kylä").status == 64)
        #expect(try haku("search", "--header", "kylä").status == 64)
    }

    @Test func suggestAndExplainSayWhatTheVerbsSay() throws {
        #expect(try haku("suggest", "kyläy").lines == ["kyläyhdistys  2"])
        let explained = try haku("explain", Self.laavu, "työnhakija").lines
        #expect(explained.contains { $0.contains("lemma") && $0.hasSuffix("työnhakija") })
        #expect(explained.last?.hasSuffix("in all") == true)
        #expect(try haku("explain", "puuttuu.txt", "työ").status == 66)
        #expect(try haku("explain", Self.laavu).status == 64)
    }
}
