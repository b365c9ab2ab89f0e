// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import FinnishText

/// Readings of words and of running text.
@Suite struct AnalyserTests {
    private let analyser: Analyser

    init() throws { analyser = try Analyser() }

    private func lemmaTerms(_ word: String) -> [String] {
        analyser.analysis(of: word).terms.filter { $0.kind == .lemma }.map(\.text)
    }

    @Test(arguments: [
        ("Kyläyhdistyksen", "kyläyhdistys"), ("KYLÄYHDISTYKSET", "kyläyhdistys"), ("käytännöt", "käytäntö"),
        ("Kalajoen", "kalajoki"), ("kalajoella", "kalajoki"), ("Pudasjärvellä", "pudasjärvi"),
        ("Hetteenmäen", "hetteenmäki"), ("Sokran", "sokra"), ("Kykyviisaria", "kykyviisari"),
        ("Innokylässä", "innokylä"), ("ELY:n", "ely"), ("EU:ssa", "eu"), ("ESR-hankkeiden", "esr-hanke"),
        ("RR-tietopalvelussa", "rr-tietopalvelu"), ("ELY-keskuksen", "ely-keskus"), ("työllistetyt", "työllistää"),
        ("työllistämistä", "työllistäminen"), ("nuorten", "nuori"),
        ("POHJOIS-POHJANMAAN", "pohjois-pohjanmaa"), ("Smithin", "smith"), ("Virtasella", "virtanen"),
        ("kuuluu", "kuulua"), ("sote-Alan", "sote-ala"), ("29-vuotiaat", "29-vuotias"), ("1990:n", "1990"),
    ])
    func findsTheLemma(_ word: String, _ lemma: String) {
        #expect(lemmaTerms(word).contains(lemma), "\(word): \(lemmaTerms(word))")
    }

    @Test(arguments: [
        "kdyttGG", "Tyollisyys", "työ- ja toimintakyky", "monialainen ja -ammatillinen", "ja/tai", "1990:n",
        "12.3.2004",
        "S20059", "www.kirjastot.fi/kysy", "nimi@kirjasto.fi", "ELY-keskuksen", "O\u{2019}Brien",
        "RR\u{2011}palvelu", "",
    ])
    func formsAreThoseOfAllTokens(_ text: String) {
        let terms = analyser.tokens(of: text).flatMap(\.terms)
        #expect(analyser.forms(of: text) == terms.filter { $0.kind == .form }.map(\.text))
    }

    @Test func theVerbOfAVerbalNounIsBelowTheNoun() {
        #expect(analyser.analysis(of: "työllistämistä").terms.contains(Term(kind: .guess, text: "työllistää")))
    }

    @Test(arguments: [
        ("kuuluu", "kuuluu"), ("Yhteisöistä", "yhteisyö"), ("sote-Alan", "sote-alan"), ("esimerkiksi", "esi"),
    ])
    func leavesOutWhatVoikkoInvents(_ word: String, _ nonsense: String) {
        let analysis = analyser.analysis(of: word)
        #expect(!lemmaTerms(word).contains(nonsense))
        #expect(!analysis.parts.contains(nonsense))
    }

    @Test(arguments: [
        ("kyläyhdistyksen", ["kylä", "yhdistys"]), ("toimintakyvyn", ["toiminta", "kyky"]),
        ("kehittämishankkeita", ["kehittäminen", "hanke"]), ("terveyskeskuksessa", ["terveys", "keskus"]),
        ("ammattikorkeakoulu", ["ammatti", "korkea", "koulu"]), ("ELY-keskus", ["ely", "keskus"]),
    ])
    func findsThePartsOfACompound(_ word: String, _ parts: [String]) {
        #expect(analyser.analysis(of: word).parts == parts)
    }

    @Test func findsCompoundsWithinACompound() {
        let parts = analyser.analysis(of: "ammattikorkeakoulussa").terms.filter { $0.kind == .part }.map(\.text)
        #expect(parts.contains("korkeakoulu"))
    }

