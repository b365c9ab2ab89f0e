// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Small files that would become large, or take long.
@Suite struct ExpansionTests {
    /// Deflated bytes without a frame, and their number before.
    private func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
        // gzip's header holds the name "a".
        let packed = try ArchiveFile.gzip(bytes, level: 9)
        return Array(packed[12..<packed.count - 8])
    }

    @Test func membersTogetherAreBoundedByTheSizeOfTheirArchive() throws {
        // Each grows a thousand times to less than 16 MiB, which is no cause for alarm in one.
        let bytes = try deflated([UInt8](repeating: 0x20, count: 4 << 20))
        let members = (0..<40).map { number in
            ArchiveFile.Member(
                path: "\(number).txt", bytes: bytes, method: 8, claims: [4 << 20, Int64(bytes.count), 0])
        }
        // Where each begins is said by the archive itself.
        let archive = ArchiveFile.zip(members, places: true)
        var given = 0
        let error = try #require(throws: ReadingError.self) {
            _ = try DocumentParts(DocumentReader()).read(MemorySource(archive, name: "a.zip")) { part in
                given += 1
                return true
            }
        }
        #expect(error.code == .converterLimit && error.message.contains("MiB"), "\(error)")
        let expected = max(16 << 20, archive.count * 300) / (4 << 20)
        #expect(given == expected, "\(given) of \(members.count)")
    }

    @Test func aSmallArchiveOfWellCompressedTextsIsReadWhole() throws {
        let text = Array(String(repeating: "Kylä\n", count: 20_000).utf8)
        let bytes = try deflated(text)
        let members = (0..<20).map { number in
            ArchiveFile.Member(
                path: "\(number).txt", bytes: bytes, method: 8, claims: [Int64(text.count), Int64(bytes.count), 0])
        }
        let found = try parts(ArchiveFile.zip(members, places: true))
        #expect(found.count == 20 && found.allSatisfy { $0.part.text?.utf8.count == text.count })
    }

    @Test func entriesThatShareTheirBytesAreRefused() throws {
        let good = ArchiveFile.Member(path: "a.txt", bytes: Array("Kylä\n".utf8))
        let other = ArchiveFile.Member(path: "b.txt", bytes: Array("Työ\n".utf8))
        var archive = ArchiveFile.zip([good, other, .init(path: "c.txt", bytes: Array("Ilta\n".utf8))])
        // The directory's third entry says that it begins where the second does.
        let second = try #require(place(of: "PK\u{3}\u{4}", number: 1, in: archive))
        let entry = try #require(place(of: "PK\u{1}\u{2}", number: 2, in: archive))
        archive[entry + 42] = UInt8(second)
        let found = try parts(archive)
        try #require(found.map(\.path) == ["a.txt", "b.txt", "c.txt"])
        #expect(found[0].part.text == "Kylä\n")
        // Which of the two the bytes belong to is not known.
        for part in found[1...].map(\.part) {
            guard case .failure(let error) = part.document else {
                Issue.record("what shares its bytes was read")
                return
            }
            #expect(error.code == .damaged && error.message.contains("another file"), "\(error)")
        }
    }

    /// The place of the mark `text` that has `number` others before it.
    private func place(of text: String, number: Int, in bytes: [UInt8]) -> Int? {
        let places = bytes.indices.filter { bytes[$0...].starts(with: text.utf8) }
        return places.indices.contains(number) ? places[number] : nil
    }

    @Test func theTimeOfAFileIsThatOfAllItsMembers() throws {
        // No time at all: the first member ends the file, which says so once.
        let reader = DocumentReader(converters: Converters(patience: 0))
        let archive = ArchiveFile.zip([
            .init(path: "a.txt", bytes: Array("Kylä\n".utf8)), .init(path: "b.txt", bytes: Array("Työ\n".utf8)),
        ])
        var given = 0
        let error = try #require(throws: ReadingError.self) {
            _ = try DocumentParts(reader).read(MemorySource(archive, name: "a.zip")) { _ in
                given += 1
                return true
            }
        }
        #expect(error.code == .converterLimit && given == 0)
    }

    @Test func aPDFWithErrorsWithoutEndIsGivenUp() throws {
        // Each trailer names another before it in the middle of a dictionary: Poppler complains of each for each.
        var bytes = Array("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 1\n".utf8)
        for _ in 0..<3000 { bytes += Array("trailer<</Size 6/00000645 00000 n \n".utf8) }
        let error = try #require(throws: ReadingError.self) {
            try DocumentReader().decode(bytes, name: "a.pdf")
        }
        #expect(error.code == .damaged && error.message.contains("pdfinfo"), "\(error)")
    }

    @Test func aRecordOfFortyMegabytesIsToldAndTheOthersAreRead() throws {
        var bytes = Array("nimi;kunta;kuvaus\nEka;Ii;\"".utf8)
        bytes += [UInt8](repeating: 0x78, count: 40 << 20)
        bytes += Array("\"\nToka;Oulu;lyhyt\n".utf8)
        let found = try parts(bytes)
        try #require(found.map(\.path) == ["1", "2"])
        #expect(found[0].part.code == .damaged)
        #expect(found[1].part.text?.hasPrefix("Toka") == true)
    }

    @Test func aThousandPagesAreRead() throws {
        let lines = (1...1000).map { page in
            ["Sivu \(page)"] + (1...30).map { "Kyläyhdistyksen kokouksen pöytäkirjan kohta \($0) sivulla \(page)" }
        }
        let document = try DocumentReader().decode(PDFFile(lines: lines).bytes(), name: "pitka.pdf")
        let pages = document.text.split(separator: "\u{C}")
        #expect(pages.count == 1000)
        for (index, page) in pages.enumerated() where !page.contains("kohta 30 sivulla \(index + 1)\n") {
            Issue.record("page \(index + 1): \(page)")
        }
    }
}
