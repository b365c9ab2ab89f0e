// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite struct FormPlaceTests {
    private static let texts = [
        "a.txt": "Muistio\n\nVaikeassa asemassa olevat nuoret saivat tukea.\n",
        "b.txt": "Muistio\n\nAsemassa oli vaikeassa tilassa junia, ja vaikeasta asemasta puhuttiin.\n",
        "c.txt": "Muistio\n\nEi vaikeassa eikä helpossa. Uudessa asemassa ollaan.\n",
        "d.txt": "Kunta tukee talonkorjausta. Äänestys siellä alkaa maanantaina.\n",
    ]

    @Test(arguments: [
        ("=\"vaikeassa asemassa\"", ["a.txt"]), ("=\"Asemassa oli vaikeassa\"", ["b.txt"]),
        ("=\"vaikeassa asemasta\"", []), ("=\"vaikeasta asemasta puhuttiin\"", ["b.txt"]),
        ("\"vaikea asema\"", ["a.txt", "b.txt"]), ("=asemassa", ["a.txt", "b.txt", "c.txt"]),
        ("=vaikeassa NEAR/1 =asemassa", ["a.txt"]), ("=vaikeassa NEAR/2 =asemassa", ["a.txt", "b.txt"]),
        ("=vaikeassa NEAR/9 =asemassa", ["a.txt", "b.txt", "c.txt"]), ("=asemassa NEAR/2 nuori", ["a.txt"]),
        ("otsikko:=\"nuoret saivat\"", ["a.txt"]),
        ("muistio -=\"vaikeassa asemassa\"", ["b.txt", "c.txt"]),
        // NEAR of phrases, alternatives and wildcards, and of words typed without dots.
        ("nuori NEAR \"tuki\"", ["a.txt"]), ("tuki NEAR/2 \"vaikea asema\"", []),
        ("tuki NEAR/4 \"vaikea asema\"", ["a.txt"]), ("\"vaikea asema\" NEAR/3 \"nuori saada\"", ["a.txt"]),
        ("\"vaikea asema\" NEAR/1 \"nuori saada\"", []), ("\"vaikea asema\" NEAR/1 asema", []),
        ("\"vaikea asema\" NEAR/9 vaikea", ["b.txt"]), ("=\"asemassa oli\" NEAR/5 juna", ["b.txt"]),
        ("(=\"asemassa oli\" OR =helpossa) NEAR/4 (juna OR uusi)", ["b.txt", "c.txt"]),
        ("vaikeas* NEAR/1 asemas*", ["a.txt", "b.txt"]), ("vaikeas* NEAR/4 hel*", ["c.txt"]),
        ("*korjaus NEAR/2 kunta", ["d.txt"]), ("korjaus NEAR/2 kunta", []),
        ("*korjaus NEAR/1 \"kunta tukea\"", ["d.txt"]),
        ("aanestys NEAR/2 alkaa", ["d.txt"]), ("aanestys NEAR/1 alkaa", []), ("\"aanestys siellä\"", ["d.txt"]),
        ("=a-sana NEAR =b-sana NEAR =c-sana", []), ("tuki NEAR (nuori OR \"nuori\" OR =nuoret OR nuor*)", ["a.txt"]),
        // A word that is only implied stretches over those that follow.
        ("(juna- ja tilatilanne) NEAR/3 vaikea", ["b.txt"]),
    ])
    func formsAreFoundWhereTheyStand(_ query: String, _ ids: [String]) throws {
        let searcher = try CardCollection(Self.texts).searcher
        #expect(try searcher.run(query, related: .no, limit: 10).map(\.id).sorted() == ids)
        #expect(try searcher.count(query, related: .no).matches == ids.count)
    }
}
