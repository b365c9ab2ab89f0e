// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

/// `text` with `decisions`, which come by rising offset, put into effect.
private func mended(_ text: String, by decisions: [Decision]) -> String {
    var bytes = Array(text.utf8)
    for decision in decisions.reversed() {
        bytes.replaceSubrange(decision.word.range, with: decision.repaired.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
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

@Suite struct SectionTests {
    @Test(
        arguments: [
            ("3 8:n mukaan", "3 §:n mukaan"), ("lain 12 8 mukaan", "lain 12 § mukaan"), ("3 a 8:ssa", "3 a §:ssä"),
            ("27a 8:aan", "27a §:ään"), ("luvun 4 $:sta.", "luvun 4 §:stä."),
            ("kello 8:n jälkeen", "kello 8:n jälkeen"),
            ("sivut 7 8", "sivut 7 8"), ("8:n", "8:n"), ("5 8:30", "5 8:30"), ("3\n\n8:n", "3\n\n8:n"),
        ])
    func theSectionSignIsPutBack(read: String, meant: String) throws {
        let mender = try SectionMender(bytes: Array(read.utf8), words: SignWords())
        #expect(mended(read, by: mender.decisions()) == meant)
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
    func whereNothingElseIsDamagedASectionNeedsItsEnding(read: String, meant: String) throws {
        let mender = try SectionMender(bytes: Array(read.utf8), words: SignWords(), isDamaged: false)
        #expect(mended(read, by: mender.decisions()) == meant)
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
        #expect(mended(read, by: StrokeMender(bytes: Array(read.utf8)).decisions()) == meant)
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
