// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentReading
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

/// The list of roots beside the generations, and what it keeps an index from losing.
@Suite struct RootTests {
    let folder = TemporaryFolder()
    var index: IndexFolder { IndexFolder(folder("index")) }

    init() {
        for name in ["a", "b", "sub/c", "sub/d", "sub/e"] {
            folder.write("Kalajoen kaupunki \(name)\n", "docs/\(name).txt")
        }
    }

    @discardableResult
    private func update(_ paths: [String], _ options: IndexingOptions = .init()) throws -> IndexingSummary {
        try Indexer(folder: index, options: options).update(paths)
    }

    private func move(_ old: String, _ new: String) { #expect(unsafe rename(folder(old), folder(new)) == 0) }

    private func entries() throws -> [IndexEntry] { try IndexReader(folder: index).entries() }

    private func generationFile(_ name: String) throws -> String {
        let generation = try #require(try index.currentGeneration())
        return folder("index/\(generation)/\(name)")
    }

    @Test(arguments: ["/a", "/Omat tiedostot/ääni", "/rivi\nvaihto\u{202E}", "/100 %"])
    func aListOfRootsReadsAsItWasWritten(_ path: String) throws {
        var root = IndexRoot(number: 7, path: Array(path.utf8) + [0x2F, 0xFF])
        root.excludes = ["*.bak", "väli lyönti"]
        root.ocr = .never
        root.repair = false
        root.lastRun = 1_795_946_531
        root.documents = 12
        root.mounts = [Array("jako levy".utf8)]
        root.isLeaving = true
        let roots = [root, IndexRoot(number: 8, path: [0x2F])]
        let text = RootList.encode(roots)
        #expect(RootList.decode(Array(text.utf8)) == roots)
        #expect(text.contains("\n  run 2026-11-29T10:02:11Z\n"))
        for place in text.utf8.indices {
            var bytes = Array(text.utf8)
            bytes[text.utf8.distance(from: text.utf8.startIndex, to: place)] ^= 4
            #expect(RootList.decode(bytes) == nil)
        }
    }

    @Test func optionsOfARootAreRemembered() throws {
        try update([folder("docs")], .init(excludes: ["sub"]))
        folder.write("Uusi\n", "docs/sub/f.txt")
        #expect(try update([]).added == 0)
        #expect(try update([], .init(rebuild: true)).documents == 2)
        // Who names it says how it is read.
        #expect(try update([folder("docs")]).added == 4)
    }

    @Test func rootsOfAnOlderIndexAreWrittenBesideIt() throws {
        try update([folder("docs")])
        folder.remove("index/roots")
        #expect(try update([]).unchanged == 5)
        let listed = try #require(try Indexer.listedRoots(of: index))
        #expect(listed.map(\.name) == [String(decoding: Roots.absolute(folder("docs")), as: UTF8.self)])
        #expect(listed.map(\.documents) == [5])
    }

    @Test(arguments: ["postlist.glass", "termlist.glass", "docdata.glass", "position.glass", "iamglass"])
    func aDamagedIndexIsMadeAnewOfItsRoots(_ table: String) throws {
        try update([folder("docs")])
        #expect(try unsafe truncate(generationFile(table), 100) == 0)
        let summary = try update([], .init(rebuild: true))
        #expect(summary.documents == 5)
        #expect(try entries().count == 5)
    }

    @Test func aRebuildThatKnowsNoRootsRefusesAndSaysWhatToName() throws {
        try update([folder("docs")])
        folder.remove("index/roots")
        #expect(try unsafe truncate(generationFile("iamglass"), 20) == 0)
        let before = names(in: folder("index"))
        let error = #expect(throws: IndexError.self) { try update([], .init(rebuild: true)) }
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains("haku index --rebuild PATH") == true)
        #expect(error?.message.contains(folder("docs")) == true)
        #expect(names(in: folder("index")).filter { $0 != "segments" } == before)
        #expect(try update([folder("docs")], .init(rebuild: true)).documents == 5)
    }

