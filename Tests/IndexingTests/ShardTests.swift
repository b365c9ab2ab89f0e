// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite struct ShardTests {
    private let temporary = TemporaryFolder()

    init() throws {
        for number in 0..<60 {
            try temporary.file(
                "juuri/k\(number % 3)/p\(number).txt", "Paperi \(number) kertoo kylästä \(number * number).\n")
        }
        try temporary.file("juuri/taulu.csv", "otsikko;teksti\nEka;Kissa istuu.\nToka;Koira juoksee.\n")
    }

    private func entries(_ name: String) throws -> [String] {
        try IndexReader(folder: IndexFolder(temporary(name))).entries().map(\.id).sorted()
    }

    private func index(_ name: String, _ paths: [String], _ shard: String?) throws {
        let options = IndexingOptions(repair: false, allowsMassRemoval: true, shard: shard.flatMap { ShardOfFiles($0) })
        _ = try Indexer(folder: IndexFolder(temporary(name)), options: options).update(paths)
    }

    @Test(arguments: [1, 3, 7])
    func shardsAreTheWholeTogetherAndShareNothing(_ count: Int) throws {
        try index("koko", [temporary("juuri")], nil)
        var all: [String] = []
        for number in 1...count {
            try index("osa\(number)", [temporary("juuri")], "\(number)/\(count)")
            let its = try entries("osa\(number)")
            #expect(its.count < 60 / count * 2 + 3 && its.count > 60 / count / 3)
            // Records go with their file.
            #expect([0, 2].contains(its.count { $0.hasPrefix("taulu.csv/") }))
            all += its
        }
        #expect(try all.sorted() == entries("koko"))
    }

    @Test func aRootRemembersItsShard() throws {
        try index("osa", [temporary("juuri")], "1/2")
        let before = try entries("osa")
        for number in 60..<90 { try temporary.file("juuri/p\(number).txt", "Uusi \(number).\n") }
        try index("osa", [], nil)
        let after = try entries("osa")
        #expect(Set(before).isSubset(of: after) && after.count > before.count && after.count < before.count + 30)
        try index("osa", [temporary("juuri")], "2/2")
        #expect(try Set(entries("osa")).isDisjoint(with: after))
        try index("osa", [temporary("juuri")], nil)
        try index("koko", [temporary("juuri")], nil)
        #expect(try entries("osa") == entries("koko"))
    }

    @Test(arguments: ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "1/1025", "-1/2"])
    func whatIsNoPartIsRefused(_ text: String) { #expect(ShardOfFiles(text) == nil) }
}
