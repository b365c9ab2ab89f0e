// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

/// A run that looks documents up one by one comes to what one that reads the entries of all does.
@Suite struct KnownEntriesTests: IndexedFolder {
    let folder = TemporaryFolder()

    /// Changes of files, the paths that a run is then given, and those that it is told have changed (below `docs`; nil is
    /// all).
    struct Step: Sendable {
        let name: String
        let paths: [String]
        var changed: [String]?
        /// True where a plan needs the entries of all documents.
        var readsAll = false
        let change: @Sendable (TemporaryFolder) throws -> Void

        static let table = "Nimi;Kunta;Kuvaus\nKylähanke;Kalajoki;työpaja\nToinen;Ii;retki\n"

        static let all = [
            Step(name: "a file beside the folder", paths: ["uusi.txt"]) { $0.write("Uusi ohje\n", "uusi.txt") },
            Step(name: "that file, changed", paths: ["uusi.txt"]) { $0.write("Uusi ja parempi ohje\n", "uusi.txt") },
            Step(name: "that file, as it was", paths: ["uusi.txt"]) { _ in },
            Step(name: "a table, which is several documents", paths: ["taulu.txt"]) { $0.write(table, "taulu.txt") },
            Step(name: "a table of one row less", paths: ["taulu.txt"]) {
                $0.write("Nimi;Kunta;Kuvaus\nKylähanke;Kalajoki;työpaja\nKolmas;Oulu;leiri\n", "taulu.txt")
            },
            Step(name: "a table that has become a text", paths: ["taulu.txt"]) {
                $0.write("Vain teksti\n", "taulu.txt")
            },
            Step(name: "a file in place of a folder", paths: ["toinen"], readsAll: true) {
                try FileManager.default.removeItem(atPath: $0("toinen"))
                $0.write("Kansion sijasta\n", "toinen")
            },
            Step(name: "a file of a name that a folder's file has", paths: ["muualla/d3.txt"]) {
                $0.write("Samanniminen\n", "muualla/d3.txt")
            },
            Step(name: "a folder of names that are taken", paths: ["kolmas"]) {
                $0.write("Samanniminen\n", "kolmas/d4.txt")
                $0.write("Oma nimi\n", "kolmas/oma.txt")
            },
            Step(name: "files that a watch saw change", paths: ["docs"], changed: ["d5.txt", "sub", "ei.txt"]) {
                $0.write("Muuttunut\n", "docs/d5.txt")
                $0.write("Alempana\n", "docs/sub/uusi.txt")
                $0.remove("docs/sub/s1.txt")
            },
            Step(name: "a file that a watch saw move", paths: ["docs"], changed: ["d6.txt", "sub/d6.txt"]) {
                try FileManager.default.moveItem(atPath: $0("docs/d6.txt"), toPath: $0("docs/sub/d6.txt"))
            },
            Step(name: "a path longer than a term", paths: ["docs"], changed: [long], readsAll: true) {
                $0.write("Pitkä polku\n", "docs/\(long)/x.txt")
            },
            Step(name: "a file that is not there", paths: ["puuttuu.txt"]) { _ in },
            Step(name: "a file that has gone", paths: ["uusi.txt"], readsAll: true) { $0.remove("uusi.txt") },
            Step(name: "everything", paths: [], readsAll: true) { $0.remove("docs/d7.txt") },
        ]
        static let long = String(repeating: "pitkä/", count: 60) + "loppu"
    }

    private func tree(_ name: String) throws -> TemporaryFolder {
        let tree = TemporaryFolder()
        for number in 0..<160 { tree.write("Kalajoen kaupunki \(number)\n", "docs/d\(number).txt") }
        for number in 0..<3 { tree.write("Kylä \(number)\n", "docs/sub/s\(number).txt") }
        tree.write(Step.table, "docs/lista.txt")
        tree.write("Toisen kansion teksti\n", "toinen/t.txt")
        return tree
    }

    private func changes(_ step: Step, in tree: TemporaryFolder) -> ChangedPaths? {
        step.changed.map { changed in
            var paths = ChangedPaths()
            for path in changed { paths.insert(Roots.absolute(tree("docs")) + [0x2F] + Array(path.utf8)) }
            return paths
        }
    }

    /// True if a plan of the step reads the entries of all documents.
    private func readsAll(_ step: Step, in tree: TemporaryFolder) throws -> Bool {
        let run = IndexingRun(folder: IndexFolder(tree("index")), options: IndexingOptions(dryRun: true))
        run.unread = try UnreadList(folder: run.folder, settings: "")
        let state = try run.state(nil, isNaming: true)
        _ = try run.plan(step.paths.map { tree($0) }, changes(step, in: tree), state)
        return state.known.isWhole
    }

    private func outcome(_ step: Step, in tree: TemporaryFolder) throws -> (IndexingSummary, [IndexEntry]) {
        let index = IndexFolder(tree("index"))
        let summary = try Indexer(folder: index).update(
            step.paths.map { tree($0) }, changes: changes(step, in: tree), isStopped: { false }, report: { _ in })
        return (summary, try IndexReader(folder: index).entries())
    }

