// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import OCRRepair
import Searching
import Testing

/// Questions of a person to the sample papers.
@Suite struct SeedCardTests {
    @Test
    func fieldsRangesOrderFacetsProjectsAndLikenessOfTheSamplePapers() throws {
        let cards = try CardCollection(seeds: {
            try Repairer()
        })
        let searcher = cards.searcher
        func found(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> [String] {
            var request = SearchRequest(query: query)
            change(&request)
            return try searcher.search(request).hits.map { String($0.id.prefix(3)) }
        }
        #expect(try found("vuosi:2017").sorted() == ["000", "001", "002", "004"])
        #expect(try found("vuosi:2022") == ["003"])
        #expect(try found("rahoitus:200000..300000") == ["004"])
        #expect(try found("rahoitus:399446") == ["000"])
        #expect(try found("rahoitus:126212") == [], "the parallel project's sum is not the project's")
        #expect(
            try found("vuosi:2000..2030") { $0.sort = SortKey(.rahoitus, falling: true) }
                == ["002", "003", "000", "001", "004"])
        #expect(try found("kohderyhmä:nuoret").sorted() == ["000", "002", "004"])
        #expect(try found("maakunta:Kainuu") == ["004"])
        #expect(try found("kunta:Kalajoki").sorted() == ["000", "001"])
        #expect(try found("koodi:S20059") == ["002"])
        #expect(try found("rinnakkaiskoodi:S20336") == ["002"])

        func facet(_ field: String, _ query: String? = nil) throws -> [String: Int] {
            Dictionary(uniqueKeysWithValues: try searcher.facets(field, query: query).map { ($0.value, $0.count) })
        }
        #expect(try facet("laji") == ["hankekortti": 3, "tiivistelmä": 1, "valintaesitys": 1])
        #expect(try facet("maakunta") == ["Pohjois-Pohjanmaa": 4, "Kainuu": 1])
        #expect(try facet("vuosi")["2017"] == 4 && facet("vuosi", "kohderyhmä:nuoret")["2015"] == 1)
        let groups = try facet("kohderyhmä")
        #expect(groups["nuoret"] == 3 && groups["maahanmuuttajat"] == 2 && groups["kyläyhdistykset"] == 1)

        let one = try found("kyläpajamalli") { $0.collapseProjects = true }
        #expect(try found("kyläpajamalli").sorted() == ["000", "001"] && one.count == 1)

        func alike(_ id: String, _ change: (inout SimilarRequest) -> Void = { _ in }) throws -> SimilarAnswer {
            var request = SimilarRequest(id: id)
            change(&request)
            return try searcher.similar(request)
        }
        #expect(try !alike("S20602").hits.contains { $0.id.hasPrefix("001") }, "papers of the project are left out")
        #expect(try alike("S20602") { $0.sameProject = true }.hits.first?.id.hasPrefix("001") == true)
        #expect(try alike("S20602") { $0.elsewhere = true }.hits.map { String($0.id.prefix(3)) } == ["004"])
        let aspect = try alike("S20941") { $0.by = "kohderyhmä" }
        #expect(aspect.hits.contains { $0.why.contains("maahanmuuttaja") })
        for hit in try alike("S20602").hits {
            #expect(Set(hit.why).isDisjoint(with: ["parantaa", "voida", "lähteä", "rahoittaja", "julkinen", "hanke"]))
        }
    }
}
