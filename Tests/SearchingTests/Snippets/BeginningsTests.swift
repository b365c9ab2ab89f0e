// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

@testable import Searching

@Suite struct BeginningsTests {
    @Test(arguments: [
        ("kylä", "KYLISSÄ"), ("kylä", "sivukylälle"), ("aika", "ajan"), ("ikä", "iäkkäiden"), ("apu", "avun"),
        ("työ", "töitä"), ("tie", "teitä"), ("suo", "soita"), ("yö", "öisin"), ("äes", "äkeen"),
        ("hyvä", "parempi"),
        ("yhdistys", "kyläyhdistyksen"), ("tyottomyys", "työttömyyttä"), ("i", "I:n"), ("2016", "2016"),
        ("käsi", "kätten"), ("poika", "pojille"), ("juoda", "joivat"), ("é", "é"),
        ("tavata", "tapaamme"), ("paeta", "pakenevat"), ("hidas", "hitaammin"), ("kuusi", "kuuden"),
        ("nainen", "naisten"), ("opas", "kalastusoppaissa"), ("allas", "pesualtaan"), ("kaksi", "kahdenkertainen"),
        ("yksi", "yhteensä"), ("evätä", "epäävät"), ("edetä", "etenevät"), ("irrota", "irtoaa"),
        ("uhata", "uhkaavat"),
        ("ajaa", "ajettu"), ("laki", "laeissa"), ("takuu", "takuuaikana"), ("olla", "oli"), ("ottaa", "ota"),
        ("eu-maa", "EU-maihin"), ("eumaa", "EU-maita"), ("sosiaalinen", "sosiaalityö"), ("ydin", "luuytimen"),
        ("osallisuus", "osallisuutta"), ("syrjäytynyt", "syrjäytyneiden"), ("viedä", "veivät"),
    ])
    func aFormOfALemmaMayMatchItWhateverChangesInItsStem(_ lemma: String, _ form: String) {
        let mayMatch = Beginnings([lemma]).mayMatch(form)
        #expect(mayMatch)
    }

    @Test
    func mostOtherWordsAreToldApart() {
        let pairs = Beginnings(["kylä", "yhdistys"])
        for word in ["kaupunki", "työ", "sosiaalinen", "Nuorten", "2016", "", "k", "osallisuus"] {
            #expect(!pairs.mayMatch(word), "\(word)")
        }
        #expect(!Beginnings(["i"]).mayMatch("istunnossa"))
        // Too little is left after the letters.
        #expect(!Beginnings(["takuu"]).mayMatch("lasta"))
    }

    @Test
    func nearlyNoWordOfRunningTextIsKeptFromItsLemmas() throws {
        let analyser = try Analyser()
        let text = """
            Hankkeen kohderyhmänä olivat vaikeimmassa työmarkkina-asemassa olevat henkilöt, joille etsittiin töitä ja apua.
            Kyläyhdistykset saivat avustuksia, ja nuoret löysivät paikkansa. Ikääntyneiden iäkkäitä omaisia haastateltiin,
            teillä liikuttiin öisin, ja parempia tuloksia saatiin ajan mittaan. Poikien ja tyttöjen ryhmät joivat kahvia.
            """
        for token in analyser.tokens(of: text) {
            for lemma in token.lemmas {
                let mayMatch = Beginnings([lemma.lowercased()]).mayMatch(token.surface)
                #expect(mayMatch, "\(lemma), \(token.surface)")
            }
        }
    }
}
