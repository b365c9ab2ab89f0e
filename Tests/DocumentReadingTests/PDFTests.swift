// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import DocumentReading
import FinnishText
import Foundation
import TestSupport
import Testing

@Suite struct PDFTests {
    private let reader = DocumentReader()

    /// The page of `document` on which `words` stand.
    private func page(of words: String, in document: SourceDocument) throws -> Int? {
        let place = try #require(document.text.range(of: words), "\(words) is not in: \(document.text)")
        let offset = document.text.utf8.distance(from: document.text.startIndex, to: place.lowerBound)
        return PageStart.starts(in: Array(document.text.utf8)).last { $0.offset <= offset }?.number
    }

    @Test func readsTheTextLayerPageByPage() throws {
        let folder = TemporaryFolder()
        let file = PDFFile(lines: [
            ["Kyläyhdistyksen kokous", "Paikka: Hetteenmäki"], [], ["Päätös (§ 4): työllisyyshanke jatkuu"],
        ])
        // The name says nothing.
        let document = try reader.read(try folder.write(file.bytes(), to: "a.txt"))
        #expect(document.format == .pdf)
        #expect(document.text.contains("Kyläyhdistyksen kokous\nPaikka: Hetteenmäki"))
        #expect(try page(of: "Kyläyhdistyksen", in: document) == 1)
        #expect(try page(of: "Päätös (§ 4): työllisyyshanke jatkuu", in: document) == 3)
        #expect(PageStart.starts(in: Array(document.text.utf8)).count == 3)
        #expect(document.notes.isEmpty)
        #expect(document.contentHash == ContentHash.hexadecimal(of: file.bytes()))
        let again = try reader.decode(file.bytes(), name: "liite.pdf")
        #expect(again.text == document.text)
    }

    @Test func readsColumnsOneAfterTheOther() throws {
        let left = [
            "Kunta tukee kyliä", "rahalla ja neuvoilla,", "jotta niissä voi", "asua vanhanakin.", "Tuki jatkuu.",
        ]
        let right = [
            "Toinen palsta alkaa", "tästä ja kertoo", "työpajan nuorista,", "joita oli kymmenen", "joka viikko.",
        ]
        let items = (0..<5).flatMap { line -> [PDFFile.Item] in
            [.text(left[line], x: 60, y: 700 - line * 14), .text(right[line], x: 330, y: 700 - line * 14)]
        }
        let document = try reader.decode(PDFFile([items]).bytes(), name: "palstat")
        let words = document.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains((left + right).joined(separator: " ")), "\(words)")
    }

    @Test func hyphensOfLineEndsStayThatBelongToTheirWords() throws {
        let lines = [
            "Kokouksessa todettiin, että kylä-", "yhdistyksen toiminta on laajentunut. Maa- ja metsä-",
            "taloustuottajat, Etelä-", "Pohjanmaan liitto ja sote-", "uudistus olivat asialistalla, sosiaali-",
            "ja terveyspalvelut samoin.",
        ]
        let document = try reader.decode(PDFFile(lines: [lines, ["Toinen sivu"]]).bytes(), name: "tavutus")
        let text = Normaliser(judge: try VoikkoJudge()).normalise(document.text).text
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for expected in [
            "että kyläyhdistyksen toiminta", "Maa- ja metsätaloustuottajat, Etelä-Pohjanmaan liitto",
            "liitto ja sote-uudistus olivat", "sosiaali- ja terveyspalvelut samoin.",
        ] { #expect(words.contains(expected), "\(words)") }
        #expect(words.hasSuffix("Toinen sivu"))
    }

    @Test func remarksOfReadersStandBelowTheText() throws {
        let file = PDFFile([
            [
                .text("Kylän kaava hyväksyttiin", x: 72, y: 705), .remark("Tämä (kaava) vaatii vielä \\ lausunnon"),
                .remark("kaava hyväksyttiin"),
            ],
            [.text("Toinen sivu", x: 72, y: 705)],
        ])
        let document = try reader.decode(file.bytes(), name: "huomautus")
        #expect(document.text.contains("vaatii vielä \\ lausunnon") && document.text.hasSuffix("lausunnon\n\u{C}"))
        // What stands on the page is not said twice.
        #expect(document.text.split(separator: "kaava hyväksyttiin", omittingEmptySubsequences: false).count == 2)
    }

    @Test func readsWhatWasFilledIntoAForm() throws {
        let file = PDFFile([[.text("Hakija:", x: 72, y: 705), .field("Martta Koivisto", x: 130, y: 700)]])
        let document = try reader.decode(file.bytes(), name: "lomake")
        #expect(document.text.contains("Martta Koivisto"))
    }

    @Test func saysThatAPDFIsDamagedAndMendsWhatCanBeMended() throws {
        let whole = PDFFile(lines: [["Ensimmäinen sivu"], ["Toinen sivu"]]).bytes()
        for bytes in [Array("%PDF-1.7\nroskaa".utf8), Array(whole[..<(whole.count / 2)]), Array(whole[..<300])] {
            let error = try #require(throws: ReadingError.self) { try reader.decode(bytes, name: "rikki.pdf") }
            #expect(error.code == .damaged && error.path == "rikki.pdf")
        }
        // The table that says where things lie is wrong.
        let shifted = Array("%PDF-1.4\n%lisätty rivi\n".utf8) + whole.dropFirst(9)
        #expect(try reader.decode(shifted, name: "a.pdf").text.contains("Toinen sivu"))
    }

    @Test func namesThePackageOfAMissingConverter() throws {
        let folder = TemporaryFolder()
        let reader = DocumentReader(converters: Converters(folders: [folder.path]))
        let error = try #require(throws: ReadingError.self) {
            try reader.decode(PDFFile(lines: [["Teksti"]]).bytes(), name: "a.pdf")
        }
        #expect(error.code == .missingConverter)
        #expect(error.message.contains("poppler-utils"))
    }
}

