// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

@Suite struct SimilarTests {
    private let folder = TemporaryFolder()

    private func index(_ texts: [String: String]) throws -> Searcher {
        for (name, text) in texts { try folder.file("docs/" + name, text) }
        let index = IndexFolder(folder("index"))
        _ = try Indexer(folder: index, options: .init(repair: false)).update([folder("docs")])
        return try Searcher(folder: index)
    }

    /// The headings and phrases that every card has.
    private static let boilerplate = """
        Hankkeen nimi, hakijan virallinen nimi ja jakeluosoite. Tavoitteet ja tarve, kohderyhmä, toteutus ja tulokset.
        Euroopan sosiaalirahasto, elinkeino-, liikenne- ja ympäristökeskus, rahoittava viranomainen, toimintalinja.
        Kustannusarvio, rahoitussuunnitelma, henkilöstökulut, flat rate, omarahoitus, hyväksytty rahoitus yhteensä.

        """
    private static let cards = [
        "kyla1": boilerplate + "Kyläyhdistys kunnostaa uimarannan ja laavun.",
        "kyla2": boilerplate + "Uimarantaa hoitavat kyläyhdistykset.",
        "mieli": boilerplate + "Nuorten mielenterveyttä tuetaan taidepajoissa.",
        "metalli": boilerplate + "Hitsaajien koulutus metallialan yrityksiin.",
        "muu": "Lehmät laiduntavat. Kyläyhdistys puhdisti uimarannan ja korjasi laavun.",
    ]

    @Test func vectorsThatNobodyAsksForAreLetGoAndMadeAnew() throws {
        let searcher = try index(Self.cards)
        let hits = try searcher.similar(SimilarRequest(id: "kyla1")).hits
        // Other tests keep theirs in the same place.
        #expect(searcher.forgetUnused(for: .seconds(86_400), over: 0) == 0)
        #expect(searcher.forgetUnused(for: .zero, over: .max) == 0)
        #expect(searcher.forgetUnused(for: .zero, over: 0) >= 1)
        #expect(try searcher.similar(SimilarRequest(id: "kyla1")).hits == hits)
    }

    @Test func fieldsBeyondThoseThatAreKeptAreComparedToo() throws {
        let card = CardCollection.card("Laavu nuorille, S20059", days: "1.1.2016 – 31.12.2018", groups: "nuoret")
        let cards = try CardCollection([
            "a": card, "b": CardCollection.card("Laavu", days: "1.1.2016 – 31.12.2019", groups: "nuoret"),
            "c": "Kylä.\n",
        ])
        for _ in 0..<2 {
            for field in ["kohderyhmä", "otsikko", "tavoite", "tausta", "tulos", "toimintatapa", "tuotos"] {
                var request = SimilarRequest(id: "a")
                request.by = field
                let ids = try cards.searcher.similar(request).hits.map(\.id)
                if field == "kohderyhmä" || field == "otsikko" { #expect(ids == ["b"], "\(field)") }
            }
        }
    }

    @Test
    func wordsOfAllCardsDoNotMakeThemAlikeTheSubjectDoes() throws {
        let searcher = try index(Self.cards)
        var hits = try searcher.similar(SimilarRequest(id: "muu")).hits
        #expect(hits.prefix(2).map(\.id) == ["kyla1", "kyla2"])
        hits = try searcher.similar(SimilarRequest(id: "kyla2")).hits
        #expect(hits.first?.id == "kyla1" || hits.first?.id == "muu")
        #expect(hits.prefix(2).map(\.id).sorted() == ["kyla1", "muu"])
        #expect(hits.dropFirst(2).allSatisfy { $0.score < hits[1].score })
    }

    @Test
    func ofCopiesOneIsShown() throws {
        var texts = Self.cards
        for number in 1...4 { texts["kopio\(number)"] = Self.cards["kyla1"] }
        let searcher = try index(texts)
        for limit in [2, 3, 10] {
            var request = SimilarRequest(id: "muu")
            request.limit = limit
            let hits = try searcher.similar(request).hits
            #expect(hits.count { $0.id == "kyla1" || $0.id.hasPrefix("kopio") } == 1, "\(hits.map(\.id))")
        }
    }

    @Test
    func theWordsThatTieTwoDocumentsAreThoseAPersonWouldName() throws {
        let searcher = try index(Self.cards)
        let hit = try #require(try searcher.similar(SimilarRequest(id: "muu")).hits.first)
        #expect(Set(hit.why) == ["kyläyhdistys", "uimaranta", "laavu"])
    }

    @Test
    func twoDocumentsThatAreAllThereIsAreAlikeOneAloneAndAnEmptyLikenessGiveNoHits() throws {
        var searcher = try index(["a": "Kissa istuu matolla.\n"])
        #expect(try searcher.similar(SimilarRequest(id: "a")).hits.isEmpty)
        searcher = try index(["b": "Kissat istuvat matoilla.\n", "c": "1 2 3\n"])
        #expect(try searcher.similar(SimilarRequest(id: "a")).hits.first?.id == "b")
        #expect(try searcher.similar(SimilarRequest(id: "c")).hits.isEmpty)
    }

    @Test
    func aDocumentThatIsPutInAnewIsComparedByWhatItSaysNow() throws {
        _ = try index(["a": "Kissa kehrää sohvalla.\n", "b": "Kissa nukkuu sohvalla.\n", "c": "Auto hajosi tiellä.\n"])
        let searcher = try index(["b": "Auto korjattiin tiellä eilen.\n"])
        #expect(try searcher.similar(SimilarRequest(id: "c")).hits.first?.id == "b")
        #expect(try searcher.similar(SimilarRequest(id: "a")).hits.isEmpty)
    }
}
