// SPDX-License-Identifier: GPL-3.0-or-later

/// An arc of a transducer that reads a letter.
public protocol LetterArc: BitwiseCopyable {
    associatedtype Letter: UnsignedInteger & FixedWidthInteger
    /// The number of the letter that is read.
    var letter: Letter { get }
}

extension UncheckedArray where Element: LetterArc {
    /// The index of the first of `count` arcs from `first` on, which are sorted by letter, that reads `letter` or one of a
    /// higher number; the end of the arcs where none does. Takes steps in the order of `count`'s logarithm.
    @inlinable @inline(__always)
    public func firstArc(reading letter: Element.Letter, from first: Int, count: Int) -> Int {
        var low = first
        var high = first + count
        while high - low > 8 {
            let middle = (low + high) / 2
            if self[middle].letter < letter { low = middle + 1 } else { high = middle }
        }
        while low < high, self[low].letter < letter { low += 1 }
        return low
    }
}

/// Sorts arcs by letter; those of one letter keep their order.
///
/// Sorts by insertion where there are few, and by counting where there are many: most states have a few arcs, and some
/// have all letters several times. Holds the room for counting.
@frozen public struct ArcSorter: ~Copyable {
    /// The most arcs that are sorted by insertion: about as many as take as long as the counts of all letters.
    @usableFromInline static var few: Int { 16 }
    @usableFromInline var places: UncheckedArray<Int32>

    /// A sorter of arcs whose letters have numbers below `letters`.
    @inlinable
    public init(letters: Int) { places = UncheckedArray(repeating: 0, count: letters + 1) }

    /// Appends the first `count` of `unsorted` to `arcs`, by letter.
    ///
    /// - Parameters:
    ///   - count: At most the number of elements of `unsorted`.
    ///   - unsorted: The arcs in their order.
    ///   - arcs: Elements that are there stay in front.
    /// - Complexity: O(`count` + the number of all letters), or O(`count`²) for few.
    @inlinable @inline(__always)
    public mutating func append<Arc: LetterArc>(
        _ count: Int, of unsorted: borrowing UncheckedArray<Arc>, to arcs: inout UncheckedArray<Arc>
    ) {
        let first = arcs.count
        guard count > Self.few else {
            for index in 0..<count {
                let arc = unsorted[index]
                arcs.append(arc)
                var place = first + index
                while place > first, arcs[place - 1].letter > arc.letter {
                    arcs[place] = arcs[place - 1]
                    place -= 1
                }
                arcs[place] = arc
            }
            return
        }
        // How many have each letter, then where those of each begin.
        places.fill(with: 0)
        for index in 0..<count { places[Int(unsorted[index].letter) + 1] += 1 }
        for next in 1..<places.count { places[next] += places[next - 1] }
        for index in 0..<count { arcs.append(unsorted[index]) }
        for index in 0..<count {
            let own = Int(unsorted[index].letter)
            arcs[first + Int(places[own])] = unsorted[index]
            places[own] += 1
        }
    }
}
