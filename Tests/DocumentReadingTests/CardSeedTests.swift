// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentReading
import Testing

@Suite struct CardSeedTests {
    struct Expected: Sendable {
        var file: String
        var kind: Card.Kind
        /// Field by field what a person reads there; nothing where the paper leaves it empty.
        var values: [String: [String]]
        /// How the values of longer fields begin.
        var beginnings: [String: [String]]
    }

    static let papers = [
        Expected(
            file: "000_2f7d9ab74b53583f.txt", kind: .hankekortti,
            values: [
                "otsikko": ["S20602, Yhteisöistä voimaa -hanke"], "koodi": ["S20602"], "rinnakkaiskoodi": ["S20666"],
                "alkaa": ["2016-03-01"], "päättyy": ["2019-08-31"], "vuosi": ["2016", "2017", "2018", "2019"],
                "rahoittaja": ["Pohjois-Pohjanmaan ELY-keskus"], "rahoitus": ["399446"],
                "rinnakkaisrahoitus": ["126212"], "toteuttaja": ["Kalajoen kaupunki"], "kunta": ["Kalajoki"],
                "maakunta": ["Pohjois-Pohjanmaa"], "tuotos": [], "huomiot": [], "kumppani": [], "omarahoitus": [],
                "levittäminen": ["Psykiatrinen sairaanhoitaja jatkaa työskentelyä asiakkaiden parissa."],
            ],
            beginnings: [
                "kohderyhmä": ["Vaikeimmassa työmarkkina-asemassa"], "tavoite": ["Parantaa työ- ja toimintakykyä"],
                "tausta": ["Työllisyyttä edistäviä"], "toimintatapa": ["Kyläpajamalli"], "tulos": ["Kolmasosa"],
            ]),
        Expected(
            file: "001_66bde4f96703d408.txt", kind: .tiivistelmä,
            values: [
                "otsikko": ["Yhteisöstä voimaa"], "koodi": [], "alkaa": ["2016-03-01"], "päättyy": ["2019-08-31"],
                "rahoittaja": ["Pohjois-Pohjanmaan elinkeino-, liikenne- ja ympäristökeskus"],
                "kokonaiskustannus": ["399466"], "rahoitus": ["319557"], "omarahoitus": ["79989"],
                "toteuttaja": ["Kalajoen kaupunki, sosiaalipalvelut, työ- ja toimintapalvelut"],
                "kunta": ["Kalajoki"], "maakunta": ["Pohjois-Pohjanmaa"],
            ],
            beginnings: ["kohderyhmä": ["Hankkeen kohderyhmänä olivat vaikeimmassa"]]),
        Expected(
            file: "002_82ede7701b56c462.txt", kind: .hankekortti,
            values: [
                "otsikko": ["S20059, Laavu"], "koodi": ["S20059"], "rinnakkaiskoodi": ["S20336"],
                "alkaa": ["2015-01-01"], "päättyy": ["2018-07-31"], "rahoitus": ["476583"],
                "rinnakkaisrahoitus": ["435091"], "toteuttaja": ["Pudasjärven kaupunki"], "kunta": ["Pudasjärvi"],
                "rahoittaja": ["Pohjois-Pohjanmaan ELY-keskus"], "maakunta": ["Pohjois-Pohjanmaa"],
            ],
            beginnings: [
                "kohderyhmä": ["Työttömät työnhakijat"], "tuotos": ["Videot", "Ryhmätyöllistämisen"],
                "huomiot": ["Viranomainen on merkinnyt"], "levittäminen": ["Ryhmätyöllistäminen jatkuu"],
            ]),
        Expected(
            file: "003_4493fbf7d1afe7c9.txt", kind: .valintaesitys,
            values: [
                "otsikko": ["Osallisuutta ja ihmislähtöisyyttä paikallista yhteistyötä edistämällä"], "koodi": [],
                "hakemusnumero": ["106921"], "diaarinumero": ["EURA 2014/11423/09 02 01 01/2021/POPELY"],
                "alkaa": ["2021-08-01"], "päättyy": ["2023-05-31"], "vuosi": ["2021", "2022", "2023"],
                "rahoittaja": ["Pohjois-Pohjanmaan elinkeino-, liikenne- ja ympäristökeskus"],
                "rahoitus": ["473908"], "kokonaiskustannus": ["473908"], "päätös": ["hyväksyttäväksi"],
                "toteuttaja": [
                    "Diakonia-ammattikorkeakoulu Oy", "Pohjois-Pohjanmaan sosiaali- ja terveysturvayhdistys ry",
                ],
                "kunta": ["Raahe", "Nivala", "Utajärvi", "Haapavesi", "Sievi", "Reisjärvi"],
                "maakunta": ["Pohjois-Pohjanmaa"],
            ],
            beginnings: ["tavoite": ["Hankkeen päätavoitteena on"]]),
        Expected(
            file: "004_e565007621ea25e9.txt", kind: .hankekortti,
            values: [
                "otsikko": ["S20941, ITTE - Itse tehden, tuetusti eteenpäin!"], "koodi": ["S20941"],
                "rinnakkaiskoodi": [], "alkaa": ["2017-03-01"], "päättyy": ["2019-06-30"], "rahoitus": ["225784"],
                "rinnakkaisrahoitus": [], "toteuttaja": ["Nakertaja-Hetteenmäen kyläyhdistys ry"], "kunta": [],
                "maakunta": ["Kainuu"], "levittäminen": [], "tuotos": [], "linkki": [],
            ],
            beginnings: ["huomiot": ["Kuntoutuminen jäi osin kesken"], "tulos": ["Palvelupaketit"]]),
    ]

    @Test(arguments: papers) func readsWhatAPersonReads(_ paper: Expected) throws {
        let card = try Seed.card(paper.file)
        #expect(card.kind == paper.kind)
        for (name, values) in paper.values { #expect(card.values(name) == values, "\(name)") }
        for (name, beginnings) in paper.beginnings {
            let values = card.values(name)
            #expect(values.count == beginnings.count, "\(name)")
            for (value, beginning) in zip(values, beginnings) { #expect(value.hasPrefix(beginning), "\(name)") }
        }
    }
}
