// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import OCRRepair

@Suite struct SearchQueueTests {
    /// A step in the order that the queue promises: by cost, then the farther one, then the older one.
    private struct Expected: Comparable {
        var cost: Float
        var position: Int
        var number: Int32

        static func < (left: Expected, right: Expected) -> Bool {
            (left.cost, -left.position, left.number) < (right.cost, -right.position, right.number)
        }
    }

    @Test func stepsComeInTheirOrderWhetherAddedOrPutInThePlaceOfTheFirst() throws {
        var random = SeededRandom(7)
        var queue = SearchQueue()
        var expected: [Expected] = []
        for number in 0..<5_000 {
            let step = Expected(
                cost: Float(Int.random(in: 0..<40, using: &random)) / 4,
                position: Int.random(in: 0...64, using: &random), number: Int32(number))
            let first = queue.first
            #expect(first?.number == expected.min()?.number)
            switch expected.isEmpty ? 0 : Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                queue.push(cost: step.cost, position: step.position, place: 1, number: step.number)
                expected.append(step)
            case 2:
                queue.removeFirst()
                expected.remove(at: try #require(expected.indices.min { expected[$0] < expected[$1] }))
            default:
                queue.replaceFirst(cost: step.cost, position: step.position, place: 1, number: step.number)
                expected[try #require(expected.indices.min { expected[$0] < expected[$1] })] = step
            }
        }
        #expect(expected.count > 10)
        for step in expected.sorted() {
            let first = queue.first
            #expect(first?.cost == step.cost && first?.number == step.number)
            queue.removeFirst()
        }
        queue.push(cost: 1, position: 0, place: 0, number: 0)
        queue.removeAll()
        let first = queue.first
        #expect(first == nil)
    }
}
