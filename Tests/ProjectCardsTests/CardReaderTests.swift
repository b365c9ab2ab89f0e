// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import ProjectCards
import Testing

@Suite struct CardReaderTests {
    private func card(title: String, funding: String = "Kainuun ELY-keskus, 1 000 €", more: String = "") -> Card {
        CardReader().read(
            "Hankkeen nimi, S-numero ja toteutusaika\n\n\(title)\n\nRahoittaja ja toteutunut\n\njulkinen rahoitus\n\n"
                + "\(funding)\n\nToteuttajat Kuhmon kaupunki\n\nTavoitteet\n\nLuoda malli.\n\(more)\n")
    }

    @Test func aCodeInRunningTextIsNotTheProjects() {
        let card = card(title: "Laavu, 1.1.2015 – 31.7.2018", more: "Toimintatapa Kuten hankkeessa S12345.\n")
        #expect(card.kind == .hankekortti)
        #expect(card.values("koodi") == [] && card.values("rinnakkaiskoodi") == [])
        #expect(card.title == "Laavu")
        #expect(card.values("kunta") == ["Kuhmo"] && card.values("maakunta") == ["Kainuu"])
    }

    @Test func twoCodesInTheTitleAreBothOwn() {
        let card = card(title: "S20001 ja S20002, Laavu, 1.1.2015 – 31.7.2018")
        #expect(card.values("koodi") == ["S20001", "S20002"])
        #expect(card.projectName.hasSuffix("Laavu"))
    }

    @Test func aDayThatIsNoneIsNotKept() {
        let card = card(title: "S20001, Laavu, 1.1.2015 – 31.2.2019")
        #expect(card.values("alkaa") == ["2015-01-01"] && card.values("päättyy") == [])
        #expect(card.values("vuosi") == [] && card.period == nil && card.title == "S20001, Laavu")
    }

    @Test(arguments: [
        ("Kainuun ELY-keskus, 1 234,50 €", "1234,50"), ("Kainuun ELY-keskus, 1.234,50 €", "1234,50"),
        ("Kainuun ELY-keskus 225 784 euroa", "225784"), ("Kainuun ELY-keskus, 12€", "12"),
    ]) func readsSums(_ text: String, _ sum: String) {
        let card = card(title: "S20001, Laavu, 1.1.2015 – 31.7.2018", funding: text)
        #expect(card.values("rahoitus") == [sum])
        #expect(card.values("rahoittaja") == ["Kainuun ELY-keskus"])
    }

    @Test func aParallelProjectsSumMayComeFirst() {
        let card = card(
            title: "S20001, Laavu, 1.1.2015 – 31.7.2018", funding: "ELY, rinnakkaishanke (S20002) 5 € + 7 €")
        #expect(card.values("rahoitus") == ["7"] && card.values("rinnakkaisrahoitus") == ["5"])
        #expect(card.values("rinnakkaiskoodi") == ["S20002"])
    }

    @Test func plainTextsAreNoCards() {
        let openings = ["Tavoitteet", "Tiivistelmä", "Toimintatapa", "Kohderyhmät", "Kokous", "Toteuttajat", "Kunnat"]
        let sentences = [
            "Hankkeen tavoitteena on lisätä osallisuutta.", "Kunnanhallitus päätti asiasta 1.3.2016.",
            "Tuotokset esiteltiin Kalajoella.", "Maksettiin 1 234 € palkkoja.", "Asiasta on kysytty usein.",
        ]
        for first in openings {
            for second in openings {
                for sentence in sentences {
                    let card = CardReader().read("\(first)\n\n\(sentence)\n\n\(second)\n\n\(sentence)\n")
                    #expect(card.kind == .muu && card.fields.map(\.name) == ["otsikko"])
                }
            }
        }
    }

    @Test func aLongFirstLineIsCutAtAWordsEnd() {
        let card = CardReader().read(String(repeating: "pitkä sana ", count: 30))
        #expect(card.title.count <= 101 && card.title.hasSuffix("…") && !card.title.hasSuffix(" …"))
        #expect(CardReader().read(" \n\n12\n").fields.isEmpty)
    }

    @Test func whatIsNotTickedIsNotDecided() {
        let text =
            "Hankkeen julkinen nimi\n\nLaavu\nHakemusnumero\n\n106921\nDiaarinumero\n\nEURA 1\nViranomainen\n\nELY\n"
            + "☐ Hakemus esitetään hyväksyttäväksi  ☒ Hakemus esitetään hylättäväksi\n"
        #expect(CardReader().read(text).values("päätös") == ["hylättäväksi"])
    }

