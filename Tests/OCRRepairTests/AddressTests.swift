// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

/// What becomes of `text` where its addresses and section signs are mended; *kirjasto*, *palvelut* and *web* are words.
private func mended(_ text: String, isDamaged: Bool = true) -> String {
    let bytes = Array(text.utf8)
    let words: Set = [
        "kirjasto", "palvelut", "web", "laki", "opiskelu", "superliitto", "tilastot", "tilasto", "suomi", "poika",
        "kysy", "lehdet",
    ]
    let addresses = AddressMender(bytes: bytes, isDamaged: isDamaged) {
        words.contains(String(decoding: $0, as: UTF8.self))
    }
    var result: [UInt8] = []
    var position = 0
    for decision in addresses.decisions() + SectionMender(bytes: bytes).decisions() {
        result += bytes[position..<decision.word.range.lowerBound] + Array(decision.repaired.utf8)
        position = decision.word.range.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
}

@Suite struct MailTests {
    @Test(
        arguments: [
            ("maija.meikalainenGkunta.fi", "maija.meikalainen@kunta.fi"), ("m.m&asiat.kunta.fi,", "m.m@asiat.kunta.fi"),
            ("(m.m©kunta.com)", "m.m@kunta.com"),
            ("kuntaC&kunta.fi", "kunta@kunta.fi"), ("m.mOkunta.com", "m.m@kunta.com"),
            // Brands, firms, files, and what is right.
            ("myGov.fi", nil), ("www.myGov.fi", nil), ("kuntaO&kunta.fi", nil), ("meikalainenOkunta.fi", nil),
            ("meikalainen&kumpp.fi", nil), ("m.m@kunta.fi", nil), ("a.bGc", nil), ("a.bG.fi", nil),
            ("www.kuntaG", nil), (".G.fi", nil), ("G", nil), ("", nil), ("a.bGc.fi/d", nil),
        ])
    func theSignOfMailIsPutBack(read: String, meant: String?) {
        let decisions = MailMender(bytes: Array("ks. \(read) ja".utf8)).decisions()
        #expect(decisions.first?.repaired == meant)
    }
}

@Suite struct AddressTests {
    @Test(
        arguments: [
            ("http:/Awww.kunta.fi/a", "http://www.kunta.fi/a"), ("http:/Avww,kunta.fi", "http://www.kunta.fi"),
            ("http:/Avwwkunta.fi", "http://www.kunta.fi"), ("(http:/www.kunta.fi)", "(http://www.kunta.fi)"),
            ("https;//kunta.fi/a", "https://kunta.fi/a"), ("www,kunta.fi", "www.kunta.fi"),
            ("www-.kunta.fi", "www.kunta.fi"), ("http://ykI.kunta.fi", "http://ykl.kunta.fi"),
            ("www.kunta-fi", "www.kunta.fi"), ("http://www.kunta.fil", "http://www.kunta.fi/"),
            ("http://www.kunta.filkirjasto/a", "http://www.kunta.fi/kirjasto/a"),
            ("http://www.kunta.fikirjasto", "http://www.kunta.fi/kirjasto"),
            ("http://www.kunta.fiiweb", "http://www.kunta.fi/web"),
            ("http://www.kunta.fifi/laki", "http://www.kunta.fi/fi/laki"),
            ("http://www.kunta.fi/fi-Fl/a", "http://www.kunta.fi/fi-FI/a"),
            ("http://www.kunta.fi/a.phtm|", "http://www.kunta.fi/a.phtml"),
            ("http://Awww.kunta.fi/a", "http://www.kunta.fi/a"), ("http://mww.kunta.fi", "http://www.kunta.fi"),
            ("http://www..kunta.fi", "http://www.kunta.fi"), ("http://www.-kunta.fi", "http://www.kunta.fi"),
            ("http://wwwkunta.fi/a", "http://www.kunta.fi/a"), ("http://www.kunta.fi/Fl/a", "http://www.kunta.fi/FI/a"),
            ("http://www.kunta.fi/fi_Fl", "http://www.kunta.fi/fi_FI"),
            ("http://www.kunta.fi/fi-F/a", "http://www.kunta.fi/fi-FI/a"),
            ("http://www.kunta.fi/filaki/a", "http://www.kunta.fi/fi/laki/a"),
            ("http://www.kunta.fi/fillaki", "http://www.kunta.fi/fi/laki"),
            ("http://www.kunta.fi/a.php7id=2", "http://www.kunta.fi/a.php?id=2"),
            ("http://www.kunta.fi/2sivu=1", "http://www.kunta.fi/?sivu=1"),
            ("http://www.kunta.fi/a.hunl", "http://www.kunta.fi/a.html"),
            ("http://www.kunta.firecord=b1", "http://www.kunta.fi/record=b1"),
            ("http://www.kunta.fi/a.aspx?sivuI|D=2", "http://www.kunta.fi/a.aspx?sivuID=2"),
            ("http://www.kunta.fi/a.aspx?sivulD=2", "http://www.kunta.fi/a.aspx?sivuID=2"),
            ("http://www.kunta.fi/?1D=2", "http://www.kunta.fi/?ID=2"),
            ("http://www.kunta.fi/a?b=1&sk=fi_Fl", "http://www.kunta.fi/a?b=1&sk=fi_FI"),
            ("http://www.kunta.fi/fi-filaki", "http://www.kunta.fi/fi-fi/laki"),
            ("http://www.kunta.fi/fi-Flkirjasto", "http://www.kunta.fi/fi-FI/kirjasto"),
            ("http://www.kunta.fi/a?con_Ing=fin", "http://www.kunta.fi/a?con_lng=fin"),
            ("http://www.kunta.fi/a%2Ob", "http://www.kunta.fi/a%20b"),
            ("http://www.kunta.fi/a¥20b", "http://www.kunta.fi/a%20b"),
            ("http://www.kunta.fi/O7_laki", "http://www.kunta.fi/07_laki"),
            (
                "http://www.kunta.fi/fSdc7862-aba8-4f8b-84f4-l6b13a3l6f98.aspx",
                "http://www.kunta.fi/f5dc7862-aba8-4f8b-84f4-16b13a316f98.aspx"
            ),
            ("http://www.kunta.fi/opiskelw/a", "http://www.kunta.fi/opiskelu/a"),
            ("http://www.superiiitto.fi/", "http://www.superliitto.fi/"),
            ("http://www.kunta.fi/sivu-html", "http://www.kunta.fi/sivu.html"),
            ("http://www.kunta.fi/sivu.-htm", "http://www.kunta.fi/sivu.htm"),
            ("http://www.kunta.fi\\laki", "http://www.kunta.fi/laki"),
            ("http://www.kunta.f/laki", "http://www.kunta.fi/laki"),
            ("http://www.kunta.ew", "http://www.kunta.eu"), ("http://www.kunta.nev", "http://www.kunta.net"),
            ("http://asiat,kunta.fi/a", "http://asiat.kunta.fi/a"), ("http://www-kunta.fi/a", "http://www.kunta.fi/a"),
            ("www-kunta.fi", "www.kunta.fi"), ("http://fi-wikipedia.org/a", "http://fi.wikipedia.org/a"),
            ("http://asiat.kunta_fi/a", "http://asiat.kunta.fi/a"),
            ("osoite:http:/Avww.kunta.fi", "osoite:http://www.kunta.fi"),
            ("www. kunta. fi/a", "www.kunta.fi/a"), ("http://fi.wikipedia. org/wiki", "http://fi.wikipedia.org/wiki"),
            ("http://www.kunta.fi/a. html ja", "http://www.kunta.fi/a.html ja"), ("maija@kunta. fi", "maija@kunta.fi"),
            // Spaces within, and dots lost before them.
            ("http://www.kunta fi.", "http://www.kunta.fi."), ("http://www.kunta. fi/", "http://www.kunta.fi/"),
            ("https: //www.kunta. fi/a", "https://www.kunta.fi/a"),
            ("http://asiat kunta.fi/a", "http://asiat.kunta.fi/a"),
            ("http:/Avww.kunta filweb/a", "http://www.kunta.fi/web/a"),
            ("http://fi wikipedia.org/wiki", "http://fi.wikipedia.org/wiki"),
            ("http://www.kunta.fi/a. php ?id=S2", "http://www.kunta.fi/a.php?id=S2"),
            ("http://www.kunta.fi/a?b=c &d;=1", "http://www.kunta.fi/a?b=c&d;=1"),
            ("http://www.kunta.fi/S ivu/liite_1.asp", "http://www.kunta.fi/Sivu/liite_1.asp"),
            ("http://www.kunta.fi/?haku=lapset+ koulut", "http://www.kunta.fi/?haku=lapset+koulut"),
            ("http://fi. wikipedia. org/wiki/Saari", "http://fi.wikipedia.org/wiki/Saari"),
            ("http://www.asiat kunta. fi/laki", "http://www.asiat.kunta.fi/laki"),
            ("http://www. kunta fi/laki", "http://www.kunta.fi/laki"), ("http://www. |laki.fi", "http://www.laki.fi"),
            ("http://asiat .kunta. fi/laki", "http://asiat.kunta.fi/laki"),
            ("http://www.kunta .fi/laki", "http://www.kunta.fi/laki"),
            ("http://asiat.kunta. fi:8000/", "http://asiat.kunta.fi:8000/"),
            // Spaces behind the host: before signs, wide figures, halves of identifiers and names of files.
            ("http://www.kunta.fi/a? sivu=2", "http://www.kunta.fi/a?sivu=2"),
            ("http://www.kunta.fi/a?b=c &d; =1&e;=2", "http://www.kunta.fi/a?b=c&d;=1&e;=2"),
            ("http://www.kunta.fi/a?path=1 ;28;118", "http://www.kunta.fi/a?path=1;28;118"),
            ("http://www.kunta.fi/a+b +c/1135", "http://www.kunta.fi/a+b+c/1135"),
            ("http://www.kunta.fi/fi-FI /laki/", "http://www.kunta.fi/fi-FI/laki/"),
            ("http://www.kunta.fi/a .aspx?ID=6", "http://www.kunta.fi/a.aspx?ID=6"),
            ("http://www.kunta.fi/index. php/laki-1", "http://www.kunta.fi/index.php/laki-1"),
            ("http://www.kunta.fi/haku ~S9*fin", "http://www.kunta.fi/haku~S9*fin"),
            ("http://www.kunta.fi/M%C3%A 4ki", "http://www.kunta.fi/M%C3%A4ki"),
            ("http://www.kunta.fi/a%3A u2dd52bf3", "http://www.kunta.fi/a%3Au2dd52bf3"),
            ("http://www.kunta.fi/fi#. Va88A6", "http://www.kunta.fi/fi#.Va88A6"),
            ("http://www.kunta.fi/a?b=17 9102 &c;=2", "http://www.kunta.fi/a?b=179102&c;=2"),
            ("http://www.kunta.fi/95 14277678/", "http://www.kunta.fi/9514277678/"),
            ("http://www.kunta.fi/?p=64 10402019618.", "http://www.kunta.fi/?p=6410402019618."),
            (
                "http://www.kunta.fi/?ID=a69460d 1-d79b-467c-8d6e-4aaa3d4a919d",
                "http://www.kunta.fi/?ID=a69460d1-d79b-467c-8d6e-4aaa3d4a919d"
            ),
            (
                "http://www.kunta.fi/?ID=2b 1 6fe3b-bcbe-48ce-a802-f4d5ffeea9b3",
                "http://www.kunta.fi/?ID=2b16fe3b-bcbe-48ce-a802-f4d5ffeea9b3"
            ),
            ("http://www.kunta.fi/a/ SIVU.html", "http://www.kunta.fi/a/SIVU.html"),
            ("http://www.kunta.fi/1- LIITE.pdf?b=1", "http://www.kunta.fi/1-LIITE.pdf?b=1"),
            ("http://www.kunta.fi/95 1-44-5.pdf", "http://www.kunta.fi/951-44-5.pdf"),
            ("http://www.kunta.fi/sivu htm#tyyli", "http://www.kunta.fi/sivu.htm#tyyli"),
            ("http://www.kunta.fi/saha%253A u9c8528d5", "http://www.kunta.fi/saha%253Au9c8528d5"),
            ("http://www.kunta.fi/ haku/a?sk=fi", "http://www.kunta.fi/haku/a?sk=fi"),
            ("http://www. kunta .fi/laki", "http://www.kunta.fi/laki"),
            ("http://www asiat.kunta.fi/laki", "http://www.asiat.kunta.fi/laki"),
            ("(http://www.asiat.om fi)", "(http://www.asiat.om.fi)"),
            (
                "http://www.kunta.fi/?ID=f98e66a1 -a830-42b4-8043-1249a5c0341c",
                "http://www.kunta.fi/?ID=f98e66a1-a830-42b4-8043-1249a5c0341c"
            ),
            // Underscores, and words that were torn.
            ("http://www.kunta.fi/listaa kaikki.asp", "http://www.kunta.fi/listaa_kaikki.asp"),
            ("http://www.kunta.fi/a_09-24 fi.pdf", "http://www.kunta.fi/a_09-24_fi.pdf"),
            ("http://www.kunta.fi/kirj asto/a_b", "http://www.kunta.fi/kirjasto/a_b"),
            ("http://www.kunta.fi/maan pinta_a/b", "http://www.kunta.fi/maan_pinta_a/b"),
            ("http://www.kunta.fi/wiki/The Tale of Maa_and_meri", "http://www.kunta.fi/wiki/The_Tale_of_Maa_and_meri"),
            // Slashes.
            ("http://www.kunta.fi/tilastov/a", "http://www.kunta.fi/tilastot/a"),
            ("http://www.kunta.fi/tilastovtilasto", "http://www.kunta.fi/tilastot/tilasto"),
            ("http://www.kunta.fi/suomil", "http://www.kunta.fi/suomi/"),
            ("http://www.kunta.fi/poikal.htm", "http://www.kunta.fi/poika1.htm"),
            ("http://www.kunta.fidkysy/a", "http://www.kunta.fi/kysy/a"),
            ("http://www.kunta.fikysy.php?a=1", "http://www.kunta.fi/kysy.php?a=1"),
            ("http://www.kunta.fiti/laki", "http://www.kunta.fi/fi/laki"),
            ("http:/Muettelo.kunta.fi", "http://luettelo.kunta.fi"),
            // Signs, and capitals among small letters.
            ("http://www.kunta.fi/a.htm!", "http://www.kunta.fi/a.html"),
            ("http://www.kunta.fi/a?id=f55£7", "http://www.kunta.fi/a?id=f55f7"),
            ("http://www.kunta.fi/b1~S9\"fin", "http://www.kunta.fi/b1~S9*fin"),
            ("http://www.kunta.fi/a.cgi?7LANG=fi", "http://www.kunta.fi/a.cgi?LANG=fi"),
            ("http://www.kunta.fi/71ID=95", "http://www.kunta.fi/?ID=95"),
            ("http://www.kunta.fi/?1ID=95", "http://www.kunta.fi/?ID=95"),
            ("http://www.kunta.fi/egi-bin/a", "http://www.kunta.fi/cgi-bin/a"),
            ("http://www.kunta.fi/i-FI/a", "http://www.kunta.fi/fi-FI/a"),
            ("http://www.kunta.fi/a?0penDocument", "http://www.kunta.fi/a?OpenDocument"),
            ("http://www.kunta.fi/a?b-O&c=1", "http://www.kunta.fi/a?b-0&c=1"),
            ("http://www.kunta.fi/lntro?a=1", "http://www.kunta.fi/Intro?a=1"),
            ("http://www.kunta.fi/a?b=1&ltemid=36", "http://www.kunta.fi/a?b=1&Itemid=36"),
            ("http://www.kunta.fi/a?viewltem=1", "http://www.kunta.fi/a?viewItem=1"),
            ("http://www.kunta.fi/a?hI=fi", "http://www.kunta.fi/a?hl=fi"),
            ("http://www.kunta.fi/a?id=2éulang=fin", "http://www.kunta.fi/a?id=2&ulang=fin"),
            ("http://ykLkunta.fi/", "http://ykl.kunta.fi/"), ("http://www.uusiiitto.fi", "http://www.uusliitto.fi"),
            ("http:/Aaki.kunta.fi", "http://laki.kunta.fi"),
            // Words.
            ("http://www.kunta.fi/iehdet/", "http://www.kunta.fi/lehdet/"),
            ("http://www.kunta.fi/Airjasto/a", "http://www.kunta.fi/Airjasto/a"),
            ("http://www.kunta.fi/Ailastot/", "http://www.kunta.fi/tilastot/"),
            ("http://www.kunta.fi/jjuttu/a", "http://www.kunta.fi/juttu/a"),
            ("http://www.kunta.fi/tilastoVkirjasto", "http://www.kunta.fi/tilastot/kirjasto"),
            ("http://www.kunta.fi/museo_suomilkirjasto", "http://www.kunta.fi/museo_suomi/kirjasto"),
            // Hosts.
            ("http:/Awww2.kunta.fi", "http://www2.kunta.fi"), ("www.kuntafi", "www.kunta.fi"),
            ("https://asiat.kuntafi/a", "https://asiat.kunta.fi/a"), ("http:/Www.kunta.fi", "http://www.kunta.fi"),
            ("http:/mww.kunta.fi", "http://www.kunta.fi"),
            // Names.
            ("http://www.kunta.fi/a?sivuld=2", "http://www.kunta.fi/a?sivuId=2"),
            ("http://www.kunta.fi/a?b=dIk00265", "http://www.kunta.fi/a?b=dlk00265"),
            ("http://www.kunta.fi/a?sivu|ID=2", "http://www.kunta.fi/a?sivuID=2"),
        ])
    func whatWasMisreadIsPutRight(read: String, meant: String) {
        #expect(mended(read) == meant)
        #expect(mended("katso \(read) ja") == "katso \(meant) ja")
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
            "http://www.kunta.fi/lnk",
            "http://www.kunta.fi/a?HI=1", "http://www.kunta.fi/iehdot/", "http://www.kunta.fi/taiki/",
            "http://www.kunta.fi/iii/a", "http://www.kunta.fi/?b=30penaa",
            "http://www.kunta.fi/liite pdf-muodossa", "http://www.kunta.fi/ haku", "http://www.kunta.fi/a - b",
            "http://kunta se on", "http://www.kunta.fi/palvelut Sieltä löytyy", "http://www.kunta.fi/a?b=1 => seuraava",
            "http://www.kunta.fi/wiki/Saari ja meri", "http://www.kunta.fi/a.html b.pdf",
            "http://www.kunta.fi/a1 1/2005",
            "http://www.kunta.fi/a1 12.3.2005", "http://www.kunta.fi/20030434 7 luku",
            "http://www.kunta.fi/a1 0401234567",
            "http://www.kunta.fi/2005 2006", "http://www.kunta.fi/fi#. Katso", "http://www.kunta.fi/%C3%A4 ja",
            "http://www.kunta.fi/a / b", "http://www.kunta.fi/a? Katso", "http://www.kunta.fi/a &b", "www.kunta.fi ; b",
            "http://www.kunta.fi/A ja http://www.kunta.fi/b_c", "http://www.kunta.fi/A ja (ks. b_c)",
            "http://www.kunta.fi/sivu\nkirja.html", "http://www.kunta.fi/a +358401234567",
            "http://www.kunta.fi/C|Rb1", "http://www.kunta.fi/?field=2", "http://www.kunta.fi/sivuInfo",
            "http://www.kunta.fi/#saal", "www.kunta.fi/a (ks. b_c)", "http://www.kunta.fi/novelli",
            "http://www2.kunta.fi",
        ])
    func whatIsRightStays(text: String) {
        #expect(mended(text) == text)
        #expect(mended("ks. \(text) ") == "ks. \(text) ")
    }

    @Test(
        arguments: [
            ("http:/hww.kunta.fi/a", "http://www.kunta.fi/a"), ("http:/Wwww.kunta.fi", "http://www.kunta.fi"),
            ("http://Wwww.kunta.fi", "http://www.kunta.fi"), ("http://www:kunta.fi/fi", "http://www.kunta.fi/fi"),
            ("htp://www.kunta.fi", "http://www.kunta.fi"),
            ("http./Awww.kunta.fikirjasto/a", "http://www.kunta.fi/kirjasto/a"),
            ("http://www.kunta.fi/'kirjasto", "http://www.kunta.fi/kirjasto"),
            ("http://www. kunta. fi/a", "http://www.kunta.fi/a"), ("m.m@ kunta.fi", "m.m@kunta.fi"),
            ("maija@kunta fi.", "maija@kunta.fi."),
            // Underscores where the next part is certainly one, in long addresses behind a line's end too.
            ("http://www.kunta.fi/listaa kaikki.asp", "http://www.kunta.fi/listaa_kaikki.asp"),
            ("http://www.kunta.fi/68825 LIITE.html", "http://www.kunta.fi/68825_LIITE.html"),
            ("http://www.kunta.fi/?page id=6", "http://www.kunta.fi/?page_id=6"),
            ("http://www.kunta.fi/Suomen Elokuva?lang=fi", "http://www.kunta.fi/Suomen_Elokuva?lang=fi"),
            ("http://www.kunta.fi/index. php?s=2", "http://www.kunta.fi/index.php?s=2"),
            (
                "http://www.kunta.fi/tilastot/liitetiedostot/Tilasto20\n05.pdf",
                "http://www.kunta.fi/tilastot/liitetiedostot/Tilasto2005.pdf"
            ),
        ])
    func whereNothingElseIsDamagedOnlyWhatIsCertainIsMended(read: String, meant: String) {
        #expect(mended(read, isDamaged: false) == meant)
        #expect(mended("katso \(read) ja", isDamaged: false) == "katso \(meant) ja")
        #expect(mended(read) == meant || read.contains("Elokuva") || read.contains("LIITE"))
    }

    @Test(
        arguments: [
            "http://www.kunta.fi/teemal.html", "http://www.kunta.fi/a%2Ob", "http://www.kunta.fi/?oldl=2",
            "http://www.kunta.fi/a.htm!", "http://www.kunta.fi/filaki", "http://www.kunta.fi/wiki/Saari Meri",
            "http://www.kunta.fi/a1 15796", "http://www.kunta.fi/?a= sekä",
            "http%3A%2F%2Fwww.kunta.fi%2Fa", "http://hw.fi", "http://www.fi:8000/", "maija@kunta on", "htpasswd on",
            "http://www.kunta.fi/sivu\nkirja.html", "nttp: uutiset",
        ])
    func whereNothingElseIsDamagedTheRestStays(text: String) {
        #expect(mended(text, isDamaged: false) == text)
    }

    @Test(
        arguments: [
            ("3 8:n mukaan", "3 §:n mukaan"), ("lain 12 8 mukaan", "lain 12 § mukaan"), ("3 a 8:ssa", "3 a §:ssä"),
            ("27a 8:aan", "27a §:ään"), ("luvun 4 $:sta.", "luvun 4 §:stä."),
            ("kello 8:n jälkeen", "kello 8:n jälkeen"),
            ("sivut 7 8", "sivut 7 8"), ("8:n", "8:n"), ("5 8:30", "5 8:30"), ("3\n\n8:n", "3\n\n8:n"),
        ])
    func theSectionSignIsPutBack(read: String, meant: String) {
        #expect(mended(read) == meant)
    }

    @Test(
        arguments: [
            ("lain 3 $:n mukaan", "lain 3 §:n mukaan"), ("luvun 4 5:ssä", "luvun 4 §:ssä"),
            ("64 S:n nojalla", "64 §:n nojalla"),
            ("kuitti 156 S:lle", "kuitti 156 S:lle"), ("lain 156 S:lle", "lain 156 §:lle"),
            ("lain 12 8 mukaan", "lain 12 8 mukaan"),
            ("ja S:n mukaan", "ja S:n mukaan"), ("vuonna 2014 8:n kunnan", "vuonna 2014 8:n kunnan"),
            ("3 8:30", "3 8:30"),
        ])
    func whereNothingElseIsDamagedASectionNeedsItsEnding(read: String, meant: String) {
        var bytes = Array(read.utf8)
        for decision in SectionMender(bytes: bytes, isDamaged: false).decisions().reversed() {
            bytes.replaceSubrange(decision.word.range, with: decision.repaired.utf8)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == meant)
    }
}

