// SPDX-License-Identifier: GPL-3.0-or-later
internal import TestSupport
import Testing

@testable import VoikkoTransducer

@Suite struct ArcSorterTests {
    /// A letter, and where it stood.
    struct Arc: LetterArc, Equatable {
        var letter: UInt16
        var place: Int32
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 40, 1_000])
    func arcsOfALetterStayInTheirOrder(count: Int) {
        var random = SeededRandom(UInt64(count))
        var unsorted = UncheckedArray<Arc>()
        var given: [Arc] = []
        for place in 0..<count {
            given.append(Arc(letter: .random(in: 0..<9, using: &random), place: Int32(place)))
            unsorted.append(given[place])
        }
        // One more, which is not asked for.
        unsorted.append(Arc(letter: 0, place: -1))
        var arcs = UncheckedArray<Arc>()
        arcs.append(Arc(letter: 8, place: -2))
        var sorter = ArcSorter(letters: 9)
        sorter.append(count, of: unsorted, to: &arcs)
        let expected = given.sorted { ($0.letter, $0.place) < ($1.letter, $1.place) }
        #expect((0..<arcs.count).map { arcs[$0] } == [Arc(letter: 8, place: -2)] + expected)
    }
}
