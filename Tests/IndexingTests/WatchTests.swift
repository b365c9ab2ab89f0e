// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

/// An index that follows its files. Each test does its steps where the watch says that a run is done.
@Suite(.timeLimit(.minutes(20))) struct WatchTests {
    let folder = TemporaryFolder()
    var index: IndexFolder { IndexFolder(folder("index")) }

    init() throws {
        try folder.file("docs/a.txt", "Kyläyhdistyksen hanke\n")
        try folder.file("docs/kansio/b.txt", "Kalajoen kaupunki\n")
    }

    /// Watches `docs`; after each run the next of `steps`, and after the last one the end.
    private func follow(_ steps: [(IndexingSummary) throws -> Void], _ other: @escaping (WatchEvent) -> Void = { _ in })
        throws
    {
        let stop = Pipe()
        var left = steps[...]
        var failure: (any Error)?
        try Indexer(folder: index, options: IndexingOptions(allowsMassRemoval: true)).watch(
            [folder("docs")], until: stop.fileHandleForReading.fileDescriptor
        ) { event in
            other(event)
            guard case .done(let summary) = event else { return }
            do { try left.popFirst()?(summary) } catch { failure = error }
            if left.isEmpty || failure != nil { try? stop.fileHandleForWriting.write(contentsOf: Data([0])) }
        }
        if let failure { throw failure }
        #expect(left.isEmpty)
    }

    private func holds(_ ids: [String]) throws {
        #expect(try IndexReader(folder: index).entries().map(\.id).sorted() == ids)
    }
    private func generation() throws -> UInt64 { try IndexReader(folder: index).generation }

    @Test func newChangedMovedAndDeletedFilesAreFollowed() throws {
        let files = FileManager.default
        try follow([
            { summary in
                #expect(summary.added == 2)
                try folder.file("docs/uusi/c.txt", "Pudasjärven kunta\n")
            },
            { summary in
                #expect(summary.added == 1 && summary.unchanged == 0)
                try folder.file("docs/a.txt", "Kyläyhdistyksen uusi hanke\n")
            },
            { summary in
                #expect(summary.changed == 1 && summary.documents == 3)
                try files.moveItem(atPath: folder("docs/kansio"), toPath: folder("docs/uusi/kansio"))
            },
            { summary in
                #expect(summary.moved == 1 && summary.words == 0)
                try holds(["a.txt", "uusi/c.txt", "uusi/kansio/b.txt"])
                try files.removeItem(atPath: folder("docs/uusi"))
            },
            { summary in
                #expect(summary.removed == 2)
                try holds(["a.txt"])
            },
        ])
    }

    @Test func changesThatComeTogetherAreOneCommit() throws {
        var before: UInt64 = 0
        try follow([
            { _ in
                before = try generation()
                for number in 0..<200 { try folder.file("docs/k\(number % 3)/\(number).txt", "Teksti \(number)\n") }
                try FileManager.default.removeItem(atPath: folder("docs/a.txt"))
            },
            { summary in
                #expect(summary.added == 200 && summary.removed == 1)
                let after = try generation()
                #expect(after == before + 1)
            },
        ])
    }

    @Test func archivesAreFollowedAsFiles() throws {
        let table = "Nimi;Kunta;Kuvaus\nHanke;Ii;retki\nToinen;Oulu;työ\n"
        try follow([
            { _ in try folder.file("docs/t.csv", table) },
            { summary in
                #expect(summary.added == 2)
                try folder.file("docs/t.csv", table + "Kolmas;Oulu;kerho\n")
            },
            { summary in
                #expect(summary.added == 1 && summary.changed == 2)
                try FileManager.default.removeItem(atPath: folder("docs/t.csv"))
            },
            { summary in
                #expect(summary.removed == 3)
                try holds(["a.txt", "kansio/b.txt"])
            },
        ])
    }

    @Test func aRootThatGoesKeepsItsDocumentsUntilItIsBack() throws {
        try follow([
            { _ in try FileManager.default.moveItem(atPath: folder("docs"), toPath: folder("pois")) },
            { summary in
                #expect(summary.failures.map(\.kind) == [.rootGone] && summary.documents == 2)
                try folder.file("pois/c.txt", "Uusi\n")
                try FileManager.default.moveItem(atPath: folder("pois"), toPath: folder("docs"))
            },
            { summary in #expect(summary.added == 1 && summary.unchanged == 2 && summary.removed == 0) },
        ])
    }

    @Test func anotherWriterIsWaitedFor() throws {
        var writer: IndexWriter?
        var told = ""
        try follow([
            { _ in
                writer = try IndexWriter(folder: index)
                try folder.file("docs/c.txt", "Uusi\n")
            },
            { summary in #expect(summary.added == 1) },
        ]) { event in
            guard case .waiting(let error) = event else { return }
            told = error.message
            writer?.cancel()
        }
        #expect(told.contains("process \(getpid())"))
    }

    @Test func aRunThatIsStoppedCommitsWhatItDid() throws {
        for number in 0..<30 { try folder.file("docs/\(number).txt", "Teksti numero \(number)\n") }
        _ = try Indexer(folder: index).update([folder("docs/kansio")])
        let stop = Pipe()
        var summary = IndexingSummary()
        var indexed = 0
        try Indexer(folder: index, options: IndexingOptions(jobs: 1)).watch(
            [folder("docs")], until: stop.fileHandleForReading.fileDescriptor
        ) { event in
            if case .indexing(.indexed) = event {
                indexed += 1
                if indexed == 3 { try? stop.fileHandleForWriting.write(contentsOf: Data([0])) }
            }
            if case .done(let done) = event { summary = done }
        }
        #expect(summary.isStopped && summary.added == 3)
        #expect(try IndexReader(folder: index).documentCount == 4)
        #expect(try Indexer(folder: index).update([folder("docs")]).documents == 33)
    }

    @Test func aBuildThatIsStoppedLeavesNoIndexAndTheNextOneGoesOn() throws {
        for number in 0..<30 { try folder.file("docs/\(number).txt", "Teksti numero \(number)\n") }
        let stop = Pipe()
        var options = IndexingOptions(jobs: 1)
        options.smallestSegment = 1
        let indexer = Indexer(folder: index, options: options)
        var summary = IndexingSummary()
        try indexer.watch([folder("docs")], until: stop.fileHandleForReading.fileDescriptor) { event in
            if case .indexing(.indexed(_, 20, _, _)) = event {
                try? stop.fileHandleForWriting.write(contentsOf: Data([0]))
            }
            if case .done(let done) = event { summary = done }
        }
        #expect(summary.isStopped)
        #expect(try index.currentGeneration() == nil)
        let next = try indexer.update([folder("docs")])
        #expect(next.documents == 32 && next.resumed > 0)
    }
}
