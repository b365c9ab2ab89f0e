// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Wording

@testable import WebPages

@Suite(.timeLimit(.minutes(20))) struct MessageTests {
    @Test func eachMessageIsThereInEachLanguageWithThePlacesOfItsValues() {
        for key in MessageTable.pages.keys {
            let texts = InterfaceLanguage.allCases.map { MessageTable.pages.text(key, $0) }
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(key)")
        }
        #expect(MessageTable.pages.text("hitCount", .finnish, "3", "kala") == "3 osumaa haulle ”kala”")
        #expect(MessageTable.pages.text("eiOle", .finnish) == "eiOle")
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
