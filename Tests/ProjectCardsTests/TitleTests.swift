// SPDX-License-Identifier: GPL-3.0-or-later
import ProjectCards
import Testing

@Suite struct TitleTests {
    @Test(arguments: [
        ("Euroopan unioni\n\nVipuvoimaa EU:lta\n\nNuorten oma talo\n\nTalo avattiin.", "Nuorten oma talo"),
        ("Lapuan kaupunki\nKevään retki Simpsiölle\nLähdetään klo 9.", "Kevään retki Simpsiölle"),
        ("KUHMO\n\nKylätalon säännöt\n\nOvi pidetään kiinni.", "Kylätalon säännöt"),
        ("Hei kaikille!\n\nKylätalolla on talkoot.", "Kylätalolla on talkoot."),
        ("Hei! Etsin kirjaa kylien historiasta.", "Etsin kirjaa kylien historiasta."),
        ("Moi, onko talo auki?", "Onko talo auki?"),
        ("Arvoisa vastaanottaja,\n\nKutsu syyskokoukseen", "Kutsu syyskokoukseen"),
        ("Hyvä hoito kuuluu kaikille", "Hyvä hoito kuuluu kaikille"),
        ("Transkriptio\n\nL O P P U R A P O R T T I\n\nKylien voima", "Kylien voima"),
        ("Lisätiedot\n\nKerhon kesä", "Kerhon kesä"), ("Nimi: A\nOsoite: B\nPuhelin: C\n\nKerhon kesä", "Kerhon kesä"),
        ("Sallan kunta", "Sallan kunta"), ("12. maaliskuuta 2024\nKerhon kesä\n", "Kerhon kesä"),
    ]) func aTitleIsNoLetterheadGreetingOrLabel(_ text: String, _ title: String) {
        #expect(CardReader().read(text).title == title)
    }

    @Test func aTitleThatTheDocumentGivesIsNoLetterheadEither() {
        let card = CardReader().read("Ylätunniste\n\nKylätalolla on talkoot.")
        for (candidates, title) in [
            (["Lapuan kaupunki", "Hei kaikille!", "Lisätiedot:", "Kylien voima", "Muu"], "Kylien voima"),
            (["Euroopan unioni", "kokousmuistio 2021"], "kokousmuistio 2021"), ([], "Ylätunniste"),
            ([""], "Ylätunniste"),
        ] {
            let titled = CardReader.titled(card, among: candidates)
            #expect(titled.title == title && titled.values("otsikko") == [title])
        }
    }
}
