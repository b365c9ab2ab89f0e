// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import Indexing
import SearchIndex
import TestSupport
import Testing

/// Archives, tables and mails: files that hold several documents.
@Suite struct ContainerTests: IndexedFolder {
    let folder = TemporaryFolder()

    init() throws {
        folder.write("Nimi;Kunta;Kuvaus\nKylähanke;Kalajoki;työpaja\nToinen;Ii;retki\n", "docs/taulu.txt")
        folder.write("Tavallinen teksti kissasta\n", "docs/z.txt")
        writeArchive(["a.txt": "Koira haukkuu", "kansio/b.txt": "Hevonen laukkaa"])
        folder.write(
            "From: a@b.fi\nTo: c@d.fi\nSubject: Kutsu kokoukseen\nDate: x\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=r\n\n--r\n\nTervetuloa\n--r\n"
                + "Content-Disposition: attachment; filename=liite.txt\n\nEsityslista\n--r--\n", "docs/kutsu.eml")
    }

    /// A tar archive of texts.
    private func writeArchive(_ files: [String: String]) {
        var archive = ""
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            func field(_ value: String, _ width: Int) -> String {
                value + String(repeating: "\0", count: width - value.utf8.count)
            }
            let size = String(text.utf8.count, radix: 8)
            let start =
                field(name, 100) + field("0000644", 8) + field("", 16)
                + field(String(repeating: "0", count: 11 - size.count) + size, 12) + field("", 12)
            let rest = "0" + field("", 100) + field("ustar\u{0}00", 8) + field("", 247)
            let sum = (start + "        " + rest).utf8.reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            let block = start + String(repeating: "0", count: 6 - digits.count) + digits + "\0 " + rest
            archive += block + text + String(repeating: "\0", count: (512 - text.utf8.count % 512) % 512)
        }
        folder.write(archive + String(repeating: "\0", count: 1024), "docs/paketti.tar")
    }

    private func allIDs() throws -> [String] { try IndexReader(folder: index).entries().map(\.id).sorted() }

    private let expected = [
        "kutsu.eml", "kutsu.eml/liite.txt", "paketti.tar/a.txt", "paketti.tar/kansio/b.txt", "taulu.txt/1",
        "taulu.txt/2", "z.txt",
    ]

    @Test func aFileOfManyBadPartsDoesNotBuryTheOthers() throws {
        var archive: [String: String] = [:]
        for number in 0..<50 { archive["huono\(number).txt"] = "a\0b" }
        archive["hyva.txt"] = "Kissa nukkuu"
        writeArchive(archive)
        folder.write("x\0y", "docs/toinen.txt")
        let summary = try update([documents])
        let failures = summary.failures.filter { $0.message.contains("NUL") }
        #expect(failures.count == 22)
        #expect(failures.count { $0.message.hasPrefix("holds more files that cannot be taken; each is a") } == 1)
        #expect(failures.contains { $0.path.hasSuffix("toinen.txt") })
        #expect(try allIDs().contains("paketti.tar/hyva.txt"))
    }

    @Test(arguments: [false, true]) func documentsWithinFilesGoIn(_ isUpdate: Bool) throws {
        if isUpdate {
            folder.write("Ensin tämä\n", "alku.txt")
            _ = try update([folder.path + "/alku.txt"])
        }
        let summary = try update([documents])
        #expect(summary.failures.isEmpty && summary.added == 7)
        #expect(summary.documents == (isUpdate ? 8 : 7))
        #expect(try allIDs().filter { $0 != "alku.txt" } == expected)
        #expect(try ids("koira") == ["paketti.tar/a.txt"])
        #expect(try ids("retki") == ["taulu.txt/2"])
        #expect(try ids("esityslista") == ["kutsu.eml/liite.txt"])
        let reader = try IndexReader(folder: index)
        let hit = try #require(try reader.search(.term("työpaja")).hits.first)
        let record = try reader.record(of: hit.document)
        #expect(record.title == "Kylähanke")
        #expect(record.fields.contains { $0.name == "kunta" && $0.value == "Kalajoki" })
        let again = try update()
        #expect(again.added == 0 && again.changed == 0 && again.removed == 0)
        #expect(again.unchanged == summary.documents)
    }

    @Test func whatLeavesAnArchiveLeavesTheIndex() throws {
        _ = try update([documents])
        writeArchive(["a.txt": "Koira nukkuu rauhassa", "c.txt": "Lehmä ammuu"])
        let summary = try update()
        #expect(summary.changed == 1 && summary.added == 1 && summary.removed == 1)
        #expect(try ids("hevonen") == [])
        #expect(try ids("haukkua") == [])
        #expect(try ids("lehmä") == ["paketti.tar/c.txt"])
        // An archive becomes a text of the same name, and a text an archive.
        folder.write("Pelkkä teksti\n", "docs/paketti.tar")
        folder.write("Nimi;Kunta;Kuvaus\nKissa;Ii;x\n", "docs/z.txt")
        #expect(try update().removed == 3)
        #expect(
            try allIDs() == [
                "kutsu.eml", "kutsu.eml/liite.txt", "paketti.tar", "taulu.txt/1", "taulu.txt/2", "z.txt/1",
            ])
        folder.remove("docs/taulu.txt")
        #expect(try update().removed == 2)
        #expect(try update().unchanged == 4)
    }

    @Test func whatCannotBeReadAnyMoreStays() throws {
        _ = try update([documents])
        folder.write("PK\u{3}\u{4}rikki", "docs/paketti.tar")
        let summary = try update()
        #expect(summary.failures.map(\.kind) == [.badData] && summary.removed == 0)
        #expect(try allIDs() == expected)
    }

    @Test func aRebuildHasThemAll() throws {
        _ = try update([documents])
        var options = IndexingOptions(rebuild: true)
        options.jobs = 3
        let summary = try update([], options)
        #expect(summary.documents == 7 && summary.failures.isEmpty)
        #expect(try allIDs() == expected)
    }

    @Test func manyRecordsAreReadWithoutWaitingForEachOther() throws {
        let rows = (1...300).map { "Hanke \($0);Kunta\($0);sana\($0)x" }.joined(separator: "\n")
        folder.write("Nimi;Kunta;Kuvaus\n" + rows + "\n", "docs/a.csv")
        folder.write("Nimi;Kunta;Kuvaus\n" + rows + "\n", "docs/b.csv")
        #expect(try update([documents], IndexingOptions(jobs: 2)).added == 607)
        folder.write("Nimi;Kunta;Kuvaus\n" + rows + "\nViimeinen;Ii;x\n", "docs/a.csv")
        folder.write("Nimi;Kunta;Kuvaus\n" + rows + "\nViimeinen;Ii;x\n", "docs/b.csv")
        let summary = try update([], IndexingOptions(jobs: 2))
        #expect(summary.added == 2 && summary.changed == 600 && summary.removed == 0)
    }

    @Test(arguments: [1, 2, 5]) func documentsOfOneArchiveStandInItsOrder(_ jobs: Int) throws {
        let names = (1000..<1400).map { "\($0).txt" }
        let line = String(repeating: "Kissa istuu portailla. ", count: 20)
        writeArchive(Dictionary(uniqueKeysWithValues: names.map { ($0, "Asiakirja \($0)\n\(line)\n") }))
        folder.remove("docs/taulu.txt")
        let expected = ["kutsu.eml", "kutsu.eml/liite.txt"] + names.map { "paketti.tar/" + $0 }
        func inOrder() throws -> [String] {
            let reader = try IndexReader(folder: index)
            return try reader.search(.term("kissa"), options: MatchOptions(limit: 1000)).hits.map(\.document).sorted()
                .map { try reader.record(of: $0).id }.filter { $0 != "z.txt" }
        }
        #expect(try update([documents], IndexingOptions(jobs: jobs)).added == expected.count + 1)
        #expect(try inOrder() == Array(expected.dropFirst(2)))
        // The same where the archive comes to an index that is there.
        folder.remove("docs/paketti.tar")
        _ = try update([], IndexingOptions(allowsMassRemoval: true))
        writeArchive(Dictionary(uniqueKeysWithValues: names.map { ($0, "Asiakirja \($0)\n\(line)\n") }))
        #expect(try update([], IndexingOptions(jobs: jobs)).added == names.count)
        #expect(try inOrder() == Array(expected.dropFirst(2)))
    }
}
