// SPDX-License-Identifier: GPL-3.0-or-later
import Sayings
import Testing

@testable import Searching
@testable import Wording

@Suite(.timeLimit(.minutes(20))) struct SentenceTests {
    @Test(arguments: [
        (
            "Nothing holds the words themselves; related words were searched. Nothing holds “a b” itself; its parts were searched.",
            "Mikään ei sisällä hakusanoja sellaisinaan; haettiin niihin liittyviä sanoja. Mikään ei sisällä sanaa “a b” sellaisenaan; haettiin sen osia."
        ),
        ("“foo:” names no field and is searched as text.", "“foo:” ei ole kentän nimi, joten sitä haettiin tekstinä."),
        ("Something new. Empty parentheses are ignored.", "Something new. Tyhjät sulut jätettiin pois."),
        ("1. kokous.pdf: is empty; there is nothing to index", "1. kokous.pdf: on tyhjä; ei ole mitään indeksoitavaa"),
        (
            "topic 7 (aiheet.tsv:3): The parenthesis is not closed: add ) or leave ( out.",
            "aihe 7 (aiheet.tsv:3): Sulku on sulkematta: lisää ) tai jätä ( pois."
        ),
        ("a.txt may not be read: Permission denied.", "Tiedostoa a.txt ei saa lukea: ei oikeutta."),
        ("", ""),
    ])
    func sentencesAreTranslatedOneByOne(said: String, text: String) {
        let finnish = SentenceTable.shipped.translated(said, .finnish)
        let english = SentenceTable.shipped.translated(said, .english)
        #expect(finnish == text && english == said)
    }

    @Test func valuesMayStandInAnotherOrder() {
        let table = SentenceTable(MessageTable("k\t{2} {1}: ei\t{}{}\t{} lacks {}."))
        #expect(table.translated("x lacks y. x lacks y.", .finnish) == "y x: ei y x: ei")
        #expect(table.translated("{2} lacks {}.", .finnish) == "{} {2}: ei")
    }

    @Test(arguments: QueryNotes.Matter.allCases)
    func everyNoteOnAQueryIsKnownAndHasACode(matter: QueryNotes.Matter) throws {
        let saying = matter.sentence("“x”, “y”…")
        #expect(SentenceTable.shipped.knows(saying.description))
        let code = try #require(SentenceTable.shipped.code(ofTemplate: saying.template))
        #expect(SentenceTable.shipped.sentence(code, saying.values, .english) == saying.description)
    }

    @Test(arguments: [("help", MessageTable.help), ("sentences", SentenceTests.sentences)])
    func eachTextIsThereInEachLanguageWithThePlacesOfItsValues(name: String, table: MessageTable) {
        #expect(table.keys.count > 150)
        for key in table.keys {
            let texts = InterfaceLanguage.allCases.compactMap { table.template(key, $0) }
            #expect(texts.count == 3 && texts.allSatisfy { !$0.isEmpty }, "\(key)")
            let places = texts.map { text in text.matches(of: /\{\d*\}/).count }
            #expect(Set(places).count == 1, "the places of \(key) differ")
        }
    }

    private static let sentences = MessageTable(String(decoding: PackageResources.sentences_tsv, as: UTF8.self))

    @Test(arguments: [
        (["LANG": "fi_FI.UTF-8"], "fi"), (["LANG": "sv_FI"], "sv"), (["LANG": "de_DE.UTF-8"], "en"), ([:], "en"),
        (["LC_ALL": "C.UTF-8", "LANG": "fi_FI.UTF-8"], "en"), (["LC_MESSAGES": "sv_SE", "LANG": "fi_FI"], "sv"),
        (["LANG": "de_DE", "LANGUAGE": "de:sv:fi"], "sv"), (["LANG": "C", "LANGUAGE": "fi"], "en"),
        (["LC_ALL": "", "LANG": "fi"], "fi"),
    ])
    func theLocaleChoosesTheLanguage(environment: [String: String], language: String) {
        #expect(InterfaceLanguage.asked { environment[$0] }.rawValue == language)
    }

    @Test(arguments: [
        ("sv-FI,sv;q=0.9", "sv"), ("de, en;q=0.2", "en"), ("", "fi"), ("fi;q=0, en", "en"), (";;,q=", "fi"),
    ])
    func theBrowsersBestLanguageIsTaken(accepted: String, language: String) {
        #expect(InterfaceLanguage.best(of: accepted).rawValue == language)
    }
}