@Suite struct OCRTests {
    /// Pages of lines as a scanner would give them: pictures only.
    func scanned(_ lines: [[String]]) throws -> PDFFile {
        let folder = TemporaryFolder()
        let file = try folder.write(PDFFile(lines: lines).bytes(), to: "a.pdf")
        let pages = try lines.indices.map { index -> [PDFFile.Item] in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            let root = folder.path + "/\(index)"
            process.arguments = [
                "pdftoppm", "-gray", "-r", "200", "-singlefile", "-f", "\(index + 1)", "-l", "\(index + 1)", file, root,
            ]
            try process.run()
            process.waitUntilExit()
            let image = try Data(contentsOf: URL(filePath: root + ".pgm"))
            // P5, two numbers, 255, each on a line or after a space.
            let head = String(decoding: image.prefix(30), as: UTF8.self).split(
                maxSplits: 4, whereSeparator: \.isWhitespace)
            let (width, height) = (try #require(Int(head[1])), try #require(Int(head[2])))
            return [.picture(width: width, height: height, pixels: Array(image.suffix(width * height)))]
        }
        return PDFFile(pages)
    }

    private let lines = [
        [
            "Tarkastuslautakunnan kokous", "Kaupunginjohtaja kertoi tilintarkastuksesta.",
            "Päätös: merkittiin tiedoksi.",
        ],
        ["Yömyöhään jatkunut käsittely päättyi."],
    ]

    @Test func readsPagesThatArePictures() throws {
        let document = try DocumentReader().decode(try scanned(lines).bytes(), name: "skannattu.pdf")
        for line in lines.joined() { #expect(document.text.contains(line), "\(document.text)") }
        #expect(PageStart.starts(in: Array(document.text.utf8)).map(\.number) == [1, 2])
        #expect(document.notes.isEmpty)
    }

    @Test func readsAPictureUnderAStampAndLeavesASoundPageAlone() throws {
        var file = try scanned([lines[0]])
        file.pages[0].append(.text("Liite 3", x: 480, y: 820))
        file.pages.append([.text("Tämä sivu on tekstiä.", x: 72, y: 700)])
        let document = try DocumentReader().decode(file.bytes(), name: "leimattu.pdf")
        #expect(document.text.contains("Kaupunginjohtaja kertoi tilintarkastuksesta."))
        #expect(document.text.contains("Tämä sivu on tekstiä."))
    }

    @Test func readsThePictureWhereTheLettersHaveNoNamesOrWrongOnes() throws {
        let text = [
            "Kunnan on huolehdittava nuorten palveluista", "yhdessä kylien ja muiden toimijoiden kanssa,",
            "ja hankkeen tuloksista kerrotaan kaikille.", "Rahoitus myönnetään kolmeksi vuodeksi kerrallaan.",
        ]
        let items: [PDFFile.Item] = text.enumerated().map { .text($1, x: 72, y: 760 - $0 * 16) }
        let letters = Set(text.joined().unicodeScalars.filter { $0 != " " }.map { UInt8($0.value) })
        let nameless = Dictionary(
            uniqueKeysWithValues: letters.map { ($0, String(Unicode.Scalar(0xE000 + UInt32($0))!)) })
        let wrong = Dictionary(
            uniqueKeysWithValues: letters.map { ($0, String(Unicode.Scalar(($0 & 0x5F) ^ 0x13 | 0x60))) })
        for map in [nameless, wrong] {
            let bytes = PDFFile([items], toUnicode: map).bytes()
            let never = try DocumentReader(ocr: .never).decode(bytes, name: "a.pdf")
            #expect(!never.text.contains("nuorten palveluista"))
            let document = try DocumentReader().decode(bytes, name: "a.pdf")
            #expect(document.text.contains("nuorten palveluista"), "\(document.text)")
        }
    }

    @Test func doesAsItIsToldAboutPictures() throws {
        let file = try scanned([lines[0]])
        let error = try #require(throws: ReadingError.self) {
            try DocumentReader(ocr: .never).decode(file.bytes(), name: "a.pdf")
        }
        #expect(error.code == .noText && error.message.contains("--ocr"))
        // What is drawn differs from what is said to be drawn.
        let items: [PDFFile.Item] = [.text("Kissa istuu puussa", x: 72, y: 700)]
        let map: [UInt8: String] = ["K": "K", "i": "a", "s": "s", "a": "a"].reduce(into: [:]) {
            $0[Character($1.key).asciiValue!] = $1.value
        }
        let odd = PDFFile([items], toUnicode: map).bytes()
        #expect(try DocumentReader(ocr: .always).decode(odd, name: "a.pdf").text.contains("Kissa istuu puussa"))
        #expect(try !DocumentReader(ocr: .auto).decode(odd, name: "a.pdf").text.contains("Kissa istuu puussa"))
    }

    @Test func saysThatBlankPagesHoldNothing() throws {
        let error = try #require(throws: ReadingError.self) {
            try DocumentReader().decode(PDFFile(lines: [[], []]).bytes(), name: "tyhjä.pdf")
        }
        #expect(error.code == .noText && error.message.contains("blank"))
    }

