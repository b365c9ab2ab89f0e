// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

@testable import OCRRepair

@Suite struct ChannelReaderTests {
    private func best(_ word: String, _ reader: ChannelReader) -> String? {
        reader.reading(of: Array(word.unicodeScalars)).candidates.first?.word.string
    }

    @Test(arguments: [
        ("tydnhakijat", "työnhakijat"), ("kestava", "kestävä"), ("Kustannus-Makela", "kustannus-mäkelä"),
        ("kKirja", "kirja"), ("CD:1la", "cd:llä"), ("Heil", "hei!"),
    ])
    func aDamagedWordIsReadAsTheWordThatWasMeant(read: String, meant: String) throws {
        #expect(best(read, try Repairer().reader) == meant)
    }

    @Test
    func readersOfOneRepairerKeepTheirReadingsApart() throws {
        let repairer = try Repairer()
        let word = Array("kestava".unicodeScalars)
        let light = repairer.lightReader.reading(of: word)
        let damage = repairer.reader.reading(of: word)
        #expect(damage.candidates.first?.word.string == "kestävä")
        #expect(light.candidates.first?.score != damage.candidates.first?.score)
        // Asked again, each has its own.
        #expect(repairer.lightReader.reading(of: word).candidates.map(\.score) == light.candidates.map(\.score))
        #expect(repairer.reader.reading(of: word).candidates.map(\.score) == damage.candidates.map(\.score))
    }

    @Test
    func aWordThatIsCachedIsReadAsOneThatIsNot() throws {
        let reader = try Repairer().reader
        for text in ["tydnhakijat", "kyla", "nahtavanaolo", "xyzzy"] {
            let word = Array(text.unicodeScalars)
            let (first, again, anew) = (reader.reading(of: word), reader.reading(of: word), reader.readAnew(word))
            #expect(first.candidates.map(\.score) == again.candidates.map(\.score))
            #expect(first.candidates.map(\.score) == anew.candidates.map(\.score))
            #expect(first.unchangedScore == anew.unchangedScore && first.isWord == anew.isWord)
        }
    }

    @Test
    func candidatesAreFewTheLikeliestFirst() throws {
        let reader = try Repairer().reader
        for text in ["saa", "kayttaa", "vahan", "tyottomat"] {
            let scores = reader.reading(of: Array(text.unicodeScalars)).candidates.map(\.score)
            #expect(scores.count <= ReadingWeights.kept && scores == scores.sorted(by: >))
        }
    }

    @Test
    func aPersonsWordsAreWordsAndDamagedOnesAreReadAsThem() throws {
        let data = try RepairData()
        let own = try Repairer(data: data, options: RepairOptions(words: ["Höpölompsi", "x"]))
        #expect(own.dictionary.isOwnWord(Array("höpölompsi".unicodeScalars)))
        #expect(!own.dictionary.isOwnWord(["x"]))
        #expect(best("Hopolompsi", own.reader) == "höpölompsi")
        #expect(best("Hopolompsi", try Repairer(data: data).reader) != "höpölompsi")
    }
}
