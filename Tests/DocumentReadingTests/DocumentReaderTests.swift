// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentIDs
import DocumentModel
import DocumentReading
import FinnishText
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct DocumentReaderTests {
    private let reader = DocumentReader()

    @Test(arguments: [
        (Array("Kylä\n".utf8), "Kylä\n", SourceDocument.Encoding.utf8),
        ([0xEF, 0xBB, 0xBF] + Array("Kylä".utf8), "Kylä", .utf8),
        ([0xFF, 0xFE, 0x4B, 0, 0xE4, 0], "Kä", .utf16LittleEndian),
        ([0xFE, 0xFF, 0, 0x4B, 0, 0xE4], "Kä", .utf16BigEndian),
        ([0x4B, 0, 0x79, 0, 0x6C, 0, 0xE4, 0, 0x20, 0], "Kylä ", .utf16LittleEndian),
        ([0, 0x4B, 0, 0x79, 0, 0x6C, 0, 0xE4], "Kylä", .utf16BigEndian),
        (Array("Kyl".utf8) + [0xE4] + Array("yhdistys, ty".utf8) + [0xF6], "Kyläyhdistys, työ", .latin1),
        (Array("tuki 10 ".utf8) + [0x80, 0x20, 0x96] + Array(" hanke".utf8), "tuki 10 € – hanke", .windows1252),
    ])
    func tellsATextsEncoding(_ bytes: [UInt8], _ text: String, _ encoding: SourceDocument.Encoding) throws {
        let folder = TemporaryFolder()
        let document = try reader.read(try folder.write(bytes, to: "a.txt"))
        #expect(document.text == text)
        #expect(document.encoding == encoding)
        #expect(document.size == Int64(bytes.count))
        #expect(document.modified > 1_600_000_000_000_000_000)
        #expect(document.contentHash.count == 32)
    }

    @Test(
        arguments: [
            ([], ReadingError.Code.empty, "empty"),
            (Array("PK\u{3}\u{4}abc".utf8), .damaged, "ZIP"),
            (Array("GIF89a".utf8), .binary, "GIF"),
            ([0x41, 0, 0x42], .binary, "NUL"),
            ([0x41, 0, 0x42, 0, 0x01, 0, 0x43, 0], .binary, "NUL"),
            ([0x41, 0, 0x42, 0, 0x43, 0, 0, 0], .binary, "NUL"),
            (Array(repeating: 0x02, count: 20) + Array("teksti".utf8), .binary, "control"),
            (Array("Työ on hyvä\nja kylä ".utf8) + [0xFF] + Array("x".utf8), .encoding, "line 2, column 9"),
            (Array(repeating: 0xE4, count: 40), .encoding, "cannot be told"),
            ([0xFF, 0xFE, 0x4B], .encoding, "half"),
            ([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], .encoding, "rules"),
        ] as [([UInt8], ReadingError.Code, String)])
    func refusesWhatIsNoTextAndSaysWhy(_ bytes: [UInt8], _ code: ReadingError.Code, _ word: String) throws {
        let folder = TemporaryFolder()
        let path = try folder.write(bytes, to: "a.txt")
        let error = try #require(throws: ReadingError.self) { try reader.read(path) }
        #expect(error.code == code)
        #expect(error.message.contains(word), "\(error)")
        #expect(error.path == path)
    }

    /// Closed twice, the second time it is what another thread has opened meanwhile: often enough in so many rounds.
    @Test(.timeLimit(.minutes(20))) func whatIsRefusedIsClosedOnce() async throws {
        let folder = TemporaryFolder()
        let (empty, pipe) = (try folder.write([], to: "tyhjä"), folder.pipe("pipe"))
        let refusing = Task.detached {
            for _ in 0..<20_000 {
                #expect(throws: ReadingError.self) { try DocumentReader().read(empty) }
                #expect(throws: ReadingError.self) { try DocumentReader().read(pipe) }
            }
        }
        let closing = Task.detached {
            (0..<100_000).count { _ in
                let mine = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
                return fcntl(mine, F_GETFD) < 0 || close(mine) != 0
            }
        }
        #expect(await closing.value == 0)
        await refusing.value
    }

    @Test func refusesAFolderAPipeAMissingFileAndOneTooLarge() throws {
        let folder = TemporaryFolder()
        #expect(try #require(throws: ReadingError.self) { try reader.read(folder.path) }.code == .isFolder)
        let pipe = folder.pipe("pipe")
        #expect(try #require(throws: ReadingError.self) { try reader.read(pipe) }.code == .notAFile)
        #expect(try #require(throws: ReadingError.self) { try reader.read("/dev/null") }.code == .notAFile)
        #expect(try #require(throws: ReadingError.self) { try reader.read(folder.path + "/x") }.code == .notFound)
        let file = try folder.write(Array("123456".utf8), to: "a.txt")
        let error = try #require(throws: ReadingError.self) { try DocumentReader(largest: 5).read(file) }
        #expect(error.code == .tooLarge)
    }

    // The superuser may read anything, so that there is nothing to refuse.
    @Test(.enabled(if: geteuid() != 0)) func refusesAFileWithoutPermission() throws {
        let folder = TemporaryFolder()
        let file = try folder.write(Array("salaa".utf8), to: "a.txt")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        #expect(try #require(throws: ReadingError.self) { try reader.read(file) }.code == .permission)
    }

    @Test func findsPagesAtFormFeeds() throws {
        let folder = TemporaryFolder()
        let document = try reader.read(try folder.write(Array("yksi\n\u{C}kaksi\n\u{C}".utf8), to: "a.txt"))
        let pages = PageStart.starts(in: Array(document.text.utf8))
        #expect(pages == [.init(offset: 0, number: 1), .init(offset: 6, number: 2)])
    }

    @Test func hashesContentAsMurmurHash3Does() {
        // Reference values of the x64 128-bit variant with seed 0.
        #expect(ContentHash.hexadecimal(of: []) == "00000000000000000000000000000000")
        #expect(
            ContentHash.hexadecimal(of: Array("The quick brown fox jumps over the lazy dog".utf8))
                == "e34bbc7bbc071b6c7a433ca9c49a9347")
        // In whatever parts the content comes.
        let content = (0..<200).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for size in 1...40 {
            var hash = ContentHash()
            for start in stride(from: 0, to: content.count, by: size) {
                hash.add(content[start..<min(content.count, start + size)])
            }
            #expect(hash.hexadecimal() == ContentHash.hexadecimal(of: content))
        }
    }
}

