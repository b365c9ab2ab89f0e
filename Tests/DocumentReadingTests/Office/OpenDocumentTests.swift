// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Testing

@testable import DocumentReading

@Suite struct OpenDocumentTests {
    private func content(_ body: String) -> (String, String) {
        let spaces = ["office", "text", "table", "draw", "dc", "presentation", "style"].map {
            "xmlns:\($0)=\"urn:\($0)\""
        }
        return (
            "content.xml",
            "<office:document-content \(spaces.joined(separator: " "))><office:automatic-styles><text:p>tyyli</text:p>"
                + "</office:automatic-styles><office:body>\(body)</office:body></office:document-content>"
        )
    }

    @Test func aTextIsReadWithItsNotesRemarksAndMargins() throws {
        let body =
            "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>poistettu</text:p>"
            + "</text:deletion></text:changed-region></text:tracked-changes><text:h>Otsikko</text:h>"
            + "<text:p>Kylä<text:s text:c=\"2\"/>on\n  <text:span>tässä</text:span><text:note><text:note-citation>1"
            + "</text:note-citation><text:note-body><text:p>alaviite</text:p></text:note-body></text:note>.</text:p>"
            + "<text:p>Toinen<office:annotation><dc:creator>Aino</dc:creator><dc:date>2021</dc:date><text:p>huomautus"
            + "</text:p></office:annotation></text:p><text:list><text:list-item><text:p>eka</text:p></text:list-item>"
            + "<text:list-item><text:p>toka</text:p></text:list-item></text:list><text:p><draw:frame><draw:text-box>"
            + "<text:p>ruutu</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row><table:table-cell>"
            + "<text:p>Kunta</text:p></table:table-cell><table:table-cell><text:p>Ii</text:p></table:table-cell>"
            + "</table:table-row></table:table></office:text>"
        let styles =
            "<s xmlns:style=\"urn:style\" xmlns:text=\"urn:text\"><style:header><text:p>ylätunniste</text:p></style:header>"
            + "<style:footer><text:p>alatunniste <text:page-number>1</text:page-number></text:p></style:footer></s>"
        let document = try readWhole(OfficeFile.openDocument("text", [content(body), ("styles.xml", styles)]))
        #expect(document.format == .odt)
        #expect(
            document.text
                == "ylätunniste\n\nalatunniste\n\nOtsikko\n\nKylä  on tässä.\n\nalaviite\n\nToinen\n\nhuomautus\n\n- eka\n"
                + "- toka\n\nruutu\n\nKunta\tIi\n")
    }

    @Test func sheetsArePages() throws {
        let cell = { (text: String) in "<table:table-cell><text:p>\(text)</text:p></table:table-cell>" }
        let body =
            "<office:spreadsheet><table:table table:name=\"Menot\"><table:table-row>\(cell("Kunta"))\(cell("1 234,50 €"))"
            + "<table:table-cell office:value=\"7\"/><table:table-cell table:number-columns-repeated=\"1000\"/>"
            + "</table:table-row></table:table><table:table table:name=\"Tulot\"><table:table-row>\(cell("x"))"
            + "</table:table-row></table:table></office:spreadsheet>"
        let document = try readWhole(OfficeFile.openDocument("spreadsheet", [content(body)]))
        #expect(document.format == .ods && document.text == "Menot\n\nKunta\t1 234,50 €\t7\n\u{C}Tulot\n\nx\n")
    }

    @Test func slidesArePagesWithTheirNotes() throws {
        let box = { (text: String) in
            "<draw:frame><draw:text-box><text:p>\(text)</text:p></draw:text-box></draw:frame>"
        }
        let body =
            "<office:presentation><draw:page>\(box("eka"))<presentation:notes>\(box("muistiinpano"))"
            + "</presentation:notes></draw:page><draw:page>\(box("toka"))</draw:page></office:presentation>"
        let document = try readWhole(OfficeFile.openDocument("presentation", [content(body)]))
        #expect(document.format == .odp && document.text == "eka\n\nmuistiinpano\n\u{C}toka\n")
    }

    @Test func aPasswordIsSaid() throws {
        let file = OfficeFile.package([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<m><file-entry><encryption-data/></file-entry></m>"),
            ("content.xml", "\u{1}\u{2}"),
        ])
        let error = try #require(throws: ReadingError.self) { try DocumentReader().decode(file, name: "a") }
        #expect(error.code == .encrypted && error.message.contains("password"))
    }

    @Test func aPackageIsToldWhereverItsKindStands() throws {
        let parts = [
            content("<office:text><text:p>kylä</text:p></office:text>"), ("META-INF/manifest.xml", "<manifest/>"),
            ("mimetype", "application/vnd.oasis.opendocument.text"),
        ]
        #expect(try readWhole(OfficeFile.package(parts)).format == .odt)
        // The standard wants a manifest, but no reader needs it.
        let bare = try readWhole(OfficeFile.package([parts[2], parts[0]]))
        #expect(bare.format == .odt && bare.text == "kylä\n", "\(bare.text)")
    }

    @Test func theTitleIsTheHeadingInTheLargestLetters() throws {
        let styles =
            "<s xmlns:style=\"urn:style\" xmlns:fo=\"urn:fo\"><style:style style:name=\"Iso\"><style:text-properties "
            + "fo:font-size=\"20pt\"/></style:style><style:style style:name=\"P1\" style:parent-style-name=\"Title\"/></s>"
        let text = "<text:p>Leipäteksti, joka on pitkä ja tavallinen.</text:p>"
        for (body, titles) in [
            (text + "<text:h text:outline-level=\"1\">Johdanto</text:h>" + text, ["Johdanto"]),
            (
                text + "<text:p text:style-name=\"Iso\">Selvitys</text:p><text:h>Luku</text:h>" + text,
                ["Selvitys", "Luku"]
            ),
            ("<text:p text:style-name=\"P1\">Nimi</text:p>" + text, ["Nimi"]), (text, []),
        ] {
            let file = OfficeFile.openDocument(
                "text", [content("<office:text>\(body)</office:text>"), ("styles.xml", styles)])
            #expect(try readWhole(file).titles == titles)
        }
    }
}
