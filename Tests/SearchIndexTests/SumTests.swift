// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@testable import SearchIndex

/// Sums of the blocks of an index, brought up to each commit by what it changed.
@Suite struct SumTests {
    let folder = TemporaryFolder()

    private func place() throws -> String {
        let name = try #require(try folder.index.currentGeneration())
        return folder.index.path(ofGeneration: name)
    }

    private func sums() throws -> GenerationSums { GenerationSums(place: try place(), path: folder.index.path) }

    private func fill(_ count: Int) throws {
        try makeIndex(
            folder.index, (0..<count).map { document("\($0)", "sana\($0) yhteinen toinen\($0 % 7) kolmas\($0 % 90)") })
    }

    @Test func sumsOfWhatChangedAreThoseOfAll() throws {
        try fill(4000)
        var random = SeededRandom(3)
        for round in 0..<6 {
            let writer = try IndexWriter(folder: folder.index)
            if round == 2 { writer.memoryLimit = 1000 }
            for _ in 0..<(round == 4 ? 1500 : 20) {
                let number = Int.random(in: 0..<4200, using: &random)
                if round == 3 {
                    try writer.remove(id: "\(number)")
                } else {
                    try writer.replace(document("\(number)", "uusi\(number) yhteinen kierros\(round)"))
                }
            }
            if round == 1 { try writer.commit() }
            if round != 5 { try writer.finish() } else { writer.cancel() }
            let file = URL(fileURLWithPath: try place() + "/sums")
            let changed = try Data(contentsOf: file)
            #expect(try sums().problems() == [])
            #expect(try !sums().isUnfinished)
            try FileManager.default.removeItem(at: file)
            #expect(try sums().problems() == nil)
            try sums().update()
            #expect(try Data(contentsOf: file) == changed, "round \(round)")
        }
    }

    @Test func aCommitReadsOnlyWhatItChanged() throws {
        try fill(6000)
        let tables = ["postlist", "docdata", "termlist", "position"]
        let all = try tables.reduce(0) { try $0 + Int(Files.size(of: place() + "/\($1).glass") / 8192) }
        let file = URL(fileURLWithPath: try place() + "/sums")
        let before = try Data(contentsOf: file)
        let writer = try IndexWriter(folder: folder.index)
        try writer.replace(document("7", "aivan muuta"))
        try writer.finish()
        let after = try Data(contentsOf: file)
        // Once more, from the sums before.
        try before.write(to: file)
        let read = try sums().update()
        #expect(read > 0 && read < all / 3, "\(read) of \(all)")
        #expect(try Data(contentsOf: file) == after && after != before)
    }

    @Test func anInterruptedWriterLeavesASoundIndex() throws {
        try fill(500)
        let writer = try IndexWriter(folder: folder.index)
        writer.memoryLimit = 1
        for number in 0..<200 { try writer.replace(document("\(number)", "keskeneräinen \(number)")) }
        // As after kill -9.
        let copy = IndexFolder(folder("kopio"))
        try FileManager.default.copyItem(atPath: folder.index.path, toPath: copy.path)
        writer.cancel()
        let left = GenerationSums(place: copy.path + "/generation-000001", path: copy.path)
        #expect(left.isUnfinished)
        #expect(try left.problems() == [])
        #expect(try copy.tableProblems() == [])
        try IndexWriter(folder: copy).cancel()
        #expect(!left.isUnfinished)
        #expect(try left.problems() == [])
        #expect(try IndexReader(folder: copy).documentCount == 500)
    }

    @Test func damageIsFoundWhileAWriterIsUnfinished() throws {
        try fill(500)
        let writer = try IndexWriter(folder: folder.index)
        try writer.replace(document("1", "uusi"))
        let url = URL(fileURLWithPath: try place() + "/termlist.glass")
        var bytes = try Data(contentsOf: url)
        bytes[100] ^= 1
        try bytes.write(to: url)
        #expect(try sums().problems()?.map(\.table) == ["termlist"])
        writer.cancel()
    }

    @Test func aReaderRefusesFilesThatSomebodyElseChanged() throws {
        try fill(300)
        let reader = try IndexReader(folder: folder.index)
        let url = URL(fileURLWithPath: try place() + "/docdata.glass")
        let whole = try Data(contentsOf: url)
        // A copy is other files of the same content.
        try whole.write(to: url)
        #expect(try reader.refresh() == false)
        var bytes = whole
        bytes[bytes.count / 2] ^= 0x40
        try bytes.write(to: url)
        #expect(code { try reader.refresh() } == .corrupt)
        #expect(code { _ = try IndexReader(folder: folder.index) } == .corrupt)
        #expect(code { _ = try IndexWriter(folder: folder.index) } == .corrupt)
        try whole.write(to: url)
        #expect(try IndexReader(folder: folder.index).documentCount == 300)
    }

    @Test func aSnapshotHasSumsOfItsOwn() throws {
        try fill(100)
        let copy = IndexFolder(folder("kopio"))
        try IndexReader(folder: folder.index).copy(to: copy)
        let sums = GenerationSums(place: copy.path + "/generation-000001", path: copy.path)
        #expect(try sums.problems() == [])
    }
}
