// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Archives whose numbers lie, or stand just at an edge.
@Suite struct ArchiveLimitTests {
    private let good = ArchiveFile.Member(path: "b.txt", bytes: Array("Kylä\n".utf8))

    private func code(_ bytes: [UInt8]) throws -> ReadingError.Code? {
        do {
            return try parts(bytes).lazy.compactMap(\.part.code).first
        } catch let error as ReadingError {
            return error.code
        }
    }

    @Test(arguments: [Int64.max, Int64.max - 511, Int64.max - 512, Int64(1) << 62])
    func refusesATarMemberLargerThanAnyFile(_ size: Int64) throws {
        for kind in ["0", "L", "x", "g", "5"] as [Character] {
            let archive = ArchiveFile.tar([
                .init(path: "a.txt", bytes: Array("Työ\n".utf8), kind: kind, claims: [size]), good,
            ])
            let found = try code(archive)
            // A folder has no content, whatever size it claims; what follows is passed over as its own.
            #expect(kind == "5" ? found == nil : found != nil, "\(kind)")
        }
    }

    @Test(arguments: [
        [Int64.max, Int64.max, Int64.max], [Int64.max, 4, 0], [4, Int64.max, 0], [4, 4, Int64.max],
        [4, 4, Int64.max - 29], [-1, -1, -1],
    ])
    func refusesAZIP64MemberLargerThanAnyFile(_ claims: [Int64]) throws {
        let archive = ArchiveFile.zip([.init(path: "a.txt", bytes: Array("Työ\n".utf8), claims: claims), good])
        let found = try parts(archive)
        #expect(found.count == 2 && found[0].part.code != nil && found[1].part.text == "Kylä\n")
        // The same in a file, whose offsets the system is asked for.
        let folder = TemporaryFolder()
        let path = try folder.write(archive, to: "a.zip")
        var codes: [ReadingError.Code?] = []
        _ = try DocumentReader().read(Array(path.utf8), unless: nil) { part in
            codes.append(part.code)
            return true
        }
        #expect(codes.count == 2 && codes[0] != nil && codes[1] == nil)
    }

    @Test func readsAZIP64MemberThatTellsTheTruth() throws {
        let found = try parts(ArchiveFile.zip([.init(path: "a.txt", bytes: Array("Työ\n".utf8), claims: [5, 5, 0])]))
        #expect(found.map(\.part.text) == ["Työ\n"])
    }

    @Test(arguments: [Int64.max, Int64.max - 1, Int64(1) << 62, Int64(-1)])
    func refusesAZIP64DirectoryLargerThanAnyFile(_ claim: Int64) throws {
        var archive = ArchiveFile.zip([good])
        let end = archive.suffix(22)
        archive.removeLast(22)
        let place = Int64(archive.count)
        func bytes(_ value: Int64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        for claims in [[claim, claim, claim], [1, claim, 0], [1, 51, claim], [claim, 51, 0]] {
            var whole = archive + [0x50, 0x4B, 6, 6] + bytes(44) + [UInt8](repeating: 0, count: 12)
            whole += bytes(claims[0]) + bytes(claims[0]) + bytes(claims[1]) + bytes(claims[2])
            whole += [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + bytes(place) + [1, 0, 0, 0]
            whole += end.prefix(8) + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
            #expect(try code(whole) == .damaged)
        }
        // And where the record itself is said to be.
        var lost = archive + [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + bytes(claim) + [1, 0, 0, 0]
        lost += end.prefix(8) + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
        #expect(try code(lost) != nil)
    }

    /// The size of the pieces in which members are expanded is 256 KiB; around it and its multiples is where an end
    /// can be missed.
    @Test(arguments: [
        (1 << 16) - 1, 1 << 16, (1 << 16) + 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 2 << 18, 3 << 18, (3 << 18) + 1,
    ])
    func readsAMemberWholeWhoseLastPieceJustFillsTheBuffer(_ count: Int) throws {
        // Lines that compress about as text does.
        var text = ""
        var number = 0
        while text.utf8.count < count {
            text += "Rivi \(number) \(number &* 2_654_435_761 & 0xFFFF)\n"
            number += 1
        }
        let content = Array(text.utf8.prefix(count))
        let packed = try ArchiveFile.gzip(content)
        #expect(try parts(packed).map(\.part.text) == [String(decoding: content, as: UTF8.self)])
        // The same deflated bytes, without gzip's frame (whose header holds the name “a”), in a ZIP.
        let raw = Array(packed[12..<packed.count - 8])
        let zip = ArchiveFile.zip([
            .init(path: "a.txt", bytes: raw, method: 8, claims: [Int64(count), Int64(raw.count), 0])
        ])
        #expect(try parts(zip).map(\.part.text) == [String(decoding: content, as: UTF8.self)])
    }
}
