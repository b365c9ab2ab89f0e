// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import Testing

/// Documents of which a machine misread many words, whichever letters: read by the errors that each shows itself.
@Suite struct BadlyReadTests {
    /// A report of ours on a village hall.
    static let report = """
        Kyläyhdistys on korjannut seuratalon keittiön ja rakentanut pihalle katoksen, jonka alla kokkikerho kokoontuu kesällä.
        Hankkeen kustannukset olivat suuremmat kuin hakemuksessa arvioitiin, koska katon vanhat rakenteet olivat lahonneet.
        Yhdistyksen hallitus käsitteli asiaa kokouksessaan ja päätti hakea kaupungilta lisää avustusta. Kaupunginhallitus
        myönsi avustuksen ja edellytti, että talkootyöstä pidetään kirjaa. Talkoisiin osallistui keskimäärin kaksikymmentä
        henkilöä, ja työhön käytettiin yhteensä noin neljäsataa tuntia. Rakennustarvikkeet hankittiin paikkakunnan
        yrityksistä. Kesäkuussa järjestettiin avajaiset, joihin kutsuttiin myös naapurikylien asukkaat. Kalle Takkuvaara
        kertoi talon historiasta, ja Takkuvaaran kuvia katseltiin illalla. Jatkossa tiloja vuokrataan kokouksiin,
        koulutuksiin ja perhejuhliin, ja vuokratuloilla katetaan sähkön ja lämmityksen kustannukset.
        """

    private func repaired(_ text: String) throws -> RepairedText { try Repairer().repair(NormalisedText(text: text)) }

