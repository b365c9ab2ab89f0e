// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentIDs
import Searching
import Testing

@Suite struct SimilarByFieldTests {
    private let cards: CardCollection

    init() throws {
        cards = try CardCollection([
            "alku": CardCollection.card(
                "S20001, Laavu", implementer: "Kuhmon kaupunki", groups: "maahanmuuttajat ja kotiäidit",
                goals: "Parantaa suomen kielen taitoa.", methods: "Puutarhakerho kasvihuoneella."),
            "ryhma": CardCollection.card(
                "S20002, Silta", implementer: "Oulun kaupunki", groups: "kotiäidit, maahanmuuttajat",
                goals: "Vähentää yksinäisyyttä.", methods: "Teatteria kirjastossa."),
            "tapa": CardCollection.card(
                "S20003, Verso", implementer: "Sotkamon kunta", groups: "eläkeläiset", goals: "Lisätä liikuntaa.",
                methods: "Kasvihuoneessa toimiva puutarhakerho."),
            "muu": CardCollection.card(
                "S20004, Tori", implementer: "Lahden kaupunki", groups: "hitsaajat", goals: "Kouluttaa yrittäjiä.",
                methods: "Verkkokurssit."),
        ])
    }

    private func ids(_ id: String = "alku", _ change: (inout SimilarRequest) -> Void) throws -> [String] {
        var request = SimilarRequest(id: id)
        change(&request)
        return try cards.searcher.similar(request).hits.map(\.id)
    }

    @Test
    func byAsksForOneAspectAndItsWordsAreTheReason() throws {
        #expect(try ids { $0.by = "kohderyhmä" } == ["ryhma"])
        #expect(try ids { $0.by = "toimintatapa" } == ["tapa"])
        var request = SimilarRequest(id: "alku")
        request.by = "KOHDERYHMA"
        let hit = try #require(try cards.searcher.similar(request).hits.first)
        #expect(Set(hit.why) == ["maahanmuuttaja", "kotiäiti"])
    }

    @Test
    func theWordsThatTieTwoDocumentsDoNotDependOnWhatWasAskedBefore() throws {
        var request = SimilarRequest(id: "alku")
        request.by = "tavoite"
        let texts = [
            "alku": CardCollection.card("S20001, Laavu", goals: "Nuorten työelämä, osallisuus ja toimijuus."),
            "yksi": CardCollection.card("S20002, Silta", goals: "Työelämä ja toimijuus, nuorten osallisuus."),
            "kaksi": CardCollection.card("S20003, Verso", goals: "Toimijuus, työelämä."),
            "kolme": CardCollection.card("S20004, Tori", goals: "Osallisuus, nuoret."),
        ]
        // Each collection lies in a folder of its own.
        func hits(_ cards: CardCollection) throws -> [SimilarHit] {
            try cards.searcher.similar(request).hits.map { hit in
                var hit = hit
                hit.file = FilePlace()
                return hit
            }
        }
        let expected = try hits(try CardCollection(texts))
        for first in ["yksi", "kaksi", "kolme"] {
            let cards = try CardCollection(texts)
            var other = SimilarRequest(id: first)
            other.by = "tavoite"
            _ = try cards.searcher.similar(other)
            #expect(try hits(cards) == expected)
        }
    }

    @Test
    func elsewhereYesLeavesOutTheSameRegionWhicheverMunicipalityOfIt() throws {
        #expect(
            try ids {
                $0.by = "toimintatapa"; $0.elsewhere = true
            } == [])
        let all = try ids { $0.elsewhere = true }
        #expect(!all.contains("tapa"))
        #expect(try ids { _ in }.contains("tapa"))
    }

    @Test
    func byThePlaceNeighboursInTheRegionCome() throws {
        #expect(try ids { $0.by = "maakunta" } == ["tapa"])
    }

    @Test(arguments: ["vuosi", "rahoitus", "väri", ""])
    func aFieldThatNothingCanBeComparedByIsRefusedByName(field: String) throws {
        let error = #expect(throws: SearchError.self) { try ids { $0.by = field } }
        #expect(error?.code == .syntax)
        #expect(error?.description.contains("kohderyhmä") == true)
    }

    @Test
    func aDocumentWithoutTheFieldGivesNoHitsAndSaysWhy() throws {
        var request = SimilarRequest(id: "alku")
        request.by = "huomiot"
        let answer = try cards.searcher.similar(request)
        #expect(answer.hits.isEmpty)
        #expect(answer.note?.contains("huomiot") == true)
    }
}