    @Test func indexesThePagesWithTextWhereTesseractIsMissingAndSaysSo() throws {
        let folder = TemporaryFolder()
        for name in ["pdfinfo", "pdftotext", "pdfimages", "pdftoppm"] {
            let path = try #require(
                Converters().folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) })
            try folder.link(name, to: path)
        }
        let reader = DocumentReader(converters: Converters(folders: [folder.path]))
        var file = try scanned([lines[0]])
        let error = try #require(throws: ReadingError.self) { try reader.decode(file.bytes(), name: "a.pdf") }
        #expect(error.code == .missingConverter && error.message.contains("tesseract-ocr-fin"))
        file.pages.append([.text("Tekstisivu", x: 72, y: 700)])
        let document = try reader.decode(file.bytes(), name: "a.pdf")
        #expect(document.text.contains("Tekstisivu"))
        #expect(document.isProvisional)
        #expect(document.notes.count == 1 && document.notes[0].contains("(1)"), "\(document.notes)")
    }
}

@Suite struct ConverterTests {
    /// A reader whose pdfinfo is a script.
    private func reader(
        _ script: String, in folder: TemporaryFolder, patience: Double = 1
    ) throws -> DocumentReader {
        let path = try folder.write(Array(("#!/bin/sh\n" + script).utf8), to: "bin/pdfinfo")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return DocumentReader(converters: Converters(folders: [folder.path + "/bin"], patience: patience))
    }

