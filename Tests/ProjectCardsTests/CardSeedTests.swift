// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import OCRRepair
import ProjectCards
import Testing

@Suite struct CardSeedTests {
    struct Expected: Sendable {
        var file: String
        var kind: Card.Kind
        /// Field by field what a person reads there; nothing where the paper leaves it empty.
        var values: [String: [String]]
        /// The beginnings of the values of longer fields.
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
                "linkki": [
                    "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20602",
                    "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20666",
                    "http://www.rakennerahastot.fi/web/valtakunnalliset-teemat/",
                    "http://www.rakennerahastot.fi/web/valtakunnalliset-teemat/",
                ],
                "tausta": ["Työllisyyttä edistäviä"], "toimintatapa": ["Kyläpajamalli"], "tulos": ["Kolmasosa"],
            ]),
        Expected(
            file: "001_66bde4f96703d408.txt", kind: .tiivistelmä,
            values: [
                "otsikko": ["Yhteisöstä voimaa"], "koodi": [], "alkaa": ["2016-03-01"], "päättyy": ["2019-08-31"],
                "rahoittaja": ["Pohjois-Pohjanmaan elinkeino-, liikenne- ja ympäristökeskus"],
                "kokonaiskustannus": ["399466"], "rahoitus": ["319557"], "omarahoitus": ["79989"],
                "toteuttaja": ["Kalajoen kaupunki, sosiaalipalvelut, työ- ja toimintapalvelut"],
                "kunta": ["Kalajoki"], "maakunta": ["Pohjois-Pohjanmaa"], "vuosi": ["2016", "2017", "2018", "2019"],
            ],
            beginnings: [
                "kohderyhmä": ["Hankkeen kohderyhmänä olivat vaikeimmassa"],
                "tavoite": [
                    "Yhteisöstä voimaa -hankkeen tarkoituksena oli soveltaa", "Tavoitteena oli kehittää kyläpajamalli",
                    "Tavoitteena oli myös luoda yksilöllinen palvelupolku", "Yhtenä tavoitteena oli myös kehittää",
                ],
                "toimintatapa": ["Kyläpajojen lisäksi hankkeen toimintaan sisältyi"],
            ]),
        Expected(
            file: "002_82ede7701b56c462.txt", kind: .hankekortti,
            values: [
                "otsikko": ["S20059, Laavu"], "koodi": ["S20059"], "rinnakkaiskoodi": ["S20336"],
                "alkaa": ["2015-01-01"], "päättyy": ["2018-07-31"], "rahoitus": ["476583"],
                "rinnakkaisrahoitus": ["435091"], "toteuttaja": ["Pudasjärven kaupunki"], "kunta": ["Pudasjärvi"],
                "rahoittaja": ["Pohjois-Pohjanmaan ELY-keskus"], "maakunta": ["Pohjois-Pohjanmaa"],
                "vuosi": ["2015", "2016", "2017", "2018"],
                "linkki": [
                    "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20059",
                    "https://www.innokyla.fi/web/hanke3755454",
                    "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20336", "https://youtu.be/0byiDMSiFwc",
                    "https://www.innokyla.fi/web/malli6337859",
                ],
            ],
            beginnings: [
                "tausta": ["Pudasjärvi on harvaan asuttu kunta"], "tavoite": ["Luoda uusia hyvinvointi- ja"],
                "toimintatapa": ["Työllistymismallit kyläyhdistysten kanssa: työ- ja ansaintamahdollisuuksien"],
                "tulos": ["Parantunut työllisyys; kustannussäästöt Pudasjärven kaupungille"],
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
            beginnings: [
                "tavoite": ["Hankkeen päätavoitteena on"],
                "tulos": ["Hankkeen tuloksena järjestöjen ja kuntien", "Hankkeen tuloksena heikoimmassa asemassa"],
                "kohderyhmä": ["Hankkeen ensisijaisena kohderyhmänä ovat", "Lisäksi kohderyhmänä ovat hankkeeseen"],
                "toimintatapa": [
                    "Työpaketti 1: Osallisuus- ja järjestöyhteistyön tilannekartoitus", "Työpaketti 2:",
                    "Työpaketti 3:",
                    "Työpaketti 4:", "Työpaketti 5:",
                ],
            ]),
        Expected(
            file: "004_e565007621ea25e9.txt", kind: .hankekortti,
            values: [
                "otsikko": ["S20941, ITTE - Itse tehden, tuetusti eteenpäin!"], "koodi": ["S20941"],
                "rinnakkaiskoodi": [], "alkaa": ["2017-03-01"], "päättyy": ["2019-06-30"], "rahoitus": ["225784"],
                "rinnakkaisrahoitus": [], "toteuttaja": ["Nakertaja-Hetteenmäen kyläyhdistys ry"], "kunta": [],
                "maakunta": ["Kainuu"], "vuosi": ["2017", "2018", "2019"],
                "rahoittaja": ["Pohjois-Pohjanmaan ELY-keskus"], "levittäminen": [], "tuotos": [], "linkki": [],
            ],
            beginnings: [
                "huomiot": ["Kuntoutuminen jäi osin kesken"], "tulos": ["Palvelupaketit"],
                "kohderyhmä": ["Työelämän ulkopuolella olevat henkilöt, kuten nuoret, maahanmuuttajat"],
                "tausta": ["Kainuun soten resurssit eivät riitä"], "tavoite": ["Kehittää työ-, yksilöohjaus- ja"],
                "toimintatapa": ["Yhteistyö sote-kuntayhtymän ja asiakkaiden kanssa;"],
            ]),
    ]

    /// The table of costs and financing, a row a line.
    private static let rows = [
        "1 Palkkakustannukset 385 388", "2 Ostopalvelut 19 800", "3 Muut kustannukset 3 200", "4 Flat rate 65 520",
        "Kustannukset yhteensä 473 908", "5 Tulot 0", "Nettokustannukset yhteensä 473 908",
        "2 Kuntien rahoitus 12 000 2,53", "3 Muu julkinen rahoitus 84 383 17,81", "4 Yksityinen rahoitus 0 0,00",
        "Rahoitus yhteensä 473 908 100,00", "Kustannusarvio yhteensä 473 908",
    ]

    @Test(arguments: rows) func rowsOfTheTablesStayRows(row: String) throws {
        let lines = try Seed.text("003_4493fbf7d1afe7c9.txt").text.split(separator: "\n").map(String.init)
        #expect(lines.contains(row))
    }

    @Test(arguments: papers) func readsWhatAPersonReads(_ paper: Expected) throws {
        let card = try Seed.card(paper.file)
        #expect(card.kind == paper.kind)
        for (name, values) in paper.values { #expect(card.values(name) == values, "\(name)") }
        for (name, beginnings) in paper.beginnings {
            let values = card.values(name)
            #expect(values.count == beginnings.count, "\(name)")
            for (value, beginning) in zip(values, beginnings) { #expect(value.hasPrefix(beginning), "\(name)") }
        }
        // What is not told above stays empty.
        let told = Set(paper.values.keys).union(paper.beginnings.keys)
        #expect(Set(card.fields.map(\.name)).isSubset(of: told))
    }
}
