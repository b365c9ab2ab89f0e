// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import SearchIndex
import Searching
import TestSupport
import Testing

@Suite struct SearchTests {
    private static let texts = [
        "kyla": "Kylän talkoot. Kylällä korjattiin laavu.",
        "yhdistys": "Kyläyhdistyksen kokous valitsi puheenjohtajan.",
        "parin": "Kylä ja sen yhdistys.",
        "lukija": "Ahkera lukija palkittiin.",
        "muu": "Lehmät laiduntavat saaren rannalla, ja rannalla kasvaa leppiä.",
        "nimi": "Yhteisöistä voimaa -hankkeessa tehtiin töitä.",
        "toinen": "Voimaa arkeen. Hanke päättyi.",
        "sote": "Sosiaalipalvelut järjestää kunta.",
        "hanke": CardCollection.card("Laavu nuorille", days: "1.1.2016 – 31.12.2018", groups: "nuoret"),
        "paatos": "Diaarinumero KAJ/1234/02.05.01/2021 ja Y-tunnus 1234567-8. Covid-19 vaikutti kouluun.",
        "muuta": "Muu 1234 ja 2021. Toinen KAJ ja 8 sekä 02.05.01.",
        "green": "Green Care on toimintaa luonnossa.", "care": "Toiminta alkoi. Care Green.",
        "hanke2": CardCollection.card("Laavu vanhuksille", days: "1.1.2019 – 31.12.2020", groups: "vanhukset"),
    ]
    private let collection: CardCollection
    private var searcher: Searcher { collection.searcher }

    init() throws { collection = try CardCollection(Self.texts) }

    @Test(arguments: [4, 5])
    func aSentenceThatFivePapersShareIsNotShownForThem(_ papers: Int) throws {
        let shared = "Hanke kunnostaa kylät rahaston tuella.\n\n"
        let filler = String(repeating: "Laavu rakennettiin keväällä. ", count: 20) + "\n\n"
        let texts = Dictionary(
            uniqueKeysWithValues: ["talon", "pihan", "rannan", "kentän", "koulun"].prefix(papers).map {
                ($0, shared + filler + "Täällä kylät kunnostivat \($0) yhdessä.\n")
            })
        let hits = try CardCollection(texts).searcher.search(SearchRequest(query: "kylät")).hits
        #expect(hits.count == papers)
        for hit in hits {
            let text = try #require(hit.snippet?.text)
            #expect(text.contains(papers < 5 ? "rahaston tuella" : "kunnostivat \(hit.id)"), "\(text)")
        }
    }

    private func ids(_ query: String, related: Related = .no) throws -> [String] {
        try searcher.run(query, related: related, limit: 20).map(\.id)
    }

    @Test
    func wholeWordsComeBeforePartsAndAnyFormFindsAnyOther() throws {
        let found = try ids("kylissä")
        #expect(Set(found) == ["kyla", "parin", "yhdistys"])
        #expect(found.last == "yhdistys")
    }

    /// In short texts compounds weigh much; by BM25 alone *ohje* comes before *matka*.
    @Test(arguments: [Related.no, .auto, .yes])
    func theWordItselfComesBeforeAShorterTextOfItsCompounds(_ related: Related) throws {
        var texts = [
            "ohje": "Ohje\n\nKiinankaali ja tuore kiinankaali.",
            "matka": "Matka\n\nKevään matkalla kuultiin, miten Kiinan presidentti puhui kokouksessa ilmastosta ja "
                + "kaupasta, ja illalla valtuutetut tutustuivat.",
        ]
        for number in 1...6 {
            texts["m\(number)"] =
                "Muistio\n\nKunnan talousarvio käsiteltiin syksyllä, ja valtuusto hyväksyi sen pienin muutoksin "
                + "numero \(number)."
        }
        let searcher = try CardCollection(texts).searcher
        #expect(try searcher.run("Kiina", related: related, limit: 2).map(\.id) == ["matka", "ohje"])
    }

