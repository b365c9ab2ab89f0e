// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import Testing

@testable import DocumentReading

/// Texts that programs wrote: JSON, XML, pieces of HTML, calendars, tables with something above them.
@Suite struct StructuredTextTests {
    private func decoded(_ text: String) throws -> SourceDocument {
        try DocumentReader().decode(Array(text.utf8), name: "a")
    }

    @Test func aRecordWithoutATitleIsCalledByItsFirstValue() throws {
        let table = "nro;hanke;kunta;kuvaus\n1;Kyläpaja;Kalajoki;\"a\nb\"\n2;Retki;Oulu;c\n"
        var titles: [String] = []
        let parts = DocumentParts(DocumentReader())
        _ = try parts.read(MemorySource(Array(table.utf8), name: "a.csv")) { part in
            titles += ((try? part.document.get())?.fields ?? []).filter { $0.name == "otsikko" }.map(\.value)
            return true
        }
        #expect(titles == ["Kyläpaja", "Retki"])
    }

    @Test func aListOfObjectsInJSONIsADocumentAnObject() throws {
        let text =
            "[\n {\"nimi\": \"Kyl\\u00e4paja\", \"kunta\": \"Pudasj\\u00e4rvi\"},\n {\"nimi\": \"Toinen\"}, {}\n]\n"
        let found = try parts(Array(text.utf8))
        try #require(found.map(\.path) == ["1", "2"])
        #expect(found[0].part.text == "Kyläpaja\n\nkunta: Pudasjärvi\n\n")
        #expect(try found[0].part.document.get().fields.last == .init("kunta", "Pudasjärvi"))
    }

