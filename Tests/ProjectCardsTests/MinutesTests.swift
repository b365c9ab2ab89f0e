// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProjectCards
import Testing

@Suite struct MinutesTests {
    private static let first = """
        Lapuan kaupunki
        Tekninen lautakunta

        Aika

        16.09.2024, klo 17:26 - 18:52

        Pöytäkirja
        16.09.2024

        8/2024

        Käsitellyt asiat
        § 9

        Kokouksen laillisuus

        § 10

        Täyttölupa, tilahuoltajan toimi / Kylätalo
        – Jatko

        Pöytäkirja
        16.09.2024

        Saapuvilla olleet jäsenet
        Etunimi Sukunimi, puheenjohtaja

        § 9
        Kokouksen laillisuus
        Hallintosäännön 119 §:n mukaan kokous on päätösvaltainen.

        Päätös
        Todettiin.

        Kaupunginhallitus, § 357, 02.12.2023
        § 10
        Täyttölupa, tilahuoltajan toimi / Kylätalo
        – Jatko
        LAPDno-2024-248
        Kaupunginhallitus, 02.12.2023, § 357
        Toimi täytetään.

        """
    private static let second = """
        SALLAN KUNTA            PÖYTÄKIRJA            3/2023
        Kunnanhallitus

        Kokousaika: maanantai 6. helmikuuta 2023 klo 16.00
        Läsnä: Etunimi Sukunimi

        44 §
        KOKOUKSEN AVAUS
        Puheenjohtaja avasi kokouksen.

        45 § Kyläraitin valaistus
        Dnro 12/10.03.01/2023
        Valaistus uusitaan.

        46 §
        Muut asiat
        Ei ollut.
        """

    private static let third = """
        KUHMON KAUPUNKI PÖYTÄKIRJA 4/2024
        Kaupunginhallitus 18.03.2024
        AIKA 18.03.2024 klo 15:00 - 16:40
        KÄSITELLYT ASIAT
        57 § Kokouksen avaus 4
        58 § Kylätalon lämmitys 5
        59 § Muut asiat 7

        Kaupunginhallitus § 57 18.03.2024

        Kokouksen avaus
        Avattiin.

        Kaupunginhallitus § 58 18.03.2024

        Kylätalon lämmitys
        Kaupunginhallitus 12.02.2024 § 34
        Lämmitys uusitaan.

        Kaupunginhallitus § 58 18.03.2024
        Päätös
        Hyväksyttiin.

        Kaupunginhallitus § 59 18.03.2024

        Muut asiat
        Ei ollut.
        """

    @Test func itemsUnderTheBodysNameAreRead() throws {
        let card = CardReader().read(Self.third)
        #expect(card.title == "Kaupunginhallitus 18.3.2024" && card.values("kunta") == ["Kuhmo"])
        let items = ["§ 57 Kokouksen avaus", "§ 58 Kylätalon lämmitys", "§ 59 Muut asiat"]
        #expect(card.values("pykälä") == items)
        let list = try #require(Self.third.range(of: "Kaupunginhallitus § 57"))
        #expect(CardReader().read(String(Self.third[..<list.lowerBound])).values("pykälä") == items)
    }

    @Test func minutesWithAListOfItemsAreRead() {
        let card = CardReader().read(Self.first)
        #expect(card.kind == .pöytäkirja && card.title == "Tekninen lautakunta 16.9.2024")
        let expected = [
            "toimielin": ["Tekninen lautakunta"], "pvm": ["2024-09-16"], "alkaa": ["2024-09-16"], "vuosi": ["2024"],
            "kunta": ["Lapua"], "maakunta": ["Etelä-Pohjanmaa"], "diaarinumero": ["LAPDno-2024-248"],
            "pykälä": ["§ 9 Kokouksen laillisuus", "§ 10 Täyttölupa, tilahuoltajan toimi / Kylätalo – Jatko"],
        ]
        for (name, values) in expected { #expect(card.values(name) == values, "\(name)") }
        #expect(card.project.isEmpty && card.projectKeys.isEmpty)
    }

    @Test func numbersBeforeTheirSignAreRead() {
        let card = CardReader().read(Self.second)
        #expect(card.kind == .pöytäkirja && card.title == "Kunnanhallitus 6.2.2023")
        #expect(card.values("kunta") == ["Salla"])
        #expect(
            card.values("pykälä") == ["§ 44 KOKOUKSEN AVAUS", "§ 45 Kyläraitin valaistus", "§ 46 Muut asiat"])
        #expect(card.values("diaarinumero") == ["12/10.03.01/2023"])
    }

    @Test func headingsAreThePassagesOfTheirField() throws {
        let card = CardReader().read(Self.first)
        let bytes = Array(Self.first.utf8)
        let headings = card.passages.filter { $0.content == .field("pykälä") }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(headings.count == 2 && headings[0].hasPrefix("§ 9\nKokouksen") && headings[1].hasSuffix("Jatko"))
    }

    @Test(arguments: [
        "Kuntalaki\n\n§ 1\nLain tarkoitus\nTämä laki on.\n\n§ 2\nSoveltaminen\n1.1.2020\n",
        "Pöytäkirja käsittelee lautakunnan työtä.\n\nTekninen lautakunta kokoontui 1.2.2020.\n",
        "Kunnanhallitus\nEsityslista 1.2.2020\n§ 1\nAvaus\n",
    ]) func otherTextsAreNoMinutes(_ text: String) {
        #expect(CardReader().read(text).kind == .muu)
    }
}