    private func failure(_ script: String, patience: Double = 1) throws -> ReadingError {
        let folder = TemporaryFolder()
        let reader = try reader(script, in: folder, patience: patience)
        return try #require(throws: ReadingError.self) { try reader.decode(Array("%PDF-1.4".utf8), name: "a.pdf") }
    }

    @Test(arguments: ["while :; do :; done", "sleep 1000", "exec >&- 2>&-; sleep 1000", "sleep 1000 & wait"])
    func givesUpAConverterThatHangs(_ script: String) throws {
        let begin = ContinuousClock.now
        #expect(try failure(script, patience: 0.02).code == .converterLimit)
        // Not how fast, but that it ends at all, long before the converter would.
        #expect(ContinuousClock.now - begin < .seconds(500))
    }

    @Test func givesUpAConverterThatWritesWithoutEnd() throws {
        let error = try failure("exec yes")
        #expect(error.code == .converterLimit && error.message.contains("MiB"))
    }

    @Test func tellsWhatAConverterComplainsAbout() throws {
        let error = try failure("echo outo viivain >&2; exit 1")
        #expect(error.code == .damaged && error.message.contains("outo viivain"))
        #expect(try failure("kill -SEGV $$").code == .damaged)
    }

    @Test(.enabled(if: Converters.confinement == .all), .timeLimit(.minutes(20)))
    func keepsConvertersFromOtherFilesAndProcessesFromWritingAndFromTheNetwork() throws {
        let folder = TemporaryFolder()
        let secret = try folder.write(Array("salaisuus".utf8), to: "muu/salainen.txt")
        let outside = TemporaryFolder()
        let far = try outside.write(Array("kaukainen".utf8), to: "salainen.txt")
        let script = """
            test -e \(far) && echo näki
            test -e \(secret) && echo näki viereisen
            cat \(far) 2>/dev/null && echo luki
            cat /etc/passwd >/dev/null 2>&1 && echo luki salasanat
            (echo x > \(folder.path)/uusi) 2>/dev/null && echo kirjoitti
            (echo x > \(secret)) 2>/dev/null && echo muutti
            chmod 777 /dev/stdin 2>/dev/null && echo muutti oikeudet
            touch -c /usr/bin/env 2>/dev/null && echo muutti ajan
            kill -0 $PPID 2>/dev/null && echo merkki
            nice -n 5 true 2>/dev/null | grep -q . && echo tärkeys
            unshare -U true 2>/dev/null && echo nimiavaruus
            setsid sleep 77777.25 >/dev/null 2>&1 </dev/null &
            cat /dev/stdin | head -c 5
            echo >&2
            for program in python3 perl; do
                $program -c 'import socket; socket.socket()' >/dev/null 2>&1 && echo verkko
                $program -e 'use Socket; socket(S, PF_INET, SOCK_STREAM, 0) or exit 1' >/dev/null 2>&1 && echo verkko
            done
            cat /dev/stdin >/dev/null && exit 1
            """
        let reader = try reader("(\(script)) >&2; exit 1", in: folder)
        let error = try #require(throws: ReadingError.self) {
            try reader.decode(Array("%PDF-1.4".utf8), name: "a.pdf")
        }
        #expect(error.message.hasSuffix(": %PDF-"), "\(error.message)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/uusi"))
        #expect(try !isRunning("sleep\u{0}77777.25"))
    }

    /// True if a process has these arguments.
    private func isRunning(_ arguments: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { name in
            // A process may have ended since its folder was listed.
            guard Int(name) != nil, let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                return false
            }
            return String(decoding: line, as: UTF8.self).hasPrefix(arguments)
        }
    }
}
