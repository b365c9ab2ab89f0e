// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import Testing

@testable import DocumentReading

/// Documents within others that are no archives.
@Suite struct AttachmentTests {
    @Test func filesAttachedToAPDFAreRead() throws {
        var file = PDFFile(lines: [["Pöytäkirja"]])
        file.attachments = [
            ("liite.txt", Array("Jätevedenpuhdistamo".utf8)), ("../liite.txt", Array("Toinen liite".utf8)),
            ("tyhja.txt", []),
        ]
        let found = try parts(file.bytes())
        try #require(found.map(\.path) == ["", "liite.txt", "liite.txt-2", "tyhja.txt"], "\(found.map(\.path))")
        #expect(found[0].part.text?.contains("Pöytäkirja") == true)
        // Poppler gives them in the order of their names.
        #expect(Set(found[1...2].map(\.part.text)) == ["Jätevedenpuhdistamo", "Toinen liite"])
        #expect(found[3].part.code == .empty)
        // Read alone it is one document.
        #expect(try DocumentReader().decode(file.bytes(), name: "a").text.contains("Pöytäkirja"))
    }

    private let mails = """
        From a@example.fi Mon Mar  1 10:00:00 2021
        From: Aino <a@example.fi>
        To: b@example.fi
        Cc: c@example.fi
        Subject: Kokouskutsu
        Date: Mon, 01 Mar 2021 10:00:00 +0200

        Kokous pidetään.
        From tästä eteenpäin.
        >From lainattu

        From a@example.fi Tue Mar  2 10:00:00 2021
        From: a@example.fi
        To: b@example.fi
        Subject: Liite
        Content-Type: multipart/mixed; boundary=x

        --x

        Ohessa.
        --x
        Content-Disposition: attachment; filename=muistio.txt

        Muistion teksti
        --x--

        From MAILER-DAEMON Wed Mar  3 10:00:00 2021
        Subject: Kolmas

        loppu
        """

    @Test func aMailboxIsADocumentAMail() throws {
        for text in [mails, mails.replacing("\n", with: "\r\n")] {
            let found = try parts(Array(text.utf8))
            try #require(found.map(\.path) == ["1", "2", "2/muistio.txt", "3"], "\(found.map(\.path))")
            let first = try found[0].part.document.get()
            let lines = first.text.split(whereSeparator: \.isNewline)
            #expect(lines.contains("From tästä eteenpäin.") && lines.contains("From lainattu"))
            #expect(
                first.fields == [
                    .init("otsikko", "Kokouskutsu"),
                    .init("lähettäjä", "Aino <a@example.fi>"),
                    .init("vastaanottaja", "b@example.fi, c@example.fi"),
                    .init("pvm", "2021-03-01"),
                ])
            #expect(found[2].part.text?.hasPrefix("Muistion teksti") == true)
            #expect(found[3].part.text?.contains("loppu") == true)
        }
    }

    @Test(arguments: [
        ("Mon, 1 Mar 2021 10:00:00 +0200", "2021-03-01"), ("31 Dec 99 23:59 GMT", "1999-12-31"),
        ("2021-03-01", "2021-03-01"),
    ])
    func daysOfMailsAreRead(_ text: String, _ day: String) {
        #expect(MailDate.day(of: text) == day)
    }

    @Test(arguments: ["", "eilen", "32 Foo 2021", "1 Mar", "Mar 1"]) func otherTextsAreNoDays(_ text: String) {
        #expect(MailDate.day(of: text) == nil)
    }

    @Test func aSavedPageIsItsText() throws {
        let page = """
            From: <Saved by Blink>
            Snapshot-Content-Location: https://example.fi/
            Subject: Kunnan sivu
            Date: Mon, 1 Mar 2021 10:00:00 -0000
            MIME-Version: 1.0
            Content-Type: multipart/related; type="text/html"; boundary="raja"

            --raja
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable
            Content-Location: https://example.fi/

            <html><head><title>Kunnan sivu</title></head><body><p>P=C3=A4=C3=A4t=C3=B6s</p></body></html>
            --raja
            Content-Type: text/css
            Content-Location: cid:css@example

            body { color: red }
            --raja--
            """
        let found = try parts(Array(page.utf8))
        try #require(found.count == 1)
        #expect(try found[0].part.document.get().format == .webArchive)
        #expect(found[0].part.text?.hasPrefix("Kunnan sivu\n\nPäätös\n") == true, "\(found[0].part.text ?? "")")
        #expect(found[0].part.text?.contains("Blink") == false && found[0].part.text?.contains("color") == false)
    }

    /// A file as Outlook packs it: attributes of a level, a number and bytes.
    private func transportFile(_ attributes: [(level: UInt8, number: UInt32, bytes: [UInt8])]) -> [UInt8] {
        func number(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        var file: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]
        for attribute in attributes {
            file.append(attribute.level)
            file += number(attribute.number, 4) + number(UInt32(attribute.bytes.count), 4) + attribute.bytes
            file += number(attribute.bytes.reduce(0) { $0 + UInt32($1) } & 0xFFFF, 2)
        }
        return file
    }

    @Test func filesInWinmailAreRead() throws {
        // The name in properties: one of them, 0x3707, of UTF-16.
        let name = UTF16Bytes.of("Päätös.txt")
        let padding = [UInt8](repeating: 0, count: (4 - name.count % 4) % 4)
        var properties: [UInt8] = [1, 0, 0, 0, 0x1F, 0, 0x07, 0x37, 1, 0, 0, 0, UInt8(name.count), 0, 0, 0]
        properties += name
        properties += padding
        let file = transportFile([
            (1, 0x2_800C, [UInt8]("Viestin teksti".utf8) + [0]), (2, 0x6_9002, [1, 0]),
            (2, 0x1_8010, [UInt8]("a.txt".utf8) + [0]), (2, 0x6_800F, [UInt8]("Tulvavahinko".utf8)),
            (2, 0x6_9002, [1, 0]), (2, 0x1_8010, [UInt8]("b.txt".utf8) + [0]),
            (2, 0x6_800F, [UInt8]("Pelastuslaitos".utf8)), (2, 0x6_9005, properties),
        ])
        let coded = TransferCodingForTests.base64(file)
        let mail =
            "From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nKatso liite.\n--x\n"
            + "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n\(coded)\n--x--\n"
        let found = try parts(Array(mail.utf8))
        try #require(found.map(\.path) == ["", "a.txt", "Päätös.txt"], "\(found.map(\.path))")
        #expect(found[0].part.text?.contains("Viestin teksti") == true)
        #expect(found[1].part.text == "Tulvavahinko" && found[2].part.text == "Pelastuslaitos")
        #expect(try parts(file).map(\.path) == ["", "a.txt", "Päätös.txt"])
        for count in 0..<file.count { _ = TransportFile(Array(file[..<count])) }
    }
}

enum UTF16Bytes {
    /// `text` in UTF-16, the low bytes first, and a NUL.
    static func of(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in text.utf16 {
            bytes.append(UInt8(unit & 0xFF))
            bytes.append(UInt8(unit >> 8))
        }
        return bytes + [0, 0]
    }
}

enum TransferCodingForTests {
    /// `bytes` as base64.
    static func base64(_ bytes: [UInt8]) -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
            for index in 0..<4 {
                text.append(index <= part.count ? signs[Int(bits >> UInt32(18 - 6 * index) & 63)] : 0x3D)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