    /// `text` as a machine reads it that makes `wrong` of what is on the page, the first of two that fit.
    private func misread(_ text: String, _ wrong: [(meant: String, read: String)]) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            if let rule = wrong.first(where: { rest.hasPrefix($0.meant) }) {
                result += rule.read
                rest = rest.dropFirst(rule.meant.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The share of the words of `text` that stand in the report at the same place.
    private func rightShare(_ text: String) -> Double {
        let meant = Self.report.split(whereSeparator: \.isWhitespace)
        let read = text.split(whereSeparator: \.isWhitespace)
        let right = read.difference(from: meant).removals.count
        return 1 - Double(right) / Double(meant.count)
    }

    @Test func aReaderThatTakesOneLetterForAnotherIsLearntFromThePage() throws {
        let page = misread(Self.report, [("ok", "oh"), ("kk", "hh"), ("k", "h"), ("rv", "N"), ("m", "In")])
        #expect(rightShare(page) < 0.45)
        let result = try repaired(page)
        #expect(rightShare(result.text) > 0.9, "\(result.text)")
        for word in ["kokkikerho", "arvioitiin", "järjestettiin", "ja työhön", "myös"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
    }

    @Test func lettersThatFinnishLacksAreReadAsThoseItHas() throws {
        let page = misread(
            Self.report,
            [("sä", "så"), ("tä", "tà"), ("iä", "iã"), ("ä", "ä"), ("ö", "ó"), ("ala", "ąla"), ("uu", "ú")])
        let result = try repaired(page)
        #expect(rightShare(result.text) > 0.97, "\(result.text)")
        #expect(!result.text.contains { "åàãóąú".contains($0) }, "\(result.text)")
    }

    @Test func aPageWithoutDiaeresisIsReadByAllLettersWhereOneWordInTenIsMisreadBesides() throws {
        let text = Self.report + "\nViivästymisestä kärsivät kyläläiset. Päätöksestä valitettiin."
        let page = misread(text, [("ä", "a"), ("ö", "o"), ("ok", "oh"), ("kk", "hh"), ("rv", "N"), ("nn", "m")])
        #expect(page.contains("karsivat") && page.contains("Paatoksesta"))
        let result = try repaired(page)
        // One word in ten is misread besides: enough for all letters to be looked at.
        for word in ["kärsivät", "Päätöksestä", "kokouksessaan", "asukkaat", "vuokrataan", "vuokratuloilla"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
    }

    @Test func wordsThatWereTornOrRunTogetherArePutRight() throws {
        let page = misread(
            Self.report,
            [
                ("kuin hakemuksessa", "kuinhakemuksessa"), ("j", "j "), ("ää", "áä"),
                ("ll", "l"), ("tt", "t"), ("kk", "k"),
            ])
        let result = try repaired(page)
        for words in ["ja rakentanut", "kuin hakemuksessa", "Jatkossa", "keittiön"] {
            #expect(result.text.contains(words), "\(words) in \(result.text)")
        }
        #expect(rightShare(result.text) > 0.9, "\(result.text)")
    }

    @Test func namesGetTheCapitalThatWasLostAndCompaniesTheirs() throws {
        let text = Self.report.replacing("Kalle Takkuvaara", with: "Rakennus 0y ja väinó")
        let page = misread(text, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("nn", "n")])
        let result = try repaired(page)
        #expect(result.text.contains("Rakennus Oy ja Väinö"), "\(result.text)")
    }

    @Test func aNameThatStandsThroughoutIsLeft() throws {
        let page = misread(Self.report, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("nn", "n")])
        let result = try repaired(page)
        #expect(result.text.contains("päätti hakea kaupungilta lisää avustusta"), "\(result.text)")
        #expect(result.text.contains("Takkuvaara\nkertoi"), "\(result.text)")
        #expect(result.text.contains("Takkuvaaran kuvia"), "\(result.text)")
    }

    @Test(
        arguments: [
            // Meänkieli, Estonian, Swedish, a program, names of other languages: no page of ours, and nothing to repair.
            """
            Met asuma tääläki ko joki tekkee mutkan. Isä kalasti lohta ja äiti kuto verkot. Ko mie menin kouhluun niin en ossanu
            muuta ko meänkieltä, ja maisteri puhu ruottia. Nyt lapset saava lukea omala kielelä, ja kirjatki oon painettu. Met
            olema kirjottanheet muistoja ylös, ja niitä luethaan ko tullee talvi. Joki oon sama ko ennen, mutta lohta oon vähän.
            Kesälä tullee väkeä etelästä kattomhaan ko met lipoama siikaa. Son vanha tapa jota oon jatkettu satoja vuosia.
            """,
            """
            Neid on kolm ja nad elavad väikeses majas mere ääres. Igal hommikul läheb isa paadiga merele ja tuleb õhtul tagasi.
            Ema küpsetab leiba ja lapsed mängivad aias. Talvel on lumi maas ja järv on jääs. Siis käivad kõik koos suusatamas.
            Kui kevad tuleb, siis hakkavad linnud laulma ja puud lähevad roheliseks. Vanaema räägib lastele vanu lugusid.
            """,
            """
            Styrelsen beslutade att bevilja bidrag till byaföreningen för renovering av köket. Föreningen ska redovisa hur medlen
            har använts före årets slut. På mötet deltog även åhörare från grannbyarna, och frågorna handlade om när arbetet
            börjar. Ordföranden tackade alla som hade hjälpt till och önskade en trevlig sommar åt dem som inte kunde komma.
            """,
            """
            let tila = hakija.tila ?? .uusi
            func laskeSumma(_ rivit: [Rivi]) -> Int { rivit.reduce(0) { $0 + $1.maara } }
            if rivit.isEmpty { return nil } else { lokiRivit.append(rivi_teksti) }
            for rivi_nro in 0..<maxRivit { tulosta(rivi_nro, avain_arvo[rivi_nro], kasittele(rivi_nro)) }
            """,
            "Señor Muñoz, Beyoncé ja Tõnu Õnnepalu tapasivat São Paulossa; lämpötila oli 25 °C ja vastus 3 Ω, à la carte.",
        ])
    func whatWasNeverReadByAMachineStays(text: String) throws {
        let result = try repaired(text)
        #expect(result.text == text, "\(result.repairs.map { "\($0.original) → \($0.repaired)" })")
    }

    @Test func picturesThatAReaderNamesNothingAreReadAsOneLetterOrTwo() throws {
        let page = misread(
            Self.report, [("tt", "_"), ("ty", "_"), ("yt", "_"), ("nut ", "n_ "), ("ry", "_"), ("kk", "hh")])
        #expect(page.contains(" _öhön") && page.contains("rakentan_ "))
        let result = try repaired(page)
        for word in ["keittiön", "päätti", "ja työhön käytettiin", "talkootyöstä", "rakentanut", "yrityksistä"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
        #expect(rightShare(result.text) > 0.97, "\(result.text)")
    }

    @Test func whatIsUnderlinedOrLeftToFillInIsNoPicture() throws {
        let text = Self.report.replacing("Kalle Takkuvaara", with: "_Kalle_ Nimi: ____ Takkuvaara")
        let result = try repaired(misread(text, [("tt", "_"), ("kk", "hh"), ("ll", "lI")]))
        #expect(result.text.contains(" ____ "), "\(result.text)")
        #expect(result.text.contains("_Ka"), "\(result.text)")
    }

    @Test func aRareWordIsTakenForTheCommonOneThatThisReaderMisreadsSo() throws {
        let text =
            Self.report + "\nHankkeen kohderyhmät ja kohteen sijainti kerrottiin, kokonaisvaltaisemmin kuin ennen."
        let result = try repaired(misread(text, [("k", "h"), ("rv", "N"), ("m", "In")]))
        for word in ["kohderyhmät", "kohteen", "kokonaisvaltaisemmin"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
        // Where it misreads nothing so, it stays.
        let other = Self.report + "\nHohteen sävy ja hohderyhmät jäivät mieleen."
        let left = try repaired(misread(other, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("nn", "n")]))
        #expect(left.text.contains("Hohteen sävy"), "\(left.text)")
    }

    @Test func companiesAndWordsThatBeginWithANoughtGetTheirCapital() throws {
        let text = Self.report + "\n0y;n osuus ja Rakennus Ab;n tarjous. 0stopalvelu ja ry;n kokous."
        let result = try repaired(misread(text, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("nn", "n")]))
        for words in ["Oy:n osuus", "Ab:n tarjous", "Ostopalvelu ja", "ry:n kokous"] {
            #expect(result.text.contains(words), "\(words) in \(result.text)")
        }
    }

    @Test func tornAddressesDoNotHideWhatWasMisread() throws {
        let address = (1...90).map { "f\($0)g\($0 % 7)iaZ3D\($0)OJ26p" }.joined(separator: " ")
        let page = misread(Self.report, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("ss", "s")])
        let result = try repaired(page + "\nhttp;//www.esimerhhi.f/web/hanhe-sivut?redirec=" + address)
        #expect(result.text.contains("ja päätti hakea kaupungilta lisää avustusta"), "\(result.text)")
    }

    @Test func aFewLinesAreEnoughWhereMostOfTheirUnknownWordsWereMisread() throws {
        let lines = Self.report.split(separator: "\n").prefix(2).joined(separator: "\n")
        for wrong in [[("tt", "lt"), ("nn", "m"), ("ra", "rn")], [("ää", "áä"), ("va", "vn"), ("ko", "ho")]] {
            let page = misread(lines, wrong)
            let result = try repaired(page)
            #expect(page != lines)
            #expect(result.text == lines, "\(result.text)")
        }
    }

    @Test func theLongestWordsThatAreReadDoNoHarm() throws {
        // Of 60 letters; longer ones are left alone.
        let long = String(repeating: "kissa", count: 12)
        let page = misread(Self.report, [("ää", "áä"), ("ll", "l"), ("tt", "t"), ("ss", "s")])
        let result = try repaired(page + " " + long + " a_" + long.dropFirst(2))
        #expect(result.text.contains("ja päätti hakea"), "\(result.text)")
    }

    @Test func whatABadPageIsReadAsDependsOnNothingReadBefore() throws {
        let first = misread(Self.report, [("k", "h"), ("rv", "N"), ("m", "In")])
        let second = misread(Self.report, [("ä", "à"), ("ll", "l"), ("tt", "t"), ("y", "v")])
        let alone = try repaired(second)
        let repairer = try Repairer()
        _ = repairer.repair(NormalisedText(text: first))
        #expect(repairer.repair(NormalisedText(text: second)).text == alone.text)
        #expect(alone.text != second)
    }
}
