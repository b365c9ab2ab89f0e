// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

@Suite struct SegmentTests: IndexedFolder {
    let folder = TemporaryFolder()

    init() {
        for number in 0..<40 {
            folder.write("Asiakirja \(number)\n\nKyläyhdistys \(number) sai rahaa hankkeisiin.\n", "docs/\(number).txt")
        }
    }

    private func options(rebuild: Bool = false) -> IndexingOptions {
        var options = IndexingOptions(jobs: 2, rebuild: rebuild)
        options.smallestSegment = 1
        return options
    }

    /// Everything a query can see, by document.
    private func contents() throws -> [String: String] {
        let reader = try IndexReader(folder: index)
        var result: [String: String] = [:]
        for match in try reader.search(.all, options: MatchOptions(limit: 1000)).hits {
            let record = try reader.record(of: match.document)
            let text = try reader.text(of: match.document)
            var places = ""
            for term in ["kyläyhdistys", "Shankkeisiin", "raha"] {
                places += "\(try reader.positions(of: term, in: match.document)) "
            }
            result[record.id] = "\(match.document) \(record.title) \(text.text) \(places)"
        }
        return result
    }

    @Test func segmentsMakeTheIndexThatOneWouldMake() throws {
        let summary = try Indexer(folder: index, options: options()).update([documents])
        #expect(summary.added == 40 && summary.documents == 40 && summary.failures.isEmpty)
        let several = try contents()
        #expect(several.count == 40)
        var whole = IndexingOptions(jobs: 1, rebuild: true)
        whole.smallestSegment = 1 << 30
        _ = try Indexer(folder: index, options: whole).update([])
        #expect(try contents() == several)
        #expect(names(in: index.path) == ["XAPIANDB", "current", "generation-000002", "roots", "writer.lock"])
    }

    @Test func anInterruptedBuildGoesOnWithWhatWasFinished() throws {
        // Two segments are finished, one is begun, and the process ends.
        do {
            let build = try IndexBuild(folder: index, settings: options().settings(in: index))
            _ = try freshBuild(build).perform(plan())
            let unfinished = try SegmentWriter(at: build.nextPlace())
            _ = unfinished.count
        }
        #expect(try IndexFolder(index.path).currentGeneration() == nil)
        folder.write("Muuttunut teksti\n", "docs/7.txt")
        let summary = try Indexer(folder: index, options: options()).update([documents])
        #expect(summary.added == 40 && summary.documents == 40)
        #expect(summary.resumed > 0 && summary.resumed < 40)
        #expect(try contents().count == 40)
        #expect(try contents()["7.txt"]?.contains("Muuttunut") == true)
        #expect(names(in: index.path) == ["XAPIANDB", "current", "generation-000001", "roots", "writer.lock"])
    }

    @Test func segmentsMadeWithOtherSettingsAreMadeAnew() throws {
        do {
            let build = try IndexBuild(folder: index, settings: "toisin")
            _ = try freshBuild(build).perform(plan())
        }
        let summary = try Indexer(folder: index, options: options()).update([documents])
        #expect(summary.added == 40 && summary.resumed == 0)
    }

    @Test func aSegmentWithNumbersThatNoBuildGivesIsMadeAnew() throws {
        let job = try #require(plan().jobs.first)
        do {
            let build = try IndexBuild(folder: index, settings: options().settings(in: index))
            var record = StoredDocument(
                id: job.id, root: job.root, title: "Nimi", modified: job.stamp.modified, size: job.size)
            (record.changed, record.inode) = (job.stamp.changed, job.stamp.inode)
            let segment = try SegmentWriter(at: build.nextPlace())
            let text = StoredText(text: "teksti", original: "teksti")
            try segment.add(
                IndexDocument(terms: [IndexTerm("teksti", frequency: 1)], values: [:], record: record, text: text),
                at: .max - 7)
            try segment.finish()
        }
        do {
            let build = try IndexBuild(folder: index, settings: options().settings(in: index))
            #expect(build.leftovers.map(\.lastDocument) == [.max - 7])
            #expect(build.leftovers.first?.entries.first == job.entry(hash: ""))
        }
        let summary = try Indexer(folder: index, options: options()).update([documents])
        #expect(summary.added == 40 && summary.resumed == 0)
    }

    @Test func anInterruptedBuildDoesNotReadArchivesAgain() throws {
        for number in 0..<6 {
            folder.write(
                "Nimi;Kunta;Kuvaus\nHanke \(number);Ii;retki\nToinen \(number);Oulu;työ\n", "docs/t\(number).csv")
        }
        do {
            let build = try IndexBuild(folder: index, settings: options().settings(in: index))
            _ = try freshBuild(build).perform(plan())
        }
        folder.write("Nimi;Kunta;Kuvaus\nUusi;Kalajoki;retki\nUudempi;Oulu;työ\n", "docs/t3.csv")
        let summary = try Indexer(folder: index, options: options()).update([documents])
        #expect(summary.added == 52 && summary.documents == 52 && summary.resumed == 50)
        let contents = try contents()
        #expect(contents.count == 52)
        #expect(contents["t3.csv/1"]?.contains("Uusi") == true && contents["t5.csv/2"]?.contains("Toinen 5") == true)
        #expect(try Indexer(folder: index, options: options()).update([]).unchanged == 52)
    }

    private func freshBuild(_ build: IndexBuild) -> FreshBuild {
        FreshBuild(build: build, run: IndexingRun(folder: index, options: options()))
    }

    private func plan() throws -> IndexingPlan {
        let root = IndexRoot(number: 1, path: Roots.absolute(documents))
        var plan = IndexingPlan(known: KnownEntries(), roots: [root], options: options(), folder: index)
        try plan.add(root)
        return plan
    }
}