    @Test
    func aWordOfTheSameDerivationCountsWithRelatedTermsBelowTheWordItself() throws {
        #expect(try ids("lukea", related: .no).isEmpty)
        #expect(try ids("lukea", related: .yes) == ["lukija"])
    }

    @Test(arguments: [
        ("laavu vuosi:2016..2017", ["hanke"]), ("vuosi:2020 laavu", ["hanke2"]), ("vuosi:2016", ["hanke"]),
        ("laavu vuosi:2016 vuosi:2020", []), ("laavu vuosi:(2016 OR 2020)", ["hanke", "hanke2"]),
        ("laavu (vuosi:2016 vuosi:2017)", ["hanke"]),
        ("leppä OR vuosi:2016", ["hanke", "muu"]), ("laavu -vuosi:2016", ["hanke2", "kyla"]),
        ("leppä vuosi:2016", []), ("+laavu vuosi:2020 leppä", ["hanke2"]),
    ])
    func aRangeBesideWordsSaysWhereToLookInAnyOrder(_ query: String, _ expected: [String]) throws {
        #expect(try ids(query).sorted() == expected)
        #expect(try searcher.count(query, related: .no).matches == expected.count)
    }

    @Test
    func theEndOfACompoundOfSeveralWordsIsNoExclusionWhereDocumentsSpellItSo() throws {
        let answer = try searcher.search(SearchRequest(query: "Yhteisöistä voimaa -hanke"))
        #expect(answer.hits.map(\.id).prefix(2) == ["nimi", "toinen"])
        #expect(answer.note?.contains("“-hanke” is read as the end of a compound") == true)
        // Nobody spells these so: they exclude.
        #expect(try ids("voimaa arkeen -hanke") == ids("voimaa arkeen NOT hanke"))
        #expect(try ids("laavu -nuori").contains("hanke") == false)
        #expect(try ids("voimaa NOT hanke").contains("nimi") == false)
    }

    @Test
    func whatExplainsAScoreAddsUpToItAndSaysWhatKindOfEvidenceItIs() throws {
        for (id, query, kinds) in [
            ("parin", "kylän yhdistys", ["lemma", "near"]), ("yhdistys", "kylä", ["lemma"]),
            ("lukija", "lukea", ["derived"]), ("sote", "sote", ["synonym"]), ("muu", "=rannalla", ["form"]),
            ("muu", "\"lehmä laiduntaa\"", ["phrase"]), ("yhdistys", "kylä yhdistys", ["lemma", "compound"]),
            ("muu", "kylä", []),
        ] {
            let (score, terms) = try searcher.explain(id: id, query: query, related: .yes)
            #expect(abs(terms.reduce(0) { $0 + $1.weight } - score) < 1e-6, "\(query) in \(id): \(terms)")
            #expect(Set(kinds).isSubset(of: terms.map(\.kind)), "\(query) in \(id): \(terms)")
            let hit = try searcher.run(query, related: .yes, limit: 20).first { $0.id == id }
            #expect(abs((hit?.score ?? 0) - score) < 1e-6, "\(query) in \(id)")
        }
    }

    @Test
    func aBeginningTypedWithoutDotsSuggestsWordsWithThem() throws {
        #expect(try searcher.suggest("kyla").map(\.text).contains("kylä"))
        #expect(try searcher.suggest("kylä").map(\.text).first == "kylä")
        #expect(try searcher.suggest("leppa").map(\.text) == ["leppä"])
        #expect(try searcher.suggest("äy").isEmpty)
    }

    @Test(arguments: [
        ("KAJ/1234/02.05.01/2021", ["paatos"]), ("+KAJ/1234/02.05.01/2021 muu", ["paatos"]),
        ("=KAJ/1234/02.05.01/2021", ["paatos"]), ("1234567-8", ["paatos"]), ("=1234567-8", ["paatos"]),
        ("(toinen OR diaarinumero) NOT KAJ/1234/02.05.01/2021", ["muuta", "toinen"]),
        ("+muu -1234567-8", ["muu", "muuta"]),
        ("KAJ/2021", []), ("Covid-19", ["paatos"]), ("=Covid-19", ["paatos"]),
        ("Y-tunnus NEAR/2 1234567-8", ["paatos"]),
    ])
    func whatIsTypedWithoutASpaceIsOneOperand(_ query: String, _ expected: [String]) throws {
        #expect(try ids(query).sorted() == expected)
    }

