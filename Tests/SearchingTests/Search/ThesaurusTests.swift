// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import SearchIndex
import Searching
import TestSupport
import Testing

/// Searches across languages: by the thesaurus and the places that ship, and by one's own.
struct ThesaurusSearchTests {
    private static let texts = [
        "murha": "Käräjäoikeus tuomitsi miehen murhasta, ja hovioikeus piti tuomion voimassa.",
        "lukijat": "Kirjasto oli suljettu, ja lukijat odottivat ovella.",
        "isyys": "Isyyslaki tuli voimaan, ja sitä on sovellettu siitä lähtien.",
        "turku": "Hanke toimi Turussa, ja Raaseporissa se alkoi vasta myöhemmin.",
        "huolto": "Päätös koski lapsen huoltoa ja tapaamisoikeutta.",
        "skola": "Skolan och biblioteket i Åbo var stängda, men kursen i Norra Österbotten hölls ändå.",
        "sava": "Ilves söi jäniksen, ja kettu katsoi.",
        "kauppa": "Kyse oli irtaimen kaupasta, ja virkamies sai varoituksen.",
    ]
    private let collection: CardCollection

    init() throws { collection = try CardCollection(Self.texts) }

    private func ids(_ query: String) throws -> [String] {
        try collection.searcher.run(query, related: .no, limit: 20).map(\.id)
    }

    @Test(arguments: [
        ("mord", "murha"), ("murder", "murha"), ("bibliotek", "lukijat"), ("libraries", "lukijat"),
        ("kirjastot", "skola"), ("koulu", "skola"), ("faderskapslagen", "isyys"), ("vårdnad om barn", "huolto"),
        ("Åbo", "turku"), ("Turku", "skola"), ("turussa", "skola"), ("Raseborg", "turku"), ("raseborgs", "turku"),
        ("Pohjois-Pohjanmaa", "skola"), ("tjänsteman", "kauppa"), ("tjänstemännen", "kauppa"),
    ])
    func aNameFindsTheOtherLanguagesNames(query: String, id: String) throws {
        let found = try ids(query)
        #expect(found.contains(id), "\(query): \(found)")
    }

    @Test func theWordItselfComesFirst() throws {
        #expect(try ids("bibliotek") == ["skola", "lukijat"])
        #expect(try ids("kirjasto") == ["lukijat", "skola"])
    }

    /// No document holds *mord*; *murha* stands for it, and comes before *ilves* in a shorter text.
    @Test func aNameStandsForAWordThatNoDocumentHolds() throws {
        #expect(try ids("mord ilves") == ["murha", "sava"])
    }

    @Test func explainSaysTranslation() throws {
        let terms = try collection.searcher.explain(id: "murha", query: "mord", related: .no).terms
        #expect(terms.map(\.kind) == ["translation"] && terms.map(\.term) == ["murha"])
        let phrase = try collection.searcher.explain(id: "huolto", query: "vårdnad om barn", related: .no).terms
        #expect(phrase.contains { $0.kind == "translation" }, "\(phrase)")
    }

    @Test func aNameMayHoldWordsOfTwoLetters() throws {
        let terms = try collection.searcher.explain(id: "kauppa", query: "köp av lös egendom", related: .no).terms
        #expect(terms.contains { $0.kind == "translation" && $0.term == "irtain kauppa" }, "\(terms)")
    }

    @Test func onesOwnThesaurusFindsOtherNamesAndNarrowerOnes() throws {
        let folder = TemporaryFolder()
        let file = try folder.file(
            "own.ttl",
            """
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            <cat> skos:prefLabel "kissaeläimet"@fi ; skos:altLabel "katti"@fi .
            <lynx> skos:prefLabel "ilves"@fi ; skos:broader <cat> .
            """)
        let own = try CardCollection(Self.texts, synonyms: SynonymList(files: [], thesauri: [file]))
        #expect(try own.searcher.run("kissaeläin", related: .no, limit: 5).map(\.id) == ["sava"])
        #expect(try own.searcher.run("katit", related: .no, limit: 5).map(\.id) == ["sava"])
        #expect(try ids("kissaeläin").isEmpty)
    }

    @Test func aThesaurusThatCannotBeReadIsNamed() {
        let error = #expect(throws: SearchError.self) { try SynonymList(files: [], thesauri: ["/nowhere/t.ttl"]) }
        #expect(error?.message.hasPrefix("/nowhere/t.ttl cannot be read as a thesaurus") == true)
    }
}
