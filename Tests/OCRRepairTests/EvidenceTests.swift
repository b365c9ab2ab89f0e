// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
import Testing

@testable import OCRRepair

/// Evidence: sums that are the same whether someone asks for the reasons or not, and reasons that add up to them.
@Suite struct EvidenceTests {
    private let page = """
        Kunnan hallitus kasitteli kylan kehittamista ja paatti, etta tyo jatkuu myos ensi vuonna. Talla tavalla saadaan
        lisaa hyotya asukkaille, ja yhteistyo on hyvin tarkeaa kaikille. Malli syntyy naista kirjoista ja kuntien kanssa.
        Lasten har rastukset olivat mukana, ja niista kerrotaan lain 12 8:n mukaan.
        """

    private func repaired(isExplained: Bool) throws -> RepairedText {
        try Repairer(data: RepairData(), options: RepairOptions(isExplained: isExplained))
            .repair(NormalisedText(text: page))
    }

    @Test func evidenceAddsUpToTheGainThatPassedItsMargin() throws {
        let repairs = try repaired(isExplained: true).repairs
        #expect(repairs.count > 10)
        for repair in repairs {
            let explanation = try #require(repair.explanation, "\(repair.original)")
            let sum = explanation.evidence.reduce(0) { $0 + $1.nats }
            #expect(abs(sum - explanation.gain) < 0.001, "\(repair)")
            #expect(explanation.gain > explanation.margin, "\(repair)")
        }
        let agreed = try #require(repairs.first { $0.original == "naista" }?.explanation)
        #expect(agreed.evidence.contains(Evidence(name: "attribute", nats: 1.5)))
    }

    @Test func rejectionsMissedTheirMargin() throws {
        for rejection in try repaired(isExplained: true).rejections {
            #expect(rejection.explanation.gain <= rejection.explanation.margin, "\(rejection)")
        }
    }

    @Test func whoAsksForEvidenceGetsTheSameRepairs() throws {
        var explained = try repaired(isExplained: true)
        let plain = try repaired(isExplained: false)
        #expect(plain.repairs.allSatisfy { $0.explanation == nil })
        #expect(plain.rejections.isEmpty)
        for index in explained.repairs.indices { explained.repairs[index].explanation = nil }
        #expect(explained.repairs == plain.repairs)
    }
}

/// Margins, a case for each row of the table.
@Suite struct ThresholdTests {
    private func margin(
        _ read: String, _ meant: String, isSeen: Bool = true, extraCost: Float = 1, isWord: Bool = false,
        isDemonstrative: Bool = false, isPerson: Bool = false, isWitnessed: Bool = false
    ) -> Float {
        let word = Array(read.unicodeScalars)
        let candidate = Candidate(
            word: Array(meant.unicodeScalars), score: 0, isSeen: isSeen, extraCost: extraCost)
        return Thresholds.margin(
            of: candidate, for: word, isWord: isWord, isDemonstrative: isDemonstrative,
            edit: LetterEdit(read: word, meant: candidate.word, isSeen: isSeen), isPerson: isPerson,
            isWitnessed: isWitnessed)
    }

    @Test func eachRowAsksItsMargin() {
        #expect(margin("kyla", "kylä", isWord: false) == 1.5)
        #expect(margin("kehittamista", "kehittämistä") == 0.5)
        #expect(margin("kehittamisra", "kehittämisrä", isSeen: false) == 2.5)
        #expect(margin("kehittamista", "kehittämistä", isSeen: false, extraCost: 7) == 12)
        #expect(margin("seka", "sekä", isWord: true) == 2.4)
        #expect(margin("naista", "näistä", isWord: true, isDemonstrative: true) == 1.75)
        #expect(margin("seka", "sekä", isSeen: false, isWord: true) == 4.5)
        #expect(margin("Mika", "mikä", isWord: true, isPerson: true) == 8.4)
        #expect(margin("kissa", "kassa", isWord: true) == 7.5)
        #expect(margin("kisa", "kissa") == .infinity)
        #expect(margin("kisa", "kissa", isWitnessed: true) == 7.5)
    }

    @Test(
        arguments: [
            ("kyla", "kylä", LetterEdit.none), ("kisa", "kissa", .lost), ("kissa", "kassa", .changed),
            ("Iman", "ilman", .none), ("kyl8", "kylä", .none), ("asin", "asiin", .changed),
        ])
    func anEditIsToldByItsLetters(read: String, meant: String, edit: LetterEdit) {
        #expect(
            LetterEdit(read: Array(read.unicodeScalars), meant: Array(meant.unicodeScalars), isSeen: true) == edit)
    }
}
