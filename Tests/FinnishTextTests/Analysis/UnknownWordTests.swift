// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import FinnishText

/// Words that Voikko does not know: foreign names, new, spoken and old words, numbers with units.
@Suite struct UnknownWordTests {
    private let analyser: Analyser

    init() throws { analyser = try Analyser() }

    private func lemmas(_ text: String) -> [String] {
        analyser.tokens(of: text).flatMap(\.terms).filter { $0.kind == .lemma }.map(\.text)
    }

    @Test(arguments: [
        ("Hän kuuli Clintonin puheen", "clinton"), ("Carterin", "carter"), ("Exchangen", "exchange"),
        ("Pugh\u{2019}ia", "pugh"), ("Rousseau\u{2019}n", "rousseau"), ("McAfeen", "mcafee"), ("Toryjen", "tory"),
        ("Clintonille", "clinton"),
    ])
    func aForeignNameLosesItsEnding(_ text: String, _ name: String) {
        #expect(lemmas(text).contains(name), "\(lemmas(text))")
    }

    @Test func aNameWithALinkingVowelIsShownWithoutIt() {
        #expect(analyser.tokens(of: "Clintonin puhe oli").first?.lemmas.first == "Clinton")
    }

    @Test(arguments: [
        ("tubettajiakin", "tubettaja"), ("Clintoninkin", "clinton"),
        ("dolmeneitakaan", "dolmeni"), ("postanneenikaan", "postata"), ("tubettajista", "tubettaja"),
        ("dolmeneita", "dolmeni"), ("startuppeja", "startuppi"),
        ("twiitannut", "twiitata"), ("postanneeni", "postata"), ("twiittasivat", "twiitata"),
    ])
    func aNewWordHasItsBaseForm(_ word: String, _ lemma: String) {
        #expect(lemmas(word).contains(lemma), "\(lemmas(word))")
    }

    @Test(arguments: [
        ("sit", "sitten"), ("yks", "yksi"), ("mee", "mennä"), ("upeeta", "upea"),
        ("ymmärtäny", "ymmärtää"), ("punanen", "punainen"), ("omistaki", "oma"),
    ])
    func aSpokenFormIsReadWhereNothingElseReadsIt(_ word: String, _ lemma: String) {
        #expect(lemmas(word).contains(lemma), "\(lemmas(word))")
    }

    @Test(arguments: [
        ("wanha", "vanha"), ("Wiipurissa", "viipuri"), ("woima", "voima"), ("kirkkowenettä", "kirkkovene"),
    ])
    func oldSpellingWithWIsFolded(_ word: String, _ lemma: String) {
        #expect(lemmas(word).contains(lemma), "\(lemmas(word))")
    }

    @Test func whatHasAReadingIsNotTakenForSpoken() {
        // A word of its own: fresh.
        #expect(lemmas("veres") == ["veres"])
    }

    @Test(arguments: [
        ("5mg", [Term(kind: .lemma, text: "5mg"), Term(kind: .part, text: "5"), Term(kind: .part, text: "mg")]),
        (
            "1000km",
            [Term(kind: .lemma, text: "1000km"), Term(kind: .part, text: "1000"), Term(kind: .part, text: "km")]
        ),
        ("0.5%", [Term(kind: .lemma, text: "0.5%"), Term(kind: .lemma, text: "0,5%")]),
        ("15–29-vuotiaat", [Term(kind: .lemma, text: "15-29-vuotias"), Term(kind: .part, text: "vuotias")]),
        ("15-29-vuotiaita", [Term(kind: .lemma, text: "15-29-vuotias")]),
    ])
    func aNumberKeepsItsUnit(_ text: String, _ terms: [Term]) {
        let tokens = analyser.tokens(of: text)
        #expect(tokens.count == 1, "\(tokens)")
        for term in terms { #expect(tokens.first?.terms.contains(term) == true, "\(tokens)") }
    }

    @Test func rangesOfNumbersAloneStayTwoNumbers() {
        #expect(analyser.tokens(of: "2014–2020").map(\.surface) == ["2014", "2020"])
    }

    @Test func aNameInflectedInEachOfItsPartsHasItsBaseForm() {
        #expect(lemmas("Papua-Uudessa-Guineassa").contains("papua-uusi-guinea"), "\(lemmas("Papua-Uudessa-Guineassa"))")
    }
}
