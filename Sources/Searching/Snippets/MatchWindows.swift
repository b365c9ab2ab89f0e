// SPDX-License-Identifier: GPL-3.0-or-later

/// Chooses among the stretches of a text's matches.
struct MatchWindows {
    /// The query's words that match somewhere, by rising index.
    let words: [Int]
    /// For each match where it stands, in characters of the text, which of `words` it is, and its weight.
    private let places: [(start: Int, end: Int, word: Int, weight: Double)]

    /// The windows of at most `width` characters over `matches`, which stand in `bytes` by rising offset.
    init(of matches: [TextMatch], in bytes: Span<UInt8>, width: Int) {
        let words = Set(matches.map(\.matched.word)).sorted()
        let order = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
        var places: [(start: Int, end: Int, word: Int, weight: Double)] = []
        places.reserveCapacity(matches.count)
        var position = 0
        var characters = 0
        for match in matches {
            let gap = position..<match.range.lowerBound
            // What is too far apart for any window needs no counting: a character takes four bytes at most.
            characters += gap.count > 4 * width + 4 ? gap.count : WordScan.characters(bytes, gap)
            let end = characters + WordScan.characters(bytes, match.range)
            places.append((characters, end, order[match.matched.word] ?? 0, match.matched.weight))
            characters = end
            position = match.range.upperBound
        }
        self.words = words
        self.places = places
    }

    /// The rank of a window; the first of two equals is kept.
    private struct Rank {
        var words = 0
        var first = 0.0
        var second = 0.0

        static func > (left: Rank, right: Rank) -> Bool {
            (left.words, left.first, left.second) > (right.words, right.first, right.second)
        }
    }

    /// The indices of matches that lie within `width` characters and hold the most of the query's words not in
    /// `without`; nil where no match holds such a word.
    func best(width: Int, without: Set<Int>, together: Bool) -> Range<Int>? {
        let isWanted = words.map { !without.contains($0) }
        var weights = [Double](repeating: 0, count: words.count)
        var best: Range<Int>?
        var bestRank = Rank()
        for start in places.indices where isWanted[places[start].word] {
            for index in weights.indices { weights[index] = -1 }
            var found = 0
            var more = 0.0
            let from = places[start].start
            var end = start
            var lastNew = start
            // A few dozen matches fit a window; a text of nothing else must not cost more.
            while end < min(places.count, start + 32), end == start || places[end].end - from <= width {
                let place = places[end]
                if isWanted[place.word] {
                    if weights[place.word] < 0 {
                        lastNew = end
                        found += 1
                    }
                    weights[place.word] = max(weights[place.word], place.weight)
                }
                more += place.weight
                end += 1
            }
            let closeness = -Double(places[lastNew].end - from) / Double(max(width, 1))
            var weight = 0.1 * min(more, 10)
            for value in weights where value > 0 { weight += value }
            let rank =
                together
                ? Rank(words: found, first: closeness, second: weight)
                : Rank(words: found, first: weight, second: closeness)
            if best == nil || rank > bestRank {
                best = start..<end
                bestRank = rank
            }
        }
        return best
    }
}
