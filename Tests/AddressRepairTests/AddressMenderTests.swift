// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import AddressRepair

/// Addresses as wholes: several rules at once, and all that looks like an address and is right.
@Suite struct AddressMenderTests {
    @Test(
        arguments: [
            ("(http:/Avwwkunta.fi)", "(http://www.kunta.fi)"),
            ("https: //www.kunta. fi/a", "https://www.kunta.fi/a"),
            ("http:/Avww.kunta filweb/a", "http://www.kunta.fi/web/a"),
            ("http./Awww.kunta.fikirjasto/a", "http://www.kunta.fi/kirjasto/a"),
            ("http://www.kunta.fi/a. php ?id=S2", "http://www.kunta.fi/a.php?id=S2"),
            ("http://www.asiat kunta. fi/laki", "http://www.asiat.kunta.fi/laki"),
            ("(http://www.asiat.om fi)", "(http://www.asiat.om.fi)"),
            ("http://asiat .kunta. fi/laki", "http://asiat.kunta.fi/laki"),
            ("ks. http:/www.kunta.fi ja www. liitto. fi", "ks. http://www.kunta.fi ja www.liitto.fi"),
        ])
    func severalMisreadingsAreMendedAtOnce(read: String, meant: String) {
        #expect(Mended(read).text == meant)
        #expect(Mended("katso \(read) ja").text == "katso \(meant) ja")
    }

    @Test(arguments: [(2_000, true), (2_100, false), (1_000_000, false)])
    func anAddressThatNoProgramTakesIsLeftAsItIs(_ length: Int, _ isMended: Bool) {
        let path = String(repeating: "a", count: length)
        let read = "http:/Avww.kunta.fi/" + path
        #expect(Mended(read).text == (isMended ? "http://www.kunta.fi/" + path : read))
    }

    @Test(
        arguments: [
            "www.kela.fi. info@kela.fi", "Katso www.kela.fi. se on hyvä", "Katso www.kela.fi. Soita", "http://vw.com",
            "https://www.kunta.fi/a/b?c=d", "Käy sivulla www.kunta.fi/a. se on hyvä", "www.kunta.film", "httpd on",
            "maija.meikalainen@kunta.fi. www.kunta.fi", "Lähde: kunta.fi", "http://www.kunta.fi/fi-fi/a", "a@b", "www",
            "http", "http://", "http:/", "www.", "@", "www.kunta.fi,", "http://kirjas.to", "jussi@vesi-fi",
            "http://www.kunta...sivu.fi", "http://wwwedu.kunta.fi/a", "http://www.kunta.fi-sivuilla",
            "http://www-db.kunta.fi/a", "http://www.kunta.fi,http://www.liitto.fi", "http://www.kunta.fi/opas-pdf",
            "http://www.kunta.fi/CD-levy", "http://www.kunta.fi/H2O", "http://www.kunta.fi/a?oldl=2",
            "http://www.kunta.fi/6318ab35-5864-47d8-b6da-995ead76e28", "http://www.kunta.fi/%20%C3%A4",
            "http://www.kunta.fi/filosofia", "http://vw.fi", "http://www.kunta.fi/sivu7", "http://kunta.fi/?a7b=2",
            "http://www.kunta.fi ja", "http://www.kunta.fi/a ja/tai b", "http://www.kunta.fi/a kunta.fi/b_c",
            "http://www.kunta.fi/a?b=c www.liitto.fi", "www.kunta.fi/a b@c.fi", "http://kirjas.to fi",
            "http://www.kunta.fi/a.htm", "http://www.kunta.fi/?7a=2", "http://www.kunta.fi/multemi?a",
            "http://www.kunta.fi/lnk", "http://www.kunta.fi/a?HI=1", "http://www.kunta.fi/iehdot/",
            "http://www.kunta.fi/taiki/", "http://www.kunta.fi/iii/a", "http://www.kunta.fi/?b=30penaa",
            "http://www.kunta.fi/liite pdf-muodossa", "http://www.kunta.fi/ haku", "http://www.kunta.fi/a - b",
            "http://kunta se on", "http://www.kunta.fi/palvelut Sieltä löytyy", "http://www.kunta.fi/a?b=1 => seuraava",
            "http://www.kunta.fi/wiki/Saari ja meri", "http://www.kunta.fi/a.html b.pdf",
            "http://www.kunta.fi/a1 1/2005", "http://www.kunta.fi/a1 12.3.2005", "http://www.kunta.fi/20030434 7 luku",
            "http://www.kunta.fi/a1 0401234567", "http://www.kunta.fi/2005 2006", "http://www.kunta.fi/fi#. Katso",
            "http://www.kunta.fi/%C3%A4 ja", "http://www.kunta.fi/a / b", "http://www.kunta.fi/a? Katso",
            "http://www.kunta.fi/a &b", "www.kunta.fi ; b", "http://www.kunta.fi/A ja http://www.kunta.fi/b_c",
            "http://www.kunta.fi/A ja (ks. b_c)", "http://www.kunta.fi/sivu\nkirja.html",
            "http://www.kunta.fi/a +358401234567", "http://www.kunta.fi/C|Rb1", "http://www.kunta.fi/?field=2",
            "http://www.kunta.fi/sivuInfo", "http://www.kunta.fi/#saal", "www.kunta.fi/a (ks. b_c)",
            "http://www.kunta.fi/novelli", "http://www2.kunta.fi", "http://www.fi:8000/", "maija@kunta on",
            "http%3A%2F%2Fwww.kunta.fi%2Fa", "http://hw.fi", "htpasswd on", "nttp: uutiset",
        ])
    func addressesThatAreRightStay(text: String) {
        for isDamaged in [true, false] {
            #expect(Mended(text, isDamaged: isDamaged).text == text)
            #expect(Mended("ks. \(text) ", isDamaged: isDamaged).text == "ks. \(text) ")
        }
    }

    @Test(
        arguments: [
            ("http://www.kunta.fi/68825 LIITE.html", "http://www.kunta.fi/68825_LIITE.html"),
            ("http://www.kunta.fi/?page id=6", "http://www.kunta.fi/?page_id=6"),
            ("http://www.kunta.fi/Suomen Elokuva?lang=fi", "http://www.kunta.fi/Suomen_Elokuva?lang=fi"),
        ])
    func inSoundTextACapitalBehindASpaceHadAnUnderscoreBeforeIt(read: String, meant: String) {
        #expect(Mended(read, isDamaged: false).text == meant)
    }

    @Test func correctionsComeByRisingOffsetDoNotOverlapAndNameTheirRules() {
        let text = "http:/www.kunta.fi ja www. liitto. fi/a ?b=1\nm.m@ kunta.fi https: //kunta.fi"
        let bytes = Array(text.utf8)
        var runs: [Range<Int>] = []
        for run in bytes.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) { runs.append(run.indices) }
        let corrections = AddressMender(isDamaged: true) { _ in false }.corrections(in: bytes, runs: runs)
        #expect(corrections.count == 4)
        #expect(corrections.allSatisfy { !$0.rules.isEmpty })
        for (one, other) in zip(corrections, corrections.dropFirst()) {
            #expect(one.range.upperBound <= other.range.lowerBound)
        }
    }

    @Test func aTextWithoutRunsHasNoCorrections() {
        #expect(AddressMender { _ in true }.corrections(in: [], runs: []).isEmpty)
    }
}
