// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentReading
import Indexing
import OCRRepair
import Testing

/// Scanned pages whose text layer another machine put there, well or badly.
extension OCRTests {
    private static let report = [
        "Kyläyhdistys on korjannut seuratalon keittiön ja rakentanut pihalle",
        "katoksen, jonka alla kerho kokoontuu kesällä.",
        "Hankkeen kustannukset olivat suuremmat kuin hakemuksessa arvioitiin,",
        "koska katon vanhat rakenteet olivat lahonneet. Yhdistyksen hallitus",
        "käsitteli asiaa kokouksessaan ja päätti hakea kaupungilta lisää",
        "avustusta. Kaupunginhallitus myönsi avustuksen ja edellytti,",
        "että talkootyöstä pidetään kirjaa. Talkoisiin osallistui keskimäärin",
        "kaksikymmentä henkilöä, ja työhön käytettiin noin neljäsataa tuntia.",
        "Rakennustarvikkeet hankittiin paikkakunnan yrityksistä. Avajaisiin",
        "kutsuttiin myös naapurikylien asukkaat, ja vanhoja kuvia katseltiin.",
    ]

    /// A scanned page of the report with the text layer of a reader that makes `read` of each line.
    private func page(_ read: (String) -> String) throws -> PDFFile {
        var file = try scanned([Self.report])
        // Below the picture, as such layers are hidden.
        let layer: [PDFFile.Item] = Self.report.enumerated().map { .text(read($1), x: 72, y: 760 - $0 * 16) }
        file.pages[0] = layer + file.pages[0]
        return file
    }

    private func decoded(_ file: PDFFile, _ mode: OCRMode = .auto) throws -> SourceDocument {
        let data = try RepairData()
        return try DocumentReader(ocr: mode, judgingLayersBy: { try? Repairer(data: data) })
            .decode(file.bytes(), name: "skannattu.pdf")
    }

    private func misread(_ line: String) -> String {
        line.replacing("k", with: "h").replacing("tt", with: "ll").replacing("m", with: "rn").replacing(
            "ää", with: "áa"
        )
        .replacing("ö", with: "ó")
    }

    @Test func aBadlyReadLayerOfAScannedPageGivesWayToThePicture() throws {
        let file = try page(misread)
        #expect(try decoded(file, .never).text.contains("talhootyóstä"))
        let document = try decoded(file)
        for words in ["Kaupunginhallitus myönsi avustuksen", "Rakennustarvikkeet hankittiin", "kaksikymmentä henkilöä"]
        {
            #expect(document.text.contains(words), "\(document.text)")
        }
        #expect(!document.text.contains("talhootyóstä"))
        #expect(document.notes.count == 1 && document.notes[0].contains("misread words (1)"), "\(document.notes)")
        #expect(document.notes[0].contains("pictures were read instead"), "\(document.notes)")
    }

    @Test func aSoundLayerOfAScannedPageIsTaken() throws {
        let document = try decoded(try page { $0.replacing("Kyläyhdistys", with: "Kylayhdistys") })
        // Tesseract would have read what the page shows.
        #expect(document.text.contains("Kylayhdistys on korjannut"))
        #expect(document.notes.isEmpty)
    }

    @Test func aBadlyReadLayerWithoutAPictureStays() throws {
        var file = PDFFile(lines: [Self.report.map(misread)])
        file.size = (width: 595, height: 842)
        let document = try decoded(file)
        #expect(document.text.contains("talhootyóstä"))
        #expect(document.notes.isEmpty)
    }
}
