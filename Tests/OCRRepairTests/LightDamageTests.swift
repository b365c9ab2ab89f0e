// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import Testing

/// Pages that kept their diaeresis: those that a Finnish model read off a poor scan, and those that are not damaged at all.
@Suite struct LightDamageTests {
    private func repaired(_ text: String) throws -> RepairedText { try Repairer().repair(NormalisedText(text: text)) }

    @Test func aPageHardlyLegibleIsReadByWhatLettersAreMissing() throws {
        let page = """
            Kyläyhdistyksen hakemuksesta ilmenee, että tukea on tarkoits käytää mahdolisesti jukaisun ja opiskeijoiden
            käskirjan tekemiseen. Valtuuston päätöksen mukaan sisätö on tarkastetava ennen maksamsta, ja siloin on
            selvitetävä, mitä tomenpiteitä hankkeessa on tehty. Kaupunginhalituksen lausunno mukaan asia on kiirelinen.
            """
        let result = try repaired(page)
        for word in ["käyttää", "mahdollisesti", "julkaisun", "käsikirjan", "sisältö", "silloin", "toimenpiteitä"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
        #expect(result.text.hasPrefix("Kyläyhdistyksen hakemuksesta ilmenee, että tukea on"))
        #expect(result.repairs.allSatisfy { page.contains($0.original) })
    }

    @Test func aFewWordsThatOnlyAMachineMisreadsTellSuchAPage() throws {
        let result = try repaired(
            "Tein kesällä kuvakirjan, jossa on valokuvia vuoden ajalta, ja laitan sen nyt kirjastoon kaikkien katseltavaksi. "
                + "Ohjelma toimii uudella käytöjärjestelmällä, ja kokeiuversion valkoimat ovat valokuvakijaa varten hyvät. "
                + "Kirja sisätää myös tekstiä.")
        for word in ["käyttöjärjestelmällä", "kokeiluversion", "valikoimat", "valokuvakirjaa", "sisältää"] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
        #expect(result.repairs.count == 5)
    }

    @Test(
        arguments: [
            // Verse (Kalevala), a dialect, speech and a letter full of slips of the hand.
            "Mieleni minun tekevi, aivoni ajattelevi lähteäni laulamahan, saa'ani sanelemahan, sukuvirttä suoltamahan, "
                + "lajivirttä laulamahan. Sanat suussani sulavat, puhe'et putoelevat, kielelleni kerkiävät, hampahilleni "
                + "hajoovat. Lyökämme käsi kätehen, sormet sormien lomahan, lauloaksemme hyviä, parahia pannaksemme.",
            "Met praatama meänkieltä ko met olema kotona. Se oon semmonen kieli jota puhuthaan Tornionlaaksossa, ja siinä "
                + "oon paljon sanoja jokka oon lainattu ruottista. Lapset oppivat sitä koulussa. Ko mie olin pieni niin mie "
                + "en ossanu ruottia ko tulin kouhluun. Kirjoja oon kirjotettu ja aviisia luethaan omala kielelä.",
            "no moi mä oon miettiny et mistä vois löytää jotai kivoi kirjoi ku mun mutsi täyttää kuuskyt ja sil on kauheesti "
                + "aikaa lukee. se on ainaki lukenu kaikki remekset ja kattoo telkkarist dekkareit siel kirjastos.",
            "Hei, olen etsiny kirajn jonka luin lapsena mutta en muisat nimeä enkä kirjailiaa. Siinä oli kissa, joka osasi "
                + "puhuaa. Onko se jo posistettu kokoelmista? Kiitso, toivottavsti löytyy! Olen kysyny jo mouallakin, joten "
                + "ajatelin kysyyä teiltä koska tiedätte kaikekn.",
        ])
    func whatPeopleWriteInTheirOwnWayStays(text: String) throws {
        let result = try repaired(text)
        #expect(result.text == text)
    }

    @Test(
        arguments: [
            ("http;//www.lapua.fi/paatokset", "http://www.lapua.fi/paatokset"),
            ("http:/www.lapua.fi", "http://www.lapua.fi"), ("http://ww.lapua.fi/", "http://www.lapua.fi/"),
            ("www. lapua.fi", "www.lapua.fi"),
            // A path may be anything.
            ("https://www.lapua.fi/yIfBOxclhRg", "https://www.lapua.fi/yIfBOxclhRg"),
            ("http%3A%2F%2Fwww.lapua.fi%2Fsivu.html", "http%3A%2F%2Fwww.lapua.fi%2Fsivu.html"),
        ])
    func beginningsOfAddressesAreMendedInAnyText(read: String, meant: String) throws {
        let sentence = "Pöytäkirja on nähtävänä kaupungin kotisivuilla osoitteessa "
        #expect(
            try repaired(sentence + read + " ensi viikosta lähtien.").text == sentence + meant
                + " ensi viikosta lähtien.")
    }
}
