// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// Segments are written in Xapian's format by haku itself, so Xapian must read in them what it would have written.
@Suite struct SegmentWriterTests {
    let folder = TemporaryFolder()

    /// A generator whose numbers are the same every time (Lehmer's, with Park and Miller's multiplier).
    private struct Numbers {
        private var state: UInt64 = 2026
        mutating func next(below end: Int) -> Int {
            state = state * 48_271 % 2_147_483_647
            return Int(state) % end
        }
    }

    /// Documents with terms of all lengths and frequencies, texts of several blocks, and numbers far apart.
    private static let documents: [(number: UInt32, document: IndexDocument)] = {
        var numbers = Numbers()
        var number: UInt32 = 0
        return (0..<3000).map { index in
            number += index % 100 == 99 ? 40_000 : UInt32(1 + numbers.next(below: 3))
            var terms = [IndexTerm("kaikki", frequency: UInt32(numbers.next(below: 300)), positions: [0])]
            for _ in 0..<numbers.next(below: 12) {
                let word = numbers.next(below: 4000)
                var name = word % 7 == 0 ? "Sä\(word)ö" : "sana\(word)"
                if word % 50 == 0 { name += String(repeating: "x", count: 245 - name.utf8.count) }
                if word % 51 == 0 { name = "nolla\0\(word)\0" }
                guard !terms.contains(where: { $0.term == name }) else { continue }
                var positions: [UInt32] = []
                var position = numbers.next(below: 3)
                for _ in 0..<numbers.next(below: word % 11 == 0 ? 300 : 4) {
                    positions.append(UInt32(position))
                    position += 1 + numbers.next(below: word % 13 == 0 ? 1_000_000 : 20)
                }
                terms.append(IndexTerm(name, frequency: UInt32(numbers.next(below: 200)), positions: positions))
            }
            var text = "Asiakirja \(index)\n"
            for _ in 0..<(index % 500 == 0 ? 30_000 : numbers.next(below: 30)) {
                text += String(numbers.next(below: 1 << 30), radix: 36)
            }
            let values: [UInt32: [UInt8]] =
                index % 5 == 0 ? [:] : [1: Array("hanke\(index % 17)".utf8), 5: [UInt8(index % 251), 0, 7]]
            let document = IndexDocument(
                terms: terms, values: values, record: StoredDocument(id: "a/\(index).txt", title: "Nimi \(index)"),
                text: StoredText(text: text, original: index % 3 == 0 ? text + "?" : text),
                weights: [TermWeight("sana\(index)", 2)])
            return (number, document)
        }
    }()

    private func build(_ name: String, _ fill: (SegmentPlace) throws -> Void) throws -> IndexReader {
        let index = IndexFolder(folder.path + "/" + name)
        let build = try IndexBuild(folder: index, settings: "")
        let place = build.nextPlace()
        try fill(place)
        try build.finish([place.number])
        #expect(names(in: index.path) == ["current", "generation-000001", "writer.lock"])
        return try IndexReader(folder: index)
    }

    private func buildByXapian() throws -> IndexReader {
        try build("xapian") { place in
            try Files.makeFolder(place.place)
            let database = try EngineWriter(place: place.place, path: place.path)
            for (number, document) in Self.documents { try database.put(document, at: number) }
            try database.commit()
            database.close()
        }
    }

    private func buildBySegment(memoryLimit: Int) throws -> IndexReader {
        try build("segment") { place in
            let segment = try SegmentWriter(at: place, memoryLimit: memoryLimit)
            for (number, document) in Self.documents { try segment.add(document, at: number) }
            #expect(segment.count == Self.documents.count)
            try segment.finish()
            #expect(names(in: place.path + "/segments") == ["1"])
        }
    }

    /// Every posting with its positions.
    private func postings(_ reader: IndexReader) throws -> [String] {
        var result: [String] = []
        var terms: [String] = []
        try reader.forEachTerm(withPrefix: "") { term, documents in
            terms.append(term)
            result.append("\(term) \(documents)")
            return true
        }
        for term in terms {
            try reader.forEachPosting(of: term) { document, frequency in
                result.append("\(document) \(frequency)")
                return true
            }
        }
        return result
    }

    /// Everything that is kept of each document.
    private func documents(_ reader: IndexReader) throws -> [String] {
        try Self.documents.map { number, _ in
            let terms = try reader.terms(of: number)
            let positions = try terms.map { try reader.positions(of: $0.term, in: number) }
            let text = try reader.text(of: number)
            var weights = ""
            try reader.forEachTermWeight(of: number) { term, weight in weights += "\(term) \(weight) " }
            return """
                \(number) \(try reader.length(of: number)) \(terms) \(positions) \(try reader.record(of: number)) \
                \(text.text) \(text.original) \(try (0..<9).map { try reader.value(slot: $0, of: number) }) \(weights)
                """
        }
    }

