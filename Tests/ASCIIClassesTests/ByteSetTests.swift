// SPDX-License-Identifier: GPL-3.0-or-later
import ASCIIClasses
import Testing

@Suite struct ByteSetTests {
    private let ends = ByteSet { $0 == 0x0A || $0 == 0xFF }

    @Test(
        arguments: [
            ([0x61, 0x0A, 0x62, 0xFF], 0, 4, 1), ([0x61, 0x0A, 0x62, 0xFF], 1, 4, 1),
            ([0x61, 0x0A, 0x62, 0xFF], 2, 4, 3),
            // What stands at the end and behind it is not looked at.
            ([0x61, 0x0A, 0x62, 0xFF], 2, 3, 3), ([0x61, 0x62], 0, 2, 2), ([], 0, 0, 0),
        ] as [([UInt8], Int, Int, Int)])
    func theFirstByteOfTheSetIsFound(_ bytes: [UInt8], _ start: Int, _ end: Int, _ place: Int) {
        #expect(ends.first(in: bytes, from: start, before: end) == place)
    }

    @Test func itHoldsWhatItWasMadeOf() {
        let all = Array(UInt8.min...UInt8.max)
        let odd = ByteSet { $0 % 2 == 1 }
        for byte in all { #expect((odd.first(in: [byte], from: 0, before: 1) == 0) == (byte % 2 == 1)) }
    }
}