    @Test(arguments: [
        ("laavu laji:hankekortti", ["hanke", "hanke2"]), ("leppä laji:hankekortti", []),
        ("leppä OR laji:hankekortti", ["hanke", "hanke2", "muu"]), ("laavu -laji:hankekortti", ["kyla"]),
        ("laji:hankekortti", ["hanke", "hanke2"]), ("laji:hankekortti vuosi:2020", ["hanke2"]),
        ("kylä kohderyhmä:vanhus", ["hanke2", "kyla", "parin", "yhdistys"]),
    ])
    func aFieldThatSaysWhatADocumentIsSaysWhereToLook(_ query: String, _ expected: [String]) throws {
        #expect(try ids(query).sorted() == expected)
        #expect(try searcher.count(query, related: .no).matches == expected.count)
    }

    @Test func aNameOfSeveralWordsMayBeginACompound() throws {
        let answer = try searcher.search(SearchRequest(query: "Green Care -toiminta"))
        #expect(
            answer.hits.map(\.id) == (try searcher.search(SearchRequest(query: "Green Care toiminta")).hits.map(\.id)))
        #expect(answer.note?.contains("“-toiminta”") == true)
        #expect(try ids("green care -toiminta").isEmpty)
    }

    @Test func anExclusionThatLeavesNothingIsSaid() throws {
        let note = try searcher.search(SearchRequest(query: "leppä -saari")).note
        #expect(note?.contains("The exclusion leaves nothing: without it 1 document") == true)
        #expect(try searcher.count("laavu -saari").notes.isEmpty)
    }

    @Test func aCompoundThatNothingHoldsIsSearchedByItsParts() throws {
        let answer = try searcher.search(SearchRequest(query: "leppä kyläkokous"))
        #expect(Set(answer.hits.map(\.id)) == ["muu", "kyla", "parin", "yhdistys"])
        #expect(answer.note?.contains("Nothing holds “kyläkokous” itself; its parts were searched.") == true)
        #expect(try ids("leppä kyläkokous") == ["muu"])
    }
}

@Suite struct SynonymFileTests {
    private let folder = TemporaryFolder()

    @Test
    func aFilesSynonymsCountBesideThoseThatShipBelowTheWordItself() throws {
        let path = try folder.file("omat", "# omat\nvesihöyryri, lämpöpannu\n")
        let texts = [
            "oma": "Vesihöyryri jyllää.", "toinen": "Lämpöpannu jyllää.", "sote": "Sosiaalipalvelut.",
            "muu": "Jotain aivan muuta.",
        ]
        let with = try CardCollection(texts, synonyms: try SynonymList(files: [path])).searcher
        #expect(try with.run("vesihöyryri", related: .no, limit: 9).map(\.id) == ["oma", "toinen"])
        #expect(try with.run("sote", related: .no, limit: 9).map(\.id) == ["sote"])
        let without = try CardCollection(texts).searcher
        #expect(try without.run("vesihöyryri", related: .no, limit: 9).map(\.id) == ["oma"])
    }

    @Test
    func aFileThatIsNoneOrNotRightIsNamedWithWhatIsWrong() throws {
        let wrong = try folder.file("yksin", "sote, hyte\nyksin\n")
        for (path, part) in [
            (wrong, "Line 2"), (folder("olematon"), "cannot be read"), (folder.path, "cannot be read"),
        ] {
            let error = #expect(throws: SearchError.self) { _ = try SynonymList(files: [path]) }
            #expect(error?.message.contains(path) == true)
            #expect(error?.message.contains(part) == true)
        }
    }
}
