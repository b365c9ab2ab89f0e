// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentIDs
import DocumentModel
import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

@Suite struct FileNameTests: IndexedFolder {
    let folder = TemporaryFolder()

    init() {
        write([
            "Vesihuoltolinja/selostus.txt": "Ensimmäinen asiakirja kertoo kaivannoista.\n",
            "KokousPöytäkirja_2021.txt": "Toinen asiakirja.\n",
            "taulut/avustusluettelo.csv": "otsikko;kunta;vuosi\nHanke;Oulu;2016\nToinen;Raahe;2017\n",
        ])
    }

    private func frequency(_ term: String, in id: String) throws -> UInt32? {
        let reader = try IndexReader(folder: index)
        let number = try #require(try reader.document(withID: id))
        return try reader.terms(of: number).first { $0.term == term }?.frequency
    }

    @Test func wordsOfNamesAndFoldersFindAFile() throws {
        try update([documents])
        let selostus = "Vesihuoltolinja/selostus.txt"
        #expect(try ids("vesihuolto") == [selostus] && ids("selostus") == [selostus])
        #expect(try ids("kokous") == ["KokousPöytäkirja_2021.txt"] && ids("2021") == ["KokousPöytäkirja_2021.txt"])
        // As often as a word of a title: in its place, and twice more.
        #expect(try frequency("selostus", in: selostus) == 3 * Schema.Frequency.lemma)
        #expect(try frequency("vesihuoltolinja", in: selostus) == Schema.Frequency.lemma)
        // The ending is no word, and a table's name is none of its records'.
        #expect(try ids("txt") == [] && ids("avustusluettelo") == [])
    }

    @Test(arguments: [
        ("kansio/Talousarvio_2021_luonnos.xlsx", "Talousarvio 2021 luonnos"),
        ("a.zip/Raportti v1.2.docx", "Raportti v1.2"),
        ("1.docx", ""), ("ilman", "ilman"),
    ]) func aFileWithoutATitleIsCalledByItsName(_ id: String, _ title: String) {
        #expect(FileFields.title(of: id) == title)
    }

    @Test func nameFolderTypeAndDayAreFields() throws {
        try update([documents])
        let records = ["taulut/avustusluettelo.csv/1", "taulut/avustusluettelo.csv/2"]
        #expect(try ids("XTIEDOSTO:selostus") == ["Vesihuoltolinja/selostus.txt"])
        #expect(try ids("XTIEDOSTO:avustusluettelo") == records && ids("XKANSIO:taulu") == records)
        #expect(try ids("XTYYPPI:csv") == records && ids("XTYYPPI:txt").count == 2)
        let reader = try IndexReader(folder: index)
        let number = try #require(try reader.document(withID: records[0]))
        let record = try reader.record(of: number)
        #expect(record.fields.contains(DocumentField("tyyppi", "csv")))
        let time = try #require(LocalTime(nanoseconds: record.modified))
        #expect(try reader.value(slot: Schema.Slot.modified, of: number) == time.value)
    }

    @Test func aRenamedFileIsFoundByItsNewName() throws {
        try update([documents])
        let before = try IndexReader(folder: index).document(withID: "Vesihuoltolinja/selostus.txt")
        #expect(unsafe rename(documents + "/Vesihuoltolinja", documents + "/Viemäri") == 0)
        #expect(unsafe rename(documents + "/Viemäri/selostus.txt", documents + "/Viemäri/kuvaus.txt") == 0)
        let summary = try update()
        #expect(summary.moved == 1 && summary.added == 0 && summary.removed == 0)
        #expect(try ids("vesihuolto") == [] && ids("selostus") == [] && ids("XKANSIO:vesihuoltolinja") == [])
        #expect(try ids("viemäri") == ["Viemäri/kuvaus.txt"] && ids("XTIEDOSTO:kuvaus") == ["Viemäri/kuvaus.txt"])
        #expect(try IndexReader(folder: index).document(withID: "Viemäri/kuvaus.txt") == before)
        #expect(try ids("asiakirja").count == 2)
    }

    @Test func anIndexWithOlderIdsIsBroughtUpToDateWithoutReading() throws {
        folder.write("Kolmas.\n", "docs/50 % päätös.txt")
        try update([documents])
        let writer = try IndexWriter(folder: index)
        for entry in try writer.entries() {
            var old = entry
            old.id = DocumentID.encodeWithoutSpaces(try #require(DocumentID.decode(entry.id)))
            (old.changed, old.inode) = (0, 0)
            #expect(try writer.move(entry.id, to: old))
        }
        // Which an index of that time does not have.
        try writer.setMetadata(nil, for: DocumentCounts.key)
        try writer.finish()
        #expect(try ids("XTIEDOSTO:päätös") == ["50%20%25%20päätös.txt"])
        let summary = try update()
        #expect(summary.unchanged == 5 && summary.added + summary.removed + summary.changed == 0 && summary.words == 0)
        #expect(try ids("XTIEDOSTO:päätös") == ["50 %25 päätös.txt"])
        #expect(try update().unchanged == 5)
    }

    @Test func namesThatDifferInTheFormOfTheirLettersOnlyAreBothTakenIn() throws {
        folder.write("Koottu kissa.\n", "docs/\u{E4}.txt")
        folder.write("Hajotettu koira.\n", "docs/a\u{308}.txt")
        let summary = try update([documents])
        #expect(summary.failures.isEmpty && summary.documents == 6)
        #expect(try Set(ids("kissa") + ids("koira")).count == 2)
        #expect(try update().unchanged == 6)
    }

    @Test func aDecomposedNameHasAComposedIdAndItsOwnPath() throws {
        folder.write("Hajotettu koira.\n", "docs/pa\u{308}a\u{308}to\u{308}s.txt")
        try update([documents])
        let id = try #require(try ids("koira").first)
        #expect(id.utf8.elementsEqual("p\u{E4}\u{E4}t\u{F6}s.txt".utf8))
        #expect(try ids("päätös") == [id])
        let reader = try IndexReader(folder: index)
        let record = try reader.record(of: try #require(try reader.document(withID: id)))
        let roots = RootPaths(try reader.metadata(Roots.key) ?? [])
        let told = record.fields.first { $0.name == "polku" }?.value
        let path = try #require(roots.path(of: id, root: record.root, told: told))
        #expect(unsafe access(String(decoding: path, as: UTF8.self), R_OK) == 0)
    }

    @Test func changedContentUnderTheSameSizeAndTimeIsSeen() throws {
        try update([documents])
        let path = documents + "/KokousPöytäkirja_2021.txt"
        var before = stat()
        #expect(unsafe stat(path, &before) == 0)
        folder.write("Kolmas asiakirja!".padding + "\n", "docs/KokousPöytäkirja_2021.txt")
        #expect(unsafe truncate(path, before.st_size) == 0)
        let times = [before.st_atim, before.st_mtim]
        #expect(unsafe utimensat(AT_FDCWD, path, times, 0) == 0)
        let summary = try update()
        #expect(summary.changed == 1 && summary.unchanged == 3)
        // A file whose rights alone changed is read once, and is as it was.
        #expect(unsafe chmod(path, 0o600) == 0)
        let touched = try update()
        #expect(touched.unchanged == 4 && touched.changed == 0)
    }
}

extension String {
    /// The text with spaces after it, long enough to be cut.
    fileprivate var padding: String { self + String(repeating: " ", count: 40) }
}
