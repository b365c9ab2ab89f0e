// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import Testing

@testable import DocumentReading

/// The one table of what is read, in README.md, and the packages that are installed for it.
@Suite struct FormatListTests {
    private func file(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    private func rows() throws -> [Substring] {
        let text = try file("README.md")
        let section = try #require(text.range(of: "## What it reads")).upperBound
        return text[section...].prefix { $0 != "#" }.split(separator: "\n").filter { $0.hasPrefix("|") }
    }

    @Test func eachFormatStandsInTheTable() throws {
        let table = try rows().joined(separator: "\n").lowercased()
        let names: [DocumentFormat: [String]] = [
            .text: ["text"], .html: ["html"], .pdf: ["pdf"], .docx: ["docx"], .xlsx: ["xlsx"], .pptx: ["pptx"],
            .odt: ["odt"], .ods: ["ods"], .odp: ["odp"], .epub: ["epub"], .rtf: ["rtf"], .mail: ["mail"],
            .csv: ["csv"], .jsonLines: ["json lines"], .json: ["json"], .xml: ["xml"],
            .zip: ["zip"],
            .tar: ["tar"], .gzip: ["gzip"], .packed: ["xz", "zstd", "bzip2", "lz4"],
            .archive: ["7z", "rar", "iso", "cab"],
            .picture: ["png", "jpeg", "tiff", "webp"], .doc: ["doc,"], .xls: ["xls,"], .ppt: ["ppt "],
            .outlook: [".msg", "winmail.dat"], .mbox: ["mailboxes"], .webArchive: ["mhtml"],
            .signed: [".p7m"],
        ]
        for format in DocumentFormat.allCases {
            for name in try #require(names[format], "\(format)") { #expect(table.contains(name), "\(name)") }
        }
    }

    @Test func eachConvertersPackageIsNamedAndInstalled() throws {
        let table = try rows().joined(separator: "\n")
        let script = try file("scripts/install-packages.sh")
        for converter in Converter.all where !converter.isOwn {
            for package in converter.package.split(separator: " ") {
                // Tesseract itself comes with its languages.
                #expect(table.contains("`\(package)`") || package == "tesseract-ocr", "\(package)")
                let stem = package.replacing("-fin", with: "-$language").replacing("-swe", with: "-$language")
                #expect(script.contains("need \(stem)"), "\(package)")
            }
        }
    }

    @Test func aMissingConverterIsToldWithItsPackage() throws {
        let reader = DocumentReader(converters: Converters(folders: []))
        for (bytes, package) in [
            (Array("BZh91AY&SY".utf8) + [0], "libarchive-tools"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "tesseract-ocr-fin"),
            (CompoundFileTests.file([.stream("Workbook", [1])]), "catdoc"),
        ] {
            let error = try #require(throws: ReadingError.self) { try reader.decode(bytes, name: "a") }
            #expect(error.code == .missingConverter && error.message.contains(package), "\(error)")
        }
    }
}
