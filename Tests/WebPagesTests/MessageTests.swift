// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import WebPages

@Suite(.timeLimit(.minutes(20))) struct MessageTests {
    @Test func eachMessageIsThereInEachLanguageWithThePlacesOfItsValues() {
        for key in Messages.shipped.keys {
            let texts = InterfaceLanguage.allCases.map { Messages.shipped.text(key, $0) }
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(key)")
        }
        #expect(Messages.shipped.text("hitCount", .finnish, "3", "kala") == "3 osumaa haulle ”kala”")
        #expect(Messages.shipped.text("eiOle", .finnish) == "eiOle")
    }

    @Test(arguments: [
        (
            "Nothing holds the words themselves; related words were searched. Nothing holds “a b” itself; its parts were searched.",
            "Mikään ei sisällä hakusanoja sellaisinaan; haettiin niihin liittyviä sanoja. Mikään ei sisällä sanaa “a b” sellaisenaan; haettiin sen osia."
        ),
        ("“foo:” names no field and is searched as text.", "“foo:” ei ole kentän nimi, joten sitä haettiin tekstinä."),
        ("Something new. Empty parentheses are ignored.", "Something new. Tyhjät sulut jätettiin pois."),
    ])
    func sentencesOfTheDaemonAreTranslatedOneByOne(said: String, text: String) {
        #expect(Messages.shipped.translated(said, .finnish) == text)
        #expect(Messages.shipped.translated(said, .english) == said)
    }

    @Test(arguments: [
        ("sv-FI,sv;q=0.9", "sv"), ("de, en;q=0.2", "en"), ("", "fi"), ("fi;q=0, en", "en"), (";;,q=", "fi"),
    ])
    func theBrowsersBestLanguageIsTaken(accepted: String, language: String) {
        #expect(InterfaceLanguage.best(of: accepted).rawValue == language)
    }

    @Test func anAddressSaysAllOfASearch() {
        let state = SearchState(FormQuery("q=a+b%2Bc&f=kunta%3A%C3%84&f=nimi%3Ax&sort=-vuosi&yksi=1&alku=20&v1=2016"))
        #expect(state.query == "a b+c" && state.filters.map(\.text) == ["kunta:Ä", "vuosi:2016.."])
        #expect(SearchState(state.form) == state)
        #expect(state.hakudQuery() == "a b+c kunta:\"Ä\" vuosi:2016..")
        #expect(state.hakudQuery(without: "kunta") == "a b+c vuosi:2016..")
        #expect(SearchState(FormQuery("sort=koko&alku=-5&f=kunta:&v1=20")) == SearchState())
    }
}
