// SPDX-License-Identifier: GPL-3.0-or-later

/// Elements by rank, the lowest first: a binary heap (J. W. J. Williams, Heapsort, 1964). Adding and taking cost the
/// logarithm of the count.
struct RankedQueue<Element> {
    private var entries: [(rank: Double, element: Element)] = []

    /// The rank of the next element; nil where there is none.
    var lowestRank: Double? { entries.first?.rank }

    /// The number of elements.
    var count: Int { entries.count }

    mutating func removeAll() { entries.removeAll() }

    mutating func insert(_ element: Element, rank: Double) {
        entries.append((rank, element))
        var place = entries.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard entries[place].rank < entries[parent].rank else { return }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes out the element of the lowest rank.
    mutating func popLowest() -> Element? {
        guard let last = entries.indices.last else { return nil }
        entries.swapAt(0, last)
        let lowest = entries.removeLast().element
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < entries.count {
                if entries[child].rank < entries[least].rank { least = child }
            }
            guard least != place else { return lowest }
            entries.swapAt(place, least)
            place = least
        }
    }
}

extension RankedQueue: Sendable where Element: Sendable {}
