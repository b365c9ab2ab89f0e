// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Glibc
import SearchIndex
import TestSupport
import Testing

@Suite struct LifeTests {
    let folder = TemporaryFolder()

    @Test func documentsAreReplacedAndRemoved() throws {
        try makeIndex(folder.index, [document("a", "yksi"), document("b", "kaksi"), document("c", "kolme")])
        let reader = try IndexReader(folder: folder.index)
        let writer = try IndexWriter(folder: folder.index)
        try writer.replace(document("b", "neljä"))
        #expect(try writer.remove(id: "c"))
        #expect(try !writer.remove(id: "c"))
        #expect(try writer.record(id: "b")?.id == "b")
        #expect(try writer.record(id: "c") == nil)
        #expect(try writer.entries().map(\.id) == ["a", "b"])
        #expect(try reader.refresh() == false)
        #expect(try ids(reader, .all) == ["a", "b", "c"])
        let before = reader.generation
        try writer.commit()
        #expect(try reader.refresh())
        #expect(reader.generation > before)
        #expect(try ids(reader, .all) == ["a", "b"])
        #expect(try ids(reader, .term("kaksi")) == [])
        #expect(try ids(reader, .term("neljä")) == ["b"])
        #expect(try reader.documentFrequency(of: "kolme") == 0)
        #expect(try reader.text(of: 2).text == "neljä")
        #expect(code { _ = try reader.text(of: 3) } == .corrupt)
    }

    @Test func whatIsNotCommittedIsNeverSeen() throws {
        try makeIndex(folder.index, [document("a", "yksi")])
        let writer = try IndexWriter(folder: folder.index)
        writer.memoryLimit = 1
        // More than Xapian would commit by itself.
        for number in 0..<10_500 { try writer.replace(document("u\(number)", "uusi")) }
        let reader = try IndexReader(folder: folder.index)
        #expect(reader.documentCount == 1)
        #expect(try writer.entries().count == 10_501)
        writer.cancel()
        #expect(code { try writer.commit() } == .invalidInput)
        #expect(try reader.refresh() == false)
        let next = try IndexWriter(folder: folder.index)
        #expect(try next.entries().map(\.id) == ["a"])
    }

    @Test func metadataIsKeptWithTheIndex() throws {
        let writer = try IndexWriter(folder: folder.index)
        try writer.setMetadata([1, 0, 2], for: "roots")
        #expect(try writer.metadata("roots") == [1, 0, 2])
        try writer.finish()
        #expect(try IndexReader(folder: folder.index).metadata("roots") == [1, 0, 2])
        #expect(try IndexReader(folder: folder.index).metadata("muu") == nil)
        let again = try IndexWriter(folder: folder.index)
        try again.setMetadata(nil, for: "roots")
        try again.finish()
        #expect(try IndexReader(folder: folder.index).metadata("roots") == nil)
    }

