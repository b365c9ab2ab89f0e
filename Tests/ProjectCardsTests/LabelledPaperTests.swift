// SPDX-License-Identifier: GPL-3.0-or-later
import ProjectCards
import Testing

@Suite struct LabelledPaperTests {
    /// A description in the form of the programme of 2014.
    static let description = """
        Euroopan unioni Vipuvoimaa EU:lta

        Euroopan sosiaalirahaston (ESR) rahoittaman hankkeen kuvaus

        1 Hanke

        Hankekoodi: S29999

        Hankkeen nimi: Pihapiiri

        Toimintalinja: 5. Sosiaalinen osallisuus ja köyhyyden torjunta

        Erityistavoite: 10.1. Työelämän ulkopuolella olevien työ- ja toimintakyvyn parantaminen

        Suunnitelman mukainen toteutusaika: Alkaa 1.2.2017 ja päättyy 31.1.2020

        Toiminnan tila: Toiminta päättynyt

        Vastuuviranomainen: Keski-Suomen elinkeino-, liikenne- ja ympäristökeskus

        2 Hakijan perustiedot

        Hakijan virallinen nimi: Viitasaaren Pihayhdistys ry

        Organisaatiotyyppi: Muu järjestö tai yhdistys

        Y-tunnus: 0000000-0

        Postitoimipaikka: VIITASAARI

        WWW-osoite:

        Hankkeen yhteyshenkilön nimi: Etunimi Sukunimi

        Hakijoiden lukumäärä tai tuen siirto -menettely: Hakijoita on useampi kuin yksi (yhteishanke)

        Osatoteuttajat

        Kinnulan kunta, 0000000-0

        Toimi Oy, Pihat, 0000000-0

        3 Suunnitelman mukainen tiivistelmä toteutuksesta

        Pihoilla kunnostetaan kalusteita. Kohderyhmänä ovat työttömät nuoret.

        Tausta: Kylillä ei ole kokoontumispaikkaa.

        """

