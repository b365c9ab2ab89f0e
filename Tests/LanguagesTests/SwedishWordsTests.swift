// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Languages

/// Swedish words by the dictionary that ships.
struct SwedishWordsTests {
    private func reading(_ word: String) throws -> WordReading {
        let forms: SwedishForms = try #require(SwedishForms.shipped)
        return SwedishWords(forms: forms).reading(of: word)
    }

    @Test(arguments: [
        ("kusten", "kust"), ("kusterna", "kust"), ("personer", "person"), ("person", "person"),
        ("personernas", "person"),
        ("byaföreningarna", "byaförening"), ("föreningens", "förening"), ("arbetslösa", "arbetslös"),
        ("människor", "människa"),
        ("städerna", "stad"), ("böcker", "bok"), ("arbetarna", "arbetare"), ("skrivit", "skriva"), ("gick", "gå"),
        ("ungdomars", "ungdom"), ("länderna", "land"), ("bättre", "god"), ("kommunens", "kommun"), ("äldre", "gammal"),
        ("och", "och"), ("tjänstemän", "tjänsteman"), ("gärningsmännens", "gärningsman"), ("män", "man"),
    ])
    func aFormHasItsBaseForm(word: String, lemma: String) throws {
        let found = try reading(word)
        #expect(found.lemmas.contains(lemma), "\(found)")
        #expect(found.isKnown)
    }

    @Test(arguments: [
        ("byaförening", ["by", "förening"]), ("långtidsarbetslösa", ["arbetslös"]),
        ("arbetsavtalet", ["arbete", "avtal"]),
        ("skadeståndslagen", ["skadestånd", "lag"]), ("ungdomsverkstäderna", ["ungdom", "verkstad"]),
        ("bostadsaktiebolag", ["bostad", "aktiebolag", "bolag"]), ("gatuadress", ["gata", "adress"]),
        ("kvinnoorganisationer", ["kvinna", "organisation"]), ("invandrarkvinnor", ["invandrare", "kvinna"]),
        ("fallucka", ["lucka"]), ("folkhälsoarbetet", ["folkhälsa", "arbete"]), ("esf-projektet", ["projekt"]),
    ])
    func aCompoundHasItsParts(word: String, parts: [String]) throws {
        let found = try reading(word)
        for part in parts { #expect(found.parts.contains(part), "\(found)") }
        #expect(found.isKnown)
    }

    @Test(arguments: [
        ("arbetsavtalet", "arbetsavtal"), ("skadeståndslagens", "skadeståndslag"), ("jorddomstolen", "jorddomstol"),
        ("esf-projektet", "esf-projekt"), ("eu:s", "eu"),
    ])
    func aWordThatNoDictionaryHasIsReadByItsEnd(word: String, lemma: String) throws {
        #expect(try reading(word).lemmas.contains(lemma))
    }

    @Test(arguments: ["person", "förening", "byggnad", "omröstning", "kommun", "sverige", "människa"])
    func aSimpleWordHasNoParts(word: String) throws {
        #expect(try reading(word).parts.isEmpty)
    }

    @Test func aDerivedWordHasItsBase() throws {
        #expect(try reading("återbrytande").bases.contains("återbryta"))
        #expect(try reading("benådningen").bases.contains("benåda"))
        #expect(try reading("arbetslöshet").bases.contains("arbetslös"))
    }

    @Test func formsOfAnUnknownWordMeetInTheirStem() throws {
        let forms = try ["snorgelverket", "snorgelverkets"].map(reading)
        #expect(Set(forms[0].guesses + forms[0].lemmas).isDisjoint(with: forms[1].guesses + forms[1].lemmas) == false)
        let bare = SwedishWords(forms: nil)
        #expect(bare.reading(of: "kusten").guesses == bare.reading(of: "kusterna").guesses)
    }
}

/// English words by Snowball's stems.
struct EnglishWordsTests {
    @Test func formsMeetInTheirStem() {
        let words = EnglishWords()
        #expect(words.reading(of: "persons").lemmas == words.reading(of: "person").lemmas)
        #expect(words.reading(of: "communities").lemmas == words.reading(of: "community").lemmas)
        #expect(words.reading(of: "the").lemmas == ["the"])
        #expect(words.reading(of: "long-term").parts == ["long", "term"])
    }
}
