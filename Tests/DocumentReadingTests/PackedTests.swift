// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Archives that libarchive's programs read for haku.
@Suite struct PackedTests {
    private func written(_ options: [String], _ files: [(String, String)]) throws -> [UInt8] {
        let folder = TemporaryFolder()
        for (name, text) in files {
            let path = folder.path + "/" + name
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        try ArchiveFile.run(
            ["bsdtar", "-c", "-f", folder.path + "/tulos", "-C", folder.path] + options + files.map(\.0))
        return Array(try Data(contentsOf: URL(filePath: folder.path + "/tulos")))
    }

    @Test(arguments: ["7zip", "iso9660", "7zip --options 7zip:compression=store"])
    func archivesAreReadFileByFile(_ format: String) throws {
        let options = ["--format"] + format.split(separator: " ").map(String.init)
        let found = try parts(
            try written(
                options, [("paatos.txt", "Kunnanhallitus myönsi avustuksen."), ("kansio/tyo.txt", "Työ jatkuu.")]))
        #expect(Set(found.map(\.path)) == ["paatos.txt", "kansio/tyo.txt"])
        #expect(found.first { $0.path == "kansio/tyo.txt" }?.part.text == "Työ jatkuu.")
    }

    @Test(arguments: ["--xz", "--zstd", "--bzip2", "--lz4"])
    func aCompressedFileIsThatFileAndATarArchiveItsFiles(_ option: String) throws {
        let one = try parts(try written(["--format", "raw", option], [("a.txt", "Kylän kokous")]))
        #expect(one.map(\.path) == [""] && one.first?.part.text == "Kylän kokous")
        let tar = try parts(try written(["--format", "pax", option], [("a.txt", "Kylä"), ("ä.txt", "Työ")]))
        #expect(tar.map(\.path) == ["a.txt", "ä.txt"] && tar.map(\.part.text) == ["Kylä", "Työ"])
    }

    @Test func whatGrowsTooLargeIsGivenUp() throws {
        let zeros = String(repeating: "0", count: 40 << 20)
        let error = try #require(throws: ReadingError.self) {
            _ = try parts(try written(["--format", "raw", "--xz"], [("a.txt", zeros)]))
        }
        #expect(error.code == .converterLimit && error.message.contains("16 MiB"), "\(error)")
    }

    @Test func aDamagedArchiveIsTold() throws {
        let whole = try written(["--format", "7zip"], [("a.txt", String(repeating: "Kylän kokous. ", count: 400))])
        let error = try #require(throws: ReadingError.self) { _ = try parts(Array(whole[..<(whole.count / 2)])) }
        #expect(error.code == .damaged, "\(error)")
    }
}
