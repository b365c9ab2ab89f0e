// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import DocumentReading

@Suite struct WordTests {
    private let type = "openxmlformats-officedocument.wordprocessingml.document.main+xml"

    private func text(_ bytes: [UInt8]) throws -> String {
        let document = try DocumentReader().decode(bytes, name: "a")
        #expect(document.notes.isEmpty, "\(document.notes)")
        return document.text
    }

    @Test func paragraphsListsAndTablesAreKeptApart() throws {
        let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>"
        let end = "</w:t></w:r></w:p>"
        let cell = { (text: String) in "<w:tc><w:tcPr/>\(OfficeFile.paragraph(text))</w:tc>" }
        let body =
            OfficeFile.paragraph("Otsikko &amp; muuta") + "<w:p><w:r><w:t xml:space=\"preserve\">Kylä</w:t></w:r>"
            + "<w:r><w:t>yhdistys</w:t><w:tab/><w:t>ry</w:t><w:br/><w:t>toinen</w:t></w:r></w:p><w:p/>"
            + item + "työpaja" + end + item + "retki" + end
            + "<w:tbl><w:tr>\(cell("Kunta"))\(cell("Vuosi"))</w:tr><w:tr>\(cell("Ii"))\(cell("2016"))</w:tr></w:tbl>"
            + OfficeFile.paragraph("Loppu")
        #expect(
            try text(OfficeFile.word(body))
                == "Otsikko & muuta\n\nKyläyhdistys\try\ntoinen\n\n- työpaja\n- retki\nKunta\tVuosi\nIi\t2016\n\nLoppu\n"
        )
    }

    @Test func partsAreFoundByTheirRelationshipsOnly() throws {
        for isStrict in [false, true] {
            let part = { (name: String, text: String) in
                (name, OfficeFile.root("w:x", OfficeFile.paragraph(text)))
            }
            let file = OfficeFile.openXML(
                main: "word/document2.xml", type: type,
                parts: [
                    ("word/document2.xml", OfficeFile.root("w:document", OfficeFile.paragraph("leipäteksti"))),
                    part("word/h7.xml", "ylätunniste"), part("muualla/f.xml", "alatunniste"),
                    part("word/n.xml", "alaviite"), part("word/e.xml", "loppuviite"), part("word/c.xml", "kommentti"),
                    part("word/theme.xml", "teema"),
                ],
                relations: [
                    "word/document2.xml": [
                        ("header", "h7.xml"), ("header", "h7.xml"), ("footer", "../muualla/f.xml"),
                        ("footnotes", "n.xml"), ("endnotes", "/word/e.xml"), ("comments", "c.xml"),
                        ("theme", "theme.xml"),
                    ]
                ], isStrict: isStrict)
            #expect(
                try text(file)
                    == "ylätunniste\n\nleipäteksti\n\nalaviite\n\nloppuviite\n\nkommentti\n\nalatunniste\n")
        }
    }

    @Test func whatWasDeletedIsNotReadAndWhatWasInsertedIs() throws {
        let run = { (text: String) in "<w:r><w:t>\(text)</w:t></w:r>" }
        let body =
            "<w:p>\(run("a "))<w:ins>\(run("lisätty "))</w:ins><w:del><w:r><w:delText>poistettu</w:delText></w:r></w:del>"
            + "<w:moveFrom>\(run("siirretty"))</w:moveFrom><w:moveTo>\(run("siirretty "))</w:moveTo>"
            + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r>"
            + "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>näkyy</w:t></w:r></w:p>"
            + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>\(OfficeFile.paragraph("rivi"))</w:tc></w:tr></w:tbl>"
        #expect(try text(OfficeFile.word(body)) == "a lisätty siirretty näkyy\n")
    }

    @Test func aTextBoxIsReadOnceAfterItsParagraph() throws {
        let box = "<w:txbxContent>\(OfficeFile.paragraph("ruudussa"))\(OfficeFile.paragraph("lisää"))</w:txbxContent>"
        let body =
            "<w:p><w:r><w:t>alku </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>\(box)</wps:txbx>"
            + "</mc:Choice><mc:Fallback><v:textbox>\(box)</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
            + "<w:r><w:t>loppu</w:t></w:r></w:p>"
        #expect(try text(OfficeFile.word(body)) == "alku loppu\n\nruudussa\n\nlisää\n")
    }

    @Test func entitiesAreNotReplacedAndNothingIsFetched() throws {
        let entities = "<!DOCTYPE x [<!ENTITY a \"hahaha\"><!ENTITY b SYSTEM \"/etc/passwd\">]>"
        let file = OfficeFile.openXML(
            main: "d.xml", type: type,
            parts: [
                (
                    "d.xml",
                    entities + "<w:document xmlns:w=\"u\"><w:p><w:r><w:t>kylä &a;&b;ry</w:t></w:r></w:p></w:document>"
                )
            ])
        let found = try DocumentReader().decode(file, name: "a").text
        #expect(found == "kylä ry\n")
    }

    @Test func aDamagedPartIsToldAndTheRestIsRead() throws {
        let file = OfficeFile.openXML(
            main: "d.xml", type: type,
            parts: [
                ("d.xml", OfficeFile.root("w:document", OfficeFile.paragraph("kokonainen"))),
                ("h.xml", "<w:hdr xmlns:w=\"u\">" + OfficeFile.paragraph("alku") + "<w:p>"),
            ], relations: ["d.xml": [("header", "h.xml")]])
        let document = try DocumentReader().decode(file, name: "a")
        #expect(document.text == "alku\n\nkokonainen\n")
        #expect(document.notes.count == 1 && document.notes[0].contains("h.xml"), "\(document.notes)")
    }

    @Test func everyCutOfADocumentIsReadOrRefused() throws {
        let whole = OfficeFile.word((0..<40).map { OfficeFile.paragraph("kappale \($0)") }.joined())
        for count in stride(from: 10, to: whole.count, by: 397) {
            #expect(throws: ReadingError.self) { try DocumentReader().decode(Array(whole[..<count]), name: "a") }
        }
    }

    @Test func theTitleIsTheDocumentsOwnOrTheHeadingInTheLargestLetters() throws {
        func styled(_ text: String, _ style: String, half: Int = 0) -> String {
            let size = half == 0 ? "" : "<w:rPr><w:sz w:val=\"\(half)\"/></w:rPr>"
            return "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr><w:r>\(size)<w:t>\(text)</w:t></w:r></w:p>"
        }
        let styles = OfficeFile.root(
            "w:styles",
            "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/></w:rPr></w:rPrDefault></w:docDefaults>"
                + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normaali\"><w:name w:val=\"Normal\"/></w:style>"
                + "<w:style w:styleId=\"Otsikko1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normaali\"/></w:style>"
                + "<w:style w:styleId=\"Iso\"><w:name w:val=\"iso\"/><w:rPr><w:sz w:val=\"40\"/></w:rPr></w:style>"
                + "<w:style w:styleId=\"Nimi\"><w:name w:val=\"Title\"/></w:style>")
        func titles(_ body: String, own: String = "") throws -> [String] {
            var parts = [
                ("word/d.xml", OfficeFile.root("w:document", "<w:body>\(body)</w:body>")), ("word/s.xml", styles),
            ]
            if !own.isEmpty {
                parts.append(("docProps/core.xml", OfficeFile.root("p:core", "<p:title>\(own)</p:title>")))
            }
            let file = OfficeFile.openXML(
                main: "word/d.xml", type: type, parts: parts,
                relations: ["word/d.xml": [("styles", "s.xml")]],
                properties: own.isEmpty ? nil : "docProps/core.xml")
            return try DocumentReader().decode(file, name: "a").titles
        }
        let text = OfficeFile.paragraph("Kunnan nimi ja osoite, jotka ovat leipätekstiä samalla koolla.")
        #expect(try titles(text + text).isEmpty)
        #expect(try titles(text + styled("Johdanto", "Otsikko1") + text) == ["Johdanto"])
        #expect(
            try titles(text + styled("Johdanto", "Otsikko1") + styled("Selvitys", "Iso") + text)
                == ["Selvitys", "Johdanto"])
        #expect(
            try titles(styled("Pieni", "Iso", half: 30) + styled("Suuri", "Normaali", half: 60) + text).first == "Suuri"
        )
        #expect(try titles(styled("Suuri", "Iso") + styled("Nimi", "Nimi") + text) == ["Nimi", "Suuri"])
        #expect(try titles(styled("Suuri", "Iso") + text, own: "Oma") == ["Oma", "Suuri"])
        #expect(try titles(styled("Suuri", "Iso") + text, own: "Microsoft Word - Oma.doc") == ["Suuri"])
    }
}