    @Test func theOneLargeListWithinJSONIsADocumentAnObject() throws {
        let list =
            "[{\"nimi\": \"Kyl\\u00e4paja\", \"kuvaus\": \"Kyläläiset rakentavat laavun\"}, {\"nimi\": \"Toinen paja\"}, "
            + "{\"nimi\": \"Kolmas paja\", \"osat\": [{\"a\": \"b\"}, {\"a\": \"c\"}, {\"a\": \"d\"}]}]"
        for text in [
            "{\n\"items\": \(list)}", "{\"items\": \(list)}\n",
            "{\n\"total\": 3, \"data\": {\"sivu\": 1, \"rivit\": \(list)}, \"virheet\": []}",
        ] {
            let found = try parts(Array(text.utf8))
            try #require(found.map(\.path) == ["1", "2", "3"], "\(text)")
            #expect(found[0].part.text == "Kyläpaja\n\nkuvaus: Kyläläiset rakentavat laavun\n\n")
        }
        // What is written beside it is a document, too.
        let named = try parts(Array("{\n\"otsikko\": \"Pajat\", \"rivit\": \(list)}".utf8))
        #expect(named.map(\.path) == ["", "1", "2", "3"] && named.first?.part.text == "Pajat\n\n")
        // A document with a list in it is one document.
        let told = String(repeating: "Kylä toimii yhdessä. ", count: 10)
        #expect(try parts(Array("{\n\"kuvaus\": \"\(told)\", \"rivit\": \(list)}".utf8)).map(\.path) == [""])
        #expect(
            try parts(Array("{\n\"rivit\": [{\"nimi\": \"yksi\"}, {\"nimi\": \"kaksi\"}]}".utf8)).map(\.path) == [""])
    }

    @Test func otherJSONIsOneDocumentOfItsValues() throws {
        for text in [
            "{\n \"hanke\": {\"nimi\": \"Kyl\\u00e4\", \"vuodet\": [2016, 2017]}\n}",
            "[[{\"hanke.nimi\": \"Kyl\\u00e4\"}], {\"hanke.vuodet\": \"2016; 2017\"}]",
        ] {
            let found = try parts(Array(text.utf8))
            try #require(found.map(\.path) == [""])
            #expect(found[0].part.text == "hanke.nimi: Kylä\n\nhanke.vuodet: 2016; 2017\n\n")
        }
        // What only looks like it is a text.
        #expect(try parts(Array("[\"kesken".utf8)).map(\.part.text) == ["[\"kesken"])
    }

    @Test func wordsOfXMLAreReadWithoutTags() throws {
        let xml =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a xmlns=\"urn:x\" nimi=\"Kyl&#228;talo\"><b>Ty&#xF6;paja</b>"
            + "<c>sek<!-- ei -->&#228; <d>toinen</d> sana</c>\n <e/><f><![CDATA[a < b]]></f></a>"
        let document = try decoded(xml)
        #expect(
            document.format == .xml && document.text == "Kylätalo\nTyöpaja\nsekä toinen sana\na < b\n",
            "\(document.text)")
        let broken = "<?xml version=\"1.0\"?>\n<a>Kylä"
        #expect(try decoded(broken).text == broken)
    }

    @Test func anOpenDocumentInOneFileIsRead() throws {
        let xml =
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            + "xmlns:text=\"urn:t\"><office:styles><text:p-x/></office:styles><office:body><office:text><text:p>Kylä</text:p>"
            + "<text:p>toimii</text:p></office:text></office:body></office:document>"
        #expect(try decoded(xml).text == "Kylä\n\ntoimii\n")
    }

    @Test(arguments: [
        (
            "<p>Työpaja ja <b>nuoriso</b>palvelut<br>kylätalo<td>x</td></p><script>var a='piilo'</script>",
            "Työpaja ja nuorisopalvelut\nkylätalo x\n"
        ),
        ("<div>a<div style=\"display: none\">b<div>c</div>d</div>e</div>", "ae\n"),
        ("<p>a</p><p hidden>b<p>c</p>", "a\n\nc\n"),
        (
            "<p>a</p><template>b</template><input type=hidden value=c><input value='d'><input type=submit value=e></p>",
            "a\n\nd\n"
        ),
    ])
    func piecesOfHTMLAreReadAsAPageIs(_ html: String, _ text: String) throws {
        let document = try decoded(html)
        #expect(document.format == .html && document.text == text, "\(document.text)")
    }

    @Test(arguments: ["<p> on merkki\n", "<kunta> tarkoittaa kuntaa </kunta>\n", "a <b>c</b>\n"])
    func otherTextsWithAnglesAreTexts(_ text: String) throws {
        let document = try decoded(text)
        #expect(document.format == .text && document.text == text)
    }

    @Test func foldedLinesOfCalendarsArePutTogether() throws {
        let calendar =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY;LANGUAGE=fi:Kyläyhdis\r\n tyksen ko\r\n\tkous"
            + "\\, osa 1\r\nDESCRIPTION:Rivi\\nToinen\r\nX-ALT:ei\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        let document = try decoded(calendar)
        #expect(
            document.text == "SUMMARY: Kyläyhdistyksen kokous, osa 1\nDESCRIPTION: Rivi\nToinen\n", "\(document.text)")
        let card = "BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE:M=C3=A4ki;Aino\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
        #expect(try decoded(card).text == "N: Mäki Aino\n")
    }

    @Test(arguments: [
        ("sep=;\nHanke;Kunta;Kuvaus\nSeppo;Kemi;Lumityö\n", ["1"]),
        (
            "Avustukset 2021;;;\nTulostettu 1.3.2021;;;\n;;;\nHanke;Kunta;Kuvaus;Summa\nSeppo;Kemi;Lumityö;1,00\n",
            ["0", "1"]
        ),
        ("Avustukset 2021\n\nHanke;Kunta;Kuvaus\nSeppo;Kemi;Lumityö\n", ["0", "1"]),
        ("Hanke;Kunta;Kuvaus;\nSeppo;Kemi;Lumityö;\n", ["1"]), ("Hanke;Kunta;Kuvaus\nSeppo;Kemi;Lumityö;\n", ["1"]),
        ("Hanke\tKunta\tKuvaus\r\nSeppo\tKemi\tLumityö\r\n", ["1"]),
    ])
    func tablesAreFoundBelowWhatStandsAboveThem(_ text: String, _ paths: [String]) throws {
        let utf16 = [0xFF, 0xFE] + UTF16Bytes.of(text).dropLast(2)
        for bytes in [Array(text.utf8), utf16] {
            let found = try parts(bytes)
            try #require(found.map(\.path) == paths, "\(found.map(\.path))")
            #expect(found.last?.part.text?.hasPrefix("Hanke: Seppo\n\nKunta: Kemi\n\nKuvaus: Lumityö") == true)
            let fields = try #require(try found.last?.part.document.get().fields)
            #expect(fields.contains(.init("kunta", "Kemi")))
            if paths.count == 2 { #expect(found[0].part.text?.hasPrefix("Avustukset 2021\n") == true) }
        }
    }
}
