// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import Indexing
import SearchIndex
import TestSupport
import Testing

/// Indexes that programs of each schema made, of the same short texts: `Tests/Fixtures/schema-N`, which
/// `scripts/make-fixture.sh` made. That of schema 1 has three of them, the others a misread one and a copy beside.
@Suite struct SchemaTests {
    private let folder = TemporaryFolder()

    /// A copy of the index of the schema `version`.
    private func index(_ version: Int) throws -> IndexFolder {
        let fixtures = String(#filePath.dropLast("IndexingTests/SchemaTests.swift".count)) + "Fixtures/"
        try FileManager.default.copyItem(atPath: "\(fixtures)schema-\(version)", toPath: folder("index"))
        return IndexFolder(folder("index"))
    }

    private func ids(_ query: IndexQuery, _ index: IndexFolder) throws -> [String] {
        let reader = try IndexReader(folder: index)
        return try reader.search(query).hits.map { try reader.record(of: $0.document).id }.sorted()
    }

    @Test func thereIsAnIndexOfEachSchemaThatIsRead() throws {
        let fixtures = String(#filePath.dropLast("IndexingTests/SchemaTests.swift".count)) + "Fixtures"
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { $0.hasPrefix("schema-") }
        #expect(names.sorted() == (Schema.oldestReadable...Schema.version).map { "schema-\($0)" })
    }

    @Test(arguments: Schema.oldestReadable...Schema.version)
    func anIndexOfAnySchemaIsSearchedAsItIs(_ version: Int) throws {
        let index = try index(version)
        let reader = try IndexReader(folder: index)
        #expect(reader.schemaVersion == version)
        // The first two are of a time when ids had all but letters escaped.
        let other = version < 3 ? "ä%20b.txt" : "ä b.txt"
        #expect(try ids(.all, index) == ["a.txt", "c.txt"] + (version == 1 ? [] : ["d.txt", "e.txt"]) + [other])
        #expect(try ids(.term("kalajoki"), index) == [other])
        let copies = version == 1 ? ["c.txt"] : ["c.txt", "e.txt"]
        #expect(try ids(.phrase([.term("vaikea"), .term("asema")], window: 2), index) == copies)
        if version == 1 {
            #expect(try ids(.phrase([.term("Svaikeassa"), .term("Sasemassa")], window: 2), index) == copies)
        } else {
            #expect(try ids(.term("kyläyhdistys"), index) == ["a.txt", "d.txt"])
        }
    }

    @Test(arguments: Schema.oldestReadable..<Schema.version)
    func anOlderIndexIsNotChangedBeforeItIsUpgraded(_ version: Int) throws {
        let index = try index(version)
        #expect {
            _ = try Indexer(folder: index).update([])
        } throws: { error in
            (error as? IndexError)?.code == .olderSchema && "\(error)".contains("haku index --upgrade")
        }
    }

    @Test(arguments: Schema.oldestReadable..<Schema.version)
    func anUpgradeKeepsDocumentsAndRoots(_ version: Int) throws {
        let index = try index(version)
        let before = try IndexReader(folder: index)
        let numbers = 1...UInt32(before.documentCount)
        let texts = try numbers.map { try before.text(of: $0) }
        let entries = try before.entries()
        #expect(try Indexer(folder: index).upgrade() == texts.count)
        let after = try IndexReader(folder: index)
        #expect(after.schemaVersion == Schema.version && after.generation > before.generation)
        #expect(try numbers.map { try after.text(of: $0) } == texts)
        #expect(texts.flatMap(\.repairs).map(\.original) == (version == 1 ? [] : ["Kylayhdistys"]))
        // Ids are those of today.
        let expected = entries.map { $0.id == "ä%20b.txt" ? "ä b.txt" : $0.id }
        #expect(try after.entries().map(\.id) == expected)
        #expect(try after.entries().map(\.contentHash) == entries.map(\.contentHash))
        #expect(try Indexer.roots(of: after) == Indexer.roots(of: before))
        #expect(try ids(.term("kalajoki"), index) == ["ä b.txt"])
        #expect(try ids(.term("toimintakyky"), index) == ["a.txt"])
        #expect(try after.positions(of: "Svaikeassa", in: 3) == [])
        try changes(index, from: expected)
    }

    @Test func anIndexOfTodayIsUpgradedAlready() throws {
        try changes(index(Schema.version), from: ["a.txt", "c.txt", "d.txt", "e.txt", "ä b.txt"])
    }

    /// Expects that the index, which holds `ids`, needs no upgrade and can be changed.
    private func changes(_ index: IndexFolder, from ids: [String]) throws {
        #expect(try Indexer(folder: index).upgrade() == nil)
        _ = try Indexer(folder: index).remove(["a.txt"])
        #expect(try self.ids(.all, index) == ids.filter { $0 != "a.txt" }.sorted())
    }

    /// A package of before, asked about an index that one of today made, says so in these words.
    @Test func anIndexOfANewerSchemaIsRefusedInWords() throws {
        let index = try index(1)
        let tables = URL(fileURLWithPath: folder("index/generation-000001/postlist.glass"))
        var bytes = try Data(contentsOf: tables)
        let place = try #require(bytes.range(of: Data("haku.schema1".utf8)))
        bytes[place.upperBound - 1] = UInt8(ascii: "9")
        try bytes.write(to: tables)
        for use in [{ _ = try IndexReader(folder: $0) }, { _ = try Indexer(folder: $0).update([]) }]
            as [(IndexFolder) throws -> Void]
        {
            let error = #expect(throws: IndexError.self) { try use(index) }
            #expect(error?.code == .newerSchema)
            let words = "made by a newer haku (schema 9; this one reads up to \(Schema.version)); use that one"
            #expect(error.map { "\($0)".contains(words) } == true)
        }
    }
}
