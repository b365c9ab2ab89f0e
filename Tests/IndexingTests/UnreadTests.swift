// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

@Suite struct UnreadTests: IndexedFolder {
    let folder = TemporaryFolder()

    init() {
        write([
            "hyvä.txt": "Hyvä.\n",
            "tyhjä.txt": "",
            "binääri": "\u{0}\u{1}\u{2}ELF\u{0}\u{0}",
        ])
    }

    private func update(_ options: IndexingOptions = .init()) throws -> IndexingSummary {
        try Indexer(folder: index, options: options).update([documents])
    }

    @Test func aFileThatCannotBeTakenIsToldOnceAndThenCounted() throws {
        let first = try update()
        #expect(first.failures.count == 2 && first.stillUnread == 0)
        for _ in 0..<2 {
            let again = try update()
            #expect(again.failures.isEmpty && again.stillUnread == 2 && again.unchanged == 1)
        }
        // Another one is new, and so is one that changed.
        folder.write("", "docs/toinen.txt")
        folder.write("\u{0}\u{1}\u{2}ELF\u{0}\u{0}\u{0}", "docs/binääri")
        let third = try update()
        #expect(third.failures.count == 2 && third.stillUnread == 1)
        // What became good goes in, what vanished is forgotten.
        folder.write("Nyt tekstiä.\n", "docs/tyhjä.txt")
        folder.remove("docs/binääri")
        let fourth = try update()
        #expect(fourth.added == 1 && fourth.failures.isEmpty && fourth.stillUnread == 1)
        let list = String(decoding: try #require(try index.unreadFile()), as: UTF8.self)
        #expect(list.contains("/docs/toinen.txt\tis empty") && !list.contains("binääri") && !list.contains("tyhjä.txt"))
    }

    @Test func aRebuildReadsThemAndTellsNothingAnew() throws {
        _ = try update()
        let again = try update(.init(rebuild: true))
        #expect(again.failures.isEmpty && again.stillUnread == 2 && again.documents == 1)
    }

    @Test func whatCannotBeReadYetIsTriedEachTime() throws {
        let path = documents + "/salainen.txt"
        folder.write("Salaista.\n", "docs/salainen.txt")
        #expect(unsafe chmod(path, 0) == 0)
        // Who may read anything has nothing to be told.
        guard unsafe access(path, R_OK) != 0 else { return }
        #expect(try update().failures.count == 3)
        #expect(try update().stillUnread == 3)
        #expect(unsafe chmod(path, 0o600) == 0)
        #expect(try update().added == 1)
    }

    @Test func aDamagedListIsBegunAnew() throws {
        _ = try update()
        try index.replaceUnreadFile(with: "file x\nfoo\n  a\n\u{0}")
        #expect(try update().failures.count == 2)
        #expect(try update().stillUnread == 2)
    }
}
