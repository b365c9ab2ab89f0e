// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport

/// A project card made of known fields, in any order and with damaged headings.
struct GeneratedCard {
    /// The card's text.
    private(set) var text = ""
    /// The values that a person reads in it, by field; none where the card leaves a field empty.
    private(set) var expected: [String: [String]] = [:]

    private static let names = [
        "Laavu", "Silta työhön", "Kylä kutsuu", "Yhdessä eteenpäin", "Oma polku – osaksi", "Verso 2",
    ]
    private static let places = [
        ("Kalajoen kaupunki", "Kalajoki", "Pohjois-Pohjanmaa"), ("Sotkamon kunta", "Sotkamo", "Kainuu"),
        ("Pudasjärven kaupunki", "Pudasjärvi", "Pohjois-Pohjanmaa"), ("Rääkkylän kunta", "Rääkkylä", "Pohjois-Karjala"),
        ("Vöyrin kunta", "Vöyri", "Pohjanmaa"), ("Hämeenlinnan kaupunki", "Hämeenlinna", "Kanta-Häme"),
        ("Uudenkaupungin kaupunki", "Uusikaupunki", "Varsinais-Suomi"), ("Mäntsälän kunta", "Mäntsälä", "Uusimaa"),
    ]
    private static let funders = ["Pohjois-Pohjanmaan ELY-keskus", "Hämeen ELY-keskus", "Keski-Suomen ELY-keskus"]
    private static let texts: [String: [String]] = [
        "kohderyhmä": [
            "Pitkäaikaistyöttömät, alle 29-vuotiaat nuoret ja maahanmuuttajat", "Yli 54-vuotiaat työttömät työnhakijat",
            "Kehitysvammaiset ja heidän läheisensä; sosiaalialan ammattilaiset",
        ],
        "tausta": [
            "Kunnassa on harvaan asuttuja kyliä, joista palvelut ovat vähentyneet.",
            "Työllisyyttä edistäviä malleja on tarve kehittää myös vaikeimmin työllistyvien tarpeisiin.",
        ],
        "tavoite": [
            "Parantaa työ- ja toimintakykyä ja sosiaalista osallisuutta; vahvistaa yhteistyötä",
            "Luoda kestävä malli palveluiden tuottamiseen yhdistysten kanssa",
        ],
        "toimintatapa": [
            "Kyläpajat kolmelle sivukylälle; ryhmätoiminta; yksilöohjaus ja työpajat",
            "Jalkautuva ohjaus, vertaisryhmät ja luontotoiminta kaksi kertaa viikossa",
        ],
        "tuotos": ["Opas ryhmänohjaajille ja video (12 minuuttia)", "Palvelukartta ja toimintamalli"],
        "tulos": [
            "Kolmasosa työllistyi tai lähti opiskelemaan; yhteistyö tiivistyi", "Osallistujien hyvinvointi parani",
        ],
        "levittäminen": ["Ohjaaja jatkaa työskentelyä asiakkaiden parissa.", "Malli jäi käyttöön naapurikunnissa."],
        "huomiot": ["Hanke voitti palkinnon vuonna 2018", "Rekrytointi vei odotettua enemmän aikaa."],
    ]
    private static let headings: [String: [String]] = [
        "nimi": ["Hankkeen nimi, S-numero ja toteutusaika"], "rahoitus": ["Rahoittaja ja toteutunut julkinen rahoitus"],
        "toteuttaja": ["Toteuttajat", "Toteuttaja"], "kohderyhmä": ["Varsinaiset kohderyhmät", "Kohderyhmät"],
        "tausta": ["Hankkeen tausta"], "tavoite": ["Tavoitteet"], "toimintatapa": ["Toimintatapa"],
        "tuotos": ["Tuotokset", "Lupaavat osallisuuden käytännöt ja palaset"],
        "tulos": ["Muut tulokset ja vaikutukset"],
        "levittäminen": ["Levittäminen ja juurrutus"], "huomiot": ["Erityishuomioita, kehittämistyön ongelmia"],
    ]

