// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import Testing

@testable import DocumentReading

/// Texts in encodings of other systems, told by what they look like.
@Suite struct EncodingTests {
    private static let text =
        "Kyläyhdistyksen kokous pidettiin Pyhäjärvellä. Työpajan jäsenet äänestivät; Åke Öhman hyväksyi päätöksen.\n"

    private func bytes(_ text: String, _ table: [Unicode.Scalar]) throws -> [UInt8] {
        try text.unicodeScalars.map { scalar in
            if scalar.isASCII { return UInt8(scalar.value) }
            return UInt8(try #require(table.firstIndex(of: scalar)) + 0x80)
        }
    }

    @Test func encodingsOfDOSAndMacAreTold() throws {
        for (encoding, table) in [
            (SourceDocument.Encoding.codePage850, EightBitTable.codePage850), (.macRoman, EightBitTable.macRoman),
        ] {
            for text in [
                Self.text, "tyopaja ja kylä", String(Self.text.prefix(45)) + "\n– ei muuta".replacing("–", with: "-"),
            ] {
                let document = try DocumentReader().decode(try bytes(text, table), name: "a")
                #expect(document.text == text && document.encoding == encoding)
                #expect(document.fields.contains { $0.name == "puutteet" && $0.value.contains(encoding.rawValue) })
            }
        }
        // Without å, š tells the two of Mac apart.
        let text = "Päätös: Šakki ja šekki, Žižek, hyvä työ.\n"
        let central = try DocumentReader().decode(try bytes(text, EightBitTable.macCentralEurope), name: "a")
        #expect(central.text == text && central.encoding == .macCentralEurope)
    }

    @Test func windowsTextsStayWhatTheyAre() throws {
        let windows = EightBitText.windows1252 + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
        for text in [
            Self.text, "”Hyvä työ” – sanoi Žižek… 5 € §\n", "Hinta 10 €, ’laina’ ja – viiva\n", "naïve café à Paris\n",
        ] {
            let document = try DocumentReader().decode(try bytes(text, windows), name: "a")
            #expect(document.text == text && [.latin1, .windows1252].contains(document.encoding))
        }
    }

    @Test func textEncodedTwiceIsMended() throws {
        let windows = EightBitText.windows1252 + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
        let twice = Self.text.utf8.map { $0 < 0x80 ? Unicode.Scalar($0) : windows[Int($0) - 0x80] }
        let mojibake = String(String.UnicodeScalarView(twice))
        let document = try DocumentReader().decode(Array((mojibake + "Mäki – oikein jo.\n").utf8), name: "a")
        #expect(document.text == Self.text + "Mäki – oikein jo.\n" && document.encoding == .utf8Twice)
        for text in [Self.text, "São Paulo, Ãâ, 5 ¤\n", "“lainaus” – viiva\n"] {
            #expect(try DocumentReader().decode(Array(text.utf8), name: "a").text == text)
        }
    }

    @Test(arguments: ["iso-8859-2", "iso-8859-4", "iso-8859-10", "iso-8859-13", "windows-1250", "windows-1257"])
    func neighboursEncodingsAreKnownByName(_ label: String) {
        #expect(EightBitText.decode([0x6B, 0xE4, 0xF6], label: label) == "käö")
    }

    @Test func theEuroSignOfLatin9IsRead() throws {
        let bytes = Array("Hyv\u{E4}ksyi 300 \u{A4}, \u{A6}akki\n".unicodeScalars.map { UInt8($0.value) })
        let document = try DocumentReader().decode(bytes, name: "a")
        #expect(document.text == "Hyväksyi 300 €, Šakki\n" && document.encoding == .latin9)
    }

    /// `text` in units of `size` bytes with a byte order mark.
    private func wide(_ text: String, size: Int, isBigEndian: Bool, hasMark: Bool = true) -> [UInt8] {
        let units =
            size == 2
            ? (hasMark ? [0xFEFF] : []) + text.utf16.map { UInt32($0) } : [0xFEFF] + text.unicodeScalars.map(\.value)
        return units.flatMap { unit -> [UInt8] in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: unit >> (8 * UInt32($0))) }
            return isBigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [false, true]) func textInFourBytesACharacterIsRead(_ isBigEndian: Bool) throws {
        let text = Self.text + "😀\n"
        let document = try DocumentReader().decode(wide(text, size: 4, isBigEndian: isBigEndian), name: "a")
        #expect(document.text == text && document.encoding == (isBigEndian ? .utf32BigEndian : .utf32LittleEndian))
        let cut = wide(text, size: 4, isBigEndian: isBigEndian).dropLast()
        let error = try #require(throws: ReadingError.self) { try DocumentReader().decode(Array(cut), name: "a") }
        #expect(error.code == .encoding)
    }

    @Test(arguments: [(2, false, true), (2, true, true), (2, false, false), (4, false, true), (4, true, true)])
    func pagesListsAndTablesInWideCharactersAreReadAsSuch(_ size: Int, _ isBigEndian: Bool, _ hasMark: Bool) throws {
        for (source, format, text) in [
            (
                "<html><head><meta charset=\"utf-16\"><title>Päätös</title></head><body>Kylä</body></html>",
                DocumentFormat.html, "Päätös\n\nKylä\n"
            ),
            ("{\"nimi\": [\n\"Kyläpaja\"]}", .json, "Kyläpaja\n\n"),
        ] {
            let bytes = wide(source, size: size, isBigEndian: isBigEndian, hasMark: hasMark)
            let document = try DocumentReader().decode(bytes, name: "a")
            #expect(document.text == text && document.format == format)
        }
    }
}
