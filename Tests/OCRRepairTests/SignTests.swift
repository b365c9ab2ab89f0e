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
        arguments: Misreading.rows(
            """
            maija.meikalainenGkunta.fi → maija.meikalainen@kunta.fi
            m.m&asiat.kunta.fi, → m.m@asiat.kunta.fi
            (m.m©kunta.com) → m.m@kunta.com
            kuntaC&kunta.fi → kunta@kunta.fi
            m.mOkunta.com → m.m@kunta.com
            myGov.fi
            www.myGov.fi
            kuntaO&kunta.fi
            meikalainenOkunta.fi
            meikalainen&kumpp.fi
            m.m@kunta.fi
            a.bGc
            a.bG.fi
            www.kuntaG
            .G.fi
            G
            a.bGc.fi/d
            """))
    // The last rows are brands, firms, files, and what is right.
    func theSignOfMailIsPutBack(word: Misreading) throws {
        let decisions = try MailMender(bytes: Array("ks. \(word.read) ja".utf8), words: SignWords()).decisions()
        #expect(decisions.first?.repaired == (word.meant == word.read ? nil : word.meant))
    }
}

@Suite struct SectionTests {
    @Test(
        arguments: Misreading.rows(
            """
            3 8:n mukaan → 3 §:n mukaan
            lain 12 8 mukaan → lain 12 § mukaan
            3 a 8:ssa → 3 a §:ssä
            27a 8:aan → 27a §:ään
            luvun 4 $:sta. → luvun 4 §:stä.
            kello 8:n jälkeen
            sivut 7 8
            8:n
            5 8:30
            3⏎⏎8:n
            """))
    func theSectionSignIsPutBack(word: Misreading) throws {
        let mender = try SectionMender(bytes: Array(word.read.utf8), words: SignWords())
        #expect(mended(word.read, by: mender.decisions()) == word.meant)
    }

    @Test(
        arguments: Misreading.rows(
            """
            lain 3 $:n mukaan → lain 3 §:n mukaan
            luvun 4 5:ssä → luvun 4 §:ssä
            64 S:n nojalla → 64 §:n nojalla
            kuitti 156 S:lle
            lain 156 S:lle → lain 156 §:lle
            lain 12 8 mukaan
            ja S:n mukaan
            vuonna 2014 8:n kunnan
            3 8:30
            """))
    func whereNothingElseIsDamagedASectionNeedsItsEnding(word: Misreading) throws {
        let mender = try SectionMender(bytes: Array(word.read.utf8), words: SignWords(), isDamaged: false)
        #expect(mended(word.read, by: mender.decisions()) == word.meant)
    }
}

@Suite struct StrokeTests {
    @Test(
        arguments: Misreading.rows(
            """
            lain osassa | on → lain osassa I on
            laki | -kirjan → laki I -kirjan
            O. |. Virta → O. I. Virta
            can | renew? Can | borrow → can I renew? Can I borrow
            Etusivu | Palvelut
            | nimi | määrä | hinta |
            nimi | määrä⏎A | b
            | on
            osa |
            ks. |. luku
            a|b
            |
            5 | metriä
            """))
    func aStrokeAmongWordsIsACapitalI(word: Misreading) {
        #expect(mended(word.read, by: StrokeMender(bytes: Array(word.read.utf8)).decisions()) == word.meant)
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
