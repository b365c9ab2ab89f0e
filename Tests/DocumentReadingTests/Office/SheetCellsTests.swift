// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import Testing

@testable import DocumentReading

@Suite struct SheetCellsTests {
    /// The references of the cells of `document`, line by line.
    private func references(in document: SourceDocument) -> [[String]] {
        document.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
            (0...line.utf8.count { $0 == 0x09 }).compactMap { document.cells.reference(line: number, cell: $0) }
        }
    }

    @Test func aCellIsToldThoughThoseBeforeItAreEmpty() throws {
        let first =
            "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"AB3\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\" s=\"0\"/></row>"
            + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>3</v></c></row>"
        let second = "<row><c/><c><v>4</v></c></row><row/><row><c><v>5</v></c></row>"
        let document = try readWhole(OfficeFile.workbook([("Talous", first), ("Menot 2021", second)]))
        #expect(
            references(in: document).filter { !$0.isEmpty } == [
                ["Talous!B3", "Talous!AB3"], ["Talous!XFD1048576"], ["'Menot 2021'!B1"], ["'Menot 2021'!A3"],
            ])
        #expect(document.cells.reference(line: 0, cell: 0) == nil)
    }

    @Test(arguments: [
        // A row that says it is another than its cells say, cells out of order, a number of a row that is none.
        "<row r=\"3\"><c r=\"B4\"><v>1</v></c></row>",
        "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>",
        "<row r=\"x\"><c><v>1</v></c></row>", "<row r=\"-1\"><c r=\"A-1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"ÄÄ1\"><v>1</v></c></row>",
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>a&#9;b</t></is></c></row>",
    ])
    func whereAFileContradictsItselfNothingIsSaid(_ rows: String) throws {
        #expect(try readWhole(OfficeFile.workbook([("S", rows)])).cells.isEmpty)
    }

    @Test func textsBesideTheCellsAreInNone() throws {
        let sheet = OfficeFile.root(
            "worksheet",
            "<sheetData><row><c><v>1</v></c></row></sheetData><headerFooter><oddHeader>Talous</oddHeader></headerFooter>"
        )
        let file = OfficeFile.openXML(
            main: "w.xml", type: "openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            parts: [
                ("w.xml", OfficeFile.root("workbook", "<sheets><sheet name=\"S\" r:id=\"r1\"/></sheets>")),
                ("s.xml", sheet),
                ("c.xml", OfficeFile.root("comments", "<comment><text><r><t>tarkista</t></r></text></comment>")),
            ],
            relations: ["w.xml": [("worksheet", "s.xml")], "s.xml": [("comments", "c.xml")]])
        let document = try readWhole(file)
        #expect(document.text == "S\n\n1\n\nTalous\n\ntarkista\n")
        #expect(references(in: document).flatMap(\.self) == ["S!A1"])
    }

    @Test func rowsAndCellsOfAnOpenDocumentStandForSeveral() throws {
        let cell = { (text: String) in "<table:table-cell><text:p>\(text)</text:p></table:table-cell>" }
        let body =
            "<office:spreadsheet><table:table table:name=\"Menot\"><table:table-header-rows><table:table-row "
            + "table:number-rows-repeated=\"3\">\(cell("Kunta"))<table:table-cell table:number-columns-repeated=\"4\"/>"
            + "\(cell("Summa"))</table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/>"
            + "<table:table-cell table:number-columns-repeated=\"2\" office:value=\"7\"/>\(cell("Ii"))</table:table-row>"
            + "<table:table-row table:number-rows-repeated=\"99999999999999999999\"/></table:table><table:table "
            + "table:name=\"L'Aquila\"><table:table-row><table:table-cell><text:p>eka</text:p><text:p>toka</text:p>"
            + "</table:table-cell>\(cell("kolmas"))<table:table-cell><office:annotation><text:p>huomautus</text:p>"
            + "</office:annotation></table:table-cell></table:table-row></table:table></office:spreadsheet>"
        let content =
            "<office:document-content xmlns:office=\"urn:office\" xmlns:text=\"urn:text\" xmlns:table=\"urn:table\">"
            + "<office:body>\(body)</office:body></office:document-content>"
        let document = try readWhole(OfficeFile.openDocument("spreadsheet", [("content.xml", content)]))
        #expect(
            references(in: document).filter { !$0.isEmpty } == [
                ["Menot!A1", "Menot!F1"], ["Menot!B4", "Menot!D4"], ["'L''Aquila'!A1"], ["'L''Aquila'!A1"],
                ["'L''Aquila'!A1"],
                ["'L''Aquila'!B1"],
            ])
    }

    @Test func rowsThatAreAlikeAreOneRun() {
        var cells = SheetCells()
        cells.beginSheet("S")
        for row in 0..<10_000 { cells.add(line: row + 2, row: row + 5, columns: [0, 1, 2, 7]) }
        #expect(cells.description == "=S\n2 2 10000 4 0+3,7\n")
        #expect(cells.reference(line: 10_001, cell: 3) == "S!H10004")
        #expect(cells.reference(line: 10_002, cell: 0) == nil && cells.reference(line: 2, cell: 4) == nil)
        #expect(SheetCells(cells.description) == cells)
    }

    @Test func whatIsBeyondTheLimitIsNotKnown() {
        var cells = SheetCells()
        cells.beginSheet("S")
        for row in 0..<200_000 { cells.add(line: row, row: row + 1, columns: [row % 2, 3, 5]) }
        #expect(cells.description.utf8.count <= 1 << 20)
        #expect(cells.reference(line: 1, cell: 0) == "S!B2" && cells.reference(line: 199_999, cell: 0) == nil)
        #expect(SheetCells(cells.description)?.description == cells.description)
    }

    @Test(arguments: [
        "x", "=S\n0 0 1 0", "=S\n-1 0 1 0 0\n", "=S\n0 0 0 0 0\n", "0 0 1 0 0\n", "=S\n0 0 1 0 3,2\n",
        "=S\n0 0 1 0 0+0\n", "=S\n0 0 1 -5 0\n", "=S\n0 0 1 0 0+99999999999999999999\n", "=S\n0 0 1 0 \n",
        "=S\n0 -1 1 0 0\n",
    ])
    func aDamagedListOfCellsIsNone(_ text: String) { #expect(SheetCells(text) == nil) }

    @Test(arguments: [
        ("Talous", "Talous"), ("Talous_1", "Talous_1"), ("Menot 2021", "'Menot 2021'"), ("2021", "'2021'"),
        ("A1", "'A1'"),
        ("abc12", "'abc12'"), ("R1C1", "'R1C1'"), ("rc", "'rc'"), ("C", "'C'"), ("Tosi", "'Tosi'"), ("a-b", "'a-b'"),
        ("Hämeen", "Hämeen"), ("Vesi's", "'Vesi''s'"), ("Reitti", "Reitti"), ("abcd1", "abcd1"),
    ])
    func namesOfSheetsAreQuotedAsSpreadsheetsDo(_ name: String, _ quoted: String) {
        var cells = SheetCells()
        cells.beginSheet(name)
        cells.add(line: 0, row: 1, columns: [26])
        #expect(cells.reference(line: 0, cell: 0) == quoted + "!AA1")
    }

    @Test func aLineThatWasMadeOfAnotherKeepsItsCells() {
        var cells = SheetCells()
        cells.beginSheet("S")
        for line in 0..<3 { cells.add(line: line + 1, row: line + 5, columns: [1, 2, 4]) }
        let made = cells.following([1, nil, 0, 3])
        #expect((0..<4).map { made.source(of: $0) } == [1, nil, nil, 3])
        let line = "12\u{A0}500 €\tKy\u{AD}lä, Ii\tx"
        func found(_ beginning: String, in number: Int = 3) -> String? {
            made.reference(line: number, behind: beginning, original: Substring(line))
        }
        #expect(["", "12 ", "12 500 € ", "12500€ Kylä, "].map { found($0) } == ["S!B7", "S!B7", "S!C7", "S!C7"])
        #expect(found("12 500 € Kylä, Ii ", in: 0) == "S!E5")
        // Another beginning, more cells, no such line.
        #expect(found("13 500 ") == nil && found("12 500 € Kylä, Ii x y") == nil && found("", in: 1) == nil)
        #expect(made.reference(line: 3, behind: "", original: "a\tb") == nil)
        #expect(SheetCells(made.description) == made)
    }
}
