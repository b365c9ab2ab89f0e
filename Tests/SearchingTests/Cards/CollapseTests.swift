// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite struct CollapseTests {
    private func hits(_ cards: CardCollection, _ query: String, limit: Int = 10, offset: Int = 0) throws -> SearchAnswer
    {
        var request = SearchRequest(query: query)
        request.collapseProjects = true
        request.limit = limit
        request.offset = offset
        return try cards.searcher.search(request)
    }

    @Test
    func papersOfOneProjectAreOneHitByCodeAndByPeriodAndANameThatDiffersByALetter() throws {
        let cards = try CardCollection([
            "kortti": CardCollection.card("S20602, Yhteisöistä voimaa -hanke", groups: "osallisuus osallisuus"),
            "toinen": CardCollection.card("S20602, Yhteisöistä voimaa", groups: "osallisuus"),
            "lyhyt": CardCollection.summary("Yhteisöstä voimaa", text: "Hanke lisäsi osallisuutta kylillä."),
            "muu": CardCollection.summary("Aivan muuta", text: "Hanke lisäsi osallisuutta kylillä."),
            "rinnakkainen": CardCollection.card("S20666, Yhteisöistä voimaa -hanke", groups: "osallisuus"),
        ])
        let answer = try hits(cards, "osallisuus")
        #expect(answer.matches == 3 && answer.exact)
        let ids = answer.hits.map(\.id)
        #expect(ids.count == 3 && ids.contains("muu") && ids.contains("rinnakkainen"))
        #expect(answer.hits.map(\.rank) == [1, 2, 3])
        let second = try hits(cards, "osallisuus", limit: 1, offset: 1)
        #expect(second.hits.map(\.id) == [ids[1]])
        #expect(second.matches == 3)
    }

    @Test
    func withoutCollapsingAllPapersAreHits() throws {
        let cards = try CardCollection([
            "kortti": CardCollection.card("S20602, Yhteisöistä voimaa -hanke"),
            "lyhyt": CardCollection.summary("Yhteisöstä voimaa", text: "Hanke lisäsi osallisuutta."),
        ])
        #expect(try cards.searcher.search(SearchRequest(query: "osallisuus")).matches == 2)
        #expect(try hits(cards, "osallisuus").matches == 1)
    }
}
