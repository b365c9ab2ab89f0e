// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

@testable import Searching

@Suite struct TargetGroupFacetTests {
    @Test(arguments: [
        (
            "Työttömät työnhakijat, erityisesti pitkäaikaistyöttömät, nuoret, maahanmuuttajat, kotiäidit, ilman "
                + "koulu- tai työpaikkaa olevat; työllisyys- sosiaali- ja terveyspalvelut; 3. sektorin toimijat "
                + "(mm. kyläyhdistykset)",
            [
                "työnhakijat", "pitkäaikaistyöttömät", "nuoret", "maahanmuuttajat", "kotiäidit",
                "ilman koulu- tai työpaikkaa olevat", "työllisyys- sosiaali- ja terveyspalvelut",
                "3. sektorin toimijat", "kyläyhdistykset",
            ]
        ),
        (
            "Työelämän ulkopuolella olevat henkilöt, kuten nuoret, maahanmuuttajat ja osatyökykyiset, joiden "
                + "katsotaan hyötyvän sosiaalisen kuntoutuksen palveluista sekä yhdistyksen oma henkilöstö",
            [
                "työelämän ulkopuolella olevat henkilöt", "nuoret", "maahanmuuttajat", "osatyökykyiset",
                "yhdistyksen oma henkilöstö",
            ]
        ),
        (
            "Vaikeimmassa työmarkkina-asemassa olevat henkilöt (esimerkiksi pitkäaikaistyöttömät, alle "
                + "29-vuotiaat nuoret, vammaiset ja pitkäaikaissairaat, ikääntyneet työelämän ulkopuolelle "
                + "joutuneet sekä mielenterveys- ja päihdeongelmista kärsivät henkilöt)",
            [
                "vaikeimmassa työmarkkina-asemassa olevat henkilöt", "pitkäaikaistyöttömät", "nuoret", "vammaiset",
                "pitkäaikaissairaat", "ikääntyneet työelämän ulkopuolelle joutuneet",
                "mielenterveys- ja päihdeongelmista kärsivät henkilöt",
            ]
        ),
        (
            "Hankkeen kohderyhmänä olivat työelämästä syrjäytyneet henkilöt.",
            ["työelämästä syrjäytyneet henkilöt"]
        ),
        ("", []), (" ; , ()", []), ("Nuoret, nuoret; NUORET", ["nuoret"]),
    ])
    func aPassageNamesItsGroups(text: String, expected: [String]) throws {
        #expect(TargetGroups.groups(in: text, try Analyser()) == expected)
    }

    @Test
    func theFacetCountsGroupsOverAllCards() throws {
        let cards = try CardCollection([
            "a": CardCollection.card("S20001, Laavu", groups: "Alle 29-vuotiaat nuoret, maahanmuuttajat"),
            "b": CardCollection.card("S20002, Silta", groups: "Nuoret ja nuoret"),
            "c": "Nuoret kokoontuivat.\n",
        ])
        let facets = try cards.searcher.facets("kohderyhma", query: nil).map { ($0.value, $0.count) }
        #expect(facets.map(\.0) == ["nuoret", "maahanmuuttajat"] && facets.map(\.1) == [2, 1])
        #expect(try cards.searcher.facets("kohderyhmä", query: "maahanmuuttaja").map(\.count) == [1, 1])
    }
}
