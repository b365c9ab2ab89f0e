// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import Searching
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct RelatedTests {
    private static let texts = [
        "both":
            "Nuoret saivat ohjausta. Paja avattiin kunnan tiloissa keväällä, ja siellä kävi paljon väkeä koko vuoden.",
        "young": "Nuoret, nuoret, nuoret! Nuorten nuoruus ja nuorten talo, nuorten ilta, nuorten retki.",
        "guide": "Ohjaus ja ohjaus. Ohjausta annettiin työpajalla, ja ohjaus jatkui.",
        "near": "Työpaja ja retki. Retki tehtiin talolta illalla, ja työpaja teki eväät.",
        "far": "Lehmät laiduntavat saaren rannalla, ja rannalla kasvaa leppiä.",
        "card": CardCollection.card("Nuorten talo", groups: "nuoret", methods: "Ohjaus ja retki."),
    ]
    private let collection: CardCollection
    private var searcher: Searcher { collection.searcher }

    /// Terms of a quarter of all documents are no terms of an expansion: it takes others that have nothing in common.
    private static let others = [
        "Kala", "Hauki", "Ahven", "Särki", "Siika", "Made", "Kuha", "Lahna", "Muikku", "Taimen",
    ]

    init() throws {
        var texts = Self.texts
        for fish in Self.others { texts[fish.lowercased()] = "\(fish) ui järvessä." }
        collection = try CardCollection(texts)
    }

    private func answer(_ query: String, _ related: Related) throws -> SearchAnswer {
        var request = SearchRequest(query: query)
        request.related = related
        request.limit = 20
        return try searcher.search(request)
    }

    private func ids(_ query: String, _ related: Related = .auto) throws -> [String] {
        try answer(query, related).hits.map(\.id)
    }

    @Test(arguments: ["nuorten ohjaus", "ohjaus nuorille", "ohjaus JA nuoret OR ohjaus nuoret", "nuori ohjaus -leppä"])
    func whatHoldsAllWordsComesBeforeWhatHoldsSome(_ query: String) throws {
        for related in Related.allCases {
            let first = Set(try ids(query, related).prefix(2))
            #expect(first == ["both", "card"], "related=\(related.rawValue)")
        }
    }

    @Test
    func theWordItselfIsNeverBehindWhatHoldsRelatedWordsOnly() throws {
        let own = try ids("retki", .no)
        for related in [Related.auto, .yes] {
            let found = try ids("retki", related)
            #expect(Set(found.prefix(own.count)) == Set(own))
            #expect(found.count > own.count && !found.contains("far"))
        }
    }

    @Test(arguments: [
        ("retki -nuoret", ["young", "card", "both"]), ("retki NOT nuoret", ["young", "card", "both"]),
        ("retki JA työpaja", ["young", "card", "both", "guide"]), ("+retki työpaja", ["guide", "both"]),
        ("retki vuosi:2016", ["young", "both", "guide", "near"]),
        ("retki kohderyhmä:nuoret -ohjaus", ["card", "guide", "both"]),
        ("retki kunta:Rovaniemi", ["young", "near", "card"]),
        ("\"retki tehtiin\" vuosi:2016", ["young", "near", "both"]),
    ])
    func relatedTermsLetNothingInThatTheQueryKeepsOut(_ query: String, _ unwanted: [String]) throws {
        for related in Related.allCases {
            let found = try ids(query, related)
            for id in unwanted { #expect(!found.contains(id), "related=\(related.rawValue)") }
        }
    }

    @Test(arguments: ["retki", "nuorten ohjaus", "retki -leppä"])
    func documentsOfRelatedWordsAloneAreNotCountedUnlessAskedFor(_ query: String) throws {
        let own = try searcher.count(query, related: .no).matches
        let found = try answer(query, .auto)
        #expect(found.matches == own && found.related)
        #expect(try searcher.count(query).matches == own)
        let wide = try answer(query, .yes)
        let count = try searcher.count(query, related: .yes).matches
        #expect(wide.matches == wide.hits.count && wide.matches == count)
    }

    @Test(arguments: ["\"nuorten talo\"", "=retki", "retk*", "S20059", "1234567-8", "otsikko:talo"])
    func whatIsAskedForToTheLetterFindsNothingElse(_ query: String) throws {
        #expect(try ids(query, .auto) == ids(query, .no))
    }

    @Test
    func scoresFallAndTheirEvidenceAddsUp() throws {
        for query in ["nuorten ohjaus", "retki", "nuorten retki -leppä"] {
            let hits = try answer(query, .auto).hits
            for (better, worse) in zip(hits, hits.dropFirst()) { #expect(better.score >= worse.score) }
            for hit in hits {
                let (score, terms) = try searcher.explain(id: hit.id, query: query)
                #expect(abs(score - hit.score) < 1e-6)
                #expect(abs(terms.reduce(0) { $0 + $1.weight } - score) < 1e-6)
            }
            #expect(try searcher.explain(id: hits[0].id, query: query).terms.first?.kind == "all")
        }
    }

    @Test
    func pagesFitTogether() throws {
        let whole = try ids("nuorten retki")
        var pages: [String] = []
        for offset in whole.indices {
            var request = SearchRequest(query: "nuorten retki")
            (request.offset, request.limit) = (offset, 1)
            pages += try searcher.search(request).hits.map(\.id)
        }
        #expect(pages == whole)
    }
}