@Suite struct StrokeTests {
    @Test(
        arguments: [
            ("lain osassa | on", "lain osassa I on"), ("laki | -kirjan", "laki I -kirjan"),
            ("O. |. Virta", "O. I. Virta"),
            ("can | renew? Can | borrow", "can I renew? Can I borrow"), ("Etusivu | Palvelut", "Etusivu | Palvelut"),
            ("| nimi | määrä | hinta |", "| nimi | määrä | hinta |"), ("nimi | määrä\nA | b", "nimi | määrä\nA | b"),
            ("| on", "| on"), ("osa |", "osa |"), ("ks. |. luku", "ks. |. luku"), ("a|b", "a|b"), ("|", "|"),
            ("5 | metriä", "5 | metriä"),
        ])
    func aStrokeAmongWordsIsACapitalI(read: String, meant: String) {
        var bytes = Array(read.utf8)
        for decision in StrokeMender(bytes: bytes).decisions().reversed() {
            bytes.replaceSubrange(decision.word.range, with: decision.repaired.utf8)
        }
        #expect(String(decoding: bytes, as: UTF8.self) == meant)
    }
}

@Suite struct ColonEndingTests {
    @Test(
        arguments: [
            ("§:ssa", "§:ssä"), ("§:4an", "§:ään"), ("CD:lla", "cd:llä"), ("VHS:1la", "vhs:llä"),
            ("AMK:1lla", "amk:lla"),
            ("KHO:ssa", "kho:ssa"), ("10:ss@", "10:ssä"), ("100:ssa", "100:ssa"), ("6:lla", "6:lla"),
            ("B:Ita", "b:ltä"),
            ("Yle:lla", "yle:llä"), ("Kela:lta", "kela:lta"), ("ALEKSI:sta", "aleksi:sta"), ("II:sta", "ii:sta"),
            ("v:sta", nil), ("kg:aa", nil), ("12:11", nil), ("7:n", "7:n"), ("EU:n", "eu:n"), ("http://a", nil),
            ("huom:ja", nil), (":n", nil), ("n:", nil),
        ] as [(String, String?)])
    func whatStandsBeforeTheColonTellsTheVowels(read: String, meant: String?) {
        #expect(ColonEnding(Array(read.unicodeScalars))?.word.string == meant)
    }
}
