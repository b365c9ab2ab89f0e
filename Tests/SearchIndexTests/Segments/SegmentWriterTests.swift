// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import IndexComparison
import TestSupport
import Testing

@testable import SearchIndex

/// haku writes segments in Xapian's format by itself: Xapian must read in them what its own writer would have written, and
/// its check must find nothing.
@Suite(.timeLimit(.minutes(20))) struct SegmentWriterTests {
    let folder = TemporaryFolder()

    /// Builds an index of one segment of all generated documents, and checks the segment; answers the generation's folder.
    private func build(_ name: String, by tables: TableWriter, memoryLimit: Int = .max) throws -> String {
        let index = IndexFolder(folder.path + "/" + name)
        let build = try IndexBuild(folder: index, settings: "", tables: tables)
        let place = build.nextPlace()
        let segment = try SegmentWriter(at: place, memoryLimit: memoryLimit)
        for (number, document) in GeneratedDocuments.all { try segment.add(document, at: number) }
        #expect(segment.count == GeneratedDocuments.all.count)
        try segment.finish()
        #expect(names(in: index.path + "/segments") == ["1"])
        #expect(try DatabaseCheck.problems(in: place.place) == [])
        try build.finish([place.number])
        #expect(names(in: index.path) == ["XAPIANDB", "current", "generation-000001", "writer.lock"])
        return index.path + "/generation-000001"
    }

    /// The contents of an index of all generated documents that Xapian's own writer made.
    private func contentsByXapian() throws -> DatabaseContents {
        try DatabaseContents(of: build("xapian", by: .xapian, memoryLimit: 1 << 20))
    }

    @Test(arguments: [Int.max, 400_000])
    func aSegmentHoldsWhatXapianWouldHaveWritten(memoryLimit: Int) throws {
        let made = try build("haku", by: .haku, memoryLimit: memoryLimit)
        #expect(try DatabaseCheck.problems(in: made) == [])
        let contents = try DatabaseContents(of: made)
        #expect(contents.lines[.figures]?.first?.hasPrefix("3000 documents") == true)
        #expect(DatabaseContents.Section.allCases.allSatisfy { contents.lines[$0]?.isEmpty == false })
        #expect(try contents.differences(to: contentsByXapian()) == [])
    }

    @Test(arguments: [1, 2, 9])
    func segmentsAreMergedIntoWhatXapianWouldHaveWritten(threads: Int) throws {
        let made = try SegmentedIndex(folder.path + "/several")
        try made.build.finish(made.places.map(\.number), threads: threads)
        #expect(try DatabaseCheck.problems(in: made.generation) == [])
        #expect(try DatabaseContents(of: made.generation).differences(to: contentsByXapian()) == [])
    }

    @Test func xapiansSegmentsAreMergedByXapian() throws {
        let made = try SegmentedIndex(folder.path + "/several", tables: .xapian)
        try made.build.finish(made.places.map(\.number))
        #expect(try DatabaseCheck.problems(in: made.generation) == [])
        #expect(try DatabaseContents(of: made.generation).differences(to: contentsByXapian()) == [])
    }

    @Test func theComparisonFindsOneChange() throws {
        let made = try SegmentedIndex(folder.path + "/several")
        try made.build.finish(made.places.map(\.number))
        let before = try DatabaseContents(of: made.generation)
        let writer = try IndexWriter(folder: IndexFolder(folder.path + "/several"))
        var (number, document) = GeneratedDocuments.all[1234]
        document.terms[0].frequency += 1
        try writer.replace(document)
        try writer.finish()
        let sections = try DatabaseContents(of: made.generation).differences(to: before).map { $0.prefix { $0 != ":" } }
        #expect(sections == ["figures", "terms", "postings", "documents", "termLists", "metadata"])
        #expect(number > 0)
    }

    @Test func aBuildByTheOtherWriterBeginsAnew() throws {
        let index = folder.path + "/several"
        _ = try SegmentedIndex(index)
        #expect(try IndexBuild(folder: IndexFolder(index), settings: "").leftovers.count == 7)
        #expect(try IndexBuild(folder: IndexFolder(index), settings: "", tables: .xapian).leftovers.isEmpty)
    }

    @Test func whatAccompaniesAGenerationIsMadeBeforeItIsTheCurrentOne() throws {
        let path = folder.path + "/several"
        let made = try SegmentedIndex(path)
        var seen: [Int] = []
        try made.build.finish(made.places.map(\.number), documents: GeneratedDocuments.all.count) { new in
            #expect(!names(in: path).contains("current"))
            seen.append((try? IndexReader(folder: new).documentCount) ?? -1)
        }
        #expect(seen == [GeneratedDocuments.all.count])
        #expect(try IndexReader(folder: IndexFolder(path)).documentCount == GeneratedDocuments.all.count)
    }

    @Test func segmentsOfAnInterruptedBuildAreNotReadBeforeTheyAreChecked() throws {
        let path = folder.path + "/several"
        _ = try SegmentedIndex(path)
        let build = try IndexBuild(folder: IndexFolder(path), settings: "")
        try build.finish([], documents: GeneratedDocuments.all.count) { _ in
            Issue.record("The new generation was read.")
        }
        #expect(try IndexReader(folder: IndexFolder(path)).documentCount == GeneratedDocuments.all.count)
    }

    @Test func hakusWriterIsForVerifiedVersionsOnly() {
        #expect(TableWriter.suited(verified: [TableWriter.xapianVersion]) == .haku)
        #expect(TableWriter.suited(verified: ["1.4.0"]) == .xapian)
        #expect(!TableWriter.verifiedVersions.isEmpty)
    }

    @Test func anIndexMadeOfSegmentsTakesChanges() throws {
        let generation = try build("haku", by: .haku)
        let index = IndexFolder(folder.path + "/haku")
        let writer = try IndexWriter(folder: index)
        for number in 0..<1500 { #expect(try writer.remove(id: "a/\(number).txt")) }
        try writer.replace(document("a/1600.txt", "kaikki uusi"))
        try writer.finish()
        let reader = try IndexReader(folder: index)
        #expect(reader.documentCount == 1500)
        #expect(try reader.documentFrequency(of: "kaikki") == 1500)
        #expect(try ids(reader, .term("uusi")) == ["a/1600.txt"])
        #expect(try DatabaseCheck.problems(in: generation) == [])
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
