// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import Testing

/// Words that a space tore in two.
@Suite struct TornWordsTests {
    private func repaired(_ text: String) throws -> RepairedText { try Repairer().repair(NormalisedText(text: text)) }

    private let damaged =
        "Kunnan hallitus kasitteli kylan kehittamista ja paatti, etta tyo jatkuu myos ensi vuonna. Talla tavalla saadaan "
        + "lisaa hyotya asukkaille, ja yhteistyo on hyvin tarkeaa kaikille. "

    @Test(
        arguments: [
            ("Lasten har rastukset", "Lasten harrastukset"), ("Uuden tapah tuman", "Uuden tapahtuman"),
            // Dots are lost in halves, too.
            ("Kirjan kaan noksen", "Kirjan käännöksen"),
            // Words of Finnish stay apart, and so does what is no word together.
            ("Kunnan kirja on siella", "Kunnan kirja on siellä"), ("Lopuksi jos se on", "Lopuksi jos se on"),
            ("Kirjoittaja Kumula on", "Kirjoittaja Kumula on"),
        ])
    func tornWordsOfADamagedTextAreJoined(read: String, meant: String) throws {
        let result = try repaired(damaged + read + " mukana tassa tyossa.")
        #expect(result.text.contains(meant + " mukana tässä työssä."), "\(result.text)")
    }

    @Test func aTornWordIsOneRepairOverBothHalves() throws {
        let result = try repaired(damaged + "Lasten har rastukset olivat mukana.")
        let repair = try #require(result.repairs.first { $0.repaired == "harrastukset" })
        #expect(repair.original == "har rastukset")
        #expect(repair.reason == .nonWord)
        #expect(Array(result.text.utf8)[repair.range].elementsEqual("harrastukset".utf8))
        #expect(repair.sourceOffset == damaged.utf8.count + 7)
    }

    @Test(
        arguments: [
            ("Pöytäkir ja on tarkastettu.", "Pöytäkirja on tarkastettu."),
            ("Ympär istön tilaa seurataan.", "Ympäristön tilaa seurataan."),
            // A line end broke them, though none is there any more.
            ("Halli- tuksen esitys hyväksyttiin.", "Hallituksen esitys hyväksyttiin."),
            ("Asiaa käsiteltiin edus- kunnassa.", "Asiaa käsiteltiin eduskunnassa."),
            ("Kunta- ja maakuntataso on mukana.", "Kunta- ja maakuntataso on mukana."),
            ("Linja- autoasemalla on kioski.", "Linja- autoasemalla on kioski."),
            // What a person may have written stays: compounds apart, names, abbreviations, words of another language.
            ("Asia riippu täysin siitä.", "Asia riippu täysin siitä."),
            ("Kyse oli ruotsin kielisestä kirjasta ko. asiasta.", "Kyse oli ruotsin kielisestä kirjasta ko. asiasta."),
            ("Laulaja Kumula on mukana.", "Laulaja Kumula on mukana."),
            ("Avoinna klo neljästä.", "Avoinna klo neljästä."),
            ("Luku nro kaksi ja yms muut.", "Luku nro kaksi ja yms muut."),
        ])
    func aTextThatIsNotDamagedLosesOnlySpacesThatNobodyWrites(read: String, meant: String) throws {
        #expect(try repaired("Näin päätettiin kylällä. " + read).text == "Näin päätettiin kylällä. " + meant)
    }
}
