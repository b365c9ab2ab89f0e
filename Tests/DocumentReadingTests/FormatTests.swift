// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// All parts of a file, by path.
func parts(_ bytes: [UInt8], _ reader: DocumentReader = DocumentReader()) throws -> [(path: String, part: DocumentPart)]
{
    var found: [(String, DocumentPart)] = []
    _ = try DocumentParts(reader).read(MemorySource(bytes, name: "tiedosto")) { part in
        found.append((String(decoding: part.path, as: UTF8.self), part))
        return true
    }
    return found
}

extension DocumentPart {
    var text: String? { try? document.get().text }
    var code: ReadingError.Code? {
        if case .failure(let error) = document { error.code } else { nil }
    }
}

@Suite struct HTMLTests {
    @Test(arguments: [
        ("<p>Kylä&auml;n &amp; työ&ouml;n</p><p>Toinen</p>", "Kylään & työön\n\nToinen\n"),
        ("<ul><li>yksi<li>kaksi</ul>loppu", "- yksi\n- kaksi\n\nloppu\n"),
        (
            "<table><tr><td>Kunta</td><td>Kalajoki</td></tr><tr><th>Vuosi<td>2016</table>",
            "Kunta Kalajoki\nVuosi 2016\n"
        ),
        ("a<script>var x = '<p>ei</p>';</script>b<style>p{}</style>c<!-- <p>ei --> d", "abc d\n"),
        ("<pre>rivi 1\n  rivi 2</pre>", "rivi 1\nrivi 2\n"),
        ("1 < 2 && 3 > 2 &#228;&#xE4;&#150;&unknown; &copy", "1 < 2 && 3 > 2 ää–&unknown; ©\n"),
        ("<img alt='kuva &amp; selite'><a href=\"x>y\">linkki</a>", "kuva & selite linkki\n"),
        ("sa\u{AD}na <b>tum<i>ma</b></i>", "sa\u{AD}na tumma\n"),
        ("<title>Otsikko</title><h1>Muu</h1>", "Otsikko\n\nMuu\n"), ("<title>Sama</title><h1>Sama</h1>", "Sama\n"),
        ("<textarea>a<b>c</textarea>", "a<b>c\n"), ("<", "<\n"), ("<a", ""), ("<p", ""), ("x</", "x</\n"),
        ("<!--", ""), ("<script>", ""), ("&#xFFFFFFFF;", "\u{FFFD}\n"), ("<![CDATA[x]]>", "x]]>\n"),
    ])
    func showsAPageAsAReaderSeesIt(_ html: String, _ text: String) {
        #expect(HTMLText.text(of: html) == text)
    }

    @Test func readsEveryCutOfAPageAsABeginningOfTheWholeWithoutTags() {
        let page = Array(
            "<html><title>x&auml;</title><p a='b' c=d>t&#1;<pre>\n</pre><!-- --><img alt=x><script></script>".utf8)
        let whole = HTMLText.text(of: String(decoding: page, as: UTF8.self))
        for count in 0...page.count {
            let text = HTMLText.text(of: String(decoding: page[..<count], as: UTF8.self))
            #expect(text.isEmpty || text.hasSuffix("\n"), "\(count): \(text)")
            #expect(!text.contains { $0 == ">" || $0 == "=" }, "\(count): \(text)")
            // All but a reference or tag that is cut in two stands in the whole, too.
            let shown = text.prefix { $0 != "&" && $0 != "<" }.filter { !$0.isWhitespace }
            #expect(whole.filter { !$0.isWhitespace }.hasPrefix(shown), "\(count): \(text)")
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE html><meta charset=\"utf-8\"><p>Kylä", "Kylä\n", SourceDocument.Encoding.utf8, Array("ä".utf8)),
        (
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>Kylä", "Kylä\n",
            .latin1, [0xE4]
        ),
        ("<?xml version='1.0' encoding='iso-8859-15'?>\n<html><p>10 ¤ä", "10 €ä\n", .latin1, [0xE4]),
    ])
    func believesWhatAPageSaysOfItsEncoding(
        _ page: String, _ text: String, _ encoding: SourceDocument.Encoding, _ letter: [UInt8]
    ) throws {
        let bytes = page.unicodeScalars.flatMap { $0 == "ä" ? letter : [UInt8($0.value)] }
        let document = try DocumentReader().decode(bytes, name: "a.txt")
        #expect(document.format == .html && document.text == text && document.encoding == encoding)
    }
}

