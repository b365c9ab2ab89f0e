// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentReading
import Glibc
import Indexing
import SearchIndex
import TestSupport
import Testing

@Suite struct CardIndexingTests: IndexedFolder {
    let folder = TemporaryFolder()

    @Test func fieldsOfACardAreTermsAndValues() throws {
        folder.write(
            "Hankkeen nimi, S-numero ja toteutusaika\n\nS20001, Laavu, 1.3.2016 – 31.8.2019\n\n"
                + "Rahoittaja ja toteutunut\n\njulkinen rahoitus\n\n"
                + "Kainuun ELY-keskus, 399 446 € + rinnakkaishanke (S20002) 126 212 €\n\n"
                + "Toteuttajat Kuhmon kaupunki\n\nVarsinaiset kohderyhmät\n\nNuoret\n\nTavoitteet\n\nLuoda malli.\n",
            "docs/kortti.txt")
        folder.write("Muistio\n\nNuoret kokoontuivat.\n", "docs/muistio.txt")
        try update([documents])
        let target = Schema.fieldPrefix("kohderyhmä")
        for term in [
            target + "nuori", Schema.Prefix.kind + "hankekortti", Schema.Prefix.project + "s20001",
            Schema.Prefix.project + "2016-03-01/2019-08-31", Schema.Prefix.code + "s20002",
        ] { #expect(try ids(.term(term)) == ["kortti.txt"], "\(term)") }
        #expect(try ids(.term(Schema.Prefix.project + "s20002")) == [])
        let funding = Schema.fundingValue(cents: 39_944_600)
        #expect(try ids(.valueRange(slot: Schema.Slot.funding, from: funding, to: funding)) == ["kortti.txt"])
        let day = Schema.dayValue(20_160_301)
        #expect(try ids(.valueRange(slot: Schema.Slot.begins, from: day, to: day)) == ["kortti.txt"])
        let other = try #require(try ids(.term(Schema.Prefix.kind + "muu")).first)
        #expect(other == "muistio.txt")
    }

    @Test func layoutsInTheIndexsFolderAreRead() throws {
        folder.write(
            "Mikä hanke\nVerso\nKenelle\nIkääntyneet\nMitä tehtiin\nKerho\nMissä päin\nIisalmessa\n", "docs/a.txt")
        try update([documents])
        func kind() throws -> String { try IndexReader(folder: index).record(of: 1).kind }
        #expect(try kind() == "muu")
        _ = unsafe mkdir(folder.path + "/index/otsikot", 0o755)
        folder.write(
            "hankekortti\totsikko\tMikä hanke\nhankekortti\tkohderyhmä\tKenelle\n"
                + "hankekortti\ttoimintatapa\tMitä tehtiin\nhankekortti\tkunta\tMissä päin\n", "index/otsikot/oma.tsv")
        folder.write("ei taulukko", "index/otsikot/lueminut.txt")
        _ = try Indexer(folder: index, options: .init(rebuild: true)).update()
        #expect(try kind() == "hankekortti")
        folder.write("hankekortti\n", "index/otsikot/rikki.tsv")
        #expect(throws: ReadingError.self) { try Indexer(folder: index).update() }
        #expect(try kind() == "hankekortti")
    }

    @Test func whatTheFormSaysDoesNotMakeCardsAlike() throws {
        folder.write(
            "Hankkeen nimi, S-numero ja toteutusaika\n\nS20001, Laavu, 1.3.2016 – 31.8.2019\n\n"
                + "Rahoittaja ja toteutunut julkinen rahoitus\n\nKainuun ELY-keskus, 399 446 €\n\n"
                + "Toteuttajat\n\nKuhmon kaupunki\n\nVarsinaiset kohderyhmät\n\nNuoret\n\nHankkeen tausta\n\nSyrjäkylä\n",
            "docs/kortti.txt")
        try update([documents])
        var weights: [String: Float] = [:]
        try IndexReader(folder: index).forEachTermWeight(of: 1) { term, weight in
            weights[String(decoding: term, as: UTF8.self)] = weight
        }
        #expect(weights["rahoittaja"] == nil && weights["kainuu"] == nil && weights["toteutusaika"] == nil)
        let young = try #require(weights["nuori"])
        let village = try #require(weights["syrjäkylä"])
        #expect(young > village)
    }
}
