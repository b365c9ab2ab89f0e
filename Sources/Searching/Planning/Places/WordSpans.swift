// SPDX-License-Identifier: GPL-3.0-or-later

/// Where operands of phrases and of NEAR stand in one document: half-open ranges of word positions.
enum WordSpans {
    /// The places of `pattern` by rising beginning, without repeats; `words` has the positions of its words by number.
    static func spans(of pattern: PlacePattern, words: [[UInt32]]) -> [Range<Int>] {
        switch pattern {
        case .word(let number): return words[number].map { Int($0)..<Int($0) + 1 }
        case .any(let patterns):
            let all = Set(patterns.flatMap { spans(of: $0, words: words) })
            return all.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        case .sequence(let patterns):
            guard let first = patterns.first else { return [] }
            var found = spans(of: first, words: words)
            for pattern in patterns.dropFirst() where !found.isEmpty {
                var ends: [Int: [Int]] = [:]
                for span in spans(of: pattern, words: words) {
                    ends[span.lowerBound, default: []].append(span.upperBound)
                }
                found = found.flatMap { span in (ends[span.upperBound] ?? []).map { span.lowerBound..<$0 } }
            }
            return found
        }
    }

    /// The most operands that are put together in every order.
    private static let most = 6

    /// True if a place of each of `operands` can be taken so that none share a word and at most `distance - 1` words in
    /// all stand between them.
    ///
    /// Goes through all places by their ends. For each set of operands it keeps the best way to have placed these: that
    /// with the least between, whose beginning plus the operands' lengths is the greatest. O(places · 2^operands ·
    /// log places).
    static func areNear(_ operands: [[Range<Int>]], distance: Int) -> Bool {
        guard operands.allSatisfy({ !$0.isEmpty }) else { return false }
        if operands.count > most { return areNearInTurn(operands, distance: distance) }
        var places: [(operand: Int, span: Range<Int>)] = []
        for (operand, spans) in operands.enumerated() { places += spans.map { (operand, $0) } }
        places.sort { ($0.span.upperBound, $0.span.lowerBound) < ($1.span.upperBound, $1.span.lowerBound) }
        let all = 1 << operands.count - 1
        var best = [[(end: Int, value: Int)]](repeating: [], count: all + 1)
        for (operand, span) in places {
            let bit = 1 << operand
            for others in 0...all where others & bit == 0 {
                let value: Int
                if others == 0 {
                    value = span.upperBound
                } else {
                    guard let before = latest(best[others], endingBy: span.lowerBound) else { continue }
                    value = before + span.count
                }
                let placed = others | bit
                if placed == all {
                    if span.upperBound - value < distance { return true }
                } else if value > best[placed].last?.value ?? .min {
                    best[placed].append((span.upperBound, value))
                }
            }
        }
        return false
    }

    /// The value of the last of `ways`, whose ends and values rise, that ends by `end`.
    private static func latest(_ ways: [(end: Int, value: Int)], endingBy end: Int) -> Int? {
        var low = 0
        var high = ways.count
        while low < high {
            let middle = (low + high) / 2
            if ways[middle].end <= end { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : ways[low - 1].value
    }

    /// The same for many operands: from each beginning on the next place of every other one.
    private static func areNearInTurn(_ operands: [[Range<Int>]], distance: Int) -> Bool {
        var next = [Int](repeating: 0, count: operands.count)
        while true {
            let here = operands.indices.map { operands[$0][next[$0]] }.sorted { $0.lowerBound < $1.lowerBound }
            let isApart = zip(here, here.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
            let end = here.map(\.upperBound).max() ?? 0
            let between = end - here[0].lowerBound - here.reduce(0) { $0 + $1.count }
            if isApart, between < distance { return true }
            let low =
                operands.indices.min { operands[$0][next[$0]].lowerBound < operands[$1][next[$1]].lowerBound } ?? 0
            next[low] += 1
            if next[low] == operands[low].count { return false }
        }
    }
}
