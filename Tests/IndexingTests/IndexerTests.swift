// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

@Suite struct IndexerTests: IndexedFolder {
    let folder = TemporaryFolder()

    init() {
        write([
            "a.txt": "Kyläyhdistyksen hanke\n\nPitkäaikaistyöttömät saivat työtä.\n",
            "kansio/ä b.txt": "Kalajoen kaupunki\n",
        ])
    }

    @Test func filesGoInChangeAndVanish() throws {
        let first = try update([documents])
        #expect(first.added == 2 && first.failures.isEmpty && first.documents == 2)
        #expect(try ids("kyläyhdistys") == ["a.txt"])
        #expect(try ids("kalajoki") == ["kansio/ä b.txt"])
        #expect(try ids("yhdistys") == ["a.txt"])
        let second = try update([])
        #expect(second.unchanged == 2 && second.added == 0 && second.changed == 0)
        folder.write("Toinen teksti kissasta\n", "docs/a.txt")
        folder.write("Uusi koira\n", "docs/b.txt")
        folder.remove("docs/kansio/ä b.txt")
        let third = try update([])
        #expect(third.changed == 1 && third.added == 1 && third.removed == 1 && third.documents == 2)
        #expect(try ids("kissa") == ["a.txt"])
        #expect(try ids("kyläyhdistys") == [])
        #expect(try ids("kalajoki") == [])
    }

    @Test func theIndexItselfIsNoDocument() throws {
        let inside = IndexFolder(documents + "/index")
        for _ in 0..<2 {
            let summary = try Indexer(folder: inside).update([documents])
            #expect(summary.documents == 2 && summary.failures.isEmpty)
        }
    }

    @Test func aFileTouchedButNotChangedIsUnchanged() throws {
        _ = try update([documents])
        folder.write("Kalajoen kaupunki\n", "docs/kansio/ä b.txt")
        let summary = try update([documents])
        #expect(summary.unchanged == 2 && summary.changed == 0)
    }

    @Test func aRunThatChangesNothingIsNoNewGeneration() throws {
        _ = try update([documents])
        let before = try IndexReader(folder: index).generation
        #expect(try update([documents]).unchanged == 2)
        #expect(try IndexReader(folder: index).generation == before)
        // A file that was only touched is read once more, and its new times are kept.
        folder.write("Kalajoen kaupunki\n", "docs/kansio/ä b.txt")
        _ = try update([documents])
        let touched = try IndexReader(folder: index).generation
        #expect(touched == before + 1)
        _ = try update([documents])
        #expect(try IndexReader(folder: index).generation == touched)
    }

    @Test func aRenamedFileKeepsWhatWasMadeOfIt() throws {
        _ = try update([documents])
        let reader = try IndexReader(folder: index)
        let before = try #require(try reader.search(.term("kalajoki")).hits.first)
        #expect(unsafe rename(documents + "/kansio/ä b.txt", documents + "/kalajoki.txt") == 0)
        let summary = try update([])
        #expect(summary.moved == 1 && summary.added == 0 && summary.removed == 0 && summary.documents == 2)
        #expect(summary.words == 0)
        #expect(try ids("kalajoki") == ["kalajoki.txt"])
        _ = try reader.refresh()
        #expect(try reader.search(.term("kalajoki")).hits.first?.document == before.document)
        #expect(try reader.search(.term(Schema.idTerm("kalajoki.txt"))).hits.count == 1)
        #expect(try reader.search(.term(Schema.idTerm("kansio/ä b.txt"))).hits.isEmpty)
        #expect(try update([]).unchanged == 2)
    }

    @Test func changesAreCommittedWhileARunGoesOn() throws {
        _ = try update([documents])
        for number in 0..<5 { folder.write("Uusi asiakirja \(number) kissasta\n", "docs/\(number).txt") }
        var options = IndexingOptions(jobs: 1)
        options.commitInterval = .zero
        let indexer = Indexer(folder: index, options: options)
        var seen: [Int] = []
        _ = try indexer.update([]) { event in
            guard case .indexed = event, let reader = try? IndexReader(folder: index) else { return }
            seen.append(reader.documentCount)
        }
        #expect(seen == [3, 4, 5, 6, 7])
    }

