// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite struct FieldAnswerTests {
    private static func paper(_ code: String, _ years: String, _ town: String, _ group: String) -> String {
        "Hankkeen nimi: Puisto \(code)\n\nHankekoodi: \(code)\n\nHankkeen kesto: \(years)\n\nToteutuspaikkakunta: \(town)\n\n"
            + "Hankkeen kohderyhmä: \(group)\n\nHankkeen toimenpiteet: Puistoon istutetaan omenapuita.\n"
    }

    private static let texts = [
        "a": paper("S20001", "1.1.2015 - 31.12.2016", "Kuhmo", "työttömät nuoret"),
        "b": paper("S20002", "1.3.2018 - 31.12.2019", "Salla", "nuoret aikuiset"),
        "c": paper("S20003", "-", "Kuhmo", "ikäihmiset"), "d": "Puistossa on omenapuita.\n",
    ]

    @Test func hitsCarryTheFieldsAskedFor() throws {
        let cards = try CardCollection(Self.texts)
        var request = SearchRequest(query: "koodi:S20001")
        request.fields = try QueryField.fields(named: "kunta,vuosi, kunta,rahoitus")
        let hit = try #require(try cards.searcher.search(request).hits.first)
        #expect(hit.fields == [["Kuhmo"], ["2015", "2016"], []])
        #expect(throws: SearchError.self) { try QueryField.fields(named: "kunta,olematon") }
    }

    @Test(arguments: ["vuosi", "-vuosi", "alkaa", "-päättyy"])
    func whatLacksTheValueComesLast(_ key: String) throws {
        let cards = try CardCollection(Self.texts)
        var request = SearchRequest(query: "omenapuu")
        request.sort = SortKey(key)
        #expect(request.sort != nil)
        let ids = try cards.searcher.search(request).hits.map(\.id)
        #expect(ids.prefix(2) == (key.hasPrefix("-") ? ["b", "a"] : ["a", "b"]) && ids.count == 4)
    }

    @Test func aListHasAllDocumentsThatMatch() throws {
        let cards = try CardCollection(Self.texts)
        var rows: [[String]] = []
        try cards.searcher.list(ListRequest("omenapuu", fields: [.koodi, .kunta])) { entry in
            rows.append([entry.id] + entry.fields.map { $0.joined(separator: "+") })
            return true
        }
        #expect(
            rows == [["a", "S20001", "Kuhmo"], ["b", "S20002", "Salla"], ["c", "S20003", "Kuhmo"], ["d", "", ""]])
        var first: [String] = []
        try cards.searcher.list(ListRequest(nil)) { entry in
            first.append(entry.id)
            return false
        }
        #expect(first == ["a"])
    }

    @Test func facetsComeByValueToo() throws {
        let cards = try CardCollection(Self.texts)
        #expect(try cards.searcher.facets("kunta", query: nil).map(\.value) == ["Kuhmo", "Salla"])
        #expect(
            try cards.searcher.facets("koodi", query: nil, byValue: true).map(\.value) == [
                "S20001", "S20002", "S20003",
            ])
    }

    @Test func facetsOfSeveralFieldsAreThoseOfEach() throws {
        let cards = try CardCollection(Self.texts)
        let fields = ["kunta", "koodi", "laji"]
        for query in [nil, "nuoret"] {
            let each = try fields.flatMap { try cards.searcher.facets($0, query: query) }
            #expect(try cards.searcher.facets("kunta,koodi,kunta,laji", query: query) == each)
        }
        #expect(throws: SearchError.self) { try cards.searcher.facets("kunta,koko", query: nil) }
        #expect(throws: SearchError.self) { try cards.searcher.facets(",", query: nil) }
    }

    @Test func aComparisonMarksWhatBothSay() throws {
        let cards = try CardCollection(Self.texts)
        let comparison = try cards.searcher.compare("S20001", "b")
        #expect(comparison.first == "a" && comparison.second == "b")
        let group = try #require(comparison.fields.first { $0.field == .kohderyhmä })
        #expect(group.shared == ["nuoret"] && group.first.matches.count == 1 && group.second.matches.count == 1)
        let town = try #require(comparison.fields.first { $0.field == .kunta })
        #expect(town.first.text == "Kuhmo" && town.second.text == "Salla" && town.shared.isEmpty)
    }

    @Test func reasonsAreShownByPassagesOfBoth() throws {
        let cards = try CardCollection(Self.texts)
        var request = SimilarRequest(id: "a")
        request.passages = true
        let answer = try cards.searcher.similar(request)
        let reasons = answer.hits.flatMap(\.reasons)
        #expect(!reasons.isEmpty)
        for reason in reasons {
            for side in [reason.own, reason.other] {
                let bytes = Array(side.text.utf8)
                #expect(side.matches.count == 1 && side.matches.allSatisfy { $0.upperBound <= bytes.count })
            }
        }
        #expect(answer.hits.flatMap(\.why).allSatisfy { !["nimi", "hakija", "hankekoodi", "kesto"].contains($0) })
    }

    /// Labels of no layout, the same in every paper, and what differs from paper to paper.
    @Test func aFormThatNobodyDescribedTiesNoPapers() throws {
        let form =
            "Vetovastuussa on säätiö\nKirjaamispaikka ja päivystysnumero\nAllekirjoituksen oikeellisuus varmennetaan\n"
            + "Käsittelyjärjestys ja jakelulista\nTietosuojaseloste kanslian ilmoitustaululla\n"
        let subjects = [
            "hevonen talli ratsastus", "kirjasto lukupiiri satutunti", "järvi verkko kalastus", "metsä polku marjastus",
            "kuoro laulu harmonikka", "hevonen talli valjakko",
        ]
        var texts = ["muu": "Puistossa on omenapuita.\n", "toinen": "Kylällä juhlitaan.\n"]
        for (number, subject) in subjects.enumerated() { texts["\(number)"] = subject + ".\n" + form + subject + ".\n" }
        let cards = try CardCollection(texts)
        let hits = try cards.searcher.similar(SimilarRequest(id: "0")).hits
        #expect(hits.first?.id == "5")
        let why = hits.flatMap(\.why).map { $0.lowercased() }
        #expect(why.contains("hevonen") && !why.contains { $0.contains("tietosuoja") || $0.contains("vetovastuu") })
    }
}
