// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import Searching
import TestSupport
import Testing

@Suite struct CorrectionTests {
    private let searcher: Searcher

    init() throws {
        searcher = try CardCollection([
            "tuki": "Toimeentulotuki maksetaan kuukausittain. Toimeentulotuen saajat kuntoutuvat.",
            "tulo": "Toimi ja tulo: tuki on toimen tulos, ja tuet ovat toimia.",
            "nuoriso": "Nuorisotyön ohjaajat kävivät nuorisotalolla.",
            "nuorisot": "Nuorison liikunta, nuorison musiikki ja nuorison kieli.",
            "mieli": "Hanke on mielenterveyskuntoutujat kokoava verkosto.",
            "työttömät": "Hankkeessa ohjattiin pitkäaikaistyöttömiä, sillä pitkäaikaistyöttömät jäivät yksin.",
            "vapaa": "Vapaaehtoistoiminta kokosi kylän väen; vapaaehtoistoiminnan ohjaajat kiittivät.",
            "vaara": "Nuoret ovat syrjäytymisvaarassa.",
            "kokous": "Kylä kokoontui, ja kokous piti kylästä.",
        ]).searcher
    }

    private func answer(_ query: String) throws -> SearchAnswer { try searcher.search(SearchRequest(query: query)) }

    @Test(arguments: [
        ("toimentulotuki", "tuki"), ("toimeentulotki", "tuki"), ("nuorisotö", "nuoriso"),
        ("mielenterveyskuntoujat", "mieli"), ("pitkäaikastyöttömät", "työttömät"), ("vapaaehtoistoimina", "vapaa"),
        ("syrjaytymisvaarassa", "vaara"), ("toimentulotuki nuorisot", "tuki"),
    ])
    func aMisspeltWordFindsWhatWasMeantFirst(_ query: String, _ id: String) throws {
        let answer = try answer(query)
        #expect(answer.hits.first?.id == id, "\(answer.corrected ?? "-") \(answer.note ?? "-")")
    }

    @Test(arguments: ["kyläkokous", "nuorisotalo", "toimitulo", "nuoriso"])
    func aWordThatIsRightStaysAsItIs(_ query: String) throws {
        #expect(try answer(query).corrected == nil)
    }

    /// Comparing such a word with others would take 32 GB.
    @Test func aWordOfAWholeLineIsNotCorrected() throws {
        let answer = try answer(String(repeating: "a", count: 65_000) + " kokous")
        #expect(answer.corrected == nil && answer.hits.first?.id == "kokous")
    }
}