    @Test func aSecondWriterIsToldWhoHoldsTheLock() throws {
        _ = try update([documents])
        let writer = try IndexWriter(folder: index)
        do {
            _ = try update([])
            Issue.record("two writers")
        } catch let error as IndexError {
            #expect(error.code == .locked && error.message.contains("process \(getpid())"))
        }
        writer.cancel()
        #expect(try update([]).unchanged == 2)
    }

    @Test func aBadFileIsReportedAndTheRestGoesIn() throws {
        folder.write("", "docs/tyhjä.txt")
        folder.write("\u{0}\u{1}\u{2}ELF\u{0}\u{0}", "docs/binääri")
        #expect(unsafe mkfifo(documents + "/putki", 0o600) == 0)
        #expect(unsafe symlink(documents, documents + "/kansio/silmukka") == 0)
        let summary = try update([documents, folder.path + "/puuttuu"])
        #expect(summary.added == 2)
        #expect(summary.failures.map(\.kind) == [.notFound, .badData, .badData])
    }

    @Test func aRootThatIsGoneKeepsItsDocumentsUnlessPruned() throws {
        _ = try update([documents])
        #expect(unsafe rename(documents, documents + ".pois") == 0)
        let kept = try update([])
        #expect(kept.failures.map(\.kind) == [.rootGone] && kept.documents == 2)
        _ = unsafe mkdir(documents, 0o755)
        #expect(try update([]).failures.map(\.kind) == [.rootGone])
        #expect(throws: IndexError.self) { try update([], .init(rebuild: true)) }
        #expect(try update([], .init(prune: true)).failures.map(\.kind) == [.massRemoval])
        let pruned = try update([], .init(prune: true, allowsMassRemoval: true))
        #expect(pruned.removed == 2 && pruned.documents == 0)
    }

    @Test func filesOfTwoRootsThatAreCalledTheSameHaveTheLabelOfTheLaterOne() throws {
        _ = unsafe mkdir(folder.path + "/toinen", 0o755)
        folder.write("Aivan muuta\n", "toinen/a.txt")
        let summary = try update([documents, folder.path + "/toinen"])
        #expect(summary.added == 3 && summary.failures.isEmpty)
        #expect(try ids("muu") == ["toinen/a.txt"])
        #expect(try update([]).unchanged == 3)
        // A run touches only the roots named, and a document keeps its id when the other one goes.
        folder.remove("docs/a.txt")
        #expect(try update([folder.path + "/toinen"]).removed == 0)
        #expect(try update([]).removed == 1)
        #expect(try ids("muu") == ["toinen/a.txt"])
        let again = try update([])
        #expect(again.unchanged == 2 && !again.isChange)
    }

    @Test func aDryRunChangesNothing() throws {
        let dry = try update([documents], .init(dryRun: true))
        #expect(dry.added == 2)
        #expect(try index.currentGeneration() == nil)
    }

    @Test func excludedFilesStayOut() throws {
        #expect(try update([documents], .init(excludes: ["kansio"])).added == 1)
        #expect(try update([documents], .init(excludes: ["*.txt"])).added == 0)
    }

    @Test(arguments: [1, 2, 5])
    func theIndexDoesNotDependOnTheThreads(_ jobs: Int) throws {
        for number in 0..<60 {
            folder.write(String(repeating: "sana\(number) hanke ", count: (60 - number) * 20), "docs/t\(100 + number)")
        }
        _ = try update([documents], .init(jobs: jobs))
        #expect(try IndexReader(folder: index).entries().map(\.id).prefix(3) == ["a.txt", "kansio/ä b.txt", "t100"])
        let reader = try IndexReader(folder: index)
        #expect(try reader.document(withID: "t159") == 62)
        #expect(try reader.positions(of: "sana100", in: 3).isEmpty)
        #expect(try reader.positions(of: "sana0", in: 3).count == 1200)
    }

    @Test func aRebuildTakesInAllRootsAndRemovingErases() throws {
        _ = try update([documents])
        #expect(try update([], .init(rebuild: true)).added == 2)
        let indexer = Indexer(folder: index)
        #expect(try indexer.remove(["a.txt", "ei ole"]) == ["ei ole"])
        #expect(try ids("kyläyhdistys") == [])
        #expect(try Indexer.roots(of: IndexReader(folder: index)).map(\.name) == [documents])
    }
}
