// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Glibc
import SearchIndex
import TestSupport
import Testing

@Suite struct ForeignFolderTests {
    let folder = TemporaryFolder()

    private func codes() -> [IndexError.Code?] {
        [code { _ = try IndexReader(folder: folder.index) }, code { _ = try IndexWriter(folder: folder.index) }]
    }

    @Test func noFolderIsNoIndexYet() throws {
        #expect(code { _ = try IndexReader(folder: folder.index) } == .notFound)
        #expect(try folder.index.currentGeneration() == nil)
    }

    @Test func aFolderWithAReadmeAndASocketIsNoIndexYet() throws {
        _ = unsafe mkdir(folder.index.path, 0o755)
        write("", to: folder.index.path + "/README.md")
        write("", to: folder.index.socketPath)
        write("", to: folder.index.path + "/.gitignore")
        #expect(codes() == [.notFound, nil])
        // A first writer that committed nothing leaves no index either.
        #expect(codes() == [.notFound, nil])
        try makeIndex(folder.index, [])
        #expect(try IndexReader(folder: folder.index).documentCount == 0)
        var status = stat()
        #expect(unsafe stat(folder.index.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    @Test func aFileIsNotAFolder() {
        write("", to: folder.index.path)
        #expect(codes() == [.notAFolder, .notAFolder])
    }

    @Test func otherFilesAreNotAnIndex() {
        _ = unsafe mkdir(folder.index.path, 0o755)
        write("", to: folder.index.path + "/muistio.txt")
        #expect(codes() == [.notAnIndex, .notAnIndex])
        var status = stat()
        #expect(unsafe stat(folder.index.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o755)
    }

    @Test(arguments: ["", "sopimus\n", "generation-1\n", "../../etc\n", "generation-00000x\n"])
    func aStrangeCurrentIsNotAnIndex(_ text: String) {
        _ = unsafe mkdir(folder.index.path, 0o755)
        write(text, to: folder.index.path + "/current")
        #expect(codes() == [.notAnIndex, .notAnIndex])
    }

    @Test func aMissingGenerationIsDamage() {
        _ = unsafe mkdir(folder.index.path, 0o755)
        write("generation-000001\n", to: folder.index.path + "/current")
        #expect(codes() == [.corrupt, .corrupt])
        // A rebuild mends it.
        #expect(code { try makeIndex(folder.index, [document("a", "yksi")], mode: .rebuild) } == nil)
        #expect(codes() == [nil, nil])
    }

    @Test func aTruncatedTableIsDamageAndNoCrash() throws {
        try makeIndex(folder.index, (0..<300).map { document("\($0)", "sana\($0)") })
        let name = try #require(try folder.index.currentGeneration())
        for table in ["postlist.glass", "docdata.glass", "termlist.glass"] {
            #expect(unsafe truncate(folder.index.path + "/" + name + "/" + table, 8192) == 0)
        }
        let found = code {
            let reader = try IndexReader(folder: folder.index)
            for number in 1...300 { _ = try reader.record(of: UInt32(number)) }
        }
        #expect(found == .corrupt || found == .io)
    }

    @Test func aFolderWithoutPermissionSaysSo() throws {
        // The superuser may do everything.
        guard getuid() != 0 else { return }
        _ = unsafe mkdir(folder.index.path, 0o500)
        #expect(code { _ = try IndexWriter(folder: folder.index) } == .permission)
    }
}
