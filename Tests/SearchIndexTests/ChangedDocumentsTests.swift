// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ChangedDocumentsTests {
    @Test func eachCommitTellsWhatItChanged() throws {
        let folder = TemporaryFolder()
        let reader: IndexReader
        do {
            try makeIndex(folder.index, (1...5).map { document("\($0)", "sana\($0)") })
            reader = try IndexReader(folder: folder.index)
        }
        let first = reader.generation
        try makeIndex(folder.index, [document("2", "muu"), document("6", "uusi")])
        let writer = try IndexWriter(folder: folder.index)
        _ = try writer.remove(id: "4")
        try writer.finish()
        try reader.refresh()
        #expect(try reader.documentsChanged(since: first) == [2, 4, 6])
        #expect(try reader.documentsChanged(since: first + 1) == [4])
        #expect(try reader.documentsChanged(since: reader.generation) == [])
        #expect(try reader.documentsChanged(since: reader.generation + 1) == nil)
        // A new generation knows of none before it.
        try makeIndex(folder.index, [document("1", "sana")], mode: .rebuild)
        try reader.refresh()
        #expect(try reader.documentsChanged(since: first) == nil)
    }

    @Test func theOldestCommitsOfALongListAreLeftOut() throws {
        var list = ChangedDocuments([], generation: 10, path: "")
        list.add(Set(0..<6_000))
        list.add(Set(5_000..<11_000))
        #expect(list.since(10) == nil)
        #expect(list.since(11)?.count == 6_000)
        let read = ChangedDocuments(list.encoded, generation: 12, path: "")
        #expect(read.since(11) == list.since(11) && read.since(10) == nil && read.since(13) == nil)
        // Somebody committed who kept no list.
        #expect(ChangedDocuments(list.encoded, generation: 13, path: "").since(11) == nil)
        #expect(ChangedDocuments([1, 0xFF], generation: 1, path: "").since(1) == [])
    }
}
