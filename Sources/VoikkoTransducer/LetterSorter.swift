// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts arcs in the order of their letters; those of one letter stay in theirs.
///
/// Sorts by insertion where there are few, and by counting where there are many: most states have a few arcs, and some
/// have all letters several times. Holds the room for counting.
@frozen public struct LetterSorter: ~Copyable {
    /// So many arcs are sorted by insertion: about as many as take as long as the counts of all letters.
    @usableFromInline static var few: Int { 16 }
    @usableFromInline var places: Pool<Int32>

    /// A sorter of arcs whose letters are below `letters`.
    @inlinable
    public init(letters: Int) { places = Pool(repeating: 0, count: letters + 1) }

    /// Appends the first `count` of `unsorted` to `arcs`, by letter.
    ///
    /// - Parameters:
    ///   - count: How many; not more than there are.
    ///   - unsorted: The arcs in their order.
    ///   - arcs: Where they are put, behind what is there.
    ///   - letter: An arc's letter.
    /// - Complexity: `count` and the number of all letters.
    @inlinable @inline(__always)
    public mutating func append<Arc: BitwiseCopyable>(
        _ count: Int, of unsorted: borrowing Pool<Arc>, to arcs: inout Pool<Arc>, by letter: (Arc) -> Int
    ) {
        let first = arcs.count
        guard count > Self.few else {
            for index in 0..<count {
                let arc = unsorted[index]
                arcs.append(arc)
                var place = first + index
                while place > first, letter(arcs[place - 1]) > letter(arc) {
                    arcs[place] = arcs[place - 1]
                    place -= 1
                }
                arcs[place] = arc
            }
            return
        }
        // How many have each letter, then where those of each begin.
        places.fill(with: 0)
        for index in 0..<count { places[letter(unsorted[index]) + 1] += 1 }
        for next in 1..<places.count { places[next] += places[next - 1] }
        for index in 0..<count { arcs.append(unsorted[index]) }
        for index in 0..<count {
            let own = letter(unsorted[index])
            arcs[first + Int(places[own])] = unsorted[index]
            places[own] += 1
        }
    }
}
