// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Testing

@testable import DocumentReading

/// Documents that stand in others.
@Suite struct EmbeddedTests {
    private let word = "openxmlformats-officedocument.wordprocessingml.document.main+xml"

    /// A text that takes in, or holds, these files.
    private func text(_ body: String, _ files: [(kind: String, name: String, bytes: [UInt8])]) -> [UInt8] {
        let written = OfficeFile.openXML(
            main: "word/document.xml", type: word,
            parts: [("word/document.xml", OfficeFile.root("w:document", "<w:body>\(body)</w:body>"))],
            relations: ["word/document.xml": files.map { ($0.kind, $0.name) }])
        // Parts that are no text come as they are.
        let parts = try? ZipDirectory(MemorySource(written, name: "a")).entries.map { entry in
            let stream = try ZipDirectory.stream(
                of: entry, in: MemorySource(written, name: "a"), name: "a",
                budget: ExpansionBudget(size: 0, most: 1 << 20, patience: 1))
            return ArchiveFile.Member(
                path: String(decoding: entry.path, as: UTF8.self), bytes: try stream.all(most: 1 << 20) ?? [])
        }
        return ArchiveFile.zip(
            (parts ?? []) + files.map { ArchiveFile.Member(path: "word/" + $0.name, bytes: $0.bytes) })
    }

    @Test func whatATextTakesInIsReadAsItsOwnOrAsAFileWithin() throws {
        let file = text(
            OfficeFile.paragraph("runko"),
            [
                ("aFChunk", "a.html", Array("<html><body><p>sivun sanat</p></body></html>".utf8)),
                ("aFChunk", "b.rtf", Array(#"{\rtf1 rivit}"#.utf8)), ("image", "c.png", [1, 2, 3]),
            ])
        let found = try parts(file)
        try #require(found.map(\.path) == ["", "b.rtf"], "\(found.map(\.path))")
        #expect(found[0].part.text == "runko\n\nsivun sanat\n" && found[1].part.text == "rivit\n")
        // A text may be nothing else.
        let only = try parts(text("", [("aFChunk", "b.rtf", Array(#"{\rtf1 rivit}"#.utf8))]))
        #expect(only.map(\.part.text) == ["", "rivit\n"])
    }

    @Test func workbooksWithinATextAreRead() throws {
        let sheet = OfficeFile.workbook([("Talous", "<row><c><v>7</v></c></row>")])
        let file = text(
            OfficeFile.paragraph("runko"),
            [
                ("package", "embeddings/taulu.xlsx", sheet),
                ("oleObject", "embeddings/o1.bin", CompoundFileTests.file([.stream("Package", sheet)])),
                // A formula.
                ("oleObject", "embeddings/o2.bin", CompoundFileTests.file([.stream("Equation Native", [1])])),
            ])
        let found = try parts(file)
        #expect(found.map(\.path) == ["", "taulu.xlsx", "o1.bin"], "\(found.map(\.path))")
        #expect(found.dropFirst().first?.part.text == "Talous\n\n7\n")
    }

    @Test func chartsAndFieldsOfAnOpenDocumentAreRead() throws {
        func content(_ body: String) -> String {
            let spaces = ["office", "text", "table", "chart", "form"].map { "xmlns:\($0)=\"urn:\($0)\"" }
            return "<office:document-content \(spaces.joined(separator: " "))><office:body>\(body)</office:body>"
                + "</office:document-content>"
        }
        let chart = content(
            "<office:chart><chart:chart><chart:title><text:p>Asukasluku</text:p></chart:title><table:table><table:table-row>"
                + "<table:table-cell><text:p>Kajaani</text:p></table:table-cell></table:table-row></table:table></chart:chart>"
                + "</office:chart>")
        let text = content(
            "<office:text><office:forms><form:form><form:text form:label=\"Hakija\" form:current-value=\"Aino\"/></form:form>"
                + "</office:forms><text:p>runko</text:p></office:text>")
        #expect(
            try readWhole(OfficeFile.openDocument("text", [("content.xml", text), ("Object 1/content.xml", chart)]))
                .text
                == "Hakija\n\nAino\n\nrunko\n\nAsukasluku\nKajaani\n")
        let sheet = content(
            "<office:spreadsheet><table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>Kajaani</text:p>"
                + "</table:table-cell></table:table-row></table:table></office:spreadsheet>")
        #expect(
            try readWhole(
                OfficeFile.openDocument("spreadsheet", [("content.xml", sheet), ("Object 1/content.xml", chart)])
            ).text == "S\n\nKajaani\n\nAsukasluku\n")
    }

    @Test func theChosenEntryOfAListInAFormIsRead() throws {
        let list =
            "<w:p><w:r><w:fldChar><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"ei\"/><w:listEntry "
            + "w:val=\"kyllä\"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>"
        #expect(try readWhole(OfficeFile.word(list)).text == "kyllä\n")
    }

    @Test(arguments: [
        (
            #"{\rtf1 {\header Ylä\par}Kylä{\footnote{\super 1} Alaviite.} toimii{\*\annotation Tarkista}.\par Toinen{\header Ylä}.}"#,
            "Kylä toimii.\n\nYlä\n\n1 Alaviite.\n\nTarkista\n\nToinen.\n"
        ), (#"{\rtf1 {\object{\*\objclass X}{\*\objdata 0f}{\result Taulu}} a}"#, "Taulu a\n"),
    ])
    func notesHeadersAndRemarksOfRTFStandBehindTheirParagraph(_ rtf: String, _ text: String) {
        let bytes = rtf.unicodeScalars.flatMap { $0 == "ä" ? Array(#"\'e4"#.utf8) : Array(String($0).utf8) }
        #expect(RTFText.text(of: bytes) == text)
    }

    @Test func anInvitationInAMailIsRead() throws {
        let mail =
            "From: a@x.fi\nSubject: Kutsu\nContent-Type: multipart/alternative; boundary=X\n\n--X\nContent-Type: text/plain\n\n"
            + "runko\n--X\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nLOCATION:valtuustosali\nEND:VEVENT\n"
            + "END:VCALENDAR\n--X--\n"
        let found = try parts(Array(mail.utf8))
        #expect(found.map(\.path) == ["", "kutsu.ics"])
        #expect(found.last?.part.text?.contains("valtuustosali") == true)
    }

    @Test func aFormThatAReaderHasToDrawIsToldSo() throws {
        var remarks = PDFRemarks(budget: ExpansionBudget(size: 0, most: 1 << 20, patience: 1))
        let form = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /AcroForm << /XFA 6 0 R >> /NeedsRendering true >>\nendobj\n"
        _ = try remarks.remarks(MemorySource(Array(form.utf8), name: "a"))
        #expect(remarks.isDrawnForm)
        _ = try remarks.remarks(MemorySource(Array(form.replacing("true", with: "false").utf8), name: "a"))
        #expect(!remarks.isDrawnForm)
    }
}