    @Test func theDescriptionOf2014IsReadFieldByField() {
        let card = CardReader().read(Self.description)
        #expect(card.kind == .kuvaus && card.title == "Pihapiiri" && card.project == "s29999")
        let expected = [
            "koodi": ["S29999"], "otsikko": ["Pihapiiri"],
            "toimintalinja": ["5. Sosiaalinen osallisuus ja köyhyyden torjunta"],
            "erityistavoite": ["10.1. Työelämän ulkopuolella olevien työ- ja toimintakyvyn parantaminen"],
            "alkaa": ["2017-02-01"], "päättyy": ["2020-01-31"], "vuosi": ["2017", "2018", "2019", "2020"],
            "tila": ["Toiminta päättynyt"], "rahoittaja": ["Keski-Suomen elinkeino-, liikenne- ja ympäristökeskus"],
            "toteuttaja": ["Viitasaaren Pihayhdistys ry", "Kinnulan kunta", "Toimi Oy, Pihat"],
            "organisaatiotyyppi": ["Muu järjestö tai yhdistys"], "kunta": ["Viitasaari"],
            "maakunta": ["Keski-Suomi"], "kohderyhmä": ["Kohderyhmänä ovat työttömät nuoret."],
            "tavoite": ["Pihoilla kunnostetaan kalusteita. Kohderyhmänä ovat työttömät nuoret."],
            "tausta": ["Kylillä ei ole kokoontumispaikkaa."], "rahoitus": [],
        ]
        for (name, values) in expected { #expect(card.values(name) == values, "\(name)") }
    }

    @Test func aHeadingOf2007IsNoValue() {
        let text = """
            Euroopan sosiaalirahaston (ESR) rahoittaman projektin kuvaus
            1. Projekti
            Projektikoodi: S19999
            Projektin nimi: Verstas
            Toimintalinja: 2: Työllistymisen edistäminen
            2. Projektin toteuttaja
            Toteuttajaorganisaation nimi: Kuhmon Verstas ry
            3. Projektin toteutusalue ja kohderyhmän kuvaus
            3.1 Maantieteellinen kohdealue
            Maakunnat: Kainuu
            Seutukunnat: Kajaanin
            Kunnat: Kuhmo, Sotkamo
            3.2 Varsinaiset kohderyhmät
            Yli vuoden työttömänä olleet.
            3.3 Välilliset kohderyhmät
            Työnantajat.
            """
        let card = CardReader().read(text)
        #expect(card.kind == .kuvaus && card.title == "Verstas")
        #expect(card.values("kunta") == ["Kuhmo", "Sotkamo"] && card.values("maakunta") == ["Kainuu"])
        #expect(card.values("kohderyhmä") == ["Yli vuoden työttömänä olleet."])
    }

    @Test func labelsRunTogetherPartTheirValues() {
        let card = CardReader().read(
            "1 PROJEKTIN LOPPURAPORTTI Ohjelmakausi Diaarinumero EPOELY/335/2010 Käsittelijä Puhelinnumero Projektikoodi "
                + "S19998 Tila Valmis 1. PROJEKTIN PERUSTIEDOT Projektin nimi Niittytyö Vastuuviranomainen Lapin "
                + "ELY-keskus Toteuttajan nimi Niitty ry\n\nNiityillä tehtiin työtä.\n")
        #expect(card.kind == .loppuraportti && card.title == "Niittytyö")
        #expect(card.values("koodi") == ["S19998"] && card.values("tila") == ["Valmis"])
        #expect(card.values("rahoittaja") == ["Lapin ELY-keskus"] && card.values("toteuttaja") == ["Niitty ry"])
        #expect(card.values("diaarinumero") == ["EPOELY/335/2010"])
    }

    @Test func linesThatTakeTurnsTellUnknownLabels() {
        let card = CardReader().read(
            """
            Tieni mestariksi

            Mestareita koulutetaan vertaisohjaajiksi kylätaloille.
            Toteutusaika
            -
            Projektin tila
            Päättynyt
            Toteutusalue
            Pirkanmaa
            Rahoitus
            ESR 2014-2020
            Opiston rooli
            Osatoteuttaja
            Yksikkö
            Hyvinvointi
            Tavoitteet
            Ohjaajuus tulee tutuksi.
            """)
        #expect(card.kind == .kuvaus && card.title == "Tieni mestariksi")
        #expect(card.values("tila") == ["Päättynyt"] && card.values("rahoittaja") == ["ESR 2014-2020"])
        #expect(card.values("toteuttaja") == [] && card.values("maakunta") == ["Pirkanmaa"])
        #expect(card.values("tavoite") == ["Ohjaajuus tulee tutuksi."] && card.values("alkaa") == [])
    }

    @Test func practicesOfInnokyläAreRead() {
        let card = CardReader().read(
            """
            Kylätalon aamupala

            Perustiedot

            Toimintamallin nimi
            Kylätalon aamupala
            Toimintamallin rahoittaja
            Euroopan Sosiaalirahasto (ESR)
            Kunta
            Leader

            Paikkakunta, maakunta tai hyvinvointialue
            Ilomantsi

            Ratkaisun perusidea **

            Aamupala kokoaa kylän.

            Kohderyhmä ja asiakasymmärrys **

            Yksin asuvat ikäihmiset.
            """)
        #expect(card.kind == .toimintamalli && card.title == "Kylätalon aamupala")
        #expect(card.values("rahoittaja") == ["Euroopan Sosiaalirahasto (ESR)", "Kunta", "Leader"])
        #expect(card.values("kunta") == ["Ilomantsi"] && card.values("toimintatapa") == ["Aamupala kokoaa kylän."])
        #expect(card.values("kohderyhmä") == ["Yksin asuvat ikäihmiset."])
    }

    @Test func swedishLabelsAreReadToo() {
        let card = CardReader().read(
            """
            Projekt
            Utvecklingsprojekt - 65399

            Savukosken kylät soivat

            Savukosken kunta

            Offentlig projektbeskrivning

            Kylille tehdään soittotupia.

            Projektnummer

            65399

            Startdatum

            01.04.2018

            Slutdatum

            07.04.2020
            """)
        #expect(card.kind == .kuvaus && card.title == "Savukosken kylät soivat")
        #expect(card.values("koodi") == ["65399"] && card.values("alkaa") == ["2018-04-01"])
        #expect(card.values("päättyy") == ["2020-04-07"])
    }

    private static let briefs: [(String, String, [String])] = [
        ("Kokonaisbudjetti: 225 t€", "kokonaiskustannus", ["225000"]),
        ("Kokonaisbudjetti: 0,2 milj. €", "kokonaiskustannus", ["200000"]),
        ("Kokonaisbudjetti: 1,25 miljoonaa euroa", "kokonaiskustannus", ["1250000"]),
        ("Kokonaisbudjetti: 150 000 €", "kokonaiskustannus", ["150000"]),
        ("Kokonaisbudjetti: ei vielä tiedossa", "kokonaiskustannus", []),
        ("Kokonaisbudjetti: noin 2–3 t€ vuodessa", "kokonaiskustannus", []),
        ("Kokonaisbudjetti: 10 000–12 000 €", "kokonaiskustannus", []),
        ("Kokonaisbudjetti:", "kokonaiskustannus", []), ("Hankkeen kesto: 1.1.–31.12.2020", "alkaa", ["2020-01-01"]),
        ("Hankkeen kesto: 1.2.2019 - 31.2.2020", "päättyy", []), ("Hankkeen kesto: 31.2.2019 - 1.4.2020", "alkaa", []),
        ("Hankkeen kesto: - 30.12.2025", "päättyy", ["2025-12-30"]),
        ("Hankkeen kesto: 2015–2017", "vuosi", ["2015", "2016", "2017"]),
        ("Hankekoodi: S20001 ja S20002", "koodi", ["S20001", "S20002"]), ("Hankekoodi:", "koodi", []),
    ]

    @Test(arguments: briefs) func aValueIsRightOrLeftOut(_ line: String, _ field: String, _ values: [String]) {
        let card = CardReader().read(
            "Hankkeen nimi: Verso\n\nPäätoteuttaja: Verso ry\n\n\(line)\n\nHankkeen kohderyhmä: nuoret\n\n"
                + "Hankkeen tavoitteet: Luoda puutarha.\n")
        #expect(card.kind == .kuvaus && card.title == "Verso")
        #expect(card.values(field) == values)
    }

    @Test func aValueThatBreaksOffAtAPagesEndIsLeftOut() throws {
        let head =
            "Hankkeen nimi: Verso\n\nHankekoodi: S20001\n\nHankkeen kohderyhmä: nuoret\n\nPäätoteuttaja: Kuhmon\n\n"
        let text = head + "Verso ry\n\nProjektin tila: Päättynyt\n"
        let whole = CardReader().read(text)
        #expect(whole.values("toteuttaja") == ["Kuhmon"])
        let card = CardReader().read(text, pages: [0, head.utf8.count])
        #expect(card.values("toteuttaja") == [] && card.values("tila") == ["Päättynyt"])
        #expect(card.values("koodi") == ["S20001"])
    }

    @Test func aLayoutOfAUsersHasAKindOfItsOwn() throws {
        let table =
            "toimintamalli\totsikko\tMikä tapa\ntoimintamalli\tkohderyhmä\tKenelle tapa on\ntoimintamalli\ttoimintatapa\tNäin se tehdään\n"
            + "toimintamalli\tkunta\tMissä tapaa kokeiltiin\trivi\n"
        let text =
            "Mikä tapa\nTorikahvi\n\nKenelle tapa on\nKaikille\n\nNäin se tehdään\nKeitetään.\n\nMissä tapaa kokeiltiin\nLiekassa ja Lieksassa\n"
        #expect(CardReader().read(text).kind == .muu)
        let card = try CardReader(headings: [(table, "oma.tsv")]).read(text)
        #expect(card.kind == .toimintamalli && card.title == "Torikahvi" && card.values("kunta") == ["Lieksa"])
        #expect(card.values("kohderyhmä") == ["Kaikille"] && card.values("toimintatapa") == ["Keitetään."])
    }

    @Test func whatTheFormSaysIsNoPractice() throws {
        let card = CardReader().read(Self.description)
        let bytes = Array(Self.description.utf8)
        func content(of words: String) throws -> Card.Passage.Content? {
            let needle = Array(words.utf8)
            let start = try #require(bytes.indices.first { bytes[$0...].starts(with: needle) })
            return card.passages.first { $0.range.contains(start) }?.content
        }
        for words in ["Vipuvoimaa", "Hankekoodi", "Etunimi", "Hakijoita on", "Osatoteuttajat", "3 Suunnitelman"] {
            #expect(try content(of: words) == .form, "\(words)")
        }
        #expect(try content(of: "kunnostetaan") == .field("tavoite"))
        #expect(try content(of: "Kinnulan") == .field("toteuttaja"))
        #expect(zip(card.passages, card.passages.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }
}