    @Test func lookUpsComeToWhatAllEntriesDo() throws {
        let (lookedUp, whole) = (try tree("a"), try tree("b"))
        for tree in [lookedUp, whole] {
            _ = try Indexer(folder: IndexFolder(tree("index"))).update([tree("docs"), tree("toinen")])
        }
        for step in Step.all {
            for tree in [lookedUp, whole] { try step.change(tree) }
            #expect(try counts(in: lookedUp) != nil, "\(step.name)")
            let writer = try IndexWriter(folder: IndexFolder(whole("index")))
            try writer.setMetadata(nil, for: DocumentCounts.key)
            try writer.finish()
            #expect(try readsAll(step, in: lookedUp) == step.readsAll, "\(step.name)")
            #expect(try readsAll(step, in: whole), "\(step.name)")
            let (first, firstEntries) = try outcome(step, in: lookedUp)
            let (second, secondEntries) = try outcome(step, in: whole)
            #expect(firstEntries.map(\.id) == secondEntries.map(\.id), "\(step.name)")
            #expect(firstEntries.map(\.root) == secondEntries.map(\.root), "\(step.name)")
            #expect(firstEntries.map(\.contentHash) == secondEntries.map(\.contentHash), "\(step.name)")
            #expect(figures(first) == figures(second), "\(step.name)")
            #expect(first.failures.map(\.kind) == second.failures.map(\.kind), "\(step.name)")
            #expect(first.documents == firstEntries.count, "\(step.name)")
            let noted = try #require(try counts(in: lookedUp))
            #expect(noted == DocumentCounts(firstEntries).encoded, "\(step.name)")
        }
    }

    private func figures(_ summary: IndexingSummary) -> [Int] {
        [summary.added, summary.changed, summary.removed, summary.moved, summary.unchanged, summary.documents]
    }

    private func counts(in tree: TemporaryFolder) throws -> [UInt8]? {
        try IndexReader(folder: IndexFolder(tree("index"))).metadata(DocumentCounts.key)
    }

    @Test func aRunOverFewFilesReadsTheseAlone() throws {
        for number in 0..<40 { folder.write("Kalajoen kaupunki \(number)\n", "docs/d\(number).txt") }
        try update([documents])
        let known = try KnownEntries(of: IndexReader(folder: index))
        #expect(try known.entry("d7.txt")?.id == "d7.txt")
        #expect(try known.entry("puuttuu.txt") == nil)
        #expect(!known.isWhole)
        // Beyond a share of all documents that would cost more.
        for number in 8..<20 { #expect(try known.entry("d\(number).txt")?.id == "d\(number).txt") }
        #expect(known.isWhole)
    }

    @Test func aFolderOfManyDocumentsIsNotLookedUpOneByOne() throws {
        for number in 0..<40 { folder.write("Kalajoen kaupunki \(number)\n", "docs/osa\(number % 20)/d\(number).txt") }
        for number in 0..<10 { folder.write("Iin kunta \(number)\n", "docs/suuri/d\(number).txt") }
        try update([documents])
        for (place, isWhole) in [("osa3", false), ("suuri", true)] {
            let known = try KnownEntries(of: IndexReader(folder: index))
            let root = IndexRoot(number: 1, path: Roots.absolute(documents))
            #expect(try known.ids(of: root, at: [place]).allSatisfy { $0.hasPrefix(place + "/") })
            #expect(try known.ids(of: root, at: [place]).count == (isWhole ? 10 : 2))
            #expect(known.isWhole == isWhole)
        }
    }

    @Test func theNumberOfDocumentsIsKeptByWhoeverTakesSomeOut() throws {
        folder.write("Toinen\n", "toinen/t.txt")
        for number in 0..<4 { folder.write("Kalajoen kaupunki \(number)\n", "docs/d\(number).txt") }
        try update([documents, folder("toinen")])
        #expect(try DocumentCounts(of: IndexReader(folder: index))?.byRoot == [1: 4, 2: 1])
        _ = try Indexer(folder: index).remove(["d1.txt"])
        #expect(try DocumentCounts(of: IndexReader(folder: index))?.byRoot == [1: 3, 2: 1])
        _ = try Indexer(folder: index).erase(["d2.txt"])
        #expect(try DocumentCounts(of: IndexReader(folder: index))?.byRoot == [1: 2, 2: 1])
        _ = try Indexer(folder: index).forget(documents)
        #expect(try DocumentCounts(of: IndexReader(folder: index))?.byRoot == [2: 1])
        // One that took some out without a word of it is noticed.
        let writer = try IndexWriter(folder: index)
        try writer.remove(id: "t.txt")
        try writer.finish()
        #expect(try DocumentCounts(of: IndexReader(folder: index)) == nil)
    }
}
