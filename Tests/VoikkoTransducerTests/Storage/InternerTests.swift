// SPDX-License-Identifier: GPL-3.0-or-later
internal import TestSupport
import Testing

@testable import VoikkoTransducer

@Suite struct InternerTests {
    /// Rounds with few and with many keys, for the table is emptied in two ways.
    @Test(arguments: [1, 3, 40, 3_000])
    func keysAreNumberedInTheOrderInWhichTheyCome(count: Int) {
        var random = SeededRandom(UInt64(count))
        var interner = Interner(slots: 16)
        for _ in 0..<20 {
            var numbers: [UInt64: Int32] = [:]
            var keys: [UInt64] = []
            for _ in 0..<count {
                let key = UInt64.random(in: 0..<UInt64(count), using: &random) << 20
                #expect(interner.find(key) == numbers[key] ?? -1)
                let number = interner.number(of: key)
                if numbers[key] == nil {
                    numbers[key] = Int32(keys.count)
                    keys.append(key)
                }
                #expect(number == numbers[key])
            }
            #expect(interner.count == keys.count)
            for (number, key) in keys.enumerated() { #expect(interner[number] == key) }
            interner.removeAll()
            #expect(keys.allSatisfy { interner.find($0) == -1 })
        }
    }

    /// A layout that puts all keys in the same place.
    enum CrowdedLayout: PackedMapLayout {
        static let valueBits: UInt64 = 8
        static func hash(_ key: UInt64) -> Int { 5 }
    }

    @Test func aPackedMapGivesWhatWasAdded() {
        var map = PackedMap<CrowdedLayout>(slots: 4)
        for key in 1..<200 as Range<UInt64> {
            #expect(map.value(of: key) == nil)
            map.add(key * 7 & 255, for: key)
        }
        for key in 1..<200 as Range<UInt64> { #expect(map.value(of: key) == key * 7 & 255) }
        #expect(map.count == 199)
        map.removeAll()
        #expect(map.value(of: 5) == nil)
    }
}