@Suite struct OfficeTests {
    /// A document that pandoc writes in `format`.
    private func written(_ format: String) throws -> [UInt8] {
        let folder = TemporaryFolder()
        let source =
            "---\ntitle: Kylien hanke\n---\n\n# Tausta\n\nKyläyhdistys *toimii*.\n\n| Kunta | Vuosi |\n|--|--|\n"
            + "| Kalajoki | 2016 |\n\n- työpaja\n- retki\n"
        let input = try folder.write(Array(source.utf8), to: "a.md")
        try ArchiveFile.run(["pandoc", "-s", "-f", "markdown", "-t", format, "-o", folder.path + "/tulos", input])
        return Array(try Data(contentsOf: URL(filePath: folder.path + "/tulos")))
    }

    @Test(arguments: [("docx", DocumentFormat.docx), ("odt", .odt), ("rtf", .rtf), ("epub", .epub)])
    func readsWhatWordProcessorsWrite(_ name: String, _ format: DocumentFormat) throws {
        let document = try DocumentReader().decode(try written(name), name: "nimi.txt")
        #expect(document.format == format)
        #expect(document.text.hasPrefix("Kylien hanke\n"), "\(document.text)")
        for words in ["Tausta\n", "Kyläyhdistys toimii.", "Kalajoki", "2016", "työpaja", "retki"] {
            #expect(document.text.contains(words), "\(document.text)")
        }
        #expect(!document.text.contains("<") && !document.text.contains("font-family"))
    }

    @Test func saysWhatIsDamagedAndWhatIsNotRead() throws {
        let whole = try written("docx")
        let cut = try #require(throws: ReadingError.self) {
            try DocumentReader().decode(Array(whole[..<(whole.count / 2)]), name: "a.docx")
        }
        #expect(cut.code == .damaged)
        let types = ArchiveFile.Member(path: "[Content_Types].xml", bytes: [0x3C])
        let other = try #require(throws: ReadingError.self) {
            try DocumentReader().decode(ArchiveFile.zip([types, .init(path: "a.xml", bytes: [0x3C])]), name: "a")
        }
        #expect(other.code == .binary && other.message.contains("Office package"))
        let main = ArchiveFile.Member(
            path: "[Content_Types].xml", bytes: Array("wordprocessingml.document.main+xml".utf8))
        let empty = ArchiveFile.zip([main, .init(path: "word/document.xml", bytes: Array("<x/>".utf8))])
        let error = try #require(throws: ReadingError.self) { try DocumentReader().decode(empty, name: "a") }
        #expect([.damaged, .noText].contains(error.code))
    }
}

