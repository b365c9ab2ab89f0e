// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// In which cell of a workbook a match stands.
@Suite(.timeLimit(.minutes(20))) struct SheetTests {
    private let scratch = TemporaryFolder()

    /// A flat OpenDocument with a sheet: row 3 begins in column B, rows 4 to 1003 are empty, a remark stands on row 1004.
    private func index() throws {
        let text = { (text: String) in "<table:table-cell><text:p>\(text)</text:p></table:table-cell>" }
        let row = { (cells: String) in "<table:table-row>\(cells)</table:table-row>" }
        let rows =
            "<table:table-row table:number-rows-repeated=\"2\"/>"
            + row("<table:table-cell/>" + text("Honkimäen kyläyhdistys") + text("12 500 €"))
            + "<table:table-row table:number-rows-repeated=\"1000\"/>"
            + row(text("Laavu") + text("rakennetaan talkoilla")) + row(text("Vesiosuuskunta") + text("putkia"))
        let document =
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            + "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
            + "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"
            + "<table:table table:name=\"Talous 2021\">\(rows)</table:table></office:spreadsheet></office:body></office:document>"
        _ = try scratch.file("in/talous.fods", document)
        _ = try scratch.file("in/muu.txt", "Kyläyhdistys kokoontui.\n")
        #expect(try Program.haku(["index", "--index", scratch("index"), scratch("in")]).status == 0)
    }

    private func haku(_ arguments: String...) throws -> Outcome {
        try Program.haku([arguments[0], "--index", scratch("index")] + arguments.dropFirst())
    }

    @Test func aHitAndALineSayInWhichCellTheyStand() throws {
        try index()
        let text = try haku("search", "kyläyhdistys").output
        #expect(text.contains("talous.fods, 'Talous 2021'!B3\n") && text.contains("muu.txt\n"))
        let hits = try haku("search", "--format", "json", "talkoot").lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(hits.first?["solu"] as? String == "'Talous 2021'!B1004")
        let lines = try haku("lines", "-C", "1", "laavu").lines
        #expect(lines.contains { $0.contains(":'Talous 2021'!A1004: Laavu ") })
        #expect(lines.filter { $0.contains("!") }.count == 1)
        let table = try haku("lines", "--format", "csv", "kyläyhdistys").lines
        #expect(table.contains { $0.hasSuffix(",'Talous 2021'!B3") } && table.contains { $0.hasSuffix(",") })
        #expect(try haku("lines", "--format", "tsv", "talkoot").lines.first?.hasSuffix("\t'Talous 2021'!B1004") == true)
    }

    @Test func anExportKeepsTheCells() throws {
        try index()
        let export = try scratch.file("vienti.jsonl", try haku("export").output)
        #expect(try Program.haku(["import", "--index", scratch("toinen"), export]).status == 0)
        let found = try Program.haku(["lines", "--index", scratch("toinen"), "talkoot"])
        #expect(found.output.contains("'Talous 2021'!B1004: "))
    }
}
