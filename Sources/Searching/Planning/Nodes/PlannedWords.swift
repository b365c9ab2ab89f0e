// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Words side by side, as they are planned, and whatever else stands beside them.
///
/// Each of what is asked for has a bit, by which a document that holds all of it is told (``RankedWord/asked``). Only the
/// first 64 have one.
struct PlannedWords {
    /// Evidence of what was asked for; ``RankedWord/asked`` tells of what where it is words, else `asked` does.
    private(set) var content: [(query: IndexQuery, asked: UInt64)] = []
    /// Stop words.
    private(set) var stop: [RankedWord] = []
    /// The number of things asked for.
    private(set) var count = 0
    /// True if all that is asked for are words in any of their forms, one at least, that related terms can be found for.
    var isPlain = true
    /// All of them as they are asked for; its query is not set.
    var asked = PlannedNode(query: .nothing)

    /// True if there is nothing.
    var isEmpty: Bool { content.isEmpty && stop.isEmpty }

    /// The bit of the next thing that is asked for.
    mutating func nextBit() -> UInt64 {
        defer { count += 1 }
        return count < 64 ? 1 << UInt64(count) : 0
    }

    /// Adds evidence of the things of the bits `bits`; where it is words, their own bits count.
    mutating func add(_ query: IndexQuery, asked bits: UInt64) { content.append((query, bits)) }

    /// Adds a query that has no parts found in texts, such as a phrase of lemmas.
    mutating func add(other query: IndexQuery, asked bits: UInt64) {
        if case .words = query {
            content.append((query, bits))
        } else {
            content.append((.words([RankedWord(query, asked: bits)]), bits))
        }
    }

    /// Adds stop words.
    mutating func add(stop words: [RankedWord]) { stop += words }

    /// Adds those of `other` behind.
    mutating func append(_ other: PlannedWords) {
        let shift = UInt64(count)
        for (query, bits) in other.content {
            guard case .words(var words) = query else {
                content.append((query, bits << shift))
                continue
            }
            for index in words.indices { words[index].asked <<= shift }
            content.append((.words(words), bits << shift))
        }
        stop += other.stop
        count += other.count
        isPlain = isPlain && other.isPlain
        asked.ask(other.asked)
    }

    /// Documents of any; stop words add weight but match nothing by themselves, unless there is nothing else.
    func node(_ weights: RankingWeights) -> PlannedNode {
        var node = asked
        let queries = content.map(\.query)
        if stop.isEmpty {
            node.shape = QueryShape(.any(of: queries))
        } else if content.isEmpty {
            node.shape = QueryShape(.words(stop))
        } else {
            node.shape = QueryShape(.any(of: queries).adding(.words(stop).weighted(by: weights.stopWord)))
        }
        node.shape.isOpen = !content.isEmpty
        node.shape.isPlain = isPlain && count > 0
        node.shape.count = count
        node.shape.conditions = conditions
        return node
    }

    /// Documents that hold each of the things asked for.
    private var conditions: [IndexQuery] {
        guard count > 0, count <= 64 else { return [] }
        return (0..<count).map { number in
            let bit = UInt64(1) << UInt64(number)
            var parts: [IndexQuery] = []
            for (query, bits) in content {
                if case .words(let words) = query {
                    parts += words.filter { $0.asked & bit != 0 }.compactMap(\.ownEvidence)
                } else if bits & bit != 0 {
                    parts.append(query)
                }
            }
            return .any(of: parts)
        }
    }
}
