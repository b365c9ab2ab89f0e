// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

/// Words that setting and breaking lines took apart, with the real dictionary.
@Suite struct LineRepairTests {
    private func normalise(_ text: String) throws -> String {
        Normaliser(judge: try VoikkoJudge()).normalise(text).text
    }

    @Test(arguments: [
        ("P Ö Y T Ä K I R J A\n", "PÖYTÄKIRJA\n"), ("T A L O U S A R V I O 2021\n", "TALOUSARVIO 2021\n"),
        ("E S I T Y S   L I S T A\n", "ESITYS  LISTA\n"),
        ("K u n n a n h a l l i t u k s e n k o k o u s\n", "Kunnanhallituksen kokous\n"),
        ("S I S Ä L L Y S :\n", "SISÄLLYS :\n"),
        ("Tämä on p ö y t ä k i r j a tässä.\n", "Tämä on pöytäkirja tässä.\n"),
    ])
    func lettersSetApartAreWords(_ source: String, _ expected: String) throws {
        #expect(try normalise(source) == expected)
        #expect(try normalise(expected) == expected)
    }

    @Test(arguments: [
        "Luokat A B C D E F\n", "X X X X X X\n", "a b c d e f g h\n", "K E K K\n", "A 1 B 2 C 3\n", "1 2 3 4 5\n",
        "Vastaukset: q w x z q w\n",
    ])
    func otherLettersAreLeftAlone(_ text: String) throws { #expect(try normalise(text) == text) }

    @Test(arguments: [
        ("Uudet hank-keet alkavat.\n", "Uudet hankkeet alkavat.\n"),
        ("Kunnan palve- lujärjestelmä toimii.\n", "Kunnan palvelujärjestelmä toimii.\n"),
        ("Haki EteläPohjanmaan liitto rahaa.\n", "Haki Etelä-Pohjanmaan liitto rahaa.\n"),
    ])
    func hyphensOfOldLineEndsGoAndLostOnesComeBack(_ source: String, _ expected: String) throws {
        #expect(try normalise(source) == expected)
        #expect(try normalise(expected) == expected)
    }

    @Test(arguments: [
        "Maa- ja metsätalous, ranta-alue ja sote-uudistus.\n", "Sosiaali- terveys- ja liikuntapalvelut\n",
        "Sivu www.hank-keet.fi ja posti a-b@hank-keet.fi\n", "Etelä-Pohjanmaan liitto\n",
        "Katso PowerPoint ja YouTube.\n",
        "Yrjö-Koskisen ja Ville-Veikon talo\n", "linja-auto, kuorma-auto\n",
    ])
    func realHyphensStay(_ text: String) throws { #expect(try normalise(text) == text) }

    @Test func codedBytesAreShownButNotAsserted() throws {
        let code = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        let text = Normaliser(judge: try VoikkoJudge()).normalise("Kuva:\n\n\(code)\n\nLoppu.\n")
        try #require(text.unasserted.count == 1)
        let bytes = Array(text.text.utf8)
        #expect(String(decoding: bytes[text.unasserted[0]], as: UTF8.self) == code)
        for other in [
            "https://esimerkki.fi/\(code)\n", String(repeating: "a", count: 90) + "\n", code.lowercased() + "\n",
        ] {
            #expect(Normaliser(judge: try VoikkoJudge()).normalise(other).unasserted.isEmpty)
        }
    }

    @Test func longLinesOfLettersEnd() throws {
        let line = String(repeating: "k ä ", count: 20_000)
        #expect(try normalise(line + "\n").utf8.count > 50_000)
    }
}
