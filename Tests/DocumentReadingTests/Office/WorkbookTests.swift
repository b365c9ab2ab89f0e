// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import DocumentReading

@Suite struct WorkbookTests {
    @Test func sheetsArePagesAndCellsAreAsShown() throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00\\ &quot;€&quot;\"/></numFmts><cellStyleXfs><xf "
            + "numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
            + "<xf numFmtId=\"10\"/></cellXfs>"
        let first =
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row/>"
            + "<row><c t=\"inlineStr\"><is><t>Ii</t></is></c><c s=\"1\"><v>44230</v></c><c s=\"2\"><v>1234.5</v></c>"
            + "<c s=\"3\"><f>B2*2</f><v>0.125</v></c><c t=\"b\"><v>1</v></c><c t=\"str\"><v>laskettu</v></c></row>"
        let document = try readWhole(
            OfficeFile.workbook(
                [("Avustukset", first), ("Muut", "<row><c><v>7</v></c></row>")], styles: styles,
                strings: ["<t>Kunta</t>", "<r><t>Päi</t></r><r><t>vä</t></r><rPh><t>lausunta</t></rPh>"]))
        #expect(document.format == .xlsx)
        #expect(
            document.text
                == "Avustukset\n\nKunta\tPäivä\nIi\t3.2.2021\t1\u{A0}234,50 €\t12,50%\tTOSI\tlaskettu\n\u{C}Muut\n\n7\n"
        )
    }

    @Test func commentsAndTextsOfDrawingsAreRead() throws {
        let sheet = OfficeFile.root(
            "worksheet",
            "<sheetData><row><c><v>1</v></c></row></sheetData><headerFooter><oddHeader>&amp;L&amp;12Talous&amp;R&amp;P</oddHeader>"
                + "</headerFooter>")
        let parts = [
            ("w.xml", OfficeFile.root("workbook", "<sheets><sheet name=\"S\" r:id=\"r1\"/></sheets>")),
            ("s.xml", sheet),
            ("c.xml", OfficeFile.root("comments", "<comment><text><r><t>tarkista</t></r></text></comment>")),
            ("d.xml", OfficeFile.root("xdr", "<a:p><a:r><a:t>laatikko</a:t></a:r></a:p>")),
            (
                "k.xml",
                OfficeFile.root(
                    "c:chart",
                    "<c:strCache><c:pt><c:v>Menot</c:v></c:pt></c:strCache><c:numCache><c:v>5</c:v></c:numCache>")
            ),
        ]
        let file = OfficeFile.openXML(
            main: "w.xml", type: "openxmlformats-officedocument.spreadsheetml.sheet.main+xml", parts: parts,
            relations: [
                "w.xml": [("worksheet", "s.xml")], "s.xml": [("comments", "c.xml"), ("drawing", "d.xml")],
                "d.xml": [("chart", "k.xml")],
            ])
        #expect(try readWhole(file).text == "S\n\n1\n\nTalous\n\nlaatikko\n\nMenot\n\ntarkista\n")
    }

    @Test func tenThousandSheetsAreRead() throws {
        let sheets = (1...10_000).map { (name: "T\($0)", data: "<row><c><v>\($0)</v></c></row>") }
        let pages = try readWhole(OfficeFile.workbook(sheets)).text.split(separator: "\u{C}")
        #expect(pages.count == 10_000 && pages.last == "T10000\n\n10000\n")
    }
}
