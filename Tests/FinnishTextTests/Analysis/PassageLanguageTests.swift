// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Languages
import Testing

/// The languages of passages, and words read in them.
struct PassageLanguageTests {
    private let analyser: Analyser

    init() throws { analyser = try Analyser() }

    private static let finnish = "Kunnan nuoret kokoontuivat kylätalolle, ja hanke järjesti heille työpajoja."
    private static let swedish =
        "Kommunens ungdomar samlades i byn och projektet ordnade verkstäder för personer vid kusten."
    private static let english =
        "The young people of the municipality gathered and the project organised workshops for them."

    private func terms(_ text: String, _ kinds: Set<TermKind> = [.lemma]) -> Set<String> {
        Set(
            analyser.tokens(of: text, in: .told(main: nil)).flatMap(\.terms).filter { kinds.contains($0.kind) }.map(
                \.text))
    }

    private func words(_ text: String) -> [Language: Int] {
        analyser.scanNumbers(text, in: .told(main: nil)) { _, _ in }.words
    }

    @Test func eachPassageIsReadInItsOwnLanguage() {
        let text = [Self.finnish, Self.swedish, Self.english].joined(separator: "\n")
        #expect(words(text) == [.finnish: 9, .swedish: 13, .english: 14])
        let found = terms(text)
        for lemma in ["kylätalo", "ungdom", "kust", "person", "verkstad", "workshop", "organis"] {
            #expect(found.contains(lemma), "\(lemma)")
        }
        #expect(found.isDisjoint(with: ["kusi", "perso", "kusten"]))
    }

    @Test(arguments: [("Kuusi maata ja on ei", Language.finnish), ("Åtgärder för arbetslösa", .swedish)])
    func theLanguageOfAShortTextIsTold(text: String, language: Language) {
        #expect(analyser.language(of: text) == language)
    }

    @Test(arguments: ["Kalajoki", "2016", "", "Anna Virtanen", "Hotelli"])
    func namesAndNumbersTellNothingOrFinnish(text: String) {
        #expect((analyser.language(of: text) ?? .finnish) == .finnish)
    }

    @Test func aHeadingThatDoesNotTellIsInTheLanguageOfTheText() {
        let text = "Kajaani 2016\n" + Self.swedish
        #expect(words(text)[.swedish] == 15)
        #expect(analyser.scanNumbers("Kajaani 2016", in: .told(main: .swedish)) { _, _ in }.main == .swedish)
    }

    @Test func headersOfMailsTellNothingOfTheirLanguage() {
        let headers =
            "From: Aino <aino@kunta.fi>\nTo: all of the young people\nDate: Mon, 15 Mar 2021 at the office\n\n"
        #expect(words(headers + "Hei, nähdään kylätalolla.")[.english] == nil)
        #expect(words(headers + Self.english)[.finnish] == nil)
        #expect(words("Totally and all of the young people\n" + Self.finnish)[.english] != nil)
    }

    @Test func aFinnishNameInASwedishPassageIsFoundByItsBaseForm() {
        let text = "Projektet ordnade en utställning om kusten i Kalajoki och en i Hetteenmäki för alla."
        #expect(terms(text).isSuperset(of: ["kalajoki", "kust", "utställning"]))
    }

    @Test func partsOfSwedishCompoundsAreTerms() {
        let text = "Byaföreningen och de långtidsarbetslösa var med om att planera projektet."
        #expect(terms(text, [.part]).isSuperset(of: ["förening", "arbetslös", "by"]))
        #expect(terms(text).isSuperset(of: ["byaförening", "långtidsarbetslös"]))
    }

    @Test func aSharedSwedishPartIsImplied() {
        let text = "Enligt markanvändnings- och bygglagen är det så att kommunen har ansvar för det."
        #expect(terms(text).contains("markanvändningslag"))
    }

    @Test func aFinnishTextIsReadAsBefore() {
        let told = analyser.tokens(of: Self.finnish, in: .told(main: nil))
        #expect(told == analyser.tokens(of: Self.finnish))
    }

    @Test(arguments: [("person", "person"), ("kusten", "kust"), ("långtidsarbetslösa", "långtidsarbetslös")])
    func aWordAloneHasAllReadingsThatDictionariesHave(word: String, lemma: String) {
        let tokens = analyser.tokens(of: word, among: [.finnish, .swedish])
        #expect(tokens.count == 1 && tokens[0].lemmas.contains(lemma), "\(tokens)")
        #expect(!tokens[0].lemmas.contains("perso"))
        #expect(analyser.tokens(of: word, among: [.finnish]) == analyser.tokens(of: word))
    }
}