    @Test func aMillionCharactersInAFieldAreCutAtAWordsEnd() throws {
        let long = String(repeating: "osallisuutta ", count: 80_000)
        let card = card(
            title: "S20001, Laavu, 1.1.2015 – 31.7.2018", more: "Toimintatapa\n\n\(long)\n\nTuotokset\n\nOpas\n")
        let value = try #require(card.values("toimintatapa").first)
        #expect(value.count <= 20_000 && value.hasSuffix("osallisuutta"))
        #expect(card.values("tuotos") == ["Opas"])
    }

    @Test(arguments: [
        """
        KKO:1993:39

        Työsopimus - Työehtosopimus

        Diaarinumero: S92/1234
        Esittelypäivä: 1.3.1993
        Antopäivä: 31.3.1993
        Taltio: 1021

        A oli työskennellyt majoitus- ja ravitsemisalan liikkeessä 1.3.1990 - 31.8.1991. Kysymys siitä, oliko
        työnantaja velvollinen maksamaan A:lle 12 500 markkaa.

        Asian käsittely alemmissa oikeuksissa

        Kanne raastuvanoikeudessa

        Tausta

        A lausui kanteessaan 1.3.1992, että yhtiö oli laiminlyönyt maksaa palkan.

        Perustelut
        Toteuttaja Oy:n katsottiin olleen työnantaja.

        Tuomiolauselma
        """,
        """
        Kaupunginhallitus        Pöytäkirja        3/2019

        Tavoitteet vuodelle 2020

        Kohderyhmät: nuoret ja ikääntyneet. Toimenpiteet hyväksyttiin.

        Päätös
        Kaupunginhallitus päätti hyväksyä ehdotuksen. Kustannukset yhteensä 12 000 €.
        """,
        """
        Mistä löytyisi tietoa hankkeen kohderyhmästä?

        Toimintatapa on kuvattu teoksessa Yhdessä (S20059). Tuotokset löytyvät kirjastosta.
        Tulokset
        """,
    ])
    func courtDecisionsMinutesAndAnswersOfLibrariansAreNoCards(text: String) {
        let card = CardReader().read(text)
        #expect(card.kind == .muu && card.fields.map(\.name) == ["otsikko"])
        #expect(card.passages.allSatisfy { $0.content == .form })
        #expect(card.projectKeys.isEmpty && card.project.isEmpty)
    }

    @Test func carriageReturnsEndLinesToo() {
        let text = card(title: "S20001, Laavu, 1.1.2015 – 31.7.2018")
        let lines =
            "Hankkeen nimi, S-numero ja toteutusaika\r\nS20001, Laavu, 1.1.2015 – 31.7.2018\r\nToteuttajat\r\nKuhmon kaupunki\r\n"
            + "Rahoittaja ja toteutunut julkinen rahoitus\r\nKainuun ELY-keskus, 1 000 €\r\nTavoitteet\r\nLuoda malli.\r\n"
        let card = CardReader().read(lines)
        for name in ["otsikko", "koodi", "alkaa", "päättyy", "rahoitus", "kunta", "tavoite"] {
            #expect(card.values(name) == text.values(name), "\(name)")
        }
    }

    @Test
    func passagesTellFormFromProjectByOffsetsOfTheText() throws {
        let text =
            "Hankkeen nimi, S-numero ja toteutusaika\n\nS20001, Äyri, 1.1.2015 – 31.7.2018\n\nToteuttajat Kuhmon kaupunki\n\n"
            + "Rahoittaja ja toteutunut\n\njulkinen rahoitus\n\nKainuun ELY-keskus, 1 000 €\n\nTavoitteet\n\nLuoda malli.\n"
        let card = CardReader().read(text)
        let bytes = Array(text.utf8)
        func content(of words: String) throws -> Card.Passage.Content? {
            let needle = Array(words.utf8)
            let start = try #require(bytes.indices.first { bytes[$0...].starts(with: needle) })
            return card.passages.first { $0.range.contains(start) }?.content
        }
        #expect(try content(of: "S-numero") == .form)
        #expect(try content(of: "Äyri") == .field("otsikko"))
        #expect(try content(of: "Toteuttajat") == .form)
        #expect(try content(of: "Kuhmon") == .field("toteuttaja"))
        #expect(try content(of: "julkinen") == .form)
        #expect(try content(of: "Kainuun") == .field("rahoittaja"))
        #expect(try content(of: "malli") == .field("tavoite"))
        #expect(zip(card.passages, card.passages.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }
}