    @Test func ambiguousWordKeepsAllItsLemmas() {
        #expect(Set(lemmaTerms("alusta")).isSuperset(of: ["alku", "alus", "alusta"]))
        // The imperative "alusta!" is there, as an unlikely one.
        #expect(analyser.analysis(of: "alusta").terms.contains(Term(kind: .guess, text: "alustaa")))
    }

    @Test(arguments: [
        ("työ- ja toimintakyvyn", ["työkyky"]), ("sosiaali- ja terveystoimen", ["sosiaalitoimi"]),
        ("monialainen ja -ammatillinen", ["moniammatillinen"]),
        ("elinkeino-, liikenne- ja ympäristökeskus", ["elinkeinokeskus", "liikennekeskus"]),
        ("yksilöohjaus/-valmennus", ["yksilövalmennus"]),
        ("hyvinvointikertomuksen ja –suunnitelman", ["hyvinvointisuunnitelma"]),
        ("sote- ja hyte-toimijat", ["sote-toimija"]), ("työ-\nja toimintakyky", ["työkyky"]),
        ("ELY- ja TE-keskus", ["ELY-keskus"]),
    ])
    func completesSuspendedCompounds(_ text: String, _ expected: [String]) {
        let implied = analyser.tokens(of: text).filter { $0.kind == .implied }.flatMap(\.lemmas)
        for word in expected { #expect(implied.contains(word), "\(text): \(implied)") }
    }

    @Test(arguments: ["työ-. Toimintakyky on eri asia", "hän sanoi - ja lähti", "A- luokka", "-", "työ-", "-työ"])
    func leavesLoneHyphensAlone(_ text: String) {
        #expect(analyser.tokens(of: text).allSatisfy { $0.kind != .implied })
    }

    @Test(arguments: [
        ("399 446 €", "399446"), ("50 %", "50%"), ("50%", "50%"), ("01.03.2016", "1.3.2016"),
        ("2016-03-01", "1.3.2016"), ("79,66", "79,66"), ("1 234,50 €", "1234,50"), ("1\u{A0}000", "1000"),
    ])
    func writesNumbersInOneWay(_ text: String, _ term: String) {
        let tokens = analyser.tokens(of: text)
        #expect(tokens.count == 1)
        #expect(tokens.first?.terms.contains(Term(kind: .lemma, text: term)) == true, "\(tokens)")
    }

    @Test func keepsAddressesWholeAndFindableByHost() throws {
        let text = "ks. https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20602, (innokyla.fi)."
        let addresses = analyser.tokens(of: text).filter { $0.kind == .address }
        #expect(
            addresses.map(\.surface) == [
                "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20602", "innokyla.fi",
            ])
        let first = try #require(addresses.first)
        #expect(first.terms.contains(Term(kind: .lemma, text: "eura2014.fi")))
        #expect(first.terms.contains(Term(kind: .part, text: "s20602")))
    }

    /// Every word of a long run would begin such an address anew.
    @Test(arguments: [(150, 1), (159, 1), (160, 2), (5_000, 4_842)])
    func noNameOfAHostIsLongerThanItMayBe(_ parts: Int, _ tokens: Int) {
        let found = analyser.tokens(of: String(repeating: "x.", count: parts) + "fi")
        #expect(found.count == tokens && (found.first?.kind == .address) == (tokens == 1))
    }

    @Test func aLemmaWithoutDotsIsATermOfItsOwn() {
        #expect(analyser.analysis(of: "työttömyyden").terms.contains(Term(kind: .folded, text: "tyottomyys")))
        #expect(!analyser.analysis(of: "hanke").terms.contains { $0.kind == .folded })
    }

    @Test func offsetsAreBytesOfTheText() {
        let text = "Ääkkösiä: työ- ja toimintakyky, ELY:n 399 446 €"
        let bytes = Array(text.utf8)
        for token in analyser.tokens(of: text) where token.kind != .implied {
            #expect(String(decoding: bytes[token.range], as: UTF8.self) == token.surface)
        }
    }
}
