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

    /// Related terms count by default among a hundred documents: here most have nothing in common with the rest.
    init() throws {
        var texts = Self.texts
        for number in 0..<100 { texts["kala\(number)"] = "Kala \(number) ui järvessä." }
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
        // An imperative, a past tense, a participle, and the verb of a noun in -minen, which tells of the same.
        ("koe", "Koetta valvottiin.", "Ihmiset kokevat pihan rauhattomaksi.", false),
        ("muisti", "Muistia voi harjoittaa.", "Muistan vielä sen kesän.", false),
        ("seuraava", "Seuraavaan kokoukseen.", "Seuratkaa meitä.", false),
        ("kuuleminen", "Kuulemisen tulos.", "Osallisia kuultiin.", true),
    ])
    func aWordInItsBaseFormIsHardlyAFormOfAnother(
        _ query: String, meant: String, homonym: String, isMeantToo: Bool
    ) throws {
        let searcher = try CardCollection(["meant": meant, "homonym": homonym]).searcher
        func ids(_ related: Related) throws -> [String] {
            var request = SearchRequest(query: query)
            request.related = related
            return try searcher.search(request).hits.map(\.id)
        }
        #expect(try ids(.no) == (isMeantToo ? ["meant", "homonym"] : ["meant"]))
        #expect(try ids(.yes) == ["meant", "homonym"])
        // Where nothing holds the word itself, it may be meant after all.
        let other = try CardCollection(["homonym": homonym]).searcher
        #expect(try other.search(SearchRequest(query: query)).hits.map(\.id) == ["homonym"])
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
    func whateverAnswersSpeaksOfTheSameDocuments(_ query: String) throws {
        let own = try searcher.count(query, related: .no).matches
        for related in Related.allCases {
            let found = try answer(query, related)
            let counted = try searcher.count(query, related: related)
            #expect(found.matches == found.hits.count && found.exact && counted.matches == found.matches)
            #expect(counted.notes == found.notes && found.related == (related != .no))
            let all = Set(found.hits.map(\.id))
            var listed: Set<String> = []
            try searcher.list(ListRequest(query, related: related)) { listed.insert($0.id).inserted }
            let facets = try searcher.facets("laji", query: query, related: related)
            #expect(listed == all && facets.reduce(0) { $0 + $1.count } == found.matches)
            var sorted = SearchRequest(query: query)
            (sorted.related, sorted.sort) = (related, SortKey(.otsikko))
            #expect(try Set(searcher.search(sorted).hits.map(\.id)) == all)
            #expect(related == .no ? found.matches == own : found.matches >= own)
        }
        let note = try answer(query, .auto).note
        #expect(note?.contains("Documents that hold the words: \(own); others") == true, "\(note ?? "")")
    }

    @Test
    func relatedTermsOrderWhatManyDocumentsHoldAndAddNothing() throws {
        var texts = Self.texts
        for number in 0..<100 {
            let subject = number % 4 == 0 ? "laulu ja soitto" : "leipä ja eväät"
            texts["asia\(number)"] =
                number % 2 == 0 ? "Retki \(number): \(subject)." : "Kala \(number) ui järvessä."
        }
        let searcher = try CardCollection(texts).searcher
        func found(_ related: Related) throws -> SearchAnswer {
            var request = SearchRequest(query: "retki")
            (request.related, request.limit) = (related, 100)
            return try searcher.search(request)
        }
        let (own, ordered) = (try found(.no), try found(.auto))
        #expect(ordered.related && ordered.note == nil && ordered.matches == own.matches)
        #expect(Set(ordered.hits.map(\.id)) == Set(own.hits.map(\.id)))
        #expect(ordered.hits.map(\.id) != own.hits.map(\.id))
        for hit in ordered.hits {
            let (score, terms) = try searcher.explain(id: hit.id, query: "retki")
            #expect(abs(score - hit.score) < 1e-6 && abs(terms.reduce(0) { $0 + $1.weight } - score) < 1e-6)
        }
    }

    @Test
    func inASmallIndexTheDefaultAddsNothing() throws {
        let searcher = try CardCollection(Self.texts).searcher
        let answer = try searcher.search(SearchRequest(query: "retki"))
        #expect(answer.matches == answer.hits.count && !answer.related)
        #expect(try searcher.count("retki", related: .no).matches == answer.matches)
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
