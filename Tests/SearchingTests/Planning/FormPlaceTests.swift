// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite struct FormPlaceTests {
    private static let texts = [
        "a.txt": "Muistio\n\nVaikeassa asemassa olevat nuoret saivat tukea.\n",
        "b.txt": "Muistio\n\nAsemassa oli vaikeassa tilassa junia, ja vaikeasta asemasta puhuttiin.\n",
        "c.txt": "Muistio\n\nEi vaikeassa eikä helpossa. Uudessa asemassa ollaan.\n",
    ]

    @Test(arguments: [
        ("=\"vaikeassa asemassa\"", ["a.txt"]), ("=\"Asemassa oli vaikeassa\"", ["b.txt"]),
        ("=\"vaikeassa asemasta\"", []), ("=\"vaikeasta asemasta puhuttiin\"", ["b.txt"]),
        ("\"vaikea asema\"", ["a.txt", "b.txt"]), ("=asemassa", ["a.txt", "b.txt", "c.txt"]),
        ("=vaikeassa NEAR/1 =asemassa", ["a.txt"]), ("=vaikeassa NEAR/2 =asemassa", ["a.txt", "b.txt"]),
        ("=vaikeassa NEAR/9 =asemassa", ["a.txt", "b.txt", "c.txt"]), ("=asemassa NEAR/2 nuori", ["a.txt"]),
        ("otsikko:=\"muistio\"", ["a.txt", "b.txt", "c.txt"]),
        ("muistio -=\"vaikeassa asemassa\"", ["b.txt", "c.txt"]),
    ])
    func formsAreFoundWhereTheyStand(_ query: String, _ ids: [String]) throws {
        let searcher = try CardCollection(Self.texts).searcher
        #expect(try searcher.run(query, related: .no, limit: 10).map(\.id).sorted() == ids)
        #expect(try searcher.count(query, related: .no).matches == ids.count)
    }
}
