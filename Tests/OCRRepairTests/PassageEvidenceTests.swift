// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

@Suite struct PassageEvidenceTests {
    private func word(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    private func candidates(_ meant: String, score: Float, extraCost: Float) -> RepairCandidates {
        RepairCandidates(
            isWord: false, unchangedScore: -20,
            candidates: [Candidate(word: word(meant), score: score, extraCost: extraCost)])
    }

    @Test
    func wordsAreCountedByWhatTheirReadingsSay() {
        var evidence = PassageEvidence()
        evidence.count(word("kunta"), RepairCandidates(isWord: true, unchangedScore: -8, candidates: []))
        #expect(evidence == PassageEvidence(finnish: 1))
        // Little better than what stands: it may be another language's.
        evidence.count(word("system"), candidates("systeemi", score: -19.6, extraCost: 3))
        #expect(evidence == PassageEvidence(finnish: 1, foreign: 1))
        // Better by a little, and nothing but the diaeresis is lost.
        evidence.count(word("kyla"), candidates("kylä", score: -17, extraCost: 0.5))
        #expect(evidence == PassageEvidence(finnish: 1, mendable: 1, foreign: 1))
        // Hardly anything else, and a letter was read as another.
        evidence.count(word("tyétén"), candidates("työtön", score: -10, extraCost: 2))
        #expect(evidence == PassageEvidence(finnish: 1, mendable: 2, foreign: 1, scarred: 1, certain: 1))
        // More than four nats a letter away is another word.
        evidence.count(word("abc"), candidates("äbö", score: -10, extraCost: 12))
        #expect(evidence == PassageEvidence(finnish: 1, mendable: 2, foreign: 2, scarred: 1, certain: 1))
        #expect(evidence.total == 5)
    }

    @Test
    func aPassageIsDamagedByItsWordsAndByWhatItsDocumentSays() {
        // Mendable words are a tenth, and nearly all others Finnish.
        let plain = PassageEvidence(finnish: 44, mendable: 5, foreign: 1)
        #expect(plain.isDamaged(isDamagedDocument: nil))
        #expect(plain.isDamaged(isDamagedDocument: true))
        #expect(!plain.isDamaged(isDamagedDocument: false))
        // In a clean document it takes an eighth of them, and a scar.
        let many = PassageEvidence(finnish: 40, mendable: 8, foreign: 2)
        #expect(!many.isDamaged(isDamagedDocument: false))
        var scarred = many
        scarred.scarred = 1
        #expect(scarred.isDamaged(isDamagedDocument: false))
        // Another language, with words that look damaged by chance.
        let foreign = PassageEvidence(finnish: 6, mendable: 3, foreign: 40)
        for document in [true, false, nil] { #expect(!foreign.isDamaged(isDamagedDocument: document)) }
        // A list of foreign names with certain cases between.
        let scattered = PassageEvidence(finnish: 12, mendable: 4, foreign: 30, scarred: 3, certain: 3)
        #expect(scattered.isDamaged(isDamagedDocument: nil))
        #expect(!scattered.isDamaged(isDamagedDocument: false))
        // Of a damaged document one plain case is enough; elsewhere a single word is a name.
        let one = PassageEvidence(finnish: 9, mendable: 1, foreign: 0, certain: 1)
        #expect(one.isDamaged(isDamagedDocument: true))
        #expect(!one.isDamaged(isDamagedDocument: nil))
        for document in [true, false, nil] { #expect(!PassageEvidence().isDamaged(isDamagedDocument: document)) }
    }

    @Test
    func aLineIsDamagedWhereHalfOfItsWordsCanBeRead() {
        #expect(PassageEvidence(finnish: 1, mendable: 1, foreign: 2).isDamagedLine)
        #expect(!PassageEvidence(finnish: 1, mendable: 1, foreign: 3).isDamagedLine)
        #expect(!PassageEvidence(finnish: 3).isDamagedLine)
    }

    @Test
    func thePassagesOfAMixedDocumentAreToldApart() throws {
        let damaged = """
            Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret ja kotiadidit. Luoda uusia tyéllisyyspalveluita \
            ja kestava malli niiden tuottamiseen yhteistydssa kaupungin kanssa. Kylayhdistysten toiminta lisaantyy.

            """
        let english =
            "The quick brown fox jumps over the lazy dog while nobody watches the garden behind the old house. "
        let reader = try Repairer().reader
        let bytes = Array((String(repeating: damaged, count: 4) + String(repeating: english, count: 12)).utf8)
        let found = DamagedPassages(of: bytes, reader)
        #expect(!found.hasDiaeresis)
        #expect(found.words.contains { $0.scalars == word("kestava") })
        #expect(!found.words.contains { $0.scalars == word("lazy") && $0.range.lowerBound > 2_000 })
        #expect(found.foreign.joined().contains { $0.scalars == word("lazy") })
        let clean = DamagedPassages(of: Array("Kylä järjestää näyttelyn, jossa esitellään käsitöitä.".utf8), reader)
        #expect(clean.hasDiaeresis && clean.words.isEmpty && clean.foreign.isEmpty)
    }
}
