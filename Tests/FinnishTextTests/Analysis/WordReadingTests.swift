// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

/// The readings of Finnish words that are easily read otherwise than they are meant.
@Suite struct WordReadingTests {
    private let analyser: Analyser

    init() throws { analyser = try Analyser() }

    private func terms(_ text: String, _ kind: TermKind) -> [String] {
        analyser.tokens(of: text).flatMap(\.terms).filter { $0.kind == kind }.map(\.text)
    }

    @Test(arguments: [
        ("työllistynyt", "työllistyä", "työllistää"), ("vähennetty", "vähentää", "vähetä"),
        ("kannattanut", "kannattaa", "kantaa"), ("kiinnostunut", "kiinnostua", "kiinnostaa"),
        ("määritelty", "määritellä", "määrittää"), ("perustuva", "perustua", "perustaa"),
        ("ilmoittautuneet", "ilmoittautua", "ilmoittaa"), ("erikoistunut", "erikoistua", "erikoistaa"),
        ("kohdistuvasta", "kohdistua", "kohdistaa"), ("epäiltyinä", "epäillä", "evätä"),
    ])
    func aParticipleOfADerivedVerbIsOfThatVerb(_ word: String, _ verb: String, _ root: String) {
        #expect(terms(word, .lemma).contains(verb), "\(terms(word, .lemma))")
        #expect(!terms(word, .lemma).contains(root))
    }

    @Test(arguments: [("saavien", "saada"), ("soivaan", "soida"), ("vievät", "viedä"), ("myyvälle", "myydä")])
    func aParticipleWithoutATagHasItsVerb(_ word: String, _ verb: String) {
        #expect(terms(word, .lemma).contains(verb), "\(terms(word, .lemma))")
    }

    @Test(arguments: [
        ("pori", "pori"), ("nokia", "nokia"), ("nokia", "noki"), ("pariisi", "pariisi"), ("kaarina", "kaarina"),
        ("kaarina", "kaari"), ("kitee", "kitee"), ("multia", "multia"), ("multia", "multa"), ("uusimaa", "uusimaa"),
        ("Uusimaa", "uusimaa"), ("Uudellamaalla", "uusimaa"),
    ])
    func aPlaceInSmallLettersIsOneBesideOtherReadings(_ word: String, _ lemma: String) {
        #expect(terms(word, .lemma).contains(lemma), "\(terms(word, .lemma))")
    }

    @Test(arguments: ["Uusimaa", "uusimaa"])
    func aRegionIsShownAsOne(_ word: String) {
        #expect(analyser.analysis(of: word).lemmas == ["Uusimaa"])
    }

    @Test(arguments: [
        ("toimivalta", "toimivalta"), ("kirjoitustapa", "kirjoitustapa"), ("kansainvälistä", "kansainvälinen"),
        ("yhteiskunnallista", "yhteiskunnallinen"), ("monipuolista", "monipuolinen"), ("heinä", "heinä"),
        ("parasta", "paras"), ("paras", "paras"), ("mahdollista", "mahdollinen"), ("kuin", "kuin"),
        ("kautta", "kautta"), ("noin", "noin"), ("lisäksi", "lisäksi"), ("laajemmin", "laajemmin"),
        ("sosiaalihuoltolain", "sosiaalihuoltolaki"), ("asuntokauppalain", "asuntokauppalaki"),
        ("kauppalain", "kauppalaki"), ("vanhain", "vanha"), ("kansain", "kansa"),
    ])
    func theLikeliestReadingComesFirst(_ word: String, _ lemma: String) {
        #expect(analyser.analysis(of: word).lemmas.first == lemma, "\(analyser.analysis(of: word).lemmas)")
    }

    @Test(arguments: [
        ("kuin", "kuu"), ("kautta", "kausi"), ("mahdollista", "mahdollistaa"), ("noin", "noki"), ("noin", "nokia"),
        ("heinä", "he"), ("lisäksi", "lisä"), ("nopeasti", "nopea"), ("eli", "elää"), ("näin", "nähdä"),
    ])
    func aRareReadingIsNotALikelyOne(_ word: String, _ rare: String) {
        #expect(!terms(word, .lemma).contains(rare), "\(terms(word, .lemma))")
    }

    @Test func aConnegativeIsFoundByItsVerb() {
        #expect(terms("ei halua", .guess).contains("haluta"))
    }

    @Test(arguments: [("hyvinvointialue", "hyvin"), ("hyvinvointialueen", "hyvin"), ("hyvinvointialue", "vointialue")])
    func anAdverbIsNoPart(_ word: String, _ part: String) {
        #expect(!terms(word, .part).contains(part), "\(terms(word, .part))")
        #expect(terms(word, .part).contains("hyvinvointi"))
    }

    @Test(arguments: [("asuntokauppalain", "asuntokauppa"), ("sosiaalihuoltolain", "huolto")])
    func aLawInTheGenitiveHasTheLawsParts(_ word: String, _ part: String) {
        #expect(terms(word, .part).contains(part), "\(terms(word, .part))")
    }

    @Test(arguments: [
        ("1900-luku", "1900"), ("1900-luvulla", "luku"), ("yhteisvastuu", "yhteis"), ("erityisopetus", "erityis"),
    ])
    func numbersAndPrefixesAreHeads(_ word: String, _ part: String) {
        #expect(terms(word, .part).contains(part), "\(terms(word, .part))")
    }

    @Test(arguments: ["yhteis", "erityis"])
    func aPrefixBeforeAHyphenIsItself(_ prefix: String) {
        #expect(terms(prefix + "-", .lemma) == [prefix])
    }
}