    init(seed: UInt64) {
        var random = SeededRandom(seed)
        var values = Self.facts(&expected, &random)
        for (field, texts) in Self.texts.sorted(by: { $0.key < $1.key }) {
            // One field in five is empty.
            let value = Int.random(in: 0..<5, using: &random) == 0 ? "" : texts.randomElement(using: &random) ?? ""
            values[field] = value
            expected[field] = value.isEmpty ? [] : [value]
        }
        for field in values.keys.sorted().shuffled(using: &random) {
            var heading = Self.headings[field]?.randomElement(using: &random) ?? ""
            heading = Self.broken(Self.damaged(heading, &random), in: 3, &random)
            let value = Self.broken(values[field] ?? "", in: 9, &random)
            let onSameLine = Bool.random(using: &random)
            let gap = onSameLine ? " " : ["\n", "\n\n", " \n\n"].randomElement(using: &random) ?? "\n"
            text += heading + gap + value + (["\n\n", "\n", " \n\n\n"].randomElement(using: &random) ?? "\n")
        }
    }

    /// The name, funding and implementer.
    private static func facts(
        _ expected: inout [String: [String]], _ random: inout SeededRandom
    ) -> [String: String] {
        let code = "S2\(Int.random(in: 1_000...9_999, using: &random))"
        let year = Int.random(in: 2008...2019, using: &random)
        let last = year + Int.random(in: 0...3, using: &random)
        let dash = ["–", "-", "—"].randomElement(using: &random) ?? "–"
        let name = "\(code), \(names.randomElement(using: &random) ?? "")"
        expected["otsikko"] = [name]
        expected["koodi"] = [code]
        expected["alkaa"] = ["\(year)-03-01"]
        expected["päättyy"] = ["\(last)-08-31"]
        expected["vuosi"] = (year...last).map(String.init)
        let funder = funders.randomElement(using: &random) ?? ""
        let thousands = Int.random(in: 20...900, using: &random)
        let parallel = Bool.random(using: &random)
        expected["rahoittaja"] = [funder]
        expected["rahoitus"] = ["\(thousands)250"]
        expected["rinnakkaiskoodi"] = parallel ? ["S10666"] : []
        expected["rinnakkaisrahoitus"] = parallel ? ["126212"] : []
        let place = places.randomElement(using: &random) ?? places[0]
        expected["toteuttaja"] = [place.0]
        expected["kunta"] = [place.1]
        expected["maakunta"] = [place.2]
        for empty in ["kumppani", "omarahoitus", "kokonaiskustannus", "päätös", "linkki"] { expected[empty] = [] }
        return [
            "nimi": "\(name), 1.3.\(year) \(dash) 31.8.\(last) (hanke RR-tietopalvelussa)",
            "rahoitus": "\(funder), \(thousands) 250 €" + (parallel ? " + rinnakkaishanke (S10666) 126 212 €" : ""),
            "toteuttaja": place.0,
        ]
    }

    /// `heading` as OCR may read it: dots lost, and now and then a letter for another like it.
    private static func damaged(_ heading: String, _ random: inout SeededRandom) -> String {
        var left = heading.count / 8
        let likes: [Character: Character] = ["i": "l", "l": "i", "o": "0", "t": "f", "e": "c", "n": "u", "a": "d"]
        var result = ""
        for (index, letter) in heading.enumerated() {
            switch letter {
            case "ä": result.append(["a", "ä"].randomElement(using: &random) ?? "a")
            case "ö": result.append(["o", "é", "ö"].randomElement(using: &random) ?? "o")
            default:
                if index > 0, left > 0, let like = likes[letter], Int.random(in: 0..<12, using: &random) == 0 {
                    left -= 1
                    result.append(like)
                } else {
                    result.append(letter)
                }
            }
        }
        return result
    }

    /// `text` with some of its spaces, one in `rate`, as line breaks.
    private static func broken(_ text: String, in rate: Int, _ random: inout SeededRandom) -> String {
        var result = ""
        var breaks = 2
        for letter in text {
            if letter == " ", breaks > 0, Int.random(in: 0..<rate, using: &random) == 0 {
                breaks -= 1
                result += Bool.random(using: &random) ? "\n" : "\n\n"
            } else {
                result.append(letter)
            }
        }
        return result
    }
}
