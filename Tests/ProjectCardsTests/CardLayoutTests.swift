// SPDX-License-Identifier: GPL-3.0-or-later
import ProjectCards
import Testing

@Suite struct CardLayoutTests {
    private static let table = """
        # Säätiön hankekuvaus
        hankekortti\totsikko\tMikä hanke
        hankekortti\talkaa\tHanke alkoi
        hankekortti\tpäättyy\tHanke loppui
        hankekortti\tomarahoitus\tOma osuus
        hankekortti\trahoitus\tAvustus
        hankekortti\tkohderyhmä\tKenelle
        hankekortti\ttoimintatapa\tMitä tehtiin
        hankekortti\tkunta\tMissä päin
        hankekortti\t!\tSäätiön ohjelma
        """
    private static let paper = """
        Mikä hanke
        Verso
        Hanke alkoi 1.2.2020
        Hanke loppui 31.1.2022
        Avustus
        12 000 €
        Oma osuus 500,50 €
        Kenelle
        Ikääntyneet
        Mitä tehtiin
        Puutarhakerho
        Missä päin
        Iisalmessa ja Kiuruvedellä
        Säätiön ohjelma
        Elinvoima

        """

    @Test
    func aNewLayoutIsANewTableOfHeadingsWithoutCode() throws {
        #expect(CardReader().read(Self.paper).kind == .muu)
        let card = try CardReader(headings: [(Self.table, "saatio.tsv")]).read(Self.paper)
        #expect(card.kind == .hankekortti && card.title == "Verso")
        let expected = [
            "alkaa": ["2020-02-01"], "päättyy": ["2022-01-31"], "vuosi": ["2020", "2021", "2022"],
            "rahoitus": ["12000"],
            "omarahoitus": ["500,50"], "kohderyhmä": ["Ikääntyneet"], "toimintatapa": ["Puutarhakerho"],
            "kunta": ["Iisalmi", "Kiuruvesi"], "maakunta": ["Pohjois-Savo"], "koodi": [], "rahoittaja": [],
        ]
        for (name, values) in expected { #expect(card.values(name) == values, "\(name)") }
    }

    @Test(arguments: [
        "hankekortti kohderyhmä Kenelle", "kortti\tkohderyhmä\tKenelle", "hankekortti\tväri\tKenelle",
        "hankekortti\tkohderyhmä\t", "hankekortti\tkohderyhmä\tKenelle\tliikaa", "muu\t-\tKenelle",
    ]) func aLineThatIsNoHeadingIsNamed(line: String) {
        let error = #expect(throws: CardLayoutError.self) {
            try CardReader(headings: [("# ensin\n" + line, "saatio.tsv")])
        }
        #expect(error?.path == "saatio.tsv")
        #expect(error?.message.contains("line 2") == true)
    }
}