    @Test func aRebuildIsSwappedInUnderOpenReaders() throws {
        write("Lue minut", to: folder.path + "/README.md")
        try makeIndex(folder.index, [document("a", "vanha")])
        write("", to: folder.index.path + "/README.md")
        write("", to: folder.index.socketPath)
        let reader = try IndexReader(folder: folder.index)
        let old = try #require(try folder.index.currentGeneration())
        let before = reader.generation

        let writer = try IndexWriter(folder: folder.index, mode: .rebuild)
        try writer.replace(document("b", "uusi"))
        try writer.commit()
        #expect(try reader.refresh() == false)
        try writer.replace(document("c", "uusi"))
        try writer.finish()

        // The old one reads on until it is refreshed.
        #expect(try ids(reader, .term("vanha")) == ["a"])
        #expect(try reader.text(of: 1).text == "vanha")
        #expect(try reader.refresh())
        #expect(try ids(reader, .all) == ["b", "c"])
        #expect(reader.generation > before)
        let new = try #require(try folder.index.currentGeneration())
        #expect(
            names(in: folder.index.path)
                == ["README.md", "XAPIANDB", "current", new, "hakud.sock", "writer.lock"].sorted())
        #expect(new != old)
    }

    @Test func aRebuildThatIsGivenUpLeavesNothing() throws {
        try makeIndex(folder.index, [document("a", "vanha")])
        let before = names(in: folder.index.path)
        do {
            let writer = try IndexWriter(folder: folder.index, mode: .rebuild)
            try writer.replace(document("b", "uusi"))
            try writer.commit()
        }
        #expect(names(in: folder.index.path) == before)
        #expect(try ids(IndexReader(folder: folder.index), .all) == ["a"])
    }

    @Test func aReaderOvertakenByTwoCommitsStartsOver() throws {
        func fill(_ word: String) throws -> [IndexDocument] {
            (0..<400).map { document("\($0)", "\(word) \(word)\($0) yhteinen") }
        }
        try makeIndex(folder.index, try fill("eka"))
        let reader = try IndexReader(folder: folder.index)
        let writer = try IndexWriter(folder: folder.index)
        for word in ["toka", "kolmas", "neljäs"] {
            for document in try fill(word) { try writer.replace(document) }
            try writer.commit()
        }
        // Without a retry the reader fails…
        func answer(_ reader: IndexReader) throws -> [String] {
            try (0..<400).map { try reader.text(of: UInt32($0 + 1)).text }
                + reader.search(.term("yhteinen"), options: MatchOptions(limit: 400)).hits.map {
                    try reader.record(of: $0.document).id
                }
        }
        #expect(code { _ = try answer(reader) } == .modified)
        // …and with it every part of the answer is of one commit.
        var runs = 0
        let answer = try reader.retrying { reader in
            runs += 1
            return try answer(reader)
        }
        #expect(runs == 2)
        #expect(answer.prefix(400).allSatisfy { $0.hasPrefix("neljäs") })
        #expect(answer.count == 800)
    }

    @Test(arguments: [(IndexError.Code.modified, 5), (.io, 1)])
    func retryingIsBoundedAndForOvertakenReadersOnly(_ failure: IndexError.Code, _ attempts: Int) throws {
        try makeIndex(folder.index, [])
        var runs = 0
        let found = code {
            try IndexReader(folder: folder.index).retrying { _ in
                runs += 1
                throw IndexError(failure, "", path: "")
            }
        }
        #expect(found == failure)
        #expect(runs == attempts)
    }

    @Test func aSecondWriterIsRefusedByName() throws {
        let first = try IndexWriter(folder: folder.index)
        do {
            _ = try IndexWriter(folder: folder.index)
            Issue.record("two writers")
        } catch {
            #expect(error.code == .locked)
            #expect(error.message.contains("process \(getpid())"))
        }
        first.cancel()
        try IndexWriter(folder: folder.index).finish()
    }

    @Test func aWriterThatIsKilledLeavesTheOldState() throws {
        try makeIndex(folder.index, [document("a", "vanha")])
        let file = folder.index.path
        // The generation as a killed writer leaves it: postings in the files, the revision not written. It is copied
        // while the writer is in the middle of its work, which is what a kill leaves on the disk.
        let writer = try IndexWriter(folder: folder.index)
        writer.memoryLimit = 1
        for number in 0..<500 { try writer.replace(document("u\(number)", "uusi sana\(number)")) }
        #expect(try writer.remove(id: "a"))
        let copy = folder.path + "/copy"
        let name = try #require(try folder.index.currentGeneration())
        _ = unsafe mkdir(copy, 0o700)
        _ = unsafe mkdir(copy + "/" + name, 0o700)
        write(name + "\n", to: copy + "/current")
        for part in names(in: file + "/" + name) {
            try copyFile(file + "/" + name + "/" + part, copy + "/" + name + "/" + part)
        }
        let reader = try IndexReader(folder: IndexFolder(copy))
        #expect(try ids(reader, .all) == ["a"])
        #expect(try reader.text(of: 1).text == "vanha")
        let next = try IndexWriter(folder: IndexFolder(copy))
        try next.replace(document("b", "uusi"))
        try next.finish()
        #expect(try reader.refresh())
        #expect(try ids(reader, .all) == ["a", "b"])
    }

    private func copyFile(_ from: String, _ to: String) throws {
        let source = unsafe open(from, O_RDONLY)
        let target = unsafe open(to, O_WRONLY | O_CREAT, 0o600)
        defer {
            close(source)
            close(target)
        }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(source, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(target, $0.baseAddress, count) }
        }
    }

    @Test func aCopyIsAnIndexOfItsOwn() throws {
        try makeIndex(folder.index, [document("a", "yksi"), document("b", "kaksi")])
        let target = IndexFolder(folder.path + "/kopio")
        try IndexReader(folder: folder.index).copy(to: target)
        #expect(try ids(IndexReader(folder: target), .all) == ["a", "b"])
        #expect(code { try IndexReader(folder: folder.index).copy(to: target) } == .invalidInput)
    }
}
