// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

@Suite struct WordAlignmentTests {
    private func words(_ text: String) -> [[Unicode.Scalar]] {
        text.split(separator: " ").map { Array($0.unicodeScalars) }
    }

    /// Two versions of a text, and which words of them stand at the same place.
    private static let versions: [(String, String, String)] = [
        ("", "", ""), ("kylä", "", ""), ("", "kylä", ""), ("kylä", "kyla", "0-0"),
        ("kylän uusi talo", "kylan uusl talo", "0-0 1-1 2-2"),
        ("kylän uusinta talo", "kylan talo", "0-0 2-1"),
        ("kylän talo", "kylan . uusinta talo", "0-0 1-3"),
        ("yksi kaksi kolme neljä", "kaksi kolme neljä viisi", "1-0 2-1 3-2"),
    ]

    @Test(arguments: versions) func wordsAtTheSamePlaceArePaired(clean: String, read: String, expected: String) {
        let pairs = WordAlignment.pairs(words(clean), words(read))
        #expect(pairs.map { "\($0.0)-\($0.1)" }.joined(separator: " ") == expected)
    }

    @Test(arguments: [(1, 900), (3, 2_405), (5, 4_007), (2_405, 3)])
    func textsOfVeryDifferentLengthsHaveNoPairsOutOfOrder(left: Int, right: Int) {
        let pairs = WordAlignment.pairs(
            [[Unicode.Scalar]](repeating: ["a"], count: left), [[Unicode.Scalar]](repeating: ["a"], count: right))
        #expect(pairs.count <= min(left, right))
        #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.0 < $1.0 && $0.1 < $1.1 })
    }
}

@Suite struct LearntModelTests {
    @Test func rulesOfOneCostComeInOneOrder() throws {
        var learner = ErrorLearner()
        // Q is read for each of these letters as often as for the others.
        for _ in 0..<8 { learner.learn(clean: "kylm kulm kolm kilm kelm kalm", read: "kQlm kQlm kQlm kQlm kQlm kQlm") }
        let rules = learner.model(base: try RepairData().english).rules.filter { $0.read == ["Q"] }
        #expect(Set(rules.map(\.cost)).count == 1)
        #expect(rules.map(\.meant.string) == ["a", "e", "i", "o", "u", "y"])
    }
}

@Suite struct VowelHarmonyTests {
    /// Unknown words, what their endings are given, and what is guessed of their 6 and é.
    private static let words: [(String, restored: String?, guessed: String?)] = [
        ("helmetissa", "helmetissä", nil), ("talossa", nil, nil), ("ssa", nil, nil), ("", nil, nil), ("-ssa", nil, nil),
        ("helmet-kirjastossa", nil, nil), ("kirjasto-helmetilla", "kirjasto-helmetillä", nil), ("hämeessa", nil, nil),
        ("k6nn6la", nil, "könnölä"), ("simpsi6nvuori", nil, "simpsiönvuori"), ("lindén", nil, nil),
        ("lindénin", nil, nil), ("6", nil, nil), ("6666", nil, nil), ("karstr6m", nil, "karström"),
    ]

    @Test(arguments: words) func endingsFollowTheirStems(word: String, restored: String?, guessed: String?) {
        let scalars = Array(word.unicodeScalars)
        #expect(VowelHarmony.restored(scalars)?.string == restored)
        #expect(VowelHarmony.guessed(scalars)?.string == guessed)
    }
}
