// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Glibc
import Indexing
import SearchIndex
import TestSupport
import Testing

/// `Tests/Fixtures/schema-1` was made by the first version of schema 1, of three short texts.
@Suite struct SchemaTests {
    let folder = TemporaryFolder()
    var index: IndexFolder { IndexFolder(folder.path) }

    init() throws {
        let fixture = String(#filePath.dropLast("IndexingTests/SchemaTests.swift".count)) + "Fixtures/schema-1/"
        _ = unsafe mkdir(folder.path + "/generation-000001", 0o700)
        for name in ["current"]
            + ["docdata", "position", "postlist", "termlist"].map({ "generation-000001/\($0).glass" })
            + ["generation-000001/iamglass"]
        {
            let bytes = try #require(Self.read(fixture + name))
            let file = unsafe open(folder.path + "/" + name, O_WRONLY | O_CREAT, 0o600)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
            close(file)
        }
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(0, count)))
    }

    private func ids(_ query: IndexQuery) throws -> [String] {
        let reader = try IndexReader(folder: index)
        return try reader.search(query).hits.map { try reader.record(of: $0.document).id }.sorted()
    }

    @Test func anOlderIndexIsSearchedAsItIs() throws {
        #expect(try IndexReader(folder: index).schemaVersion == 1)
        #expect(try ids(.all) == ["a.txt", "c.txt", "ä%20b.txt"])
        #expect(try ids(.term("kalajoki")) == ["ä%20b.txt"])
        #expect(try ids(.phrase([.term("Svaikeassa"), .term("Sasemassa")], window: 2)) == ["c.txt"])
    }

    @Test func anOlderIndexIsNotChangedBeforeItIsUpgraded() throws {
        #expect {
            _ = try Indexer(folder: index).update([])
        } throws: { error in
            (error as? IndexError)?.code == .olderSchema && "\(error)".contains("haku index --upgrade")
        }
    }

    @Test func anUpgradeKeepsDocumentsAndRoots() throws {
        let before = try IndexReader(folder: index)
        let texts = try (1...3).map { try before.text(of: $0) }
        let entries = try before.entries()
        #expect(try Indexer(folder: index).upgrade() == 3)
        let after = try IndexReader(folder: index)
        #expect(after.schemaVersion == Schema.version && after.generation > before.generation)
        #expect(try (1...3).map { try after.text(of: $0) } == texts)
        // Ids are those of today.
        let expected = entries.map { $0.id == "ä%20b.txt" ? "ä b.txt" : $0.id }
        #expect(try after.entries().map(\.id) == expected)
        #expect(try after.entries().map(\.contentHash) == entries.map(\.contentHash))
        #expect(try Indexer.roots(of: after) == Indexer.roots(of: before))
        #expect(try ids(.term("kalajoki")) == ["ä b.txt"])
        #expect(try ids(.term("toimintakyky")) == ["a.txt"])
        #expect(try after.positions(of: "Svaikeassa", in: 3) == [])
        // Once is enough, and the index can be changed now.
        #expect(try Indexer(folder: index).upgrade() == nil)
        _ = try Indexer(folder: index).remove(["a.txt"])
        #expect(try ids(.all) == ["c.txt", "ä b.txt"])
    }
}
