// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

/// A judge that knows the words it is given, so that a case says what it rests on.
struct ListJudge: WordJudging {
    var words: Set<String> = []
    func isWord(_ word: String) -> Bool { words.contains(word) }
}

@Suite struct NormaliserTests {
    private func normalise(_ text: String, knowing words: Set<String> = []) -> String {
        Normaliser(judge: ListJudge(words: words)).normalise(text).text
    }

    @Test(arguments: [
        ("a\u{308}a\u{308}ni\n", "ääni\n"),
        ("Å \u{212B} A\u{30A}\n", "Å Å Å\n"),
        ("e\u{323}\u{302} ệ e\u{302}\u{323}\n", "ệ ệ ệ\n"),
        ("u\u{308}\u{304}x q\u{307}\n", "ǖx q\u{307}\n"),
        ("\u{FB01}lmi o\u{FB00}ice \u{FB04}ora\n", "filmi office fflora\n"),
        ("\u{FEFF}koti\u{200B}hoito\u{AD}talo\n", "kotihoitotalo\n"),
        ("399\u{A0}446\u{202F}€\n", "399 446 €\n"),
        ("työ\u{2010}ryhmä\n", "työ-ryhmä\n"),
        ("½ m² § 5 ¨ 20 ℃\n", "½ m² § 5 ¨ 20 ℃\n"),
        ("yksi\r\nkaksi\rkolme\u{2028}neljä\n", "yksi\nkaksi\nkolme\nneljä\n"),
        ("a\u{0}b\u{7}c\u{9B}\n", "abc\n"),
        ("perhe 👨‍👩‍👧 ja\n", "perhe 👨‍👩‍👧 ja\n"),
        ("\u{301}alku\n", "\u{301}alku\n"),
        ("", ""), ("   \n\n\t\n", ""), ("x", "x\n"),
    ])
    func writesCharactersInOneForm(_ source: String, _ expected: String) {
        let made = normalise(source)
        #expect(Array(made.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("a   b\n", "a  b\n"),
        ("Palkat      385 388      400 000\n", "Palkat  385 388  400 000\n"),
        ("yhdistykset.  Lisäksi\n", "yhdistykset. Lisäksi\n"),
        ("  - yksi  \n  - kaksi\n", "- yksi\n- kaksi\n"),
        ("Otsikko\n\n\n\nTeksti.\n", "Otsikko\n\nTeksti.\n"),
    ])
    func evensOutSpacesAndEmptyLines(_ source: String, _ expected: String) {
        #expect(normalise(source) == expected)
    }

    @Test(arguments: [
        // A word split at a line's end, with and without an empty line between.
        ("palkkatukityöllistä-\n\nminen jatkuu\n", "palkkatukityöllistäminen jatkuu\n", "palkkatukityöllistäminen"),
        ("osuus nettokus-\ntannuksista (%)\n", "osuus nettokustannuksista (%)\n", "nettokustannuksista"),
        ("ongelmia kehitta-\n\nmisty6n\n", "ongelmia kehittamisty6n\n", "kehittamisty6n"),
        ("ongelmia kehitta-\n\nmisty6n\n", "ongelmia kehitta-\n\nmisty6n\n", "muu"),
        ("KEHITTÄ-\nMISTYÖ\n", "KEHITTÄMISTYÖ\n", "KEHITTÄMISTYÖ"),
        ("kehittämis\u{AD}\ntyö\n", "kehittämistyö\n", "kehittämistyö"),
        // Signs that are printed or read for a hyphen.
        ("yhdistyk=\nsen kokous\n", "yhdistyksen kokous\n", "yhdistyksen"),
        ("yhdistyk¬\nsen kokous\n", "yhdistyksen kokous\n", "yhdistyksen"),
        ("yhdistyk⸗\nsen kokous\n", "yhdistyksen kokous\n", "yhdistyksen"),
        ("Pohjois⸗\nPohjanmaan\n", "Pohjois-Pohjanmaan\n", "Pohjois-Pohjanmaan"),
        ("summa=\nluku\n", "summa=\nluku\n", "muu"), ("x=\n5\n", "x=\n5\n", ""),
        // A hyphen that belongs to the word.
        ("(hanke RR-\n\ntietopalvelussa)\n", "(hanke RR-tietopalvelussa)\n", "tietopalvelussa"),
        ("tammi-\nhuhtikuun\n", "tammi-huhtikuun\n", "tammihuhtikuun"),
        ("suomalais-\nvenäläinen\n", "suomalais-venäläinen\n", "suomalaisvenäläinen"),
        ("linja-\nauto\n", "linja-auto\n", "linja-auto"),
        ("Pohjois-\nPohjanmaan\n", "Pohjois-Pohjanmaan\n", "Pohjois-Pohjanmaan"),
        ("alle 29-\nvuotiaat\n", "alle 29-vuotiaat\n", ""),
        ("yksilöohjaus/-\n\nvalmennus\n", "yksilöohjaus/-valmennus\n", ""),
        ("uutta T&K-\ntoimintaa\n", "uutta T&K-toimintaa\n", ""),
        ("http://kunta.fi/?kieli=fi-\nMaahanmuutto\n", "http://kunta.fi/?kieli=fi-\nMaahanmuutto\n", "fi-Maahanmuutto"),
        ("vuosina 2014–\n2020\n", "vuosina 2014–2020\n", ""),
        // A suspended compound.
        ("työ- \nja toimintakyvyn\n", "työ- ja toimintakyvyn\n", "työja"),
        ("sosiaali-\n\nsekä terveystoimi\n", "sosiaali- sekä terveystoimi\n", "sosiaalisekä"),
    ])
    func joinsWordsSplitAtLineEnds(_ source: String, _ expected: String, _ known: String) {
        #expect(normalise(source, knowing: [known]) == expected)
    }

    @Test func keepsTheHyphenBetweenTwoVowelsAlike() {
        let known: Set<String> = ["ranta-alueeseen", "rantaalueeseen", "alueeseen", "suoraan", "suo-raan"]
        #expect(normalise("vesistön ranta-\u{200B}\nalueeseen\n", knowing: known) == "vesistön ranta-alueeseen\n")
        #expect(normalise("voidaan suo-\u{200B}\nraan\n", knowing: known) == "voidaan suoraan\n")
    }

    @Test(arguments: [
        // A sentence that goes on.
        (
            "Hankkeen tavoitteena on edistää osallisuutta\nja hyvinvointia kunnissa.\n",
            "Hankkeen tavoitteena on edistää osallisuutta ja hyvinvointia kunnissa.\n"
        ),
        ("Hankkeen nimi, S-numero ja\n\ntoteutusaika\n", "Hankkeen nimi, S-numero ja\n\ntoteutusaika\n"),
        ("Rahoittaja ja\ntoteutunut\n", "Rahoittaja ja toteutunut\n"),
        (
            "Työllisyyspalveluita kehitetään, huomioiden 3.\nsektorin toiminta\n",
            "Työllisyyspalveluita kehitetään, huomioiden 3. sektorin toiminta\n"
        ),
        // Headings, lists, tables and paragraphs stay.
        ("Tavoitteet\nparantaa osallisuutta\n", "Tavoitteet\nparantaa osallisuutta\n"),
        (
            "Kokouksessa olivat läsnä kaikki seuraavat henkilöt:\nkunnan edustaja\n",
            "Kokouksessa olivat läsnä kaikki seuraavat henkilöt:\nkunnan edustaja\n"
        ),
        (
            "Hanke päättyi vuonna 2018 ja sen tulokset jäivät elämään.\nsitten alkoi uusi\n",
            "Hanke päättyi vuonna 2018 ja sen tulokset jäivät elämään.\nsitten alkoi uusi\n"
        ),
        (
            "a) ensimmäinen kohta on tässä ja se on aika pitkä\nb) toinen kohta\n",
            "a) ensimmäinen kohta on tässä ja se on aika pitkä\nb) toinen kohta\n"
        ),
        (
            "Pitkä kappale jossa ei ole pistettä lopussa lainkaan\n\nuusi kappale\n",
            "Pitkä kappale jossa ei ole pistettä lopussa lainkaan\n\nuusi kappale\n"
        ),
        ("2 Ostopalvelut 19 800\n3 Muut kustannukset 3 200\n", "2 Ostopalvelut 19 800\n3 Muut kustannukset 3 200\n"),
        // Addresses stay whole, and apart.
        (
            "https://www.eura2014.fi/rrtiepa/projekti.php\nhttps://www.innokyla.fi/web\n",
            "https://www.eura2014.fi/rrtiepa/projekti.php\nhttps://www.innokyla.fi/web\n"
        ),
        (
            "Katso osoitteesta http://kirjasto.tampere.fi:8000/\nvalitse selaushaku\n",
            "Katso osoitteesta http://kirjasto.tampere.fi:8000/\nvalitse selaushaku\n"
        ),
        (
            "(https://www.oph.fi/fi/uutiset/opetushallitus-\nsuosittelee-kannykan-kayton-rajoittamista)\n",
            "(https://www.oph.fi/fi/uutiset/opetushallitus-suosittelee-kannykan-kayton-rajoittamista)\n"
        ),
    ])
    func putsParagraphsTogetherAndNothingElse(_ source: String, _ expected: String) {
        #expect(normalise(source) == expected)
    }

    @Test func takesDoubleSpacedLinesForLinesWhereSentencesCrossThem() {
        let source = """
            Hankkeessa kehitetään kumppanikuntien osallisuuteen liittyvää

            osaamista ja toimintakäytäntöjä. Lisäksi hankkeessa parannetaan

            järjestöjen toimintaedellytyksiä.

            Tavoitteet

            """
        #expect(
            normalise(source) == """
                Hankkeessa kehitetään kumppanikuntien osallisuuteen liittyvää \
                osaamista ja toimintakäytäntöjä. Lisäksi hankkeessa parannetaan \
                järjestöjen toimintaedellytyksiä.

                Tavoitteet

                """)
    }

    @Test func mapsEveryByteToWhereItCameFrom() throws {
        let source = "\u{FEFF}Kehit-\n\ntämistyo\u{308}   on\u{A0}ﬁksua.\n\nRR-\npalvelu\n"
        let made = Normaliser(judge: ListJudge(words: ["Kehittämistyö"])).normalise(source)
        #expect(made.text == "Kehittämistyö  on fiksua.\n\nRR-palvelu\n")
        for word in ["Kehit", "tämisty", "on", "fiksua", "RR", "palvelu"] {
            let place = try #require(made.text.utf8.firstRange(of: word.utf8))
            let offset = made.text.utf8.distance(from: made.text.startIndex, to: place.lowerBound)
            let origin = made.origin.source(of: offset)
            let rest = String(decoding: Array(source.utf8)[origin...], as: UTF8.self)
            #expect(rest.hasPrefix(word == "fiksua" ? "ﬁksua" : word), "\(word) at \(offset)")
        }
    }
}
