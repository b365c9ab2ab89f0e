// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import SearchIndex

/// Damaged segments end a merge with an error; a merge follows no damaged offset.
@Suite(.timeLimit(.minutes(20))) struct DamagedSegmentTests {
    let folder = TemporaryFolder()

    @Test(arguments: ["postlist", "position", "termlist", "docdata"])
    func aDamagedSegmentIsNotMerged(table: String) throws {
        #expect(
            code {
                let made = try SegmentedIndex(folder.path + "/several")
                let path = URL(fileURLWithPath: made.places[2].place + "/\(table).glass")
                var bytes = try Data(contentsOf: path)
                for block in stride(from: 0, to: min(bytes.count, 40 * 8192), by: 8192) {
                    bytes.replaceSubrange(block + 4..<block + 4004, with: Data(count: 4000))
                }
                try bytes.write(to: path)
                try made.build.finish(made.places.map(\.number), threads: 2)
            } == .corrupt)
        #expect(try IndexFolder(folder.path + "/several").currentGeneration() == nil)
    }

    @Test(arguments: ["postlist.glass", "position.glass", "termlist.glass", "docdata.glass", "iamglass"])
    func aSegmentWithChangedBytesIsRefusedOrMerged(file: String) throws {
        var random = SeededRandom(7)
        var refused = 0
        for round in 0..<18 {
            let index = IndexFolder(folder.path + "/\(round)")
            let build = try IndexBuild(folder: index, settings: "")
            let places = [build.nextPlace(), build.nextPlace()]
            for (half, place) in places.enumerated() {
                let segment = try SegmentWriter(at: place)
                for (number, document) in GeneratedDocuments.all[half * 40..<half * 40 + 40] {
                    try segment.add(document, at: number)
                }
                try segment.finish()
            }
            let url = URL(fileURLWithPath: places[0].place + "/" + file)
            let whole = try Data(contentsOf: url)
            // A block begins with what tells how it is to be read; five in six rounds change something there.
            let end = round % 6 == 5 ? whole.count : min(64, whole.count)
            let damaged = Damage.changing(whole, in: 0..<end, oneIn: 30, &random)
            try (round % 6 == 4 ? damaged.prefix(whole.count / 2) : damaged).write(to: url)
            do throws(IndexError) {
                try build.finish(places.map(\.number))
                // Xapian has no checksums: what was changed in a text stays so.
                _ = try IndexReader(folder: index).documentCount
            } catch {
                #expect(error.code == .corrupt)
                #expect(try index.currentGeneration() == nil)
                refused += 1
            }
        }
        #expect(refused > 5)
    }

    @Test func segmentsWithTheSameDocumentAreNotMerged() throws {
        let build = try IndexBuild(folder: folder.index, settings: "")
        let places = [build.nextPlace(), build.nextPlace()]
        for place in places {
            let segment = try SegmentWriter(at: place)
            try segment.add(document("a", "sana"), at: 7)
            try segment.finish()
        }
        #expect(code { try build.finish(places.map(\.number)) } == .corrupt)
    }
}