    @Test(arguments: [Int.max, 400_000])
    func whatASegmentHoldsIsWhatXapianWouldHaveWritten(memoryLimit: Int) throws {
        let expected = try buildByXapian()
        let made = try buildBySegment(memoryLimit: memoryLimit)
        #expect(made.documentCount == 3000 && made.documentCount == expected.documentCount)
        #expect(made.averageLength == expected.averageLength)
        #expect(try postings(made) == postings(expected))
        #expect(try documents(made) == documents(expected))
        for slot in [Schema.Slot.entry, 1, 5] {
            var values: [[String]] = [[], []]
            for (index, reader) in [made, expected].enumerated() {
                try reader.forEachValue(slot: slot) { document, value in
                    values[index].append("\(document) \(value)")
                    return true
                }
            }
            #expect(values[0] == values[1] && !values[0].isEmpty)
        }
    }

    /// Segments of these documents, whose places are not in the order of the documents' numbers; one is Xapian's own.
    private func buildOfSeveral(threads: Int, spoil: (String) throws -> Void = { _ in }) throws -> IndexReader {
        let index = IndexFolder(folder.path + "/several")
        let build = try IndexBuild(folder: index, settings: "")
        let places = (0..<7).map { _ in build.nextPlace() }
        for (order, place) in places.reversed().enumerated() {
            let documents = Self.documents.enumerated().filter { $0.offset * 7 / 3000 == order }.map(\.element)
            if order == 3 {
                try Files.makeFolder(place.place)
                let database = try EngineWriter(place: place.place, path: place.path)
                for (number, document) in documents.reversed() { try database.put(document, at: number) }
                try database.commit()
                database.close()
            } else {
                let segment = try SegmentWriter(at: place)
                for (number, document) in documents { try segment.add(document, at: number) }
                try segment.finish()
            }
        }
        try spoil(places[2].place)
        try build.finish(places.map(\.number), threads: threads)
        return try IndexReader(folder: index)
    }

    @Test(arguments: [1, 2, 9])
    func segmentsAreMergedIntoWhatXapianWouldHaveWritten(threads: Int) throws {
        let expected = try buildByXapian()
        let made = try buildOfSeveral(threads: threads)
        #expect(made.averageLength == expected.averageLength)
        #expect(try postings(made) == postings(expected))
        #expect(try documents(made) == documents(expected))
    }

    @Test(arguments: ["postlist", "position", "termlist", "docdata"])
    func aDamagedSegmentIsNotMerged(table: String) throws {
        #expect(
            code {
                _ = try buildOfSeveral(threads: 2) { place in
                    let file = unsafe open(place + "/\(table).glass", O_WRONLY)
                    defer { close(file) }
                    let zeros = [UInt8](repeating: 0, count: 4000)
                    for block in 0..<40 {
                        let size = Int(lseek(file, 0, SEEK_END))
                        guard block * 8192 < size else { break }
                        _ = unsafe zeros.withUnsafeBytes {
                            unsafe pwrite(file, $0.baseAddress, $0.count, block * 8192 + 4)
                        }
                    }
                }
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
                for (number, document) in Self.documents[half * 40..<half * 40 + 40] {
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

    @Test func anIndexMadeOfSegmentsTakesChanges() throws {
        _ = try buildBySegment(memoryLimit: .max)
        let index = IndexFolder(folder.path + "/segment")
        let writer = try IndexWriter(folder: index)
        for number in 0..<1500 { #expect(try writer.remove(id: "a/\(number).txt")) }
        try writer.replace(document("a/1600.txt", "kaikki uusi"))
        try writer.finish()
        let reader = try IndexReader(folder: index)
        #expect(reader.documentCount == 1500)
        #expect(try reader.documentFrequency(of: "kaikki") == 1500)
        #expect(try ids(reader, .term("uusi")) == ["a/1600.txt"])
    }

    @Test func aSegmentWithoutDocumentsIsNone() throws {
        let build = try IndexBuild(folder: folder.index, settings: "")
        let place = build.nextPlace()
        try SegmentWriter(at: place).finish()
        #expect(!build.isMade(place.number) && names(in: folder.path + "/index/segments").isEmpty)
    }

    @Test(arguments: [
        [IndexTerm("sana", frequency: 1), IndexTerm("sana", frequency: 1)],
        [IndexTerm("sana", frequency: 2, positions: [4, 4])], [IndexTerm("sana", frequency: 2, positions: [4, 3])],
    ])
    func termsThatComeTwiceOrDoNotRiseAreRefused(terms: [IndexTerm]) throws {
        let build = try IndexBuild(folder: folder.index, settings: "")
        let segment = try SegmentWriter(at: build.nextPlace())
        var document = document("a", "")
        document.terms = terms
        #expect(code { try segment.add(document, at: 1) } == .invalidInput)
        segment.cancel()
        #expect(names(in: folder.path + "/index/segments").isEmpty)
    }

    @Test func documentsComeByRisingNumber() throws {
        let build = try IndexBuild(folder: folder.index, settings: "")
        let segment = try SegmentWriter(at: build.nextPlace())
        try segment.add(document("a", "sana"), at: 7)
        #expect(code { try segment.add(document("b", "sana"), at: 7) } == .invalidInput)
    }
}
