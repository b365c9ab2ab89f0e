// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

/// Words that setting and breaking lines took apart, with the real dictionary.
@Suite struct WordMendingTests {
    private func normalise(_ text: String) throws -> String {
        Normaliser(judge: try VoikkoJudge()).normalise(text).text
    }

    @Test(arguments: [
        ("P Ö Y T Ä K I R J A\n", "PÖYTÄKIRJA\n"), ("T A L O U S A R V I O 2021\n", "TALOUSARVIO 2021\n"),
        ("T A L O U S A R V I O\n\n2 0 2 1\n", "TALOUSARVIO\n\n2021\n"),
        ("T A L O U S A R V I O 2 0 2 1\n", "TALOUSARVIO 2021\n"),
        ("E S I T Y S L I S T A\n", "ESITYSLISTA\n"), ("E S I T Y S   L I S T A\n", "ESITYS  LISTA\n"),
        ("K O K O U S   J A   P Ä Ä T Ö S\n", "KOKOUS  JA  PÄÄTÖS\n"),
        ("E T E L Ä - P O H J A N M A A\n", "ETELÄ-POHJANMAA\n"),
        ("V a l t u u s t o k o k o o n t u i\n", "Valtuusto kokoontui\n"),
        ("S I S Ä L L Y S :\n", "SISÄLLYS :\n"), ("S I S Ä L L Y S:\n", "SISÄLLYS:\n"),
        ("Tämä on p ö y t ä k i r j a tässä.\n", "Tämä on pöytäkirja tässä.\n"),
        // A line that breaks off at the page's edge.
        (
            "P ö y t ä k i r j a p i d e t ä ä n n ä h t ä v ä n ä y l e i s e s s ä t i e t o v e\n",
            "Pöytäkirja pidetään nähtävänä yleisessä tietove\n"
        ),
        // A name that no dictionary has, and that stands elsewhere.
        ("H O N K I V U O K S A\n\nHonkivuoksa on kylä.\n", "HONKIVUOKSA\n\nHonkivuoksa on kylä.\n"),
    ])
    func lettersSetApartAreWords(_ source: String, _ expected: String) throws {
        #expect(try normalise(source) == expected)
        #expect(try normalise(expected) == expected)
    }

    @Test(arguments: [
        "Luokat A B C D E F\n", "X X X X X X\n", "a b c d e f g h\n", "K E K K\n", "A 1 B 2 C 3\n", "1 2 3 4 5\n",
        "Vastaukset: q w x z q w\n", "2 0 2 1\n", "T H M H T K H E S L M J\n", "M T K T P L S\n", "V R K B S T U W\n",
        "a a a o o o a a a o o o\n", "I V X L C D M\n",
    ])
    func otherLettersAreLeftAlone(_ text: String) throws { #expect(try normalise(text) == text) }

    @Test(arguments: [
        ("Uudet hank-keet alkavat.\n", "Uudet hankkeet alkavat.\n"),
        ("Kunnan palve- lujärjestelmä toimii.\n", "Kunnan palvelujärjestelmä toimii.\n"),
        ("KUNNAN PALVE-LUJÄRJESTELMÄ\n", "KUNNAN PALVELUJÄRJESTELMÄ\n"),
        ("Haki EteläPohjanmaan liitto rahaa.\n", "Haki Etelä-Pohjanmaan liitto rahaa.\n"),
        ("Vihdin-Karkkilan yhteistyö, VihdinKarkkilan\n", "Vihdin-Karkkilan yhteistyö, Vihdin-Karkkilan\n"),
        ("Haki Etelä-\nPohjanmaan liitto rahaa.\n", "Haki Etelä-Pohjanmaan liitto rahaa.\n"),
        // No dictionary has the name; it stands elsewhere.
        ("Honkivuoksan kylä ja Honkivuok-san tie\n", "Honkivuoksan kylä ja Honkivuoksan tie\n"),
    ])
    func hyphensOfOldLineEndsGoAndLostOnesComeBack(_ source: String, _ expected: String) throws {
        #expect(try normalise(source) == expected)
        #expect(try normalise(expected) == expected)
    }

    @Test(arguments: [
        "Maa- ja metsätalous, ranta-alue ja sote-uudistus.\n", "Sosiaali- terveys- ja liikuntapalvelut\n",
        "Sivu www.hank-keet.fi ja posti a-b@hank-keet.fi\n", "Etelä-Pohjanmaan liitto\n",
        "Katso PowerPoint ja YouTube, LinkedIn ja WhatsApp, LähiTapiola ja SähköValinta.\n",
        "tammi-huhtikuun aikana ma-pe\n",
        "Yrjö-Koskisen ja Ville-Veikon talo\n", "linja-auto, kuorma-auto, bio-jäte ja esi- peruskoulu\n",
        "suomalais-venäläinen ja suomalais- ruotsalainen\n", "työ- päivä- ja yötoiminta\n",
        "Jussi-paidassa on Oncovin-lääkettä ja Oncovinlääkettä. TOP-HILL ja TopHill\n",
        "Hip-hop ja sci-fi, EtnaLämpö ja Etna-Lämpö\n",
        "Covid-19-avustus, 3-vuotiaat, EU-hanke ja T&K-toiminta\n",
    ])
    func realHyphensStay(_ text: String) throws { #expect(try normalise(text) == text) }

    @Test(arguments: [
        ("Hankkeen periaa eet ja lähtökohdat\n", "Hankkeen periaatteet ja lähtökohdat\n"),
        ("Hankkeen periaa\u{FFFD}eet ja lähtökohdat\n", "Hankkeen periaatteet ja lähtökohdat\n"),
        ("Hankkeen tavoi eet ja toimin a\n", "Hankkeen tavoitteet ja toimin a\n"),
        ("P ÖYTÄKIRJA ja A TALO\n", "PÖYTÄKIRJA ja A TALO\n"),
        ("\u{F770}\u{F7F6}\u{F779}\u{F774}\u{F7E4}\u{F76B}irja\n", "pöytäkirja\n"),
    ])
    func lostLigaturesAndSmallCapitalsComeBack(_ source: String, _ expected: String) throws {
        #expect(try normalise(source) == expected)
        #expect(try normalise(expected) == expected)
    }

    @Test func aTextThatHasItsPairsIsNotLookedThroughForLostOnes() throws {
        let text = String(repeating: "Kunta otti kantaa ja totti. ", count: 4) + "Tavoi eet periaa eet\n"
        #expect(try normalise(text) == text)
    }

    /// Long lines that make a way that looks back or ahead without a bound quadratic; its test would not end.
    @Test(arguments: [
        "k ä ", "k ä k o t i t a l o xx ", "a-b", "ab-", "abc- abd ", "abC", "ab- ", "Ab", "A ", "P Ö Y T Ä K I R J A ",
        "- ", "a - b ",
        "tt ", "ki rja ", "ä", "a\u{FFFD}b", "K UNTA ", "1 2 ", "a.b ",
    ])
    func longLinesEnd(_ piece: String) throws {
        let line = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
        #expect(try normalise(line + "\n").utf8.count >= line.utf8.count / 3)
    }
}
