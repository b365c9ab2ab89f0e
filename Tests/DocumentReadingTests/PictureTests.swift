// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct PictureTests {
    private let lines = ["Tarkastuslautakunnan kokous", "Kaupunginjohtaja kertoi tilintarkastuksesta."]

    /// Pages of lines as a picture in a format of `pdftoppm`'s.
    private func picture(_ pages: [[String]], _ format: [String], _ ending: String) throws -> [[UInt8]] {
        let folder = TemporaryFolder()
        let file = try folder.write(PDFFile(lines: pages).bytes(), to: "a.pdf")
        try ArchiveFile.run(["pdftoppm", "-gray", "-r", "150"] + format + [file, folder.path + "/k"])
        return try pages.indices.map {
            Array(try Data(contentsOf: URL(filePath: folder.path + "/k-\($0 + 1)." + ending)))
        }
    }

    @Test(arguments: [("-png", "png"), ("-jpeg", "jpg"), ("-tiff", "tif")])
    func picturesAreReadAsPagesAre(_ option: String, _ ending: String) throws {
        let document = try DocumentReader().decode(try picture([lines], [option], ending)[0], name: "skannaus")
        #expect(document.format == .picture)
        for line in lines { #expect(document.text.contains(line), "\(document.text)") }
    }

    @Test func pagesOfATIFFAreToldApart() throws {
        // Uncompressed pictures, so that one file can name the other's directory.
        let pages = try picture([[lines[0]], [lines[1]]], ["-tiff", "-tiffcompression", "none"], "tif")
        var file = pages[0]
        if file.count % 2 == 1 { file.append(0) }
        let shift = UInt32(file.count)
        var second = pages[1]
        let directory = try #require(TIFFDirectory(second))
        directory.move(&second, by: shift)
        let first = try #require(TIFFDirectory(file))
        first.setNext(&file, UInt32(directory.place) + shift)
        let document = try DocumentReader().decode(file + second, name: "skannaus")
        let read = document.text.split(separator: "\u{C}")
        try #require(read.count == 2, "\(document.text)")
        #expect(read[0].contains(lines[0]) && read[1].contains(lines[1]))
    }

    @Test func aPictureWithoutTextIsSaidToHaveNone() throws {
        let blank = try picture([[]], ["-png"], "png")[0]
        let error = try #require(throws: ReadingError.self) { try DocumentReader().decode(blank, name: "a") }
        #expect(error.code == .noText && error.message.contains("no text was found"))
        let never = try #require(throws: ReadingError.self) {
            try DocumentReader(ocr: .never).decode(blank, name: "a")
        }
        #expect(never.code == .noText && never.message.contains("--ocr is never"))
        let cut = try #require(throws: ReadingError.self) {
            try DocumentReader().decode(Array(blank.prefix(60)), name: "a")
        }
        #expect(cut.code == .damaged)
    }

    @Test func aChainOfPagesThatLeadsInACircleEnds() throws {
        // A directory without entries that names itself as the next.
        let bytes: [UInt8] = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0]
        #expect(TIFFPages.count(in: try InputSource(bytes, name: "a"), most: 100) == 1)
    }
}

/// The first directory of a TIFF file, the least byte first.
private struct TIFFDirectory {
    let place: Int
    private let count: Int

    init?(_ file: [UInt8]) {
        guard file.starts(with: [0x49, 0x49, 0x2A, 0]) else { return nil }
        place = Int(file.number(at: 4, 4))
        count = Int(file.number(at: place, 2))
    }

    /// Puts the place of the next directory.
    func setNext(_ file: inout [UInt8], _ next: UInt32) { put(next, at: place + 2 + 12 * count, in: &file) }

    /// Adds `shift` to all places that the directory names: values of more than four bytes, and the strips.
    func move(_ file: inout [UInt8], by shift: UInt32) {
        let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8]
        for entry in 0..<count {
            let start = place + 2 + 12 * entry
            let (tag, type) = (file.number(at: start, 2), Int(file.number(at: start + 2, 2)))
            let number = Int(file.number(at: start + 4, 4))
            let value = Int(file.number(at: start + 8, 4))
            let isInside = number * (sizes[type] ?? 1) <= 4
            if tag == 273 {
                let list = isInside ? start + 8 : value
                for strip in 0..<number {
                    put(UInt32(file.number(at: list + 4 * strip, 4)) + shift, at: list + 4 * strip, in: &file)
                }
            }
            if !isInside { put(UInt32(value) + shift, at: start + 8, in: &file) }
        }
    }

    private func put(_ value: UInt32, at place: Int, in file: inout [UInt8]) {
        for byte in 0..<4 { file[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(byte))) }
    }
}
