// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import Testing

/// Finnish of the time when it wrote w for v: left as it was spelt, and repaired in its own spelling where it was misread.
@Suite struct OldPrintTests {
    /// An article of ours, in the spelling and the words of 1880.
    static let article = """
        Wiime wiikon torstaina awattiin kirkonkylässä uusi kansakoulu, jota warten pitäjän asukkaat oliwat usiamman wuoden kuluessa
        rahoja keränneet. Awajaistilaisuuteen saapui wäkeä lawealta, ja kirkkoherra piti sywällisen puheen, jossa hän kehoitti
        wanhempia lapsiansa ahkerasti kouluun lähettämään. Ensimäisenä wuotena otettanee kouluun wiisikymmentä oppilasta, joista
        muutamat owat köyhiä torpparin lapsia. Opettajaksi on walittu nuori mies, joka saatawan todistuksen mukaan on taitawa sekä
        laulussa että kirjoituksessa. Sywästi liikutettuna kansa weisasi wiimeksi wirren, jonka jälkeen käwi jokainen katselemassa
        uusia huoneita, siwulle rakennettua puutarhaa ja kaiwoa, jonka wesi on hywää. Illalla pidettiin wielä iltama, jossa
        soitettiin ja luettiin wanhoja runoja, ja tulot annettiin wähäwaraisten lasten waatteiksi.
        """

    private func repaired(_ text: String) throws -> RepairedText { try Repairer().repair(NormalisedText(text: text)) }

    /// The article as a reader of Fraktur takes it that confuses the letters of that script.
    private var misread: String {
        var count = 0
        var result = ""
        for character in Self.article {
            count += 1
            switch character {
            case "k" where count % 3 == 0: result.append("f")
            case "ä" where count % 4 == 0: result.append("à")
            case "s" where count % 5 == 0: result.append("f")
            case "y" where count % 3 == 0: result.append("h")
            case "n" where count % 9 == 0: result.append("u")
            default: result.append(character)
            }
        }
        return result
    }

    private func rightShare(_ text: String) -> Double {
        let meant = Self.article.split(whereSeparator: \.isWhitespace)
        let read = text.split(whereSeparator: \.isWhitespace)
        return 1 - Double(read.difference(from: meant).removals.count) / Double(meant.count)
    }

    @Test func oldSpellingIsLeftAsItStands() throws {
        let result = try repaired(Self.article)
        #expect(result.repairs.isEmpty, "\(result.repairs)")
        #expect(result.text == Self.article)
    }

    @Test func aMisreadPageIsRepairedInItsOwnSpelling() throws {
        #expect(rightShare(misread) < 0.75)
        let result = try repaired(misread)
        #expect(rightShare(result.text) > 0.93, "\(result.text)")
        for word in [
            "Wiime wiikon", "kansakoulu", "wuoden kuluessa", "sywällisen", "kehoitti", "saatawan",
            "siwulle",
        ] {
            #expect(result.text.contains(word), "\(word) in \(result.text)")
        }
        #expect(!result.text.contains("v"), "\(result.text)")
    }

    @Test func aListOfWordsIsReadAsAPageIs() throws {
        let words = misread.split(whereSeparator: \.isWhitespace)
        let result = try repaired(words.sorted().joined(separator: "\n"))
        let meant = Set(Self.article.split(whereSeparator: \.isWhitespace))
        let right = result.text.split(separator: "\n").count(where: meant.contains)
        #expect(Double(right) > 0.9 * Double(words.count), "\(result.text)")
    }

    @Test func aFewNamesWithWMakeNoOldText() throws {
        let text = """
            Tuula Waltari ja William Wahlroos esittelivät Windowsin uuden version ja kertoivat verkkopalvelusta, jota kaupungin
            viraston väki voi vuoden alusta käyttää. Wikipediassa on palvelusta sivu, ja verkossa on video.
            """
        let result = try repaired(text)
        #expect(result.text == text)
    }
}
