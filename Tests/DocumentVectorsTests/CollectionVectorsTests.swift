// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import TestSupport
import Testing

@testable import DocumentVectors

@Suite struct CollectionVectorsTests {
    private static let words = (0..<90).map { "sana\($0)" }

    private let folder = TemporaryFolder()
    private var index: IndexFolder { IndexFolder(folder("index")) }

    /// A document of about `count` words, of which those of one subject come together.
    private static func document(_ id: Int, _ random: inout SeededRandom, count: Int = 30) -> IndexDocument {
        let subject = Int.random(in: 0..<6, using: &random) * 15
        var counts: [String: Int] = [:]
        for _ in 0..<count {
            let isOfSubject = Int.random(in: 0..<3, using: &random) > 0
            let number =
                isOfSubject ? subject + Int.random(in: 0..<15, using: &random) : Int.random(in: 0..<90, using: &random)
            counts[words[number], default: 0] += 1
        }
        return IndexDocument(
            terms: counts.map { IndexTerm($0.key, frequency: UInt32($0.value), positions: []) }, values: [:],
            record: StoredDocument(id: "\(id)", title: "Title"), text: StoredText(text: "", original: ""),
            weights: counts.map { ($0.key, Float($0.value)) })
    }

    /// Writes documents of these ids and makes the file of their vectors.
    private func write(_ ids: some Sequence<Int>, _ random: inout SeededRandom, removing: [Int] = []) throws {
        let writer = try IndexWriter(folder: index)
        for id in ids { try writer.replace(Self.document(id, &random)) }
        for id in removing { _ = try writer.remove(id: "\(id)") }
        try writer.finish()
    }

    /// The documents nearest to that of `id`, by ids.
    private func nearest(to id: String, _ count: Int, in vectors: CollectionVectors) throws -> [(
        id: String, cosine: Float
    )] {
        let reader = try IndexReader(folder: index)
        let document = try #require(try reader.document(withID: id))
        let row = try #require(vectors.row(of: document))
        return try vectors.nearest(to: vectors.vector(ofRow: row), count, without: [row]).map {
            (try reader.record(of: vectors.document(ofRow: $0.row)).id, $0.cosine)
        }
    }

    private func vectors() throws -> CollectionVectors {
        try #require(try CollectionVectors.of(try IndexReader(folder: index)))
    }

    private var file: String {
        get throws { try IndexReader(folder: index).path(of: "vectors") }
    }

    @Test func whatIsNearestIsTheSameFromAFileAndMadeInMemory() throws {
        var random = SeededRandom(1)
        try write(0..<200, &random)
        let memory = try vectors()
        #expect(try !FileManager.default.fileExists(atPath: file) && memory.place.isEmpty)
        CollectionVectors.refresh(index)
        let mapped = try vectors()
        #expect(try mapped.place == file && mapped.rowCount == 200 && mapped.termCount == memory.termCount)
        for id in ["0", "57", "199"] {
            let (one, other) = (try nearest(to: id, 20, in: mapped), try nearest(to: id, 20, in: memory))
            #expect(one.map(\.id) == other.map(\.id) && one.map(\.cosine) == other.map(\.cosine) && one.count == 20)
        }
    }

    @Test func everyCosineIsThatOfTheTwoVectorsAndADocumentIsNearestToItself() throws {
        var random = SeededRandom(2)
        try write(0..<120, &random)
        let vectors = try vectors()
        for row in [0, 60, 119] {
            let own = vectors.vector(ofRow: row)
            let probe = QueryVector(own, terms: vectors.termCount)
            let all = (0..<120).map { (row: $0, cosine: probe.cosine(vectors.vector(ofRow: $0))) }
            let found = vectors.nearest(to: own, 120, without: [])
            #expect(found.first?.row == row && abs((found.first?.cosine ?? 0) - 1) < 1e-3)
            #expect(found.count == all.count { $0.cosine > 0 })
            for hit in found { #expect(abs(Double(hit.cosine) - all[hit.row].cosine) < 1e-5) }
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.cosine >= $1.cosine })
        }
    }

    @Test func changesSinceTheFileWasMadeAreSeenWithoutMakingItAnew() throws {
        var random = SeededRandom(3)
        try write(0..<2_100, &random)
        CollectionVectors.refresh(index)
        let earlier = try vectors()
        try write([7, 2_100, 2_101], &random, removing: [8, 9])
        try write([2_102], &random)
        CollectionVectors.refresh(index)
        let reader = try IndexReader(folder: index)
        let after = try #require(try CollectionVectors.of(reader, earlier: earlier))
        #expect(after.file === earlier.file && after.generation < reader.generation)
        // The same as what is made of all documents as they are now, but for the rarity of words as it was.
        try FileManager.default.removeItem(atPath: file)
        let anew = try vectors()
        for id in ["7", "150", "2100", "2102"] {
            let (one, other) = (try nearest(to: id, 10, in: after), try nearest(to: id, 10, in: anew))
            #expect(Set(one.map(\.id)).intersection(other.map(\.id)).count >= 8)
            #expect(one.allSatisfy { $0.id != "8" && $0.id != "9" })
        }
        #expect(try nearest(to: "150", 2_103, in: after).contains { $0.id == "2102" })
    }

    @Test func afterManyChangesTheFileIsMadeAnew() throws {
        var random = SeededRandom(4)
        try write(0..<2_100, &random)
        CollectionVectors.refresh(index)
        try write(0..<105, &random)
        CollectionVectors.refresh(index)
        let reader = try IndexReader(folder: index)
        #expect(try vectors().generation == reader.generation - 1)
        try write(200..<201, &random)
        CollectionVectors.refresh(index)
        #expect(try vectors().generation == reader.generation + 1)
    }

    @Test func aDamagedFileIsToldAndNotUsed() throws {
        var random = SeededRandom(5)
        try write(0..<60, &random)
        CollectionVectors.refresh(index)
        let reader = try IndexReader(folder: index)
        let sound = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(CollectionVectors.isSound(reader))
        for _ in 0..<200 {
            var damaged = sound
            let place = Int.random(in: 0..<sound.count, using: &random)
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try damaged.write(to: URL(fileURLWithPath: file))
            #expect(!CollectionVectors.isSound(reader))
            #expect(try vectors().place.isEmpty)
        }
        for length in [0, 1, 16, sound.count - 1] {
            try sound.prefix(length).write(to: URL(fileURLWithPath: file))
            #expect(!CollectionVectors.isSound(reader))
            #expect(try vectors().place.isEmpty)
        }
        CollectionVectors.refresh(index)
        #expect(CollectionVectors.isSound(reader))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == sound)
    }
}
