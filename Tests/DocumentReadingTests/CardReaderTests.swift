// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentReading
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
                    #expect(card.kind == .muu && card.fields == [Card.Field("otsikko", first)])
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
}
