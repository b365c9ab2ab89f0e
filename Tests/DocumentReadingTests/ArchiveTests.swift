// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct ArchiveTests {
    private typealias Member = ArchiveFile.Member

    private let inside: [ArchiveFile.Member] = [
        .init(path: "b.txt", bytes: Array("Kylä\n".utf8)),
        .init(path: "kansio/työ.html", bytes: Array("<html><p>Ty&ouml;</p>".utf8)),
        .init(path: "./taulu.csv", bytes: Array("a;b;c\n1;2;3\n4;5;6\n".utf8)),
        .init(path: "tyhjä.txt", bytes: []), .init(path: ".piilo", bytes: [0x61]),
        .init(path: "__MACOSX/b.txt", bytes: [0x61]), .init(path: "rikki.bin", bytes: [0x61, 0, 1]),
    ]
    private let expected = ["b.txt", "kansio/työ.html", "taulu.csv/1", "taulu.csv/2", "rikki.bin"]

    private func check(_ bytes: [UInt8]) throws {
        let found = try parts(bytes)
        try #require(found.map(\.path) == expected)
        #expect(found[0].part.text == "Kylä\n" && found[1].part.text == "Työ\n")
        #expect(found[4].part.code == .binary)
    }

    @Test func readsTheFilesOfZIPAndTarArchives() throws {
        try check(ArchiveFile.zip(inside))
        try check(ArchiveFile.tar(inside))
        try check(try ArchiveFile.gzip(ArchiveFile.tar(inside)))
        let single = try parts(try ArchiveFile.gzip(Array("Yksi teksti\n".utf8)))
        #expect(single.map(\.path) == [""] && single[0].part.text == "Yksi teksti\n")
        #expect(try parts(ArchiveFile.zip([])).isEmpty)
    }

    @Test func readsWhatTheSystemsProgramsWrite() throws {
        let folder = TemporaryFolder()
        let long = String(repeating: "pitkä", count: 30) + ".txt"
        try folder.write(Array("Kylä\n".utf8), to: "in/" + long)
        try folder.write(Array(String(repeating: "Työ ja toimeentulo. ", count: 2000).utf8), to: "in/b.txt")
        try folder.link("in/linkki.txt", to: "/etc/passwd")
        try ArchiveFile.run([
            "sh", "-c",
            "cd '\(folder.path)/in' && zip -qry ../a.zip . && for f in gnu pax ustar; do tar -czf ../$f.tgz --format=$f b.txt linkki.txt $([ $f = ustar ] || echo '\(long)'); done",
        ])
        for name in ["a.zip", "gnu.tgz", "pax.tgz", "ustar.tgz"] {
            let found = try parts(Array(try Data(contentsOf: URL(filePath: folder.path + "/" + name))))
            let read = found.filter { $0.part.text != nil }
            #expect(Set(read.map(\.path)) == (name == "ustar.tgz" ? ["b.txt"] : ["b.txt", long]), "\(name)")
            // The link leads out.
            #expect(found.filter { $0.part.text == nil }.map(\.path) == (name == "a.zip" ? [] : ["linkki.txt"]))
        }
    }

    @Test(arguments: [
        "../ulos.txt", "a/../../ulos.txt", "/etc/passwd", "C:\\ulos.txt", "a/..", "..",
    ])
    func letsNoPathLeadOutOfAnArchive(_ path: String) throws {
        for bytes in [
            ArchiveFile.zip([.init(path: path, bytes: [0x61]), inside[0]]),
            ArchiveFile.tar([.init(path: path, bytes: [0x61]), inside[0]]),
        ] {
            let found = try parts(bytes)
            try #require(found.count == 2)
            #expect(found[0].part.code == .unsafePath && found[1].part.text == "Kylä\n")
        }
    }

    @Test func followsNoLinkAndOpensNoDevice() throws {
        let target = Array("/etc/passwd".utf8)
        let zip = ArchiveFile.zip([.init(path: "l.txt", bytes: target, mode: 0o120777), inside[0]])
        #expect(try parts(zip).map(\.path) == ["b.txt"])
        let tar = ArchiveFile.tar([
            .init(path: "l", bytes: [], kind: "2"), .init(path: "h", bytes: [], kind: "1"),
            .init(path: "laite", bytes: [], kind: "3"), .init(path: "putki", bytes: [], kind: "6"), inside[0],
        ])
        #expect(try parts(tar).map(\.path) == ["b.txt"])
    }

    @Test(arguments: [
        ("l.txt", "/etc/passwd", true), ("l.txt", "../b.txt", true), ("a/b/l.txt", "../../../x", true),
        ("a/l.txt", "../b.txt", false), ("l.txt", "b.txt", false), ("a/./l.txt", "../b.txt", false),
    ])
    func namesTheLinksOfTarArchivesThatLeadOut(_ path: String, _ target: String, _ leaves: Bool) throws {
        for kind: Character in ["1", "2"] {
            let found = try parts(
                ArchiveFile.tar([.init(path: path, bytes: [], kind: kind, target: target), inside[0]]))
            #expect(found.last?.path == inside[0].path)
            #expect(found.count == (leaves ? 2 : 1))
            if leaves { #expect(found[0].part.code == .unsafePath && found[0].path == path) }
        }
    }

    @Test func readsArchivesInArchivesButNotWithoutEnd() throws {
        var bytes = ArchiveFile.zip([inside[0]])
        for level in 1...2 { bytes = ArchiveFile.zip([.init(path: "\(level).zip", bytes: bytes)]) }
        #expect(try parts(bytes).map(\.path) == ["2.zip/1.zip/b.txt"])
        for level in 3...6 { bytes = ArchiveFile.zip([.init(path: "\(level).zip", bytes: bytes)]) }
        #expect(try parts(bytes).map(\.part.code) == [.converterLimit])
    }

    @Test func givesUpABomb() throws {
        let zeros = [UInt8](repeating: 0x20, count: 24 << 20)
        // A thousand to one.
        let bomb = try ArchiveFile.gzip(zeros, level: 9)
        #expect(try #require(throws: ReadingError.self) { try parts(bomb) }.code == .converterLimit)
        let folder = TemporaryFolder()
        try folder.write(zeros, to: "a.txt")
        try ArchiveFile.run(["sh", "-c", "cd '\(folder.path)' && zip -q9 b.zip a.txt"])
        let zip = Array(try Data(contentsOf: URL(filePath: folder.path + "/b.zip")))
        #expect(try parts(zip).map(\.part.code) == [.converterLimit])
        // Many members, each small: together too much.
        let members = (0..<50).map { Member(path: "\($0).txt", bytes: Array("Teksti \($0)\n".utf8)) }
        let packed = try ArchiveFile.gzip(ArchiveFile.tar(members))
        let reader = DocumentReader(largestExpansion: 20_000)
        #expect(try #require(throws: ReadingError.self) { try parts(packed, reader) }.code == .converterLimit)
    }

    @Test func namesMembersThatAreEncryptedTwiceThereOrLieAboutThemselves() throws {
        var locked = inside[0]
        locked.flags = 0x801
        let found = try parts(
            ArchiveFile.zip([locked, .init(path: "c.txt", bytes: [0x63]), .init(path: "c.txt", bytes: [0x64])]))
        #expect(found.map(\.part.code) == [.encrypted, nil, .damaged])
        // CP437, as DOS and old Windows programs write names.
        let old = Member(path: "", bytes: [0x61], flags: 0, rawPath: [0x6B, 0x79, 0x6C, 0x84, 0x2E, 0x74])
        #expect(try parts(ArchiveFile.zip([old])).map(\.path) == ["kylä.t"])
    }

    @Test func survivesEveryCutOfAnArchive() throws {
        let zip = ArchiveFile.zip(inside)
        let gzip = try ArchiveFile.gzip(ArchiveFile.tar(inside))
        for whole in [zip, gzip] {
            for count in stride(from: 1, to: whole.count, by: 5) {
                // A failure or some parts; no crash and no endless loop.
                _ = try? parts(Array(whole[..<count]))
            }
            for index in stride(from: 4, to: whole.count, by: 3) {
                var changed = whole
                changed[index] ^= 0xFF
                _ = try? parts(changed)
            }
        }
    }
}
