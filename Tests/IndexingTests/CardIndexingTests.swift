// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Indexing
import SearchIndex
import Testing

@Suite struct CardIndexingTests {
    let folder = TemporaryFolder()

    @Test func fieldsOfACardAreTermsAndValues() throws {
        let documents = folder.path + "/docs"
        _ = unsafe mkdir(documents, 0o755)
        folder.write(
            "Hankkeen nimi, S-numero ja toteutusaika\n\nS20001, Laavu, 1.3.2016 – 31.8.2019\n\n"
                + "Rahoittaja ja toteutunut\n\njulkinen rahoitus\n\n"
                + "Kainuun ELY-keskus, 399 446 € + rinnakkaishanke (S20002) 126 212 €\n\n"
                + "Toteuttajat Kuhmon kaupunki\n\nVarsinaiset kohderyhmät\n\nNuoret\n\nTavoitteet\n\nLuoda malli.\n",
            "docs/kortti.txt")
        folder.write("Muistio\n\nNuoret kokoontuivat.\n", "docs/muistio.txt")
        let index = IndexFolder(folder.path + "/index")
        _ = try Indexer(folder: index).update([documents])
        let reader = try IndexReader(folder: index)
        func ids(_ query: IndexQuery) throws -> [String] {
            try reader.search(query).hits.map { try reader.record(of: $0.document).id }
        }
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
}
