// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import DocumentVectors

@Suite struct TermTableTests {
    @Test
    func termsKeepTheirNumbersHoweverManyThereAre() {
        var table = TermTable()
        let names = (0..<20_000).map { "sana\($0 * 7919 % 20_000)" }
        for (number, name) in names.enumerated() { #expect(table.number(of: Array(name.utf8)) == Int32(number)) }
        for number in stride(from: 0, to: names.count, by: 997) {
            #expect(
                table.number(of: Array(names[number].utf8)) == Int32(number) && table.name(of: number) == names[number])
        }
        #expect(table.count == names.count && table.number(of: []) == 20_000 && table.name(of: 20_000) == "")
    }

    @Test(arguments: [1, 2, 7, 50, 199, 200, 500])
    func theCountThGreatestIsThatOfTheSortedNumbers(count: Int) {
        var random = SeededRandom(UInt64(count))
        let values = (0..<200).map { _ in Float(Int.random(in: 0..<60, using: &random)) }
        let sorted = values.sorted(by: >)
        #expect(TopK.threshold(values, count) == sorted[min(count, sorted.count) - 1])
        #expect(TopK.threshold([], count) == 0)
    }
}
