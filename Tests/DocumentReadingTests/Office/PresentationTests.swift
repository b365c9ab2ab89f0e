// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import DocumentReading

@Suite struct PresentationTests {
    @Test func slidesArePagesWithTheirNotesAndComments() throws {
        let shape = { (text: String) in "<p:sp><p:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:txBody></p:sp>" }
        let number = "<a:p><a:fld type=\"slidenum\"><a:t>1</a:t></a:fld></a:p>"
        let parts = [
            (
                "ppt/p.xml",
                OfficeFile.root(
                    "p:presentation",
                    "<p:sldIdLst><p:sldId id=\"256\" r:id=\"r2\"/><p:sldId id=\"257\" r:id=\"r1\"/></p:sldIdLst>")
            ),
            ("ppt/toinen.xml", OfficeFile.root("p:sld", shape("toinen dia"))),
            ("ppt/eka.xml", OfficeFile.root("p:sld", shape("Otsikko") + shape("ensimmäinen dia"))),
            ("ppt/n.xml", OfficeFile.root("p:notes", shape("muistiinpano") + number)),
            ("ppt/c.xml", OfficeFile.root("p:cmLst", "<p:cm><p:text>huomautus</p:text></p:cm>")),
        ]
        let file = OfficeFile.openXML(
            main: "ppt/p.xml", type: "openxmlformats-officedocument.presentationml.presentation.main+xml", parts: parts,
            relations: [
                "ppt/p.xml": [("slide", "toinen.xml"), ("slide", "eka.xml")],
                "ppt/eka.xml": [("notesSlide", "n.xml"), ("comments", "c.xml")],
            ])
        let document = try DocumentReader().decode(file, name: "a")
        #expect(document.format == .pptx && document.notes.isEmpty)
        #expect(document.text == "Otsikko\n\nensimmäinen dia\n\nmuistiinpano\n\nhuomautus\n\u{C}toinen dia\n")
    }

    @Test func theTitleIsThatOfTheFirstSlide() throws {
        func shape(_ text: String, _ kind: String, size: Int) -> String {
            "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"\(kind)\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:rPr sz=\"\(size)\"/>"
                + "<a:t>\(text)</a:t></a:r></a:p></p:txBody></p:sp>"
        }
        for (shapes, title) in [
            (shape("Kylän päivä", "subTitle", size: 6000) + shape("Osallisuus", "ctrTitle", size: 4000), "Osallisuus"),
            (shape("pieni leipäteksti", "body", size: 2000) + shape("Suuri", "body", size: 4000), "Suuri"),
        ] {
            let parts = [
                (
                    "ppt/p.xml",
                    OfficeFile.root("p:presentation", "<p:sldIdLst><p:sldId id=\"256\" r:id=\"r1\"/></p:sldIdLst>")
                ),
                ("ppt/eka.xml", OfficeFile.root("p:sld", shapes)),
            ]
            let file = OfficeFile.openXML(
                main: "ppt/p.xml", type: "openxmlformats-officedocument.presentationml.presentation.main+xml",
                parts: parts, relations: ["ppt/p.xml": [("slide", "eka.xml")]])
            #expect(try DocumentReader().decode(file, name: "a").titles.first == title)
        }
    }
}