@Suite struct RTFTests {
    @Test(arguments: [
        (#"{\rtf1\ansi Kyl\'e4\u228?y\u246\'f6 {\b tum\i ma}\par toinen}"#, "Kylääyö tumma\n\ntoinen\n"),
        (#"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title T}}teksti{\pict 0f0f}}"#, "teksti\n"),
        (#"{\rtf1\uc2 \u8211\'96\'20x \u55357??\u56832??y}"#, "–x 😀y\n"),
        (#"{\rtf1 \trowd\pard\intbl Kunta\par\cell Vuosi\cell\row Ii\cell 2016\cell\row}"#, "Kunta  Vuosi \nIi 2016\n"),
        (
            #"{\rtf1 a{\v piilo}b\bin3 {{{c \{x\}\\ 1\endash 2{\field{\*\fldinst HYPERLINK}{\fldrslt linkki}}}"#,
            "abc {x}\\ 1–2linkki\n"
        ),
        (#"{\rtf1\pc ty\'94}ulkona"#, "työ\n"), (#"{\rtf1 kesken{"#, "kesken\n"), (#"{\rtf1\u"#, ""),
        (#"{\rtf1\'"#, ""),
    ])
    func readsRTF(_ rtf: String, _ text: String) {
        #expect(RTFText.text(of: Array(rtf.utf8)) == text)
    }
}

@Suite struct RecordTests {
    @Test(arguments: [",", ";", "\t"]) func readsTablesWithNamedFields(_ separator: String) throws {
        let rows = [
            ["Nimi", "Kunta", "Alkaa", "Rahoitus", "Kuvaus"],
            ["Kylähanke", "Kalajoki", "1.3.2016", "\"399 446,50 €\"", "\"Sanoi \"\"hei\"\"\(separator) ja\nlähti\""],
            ["Toinen", "Pyhäjärvi", "2017-01-02", "1.234", "x"], ["", "", "", "", ""], ["Kolmas", "", "", "", ""],
        ]
        let bytes = Array(("\u{FEFF}" + rows.map { $0.joined(separator: separator) }.joined(separator: "\r\n")).utf8)
        let found = try parts(bytes)
        try #require(found.map(\.path) == ["1", "2", "4"])
        let first = try found[0].part.document.get()
        #expect(first.format == .csv)
        #expect(first.text.hasPrefix("Kylähanke\n\nKunta: Kalajoki\n"))
        #expect(first.text.contains("Sanoi \"hei\"\(separator) ja\nlähti"))
        #expect(
            first.fields == [
                .init("otsikko", "Kylähanke"), .init("kunta", "Kalajoki"),
                .init("alkaa", "2016-03-01"), .init("rahoitus", "399446,50"),
            ])
        #expect(try found[1].part.document.get().fields.last == .init("rahoitus", "1234"))
        #expect(found[2].part.text == "Kolmas\n\n")
    }

    @Test func readsATableInWindows1252AndTellsARecordThatDoesNotFit() throws {
        let found = try parts(
            Array("id;nimi;teksti\n1;Ty".utf8) + [0xF6] + Array(";on hyv\n2;b;c\n".utf8)
                + Array(repeating: 0x78, count: 9000) + Array(";b;c;d\n3;e;f".utf8))
        try #require(found.map(\.path) == ["1", "2", "3", "4"])
        #expect(found[0].part.text == "Työ\n\nid: 1\n\non hyv\n\n")
        #expect(found[2].part.code == .damaged)
        #expect(found[3].part.text?.hasPrefix("e") == true)
    }

    @Test func readsJSONLines() throws {
        let lines = [
            #"{"otsikko": "Kyl\u00e4 \ud83d\ude00", "tiedot": {"kunta": ["Kalajoki", "Ii"], "n": 1.5e3, "ok": true}, "x": null}"#,
            "", #"{"title":"B","teksti":"rivi 1\nrivi 2"}"#, "roskaa", #"{"a":[{"b":1},{"b":2}]}"#,
        ]
        // The third line lies beyond what is looked at to tell the format.
        let text =
            lines[0] + "\n\n" + lines[2] + "\n" + #"{"p": ""# + String(repeating: "z ", count: 5000) + "\"}\n"
            + lines[3] + "\n" + lines[4]
        let found = try parts(Array(text.utf8))
        try #require(found.map(\.path) == ["1", "2", "3", "4", "5"])
        #expect(found[0].part.text == "Kylä 😀\n\ntiedot.kunta: Kalajoki; Ii\n\ntiedot.n: 1.5e3\n\ntiedot.ok: true\n\n")
        #expect(found[1].part.text == "B\n\nrivi 1\nrivi 2\n\n")
        #expect(found[3].part.code == .damaged)
        #expect(found[4].part.text == "a.b: 1\n\na.b: 2\n\n")
    }

    @Test func aBadLineAmongJSONLinesIsNamedAndTheOthersAreRead() throws {
        let found = try parts(Array("{\"a\":\"x\"}\n{\"a\": rikki\n{\"a\":\"z\"}\n".utf8))
        try #require(found.map(\.path) == ["1", "2", "3"])
        #expect(found[0].part.text == "a: x\n\n" && found[1].part.code == .damaged && found[2].part.text == "a: z\n\n")
    }

    @Test(arguments: [
        "Yksi, kaksi ja kolme.\nNeljä, viisi ja kuusi.\n", "Virtanen, Matti\nKorhonen, Liisa\n", "a;b;c\n",
        "Hei, etsin, kirjaa\nKiitos, Matti, Oulu\n",
        "Hei, etsin, kirjaa\n\nKiitos, Matti, Oulu\n\nTerveisin, Aino, Ii\n",
        "Hei,etsin,kirjaa jossa kysytään: \"Alkaisitko\nisäksi?\" ja,niin,edelleen\n",
        "Nimi;;Kunta\na;b;c\n", "Tämä on lause, jossa on, pilkkuja.\nToinen, samoin, lause.\n",
        "{muistio}\n", "From: joku\n\nteksti\n", "Subject: x\nTo: y\n\nteksti", "< 5 vuotta\n",
    ])
    func leavesTextsAloneThatOnlyLookLikeSomethingElse(_ text: String) throws {
        let found = try parts(Array(text.utf8))
        #expect(found.count == 1 && found[0].path.isEmpty && found[0].part.text == text)
    }

    @Test(arguments: [
        "", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "[1,]", "\"\\u12\"", "\"\\q\"", "tru", "1e", "{} x",
        "\"\n\"",
        String(repeating: "[", count: 100_000),
    ])
    func takesNothingForJSONThatIsNone(_ text: String) {
        #expect(JSONValue(Array(text.utf8)) == nil)
    }
}

@Suite struct MailTests {
    @Test func readsAMailAndWhatCameWithIt() throws {
        let pdf = Data(PDFFile(lines: [["Liitteen sisältö"]]).bytes()).base64EncodedString(
            options: .lineLength76Characters)
        let mail = """
            Return-Path: <a@example.fi>
            Subject: =?utf-8?Q?Kyl=C3=A4?= =?iso-8859-1?B?6GVsbG8=?=
             jatkuu
            From: =?UTF-8?B?w4RpamEgVmlydGFuZW4=?= <aija@example.fi>
            To: kunta@example.fi
            Date: Mon, 3 Feb 2025 10:00:00 +0200
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="raja 1"

            johdanto, jota kukaan ei lue
            --raja 1
            Content-Type: multipart/alternative; boundary=b2

            --b2
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Hyv=E4 ty=F6, pitk=
            =E4 rivi.
            --b2
            Content-Type: text/html; charset=utf-8

            <p>sama HTML-muodossa</p>
            --b2--
            --raja 1
            Content-Type: application/pdf; name="x"
            Content-Disposition: attachment; filename*=UTF-8''P%C3%B6yt%C3%A4kirja.pdf
            Content-Transfer-Encoding: base64

            \(pdf)
            --raja 1
            Content-Type: text/plain
            Content-Disposition: attachment; filename="../../etc/muistio.txt"

            Muistio
            --raja 1
            Content-Type: image/png; name=logo.png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --raja 1--
            """
        for text in [mail, mail.replacing("\n", with: "\r\n")] {
            let found = try parts(Array(text.utf8))
            try #require(found.map(\.path) == ["", "Pöytäkirja.pdf", "muistio.txt"])
            let message = try found[0].part.document.get()
            #expect(message.format == .mail)
            #expect(message.text.hasPrefix("Kyläèello jatkuu\n\nFrom: Äija Virtanen <aija@example.fi>\nTo: kunta"))
            #expect(message.text.contains("Hyvä työ, pitkä rivi."))
            #expect(!message.text.contains("HTML-muodossa") && !message.text.contains("johdanto"))
            #expect(message.fields.first == .init("otsikko", "Kyläèello jatkuu"))
            #expect(found[1].part.text?.contains("Liitteen sisältö") == true)
            #expect(found[2].part.text?.hasPrefix("Muistio") == true)
        }
    }

    @Test func readsAMailThatHasOnlyHTML() throws {
        let mail = "From: a@b.fi\nDate: x\nSubject: y\nContent-Type: text/html\n\n<p>Kyl&auml;</p><script>x</script>"
        let found = try parts(Array(mail.utf8))
        #expect(found.count == 1 && found[0].part.text?.contains("Kylä\n") == true)
        #expect(found[0].part.text?.contains("script") == false)
    }

    @Test func isNotLedAstrayByPartsWithoutEnd() {
        var mail = "From: a\nDate: b\nTo: c\n"
        for depth in 0..<200 { mail += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        for cut in stride(from: 0, to: mail.utf8.count, by: 501) {
            _ = MailMessage(Array(mail.utf8.prefix(cut)))
        }
    }
}
