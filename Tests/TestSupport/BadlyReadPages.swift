// SPDX-License-Identifier: GPL-3.0-or-later

/// Pages that one machine read: within words it takes k for h, and m for In.
public enum BadlyReadPages {
    /// Leaves of reports of villages, two on each page.
    private static let halves = [
        """
        Kyläyhdistys on korjannut seuratalon keittiön ja rakentanut pihalle katoksen, jonka alla kokkikerho kokoontuu kesällä.
        Hankkeen kustannukset olivat suuremmat kuin hakemuksessa arvioitiin, koska katon vanhat rakenteet olivat lahonneet.
        Yhdistyksen hallitus käsitteli asiaa kokouksessaan ja päätti hakea kaupungilta lisää avustusta.
        """,
        """
        Kaupunginhallitus myönsi avustuksen ja edellytti, että talkootyöstä pidetään kirjaa. Talkoisiin osallistui
        keskimäärin kaksikymmentä henkilöä, ja työhön käytettiin yhteensä noin neljäsataa tuntia. Rakennustarvikkeet
        hankittiin paikkakunnan yrityksistä. Laskut maksettiin kuukausittain, ja kuitit koottiin mappiin.
        """,
        """
        Kesäkuussa järjestettiin avajaiset, joihin kutsuttiin myös naapurikylien asukkaat. Jatkossa tiloja vuokrataan
        kokouksiin, koulutuksiin ja perhejuhliin, ja vuokratuloilla katetaan sähkön ja lämmityksen kustannukset.
        Kirjasto tuo kerran viikossa kirjoja lainattavaksi, ja nuorisotyöntekijä pitää kahvilaa keskiviikkoisin.
        """,
        """
        Työpajalla kunnostetaan vanhoja kalusteita ja opetellaan puutöiden alkeita. Osallistujat ovat olleet pitkään
        työttöminä, ja moni on kertonut, että rytmi on palannut arkeen. Pajaohjaaja auttaa hakemusten kirjoittamisessa
        ja käy asiakkaan mukana virastossa. Ryhmä kokoontuu kolmesti viikossa, ja ruokailu kuuluu päivään.
        """,
        """
        Maahanmuuttajien keskustelukerho harjoittelee suomea arkisissa tilanteissa: kaupassa, terveyskeskuksessa ja
        koulun vanhempainillassa. Vapaaehtoiset tukihenkilöt on koulutettu tehtäväänsä. Kerhon kokemuksista kerättiin
        palautetta, jonka mukaan rohkeus puhua on kasvanut ja kynnys hakeutua palveluihin on madaltunut.
        """,
        """
        Ikääntyneiden liikuntaryhmässä harjoitetaan tasapainoa ja lihaskuntoa. Fysioterapeutti mittaa osallistujien
        toimintakyvyn syksyllä ja keväällä. Kuljetus järjestetään niille, jotka eivät pääse paikalle itse. Kaatumiset
        ovat vähentyneet, ja yksinäisyyden kokemus on lieventynyt. Ryhmää jatketaan kunnan omana toimintana.
        """,
    ]

    /// The pages as they were meant: each has words enough for its reader's errors to be learnt from it.
    public static let leaves = stride(from: 0, to: halves.count, by: 2).map { halves[$0] + "\n" + halves[$0 + 1] }

    /// A page with too few words for anything to be told by it alone.
    public static let short = """
        Kuntoutujat keittivät kahvia ja keskustelivat viikon sateista. Seuraavalla viikolla vierailee valokuvaaja, ja silloin
        luetaan vanhoja lehtiä, lauletaan ja leivotaan. Sitten lähdetään pihalle.
        """

    /// `text` as the machine reads it.
    public static func read(_ text: String) -> String {
        var result = ""
        var before: Character = " "
        for letter in text {
            switch letter {
            case "k" where before.isLetter: result += "h"
            case "m" where before.isLetter: result += "In"
            default: result.append(letter)
            }
            before = letter
        }
        return result
    }
}
