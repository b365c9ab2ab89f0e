// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentIDs
import Testing

@Suite struct DocumentIDTests {
    @Test(arguments: [
        ("kansio/a.txt", "kansio/a.txt"), ("a b.txt", "a b.txt"), ("50%.txt", "50%25.txt"), ("ä\t.txt", "ä%09.txt"),
        ("\u{7F}\n", "%7F%0A"), ("klo 10:30.txt", "klo 10%3A30.txt"), ("rivi\u{2028}\u{85}", "rivi%E2%80%A8%C2%85"),
        ("«nimi».txt", "%C2%ABnimi%C2%BB.txt"), ("\u{A0}–.txt", "\u{A0}–.txt"),
    ])
    func pathsAreIdsAsAPersonWritesThem(_ path: String, _ id: String) {
        #expect(DocumentID.encode(Array(path.utf8)) == id)
        #expect(DocumentID.decode(id) == Array(path.utf8))
        #expect(DocumentID.canonical(id) == id)
    }

    @Test func namesThatAreNotUTF8AreEscapedByteByByte() {
        let path: [UInt8] = [0x61, 0xE4, 0x2E, 0xC3, 0xA4, 0xED, 0xA0, 0x80, 0xC3]
        #expect(DocumentID.encode(path) == "a%E4.ä%ED%A0%80%C3")
        #expect(DocumentID.decode("a%e4.ä%ED%A0%80%C3") == path)
        #expect(DocumentID.decode("a%4") == nil)
        #expect(DocumentID.decode("a%zz") == nil)
    }

    @Test(arguments: ["a\u{308}iti\u{30A}.txt", "o\u{308}\u{323}", "e\u{301}/A\u{30A}bo"])
    func decomposedNamesAreTheSameAsComposedOnes(_ name: String) {
        let composed = DocumentID.encode(Array(name.utf8))
        #expect(composed == name)
        #expect(!composed.utf8.elementsEqual(name.utf8))
        #expect(DocumentID.encode(Array(composed.utf8)).utf8.elementsEqual(composed.utf8))
        #expect(DocumentID.canonical(name).utf8.elementsEqual(composed.utf8))
    }

    @Test func idsOfOlderIndexesMeanTheSame() {
        let path = Array("Päätökset 2024/50 % omaa.txt".utf8)
        let old = DocumentID.encodeWithoutSpaces(path)
        #expect(old == "Päätökset%202024/50%20%25%20omaa.txt")
        #expect(DocumentID.decode(old) == path)
        #expect(DocumentID.canonical(old) == "Päätökset 2024/50 %25 omaa.txt")
        // What is no id is left as it is.
        #expect(DocumentID.canonical("100 % villaa") == "100 % villaa")
    }

    @Test func placesTellNameFolderAndEnding() {
        let place = DocumentPlace(id: "Vesihuolto/klo 10%3A30/Selostus.v2.PDF")
        #expect(place.name == "Selostus.v2.PDF" && place.stem == "Selostus.v2" && place.ending == "pdf")
        #expect(place.folder == "Vesihuolto/klo 10:30")
        let record = DocumentPlace(id: "taulut/avustukset.csv/12", isRecord: true)
        #expect(record.name == "avustukset.csv" && record.folder == "taulut")
        #expect(DocumentPlace(id: ".piilo").ending == "" && DocumentPlace(id: "Kokous 1.2.2024").ending == "")
    }

    @Test(arguments: [
        ("Vesihuoltolinja_2021", "Vesihuoltolinja 2021"), ("KokousPöytäkirja", "Kokous Pöytäkirja"),
        ("hakemus-2021-kajaani", "hakemus 2021 kajaani"), ("ELY-keskuksen päätös", "ELY-keskuksen päätös"),
        ("pöytäkirja2021", "pöytäkirja 2021"), ("S20059", "S20059"), ("000_2f7d9ab74b53583f", "000"),
        ("Liite+1(lopullinen)", "Liite 1 lopullinen"), ("ptk-2021-03-05_v2", "ptk 2021 03 05 v2"),
        ("a/b.c", "a b c"), ("", ""),
    ])
    func wordsOfNamesArePartedAsPeoplePartThem(_ name: String, _ words: String) {
        #expect(NameWords.text(of: name) == words)
    }

    @Test func fileAddressesAreReadAndWritten() {
        let path = Array("/mnt/verkkolevy/Päätös 1%.txt".utf8)
        let url = FileURL.url(of: path)
        #expect(url == "file:///mnt/verkkolevy/P%C3%A4%C3%A4t%C3%B6s%201%25.txt")
        #expect(FileURL.path(in: url) == path)
        #expect(FileURL.path(in: "FILE://localhost/a%20b") == Array("/a b".utf8))
        #expect(FileURL.path(in: "/a%20b") == Array("/a%20b".utf8))
        #expect(FileURL.path(in: "a/b") == nil && FileURL.path(in: "file:a") == nil)
    }

    @Test func rootsTellPathsAndIdsFromPaths() {
        let roots = RootPaths(Array("1 /levy/Päätökset\n2 /levy/Päätökset/vanhat%20ptk\n3 /levy/kirje.pdf\n".utf8))
        func path(_ id: String, _ root: UInt32) -> String? {
            roots.path(of: id, root: root).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(path("a b/c%3A.txt", 1) == "/levy/Päätökset/a b/c:.txt")
        #expect(path("kirje.pdf", 3) == "/levy/kirje.pdf" && path("x", 4) == nil)
        let found = roots.ids(at: Array("/levy/Päätökset/vanhat ptk/x.txt".utf8))
        #expect(found.first?.id == "x.txt" && found.first?.root == 2)
        #expect(found.contains { $0.id == "vanhat ptk/x.txt" && $0.root == 1 })
        #expect(roots.ids(at: Array("/levy/kirje.pdf".utf8)).contains { $0.id == "kirje.pdf" && $0.root == 3 })
        #expect(roots.ids(at: Array("/muu".utf8)).isEmpty)
    }
}
