// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import Searching

@Suite struct WordSpanTests {
    /// Spans near each other, found by trying all combinations.
    private static func areNear(_ operands: [[Range<Int>]], _ distance: Int, _ chosen: [Range<Int>] = []) -> Bool {
        guard let next = operands.first else {
            let start = chosen.map(\.lowerBound).min() ?? 0
            let end = chosen.map(\.upperBound).max() ?? 0
            return end - start - chosen.reduce(0) { $0 + $1.count } < distance
        }
        return next.contains { span in
            !chosen.contains { $0.overlaps(span) }
                && areNear(Array(operands.dropFirst()), distance, chosen + [span])
        }
    }

    @Test func placesNearEachOtherAreFoundAsByTryingAll() {
        var random = SeededRandom(17)
        var found = 0
        for _ in 0..<3_000 {
            let operands = (0..<Int.random(in: 2...4, using: &random)).map { _ in
                Set(
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        let start = Int.random(in: 0..<30, using: &random)
                        return start..<start + Int.random(in: 1...3, using: &random)
                    }
                ).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
            }
            let distance = Int.random(in: 1...6, using: &random)
            let expected = Self.areNear(operands, distance)
            #expect(WordSpans.areNear(operands, distance: distance) == expected, "\(operands) \(distance)")
            if expected { found += 1 }
        }
        #expect(found > 300)
    }

    @Test func aSequenceStandsWhereItsPartsFollowEachOther() {
        let words: [[UInt32]] = [[1, 4, 9], [2, 5], [6, 10]]
        let pair = PlacePattern.sequence([.word(0), .word(1)])
        #expect(WordSpans.spans(of: pair, words: words) == [1..<3, 4..<6])
        #expect(
            WordSpans.spans(of: .sequence([.word(0), .any([.word(2), .word(1)])]), words: words) == [
                1..<3, 4..<6, 9..<11,
            ])
        #expect(WordSpans.spans(of: .any([pair, .word(1)]), words: words) == [1..<3, 2..<3, 4..<6, 5..<6])
    }
}
