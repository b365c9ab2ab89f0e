// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite struct SuggestTests {
    private static let texts = [
        "a": "Nuorten työttömyys väheni. Työttömien nuorten määrä laski.\n",
        "b": "Nuoret kunnostivat laavun. Työtön sai työtä.\n", "c": "Nuorille järjestettiin retki.\n",
        "d": "Kylän talkoot.\n",
        "e": CardCollection.card("Nuorten työpajat kylille", days: "1.1.2016 – 31.12.2018", groups: "nuoret"),
        "f": CardCollection.card("Virtaa, nuorten työpajat kylille", days: "1.1.2019 – 31.12.2020", groups: "nuoret"),
    ]
    private let searcher: Searcher
    private let collection: CardCollection

    init() throws {
        collection = try CardCollection(Self.texts)
        searcher = collection.searcher
    }

    private func suggested(_ typed: String, limit: Int = 10) throws -> [String] {
        try searcher.suggest(typed, limit: limit).map(\.text)
    }

    @Test func anInflectedBeginningIsCompletedToItsLemmaAndItsForm() throws {
        let words = try suggested("nuorte")
        let lemma = try #require(words.firstIndex(of: "nuori"))
        let form = try #require(words.firstIndex(of: "nuorten"))
        #expect(lemma < form)
        let documents = try searcher.suggest("nuorte").first { $0.text == "nuori" }?.documents
        #expect(documents == 5)
    }

    @Test func everyLemmaOfAStemIsFoundAndFormsOfThoseThatBeginSoAreNot() throws {
        let words = try suggested("tyött")
        #expect(words.contains("työtön") && words.contains("työttömyys") && words.contains("työttömien"))
        #expect(!words.contains("työttömyyden"))
        #expect(try suggested("kylä").allSatisfy { !$0.hasPrefix("kylän") })
    }

    @Test func phrasesOfTitlesComeLastAndOnce() throws {
        let found = try searcher.suggest("nuorte")
        let phrase = try #require(found.firstIndex { $0.text.lowercased() == "nuorten työpajat kylille" })
        #expect(found[phrase].documents == 2)
        #expect(found[phrase...].allSatisfy { $0.text.contains(" ") })
        #expect(try suggested("nuorte", limit: 3).count == 3)
        #expect(try suggested("nuorten työp").contains { $0.lowercased() == "nuorten työpajat kylille" })
    }

    @Test func aSecondWordIsCompletedBesideTheFirst() throws {
        let found = try searcher.suggest("nuorten tyött")
        let both = try #require(found.first { $0.text == "nuorten työttömyys" })
        #expect(both.documents == 1)
        #expect(try !suggested("kylän tyött").contains { $0.hasPrefix("kylän") })
    }

    @Test(arguments: ["", "   ", "xyzzyä", "\u{0}", "nuorte\n", "a b c d e f g h i j k l m"])
    func whatNothingBeginsWithIsCompletedToNothingOrLess(_ typed: String) throws {
        #expect(try searcher.suggest(typed, limit: 0).isEmpty)
        #expect(try searcher.suggest(typed, limit: 2).count <= 2)
    }
}
