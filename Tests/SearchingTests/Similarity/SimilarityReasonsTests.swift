// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

@testable import Searching

@Suite struct SimilarityReasonsTests {
    private func words(of text: String) throws -> SimilarityReasons {
        // What every reading holds is held by more documents than what only some do.
        let frequencies = [
            "lehtitietokanta": 9, "lehtitietokanto": 5, "kirja": 50, "kirjoja": 20, "radiolähetys": 4, "tietokanta": 8,
        ]
        let analyser = try Analyser()
        return SimilarityReasons(of: text, analyser, WordKindCache(analyser), FormReadingCache()) {
            frequencies[$0] ?? 1
        }
    }

    private func names(_ lemmas: [String], in text: String) throws -> [String] {
        let shared = lemmas.enumerated().map { (lemma: $1, strength: 1 - Float($0) / 100) }
        return try words(of: text).names(shared).map(\.display)
    }

    @Test
    func verbsAreNotNamedWhereThereAreNounsAndAreBetterThanNothing() throws {
        #expect(try names(["parantaa", "voida", "lähteä", "laavu"], in: "Voidaan parantaa laavua") == ["laavu"])
        #expect(try names(["parantaa", "voida"], in: "Voidaan parantaa").contains("parantaa"))
    }

    @Test
    func ofAFamilyOfWordsOneIsNamedANoun() throws {
        let text = "Työllistyminen edistyi, kun työllistyttiin ja työllistettiin; työllisyys parani."
        #expect(
            try names(["työllistyä", "työllistyminen", "työllistää", "työllisyys"], in: text) == ["työllistyminen"])
    }

    @Test
    func ofTheReadingsOfAWordTheLikeliestIsNamed() throws {
        let text = "Lehtitietokannoista löytyi lehtiä ja kirjoja. Lehtitietokannat ovat auki."
        let found = try names(["lehtitietokanto", "lehtitietokanta", "kirjoja", "kirja"], in: text)
        #expect(found == ["lehtitietokanta", "kirja"])
    }

    @Test
    func whatIsInCompoundsOnlyIsNamedWhereThereIsLittleElseAdverbsAndFormsAreNotBaseForms() throws {
        #expect(try names(["yhdistys", "laavu"], in: "Laavulla oli kyläyhdistys") == ["laavu", "yhdistys"])
        #expect(try names(["ilmeisesti", "esim", "laavu"], in: "Ilmeisesti esim. laavu") == ["laavu"])
        #expect(try names(["tietokannasta"], in: "Aleksi-tietokannasta") == ["tietokanta"])
        #expect(try names(["opiskeleva", "tilitettävä", "laavu"], in: "Opiskelevat, tilitettävät laavut") == ["laavu"])
        #expect(try names(["radiolähetty", "radiolähetys"], in: "Radiolähetystä") == ["radiolähetys"])
    }

    @Test
    func wordsAreFoundByHowTheyBeginWhateverTheirCase() {
        let forms = WordForms(of: "Äiti ÄITIEN äiti-ihminen, 12 a; Øre")
        let found = forms.likeForms(of: "äiti").map(\.form).sorted()
        #expect(found == ["äiti", "äiti-ihminen", "äitien"])
        #expect(forms.likeForms(of: "ä").isEmpty && forms.likeForms(of: "kissa").isEmpty)
    }

    @Test
    func whatHardlyCountsBesideTheRestIsNotNamed() throws {
        let shared: [(lemma: String, strength: Float)] = [
            ("laavu", 1), ("uimaranta", 0.9), ("kyläyhdistys", 0.8), ("vuosi", 0.01),
        ]
        let words = try words(of: "Laavu, uimaranta, kyläyhdistys, vuosi").names(shared).map(\.display)
        #expect(words == ["laavu", "uimaranta", "kyläyhdistys"])
    }

    @Test
    func ofACompoundAndItsPartsTheCompoundIsNamedNumbersCodesAndFunctionWordsAreNot() throws {
        #expect(
            try names(
                ["kylä", "kyläyhdistys", "yhdistys", "s20059", "2016", "myös", "ry"], in: "Kyläyhdistys ry, myös")
                == ["kyläyhdistys"])
    }

    @Test(arguments: [
        ("työllistyä", "työllistyminen"), ("työllistää", "työllisyys"), ("kuntoutus", "kuntoutuja"),
        ("kuntoutus", "kuntouttava"), ("työtön", "työttömyys"), ("osallinen", "osallisuus"),
        ("osallistua", "osallistuja"), ("koulutus", "kouluttaja"), ("suunnitelma", "suunnitella"),
        ("kirjasto", "kirjastollinen"),
    ]) func wordsOfOneFamily(first: String, second: String) {
        #expect(WordFamily.isOne(first, second) && WordFamily.isOne(second, first))
    }

    @Test(arguments: [
        ("kunta", "kunto"), ("työpaja", "työpaikka"), ("kirjastoala", "kirjastotyö"), ("kylä", "kynä"),
        ("sosiaalityö", "sosiaaliala"), ("nuori", "nuotti"), ("maahanmuuttaja", "maailma"), ("", ""),
    ]) func wordsThatOnlyBeginAlike(first: String, second: String) {
        #expect(!WordFamily.isOne(first, second))
    }
}