@Suite struct FolderWalkTests {
    @Test func findsFilesInByteOrderAndFollowsNoLinkOutOrRound() throws {
        let folder = TemporaryFolder()
        let outside = TemporaryFolder()
        let secret = try outside.write([0x61], to: "ulkona.txt")
        for name in ["b.txt", "a/2.txt", "a/1.txt", ".piilo/x.txt", "a/.y", "ä.txt", "c/d/e.md"] {
            try folder.write([0x61], to: name)
        }
        let root = folder.path
        try folder.link("linkki.txt", to: secret)
        try folder.link("c/silmukka", to: root)
        try folder.link("sisälinkki.txt", to: root + "/b.txt")
        _ = folder.pipe("pipe")
        try folder.link("itse", to: "itse")
        try folder.link("poissa", to: root + "/ei/mitään")
        try folder.link("putkilinkki", to: "pipe")
        folder.touch([0xE4, 0x2E, 0x74])
        let result = try FolderWalk().files(below: root)
        #expect(
            result.files.map { DocumentID.encode($0) } == [
                "a/1.txt", "a/2.txt", "b.txt", "c/d/e.md", "sisälinkki.txt", "ä.txt", "%E4.t",
            ])
        #expect(result.failures.isEmpty)
        // What is passed over is named, and why.
        let skipped = result.skipped.map { "\(DocumentID.encode($0.path)) \($0.reason)" }
        #expect(
            skipped == [
                "c/silmukka is a symbolic link to a folder, which is not followed",
                "itse is a symbolic link that leads in a circle",
                "linkki.txt is a symbolic link to a file outside the folder, which is not followed",
                "pipe is a pipe, not a file", "poissa is a symbolic link to what does not exist",
                "putkilinkki is a symbolic link to a pipe, socket or device",
            ])
        #expect(throws: ReadingError.self) { try FolderWalk().files(below: root + "/puuttuu") }
        #expect(throws: ReadingError.self) { try FolderWalk().files(below: root + "/b.txt") }
    }
}