    @Test(arguments: ["generation-000009\n", "generation-00000\u{1}\n", "", nil])
    func aRebuildKeepsTheGenerationWhoseNameIsLost(_ current: String?) throws {
        try update([folder("docs")])
        folder.remove("index/current")
        if let current { folder.write(current, "index/current") }
        #expect(throws: IndexError.self) { try update([folder("docs")]) }
        move("docs", "muualla")
        #expect(throws: IndexError.self) { try update([], .init(rebuild: true)) }
        #expect(names(in: folder("index")).contains("generation-000001"))
        move("muualla", "docs")
        #expect(try update([], .init(rebuild: true)).documents == 5)
    }

    @Test func moreThanHalfGoesOutOnlyWhereThatIsAllowed() throws {
        try update([folder("docs")])
        for name in ["b", "sub/c", "sub/d", "sub/e"] { folder.remove("docs/\(name).txt") }
        folder.write("Uusi\n", "docs/uusi.txt")
        for options in [IndexingOptions(), .init(prune: true)] {
            let summary = try update([], options)
            #expect(summary.removed == 0)
            #expect(summary.failures.map(\.kind) == [.massRemoval])
            #expect(summary.documents == 6)
        }
        let summary = try update([], .init(allowsMassRemoval: true))
        #expect(summary.removed == 4 && summary.documents == 2)
    }

    @Test func aRebuildWithLessThanHalfIsNotPutInPlace() throws {
        try update([folder("docs")])
        for name in ["c", "d", "e"] { folder.remove("docs/sub/\(name).txt") }
        #expect(throws: IndexError.self) { try update([], .init(rebuild: true)) }
        #expect(try entries().count == 5)
        // What was read is not read again.
        let summary = try update([], .init(allowsMassRemoval: true, rebuild: true))
        #expect(summary.documents == 2 && summary.resumed == 2)
    }

    @Test func aMovedFolderKeepsItsDocuments() throws {
        try update([folder("docs")])
        let before = try entries()
        move("docs", "uudet")
        // One who does not say so is told how.
        let told = try update([folder("uudet")])
        #expect(told.failures.map(\.kind) == [.idTaken])
        #expect(told.failures.first?.message.contains("--moved-from") == true)
        let summary = try update([folder("uudet")], .init(movedFrom: folder("docs")))
        #expect(summary.unchanged == 5 && summary.words == 0 && summary.failures.isEmpty)
        #expect(try entries() == before)
        #expect(try update([]).unchanged == 5)
    }

    @Test func aFolderThatIsNotTheMovedOneIsRefused() throws {
        try update([folder("docs")])
        folder.write("Muuta\n", "toinen/muu.txt")
        for (new, old) in [("toinen", "docs"), ("puuttuu", "docs"), ("toinen", "puuttuu")] {
            #expect(throws: IndexError.self) { try update([folder(new)], .init(movedFrom: folder(old))) }
        }
        #expect(try update([]).unchanged == 5)
    }

    @Test func aForgottenRootGoesOutWithItsDocuments() throws {
        folder.write("Toinen\n", "toinen/t.txt")
        try update([folder("docs"), folder("toinen")])
        move("docs", "pois")
        #expect(throws: IndexError.self) { try Indexer(folder: index).forget(folder("pois")) }
        #expect(try Indexer(folder: index).forget(folder("docs")) == 5)
        #expect(try entries().map(\.id) == ["t.txt"])
        #expect(try update([]).failures.isEmpty)
    }

    @Test func aRootThatWasOnItsWayOutGoesWithTheNextRun() throws {
        folder.write("Toinen\n", "toinen/t.txt")
        try update([folder("docs"), folder("toinen")])
        var roots = try #require(try Indexer.listedRoots(of: index))
        roots[0].isLeaving = true
        try index.replaceRootsFile(with: RootList.encode(roots))
        #expect(try update([]).removed == 5)
        #expect(try Indexer.listedRoots(of: index)?.map(\.number) == [2])
    }
}
