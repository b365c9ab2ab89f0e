// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Evidence from neighbouring words of the query that stand near each other in a document.
///
/// A pair is weighed as if it were a term: its frequency is the sum, over the places of the first word, of 1/gap to
/// the next place of the second (half of that in the other order), and BM25 makes a weight of it. The idea is that of
/// Büttcher, Clarke and Lushman, "Term proximity scoring for ad-hoc retrieval on very large text collections" (2006).
struct Proximity {
    /// The number of the best documents that are looked at.
    static let depth = 200
    /// The number where each look takes a message to another machine.
    private static let depthElsewhere = 50
    /// The greatest distance of the words of a pair, in word positions.
    private static let reach: UInt32 = 4

    /// BM25's parameters for pairs, whose frequency counts near places, not term frequencies.
    private static let k1 = 1.2
    private static let b = 0.7

    /// The terms that have the positions of a word.
    private let words: [[String]]
    /// Neighbouring words by their places in ``words``.
    private let pairs: [(first: Int, second: Int)]
    private let weight: Double
    /// The rows of documents read already: a query with expansion asks twice.
    private var rows: [UInt32: Int] = [:]
    /// The frequency of each pair in each row.
    private var frequencies: [Double] = []
    /// The last hits that were put in order, and their order.
    private var last: (hits: [Match], order: [Match])?

    init(plan: QueryPlan, weights: RankingWeights) {
        var words: [[String]] = []
        var pairs: [(first: Int, second: Int)] = []
        let asked = plan.words.filter { !$0.isStopWord && $0.names.field == nil && !$0.lemmas.isEmpty }
        for (first, second) in zip(asked, asked.dropFirst()) where first.lemmas != second.lemmas {
            if pairs.count == 8 { break }
            let places = [first, second].map { word in
                let terms = word.lemmas.map(word.names.lemma)
                if let known = words.firstIndex(of: terms) { return known }
                words.append(terms)
                return words.count - 1
            }
            pairs.append((places[0], places[1]))
        }
        self.words = words
        self.pairs = pairs
        // The same scale as the words' own weights, which BM25 multiplies by k1 + 1.
        self.weight = weights.proximity * (weights.k1 + 1)
    }

    /// True if there are no neighbouring words.
    var isEmpty: Bool { pairs.isEmpty }

    /// More than pairs can weigh in a document of `count`.
    func bound(of count: Int) -> Double {
        Double(pairs.count) * weight * RankingWeights.rarity(1, of: Double(max(count, 1)))
    }

    /// `hits` with the weight of near pairs added to the best, in the new order.
    mutating func reordered(_ hits: [Match], reader: IndexReader) throws(IndexError) -> [Match] {
        if pairs.isEmpty { return hits }
        if let last, last.hits == hits { return last.order }
        let depth = reader.isRemote ? Self.depthElsewhere : Self.depth
        var best = Array(hits.prefix(depth))
        try readFrequencies(in: best.map(\.document), reader)
        let found = best.map { rows[$0.document] ?? 0 }
        var documents = [Double](repeating: 0, count: pairs.count)
        for row in found {
            for pair in pairs.indices where frequencies[row * pairs.count + pair] > 0 { documents[pair] += 1 }
        }
        // Few of the sample is few of all, since the sample is where the words are; many may be more outside it.
        let count = Double(max(reader.documentCount, 1))
        let rarity = documents.map { RankingWeights.rarity($0, of: count) }
        for (index, row) in found.enumerated() {
            let values = frequencies[row * pairs.count..<(row + 1) * pairs.count]
            guard values.contains(where: { $0 > 0 }) else { continue }
            let length = Double(try reader.length(of: best[index].document)) / max(reader.averageLength, 1)
            for (rarity, frequency) in zip(rarity, values) {
                best[index].weight +=
                    weight * rarity * frequency / (frequency + Self.k1 * (1 - Self.b + Self.b * length))
            }
        }
        best.sort { ($1.weight, $0.document) < ($0.weight, $1.document) }
        best += hits.dropFirst(depth)
        last = (hits, best)
        return best
    }

    /// Reads the frequency of each pair in the documents that are not known yet. Each word's positions are read once, by
    /// rising document, so that the places of one lie beside those of the next.
    private mutating func readFrequencies(in documents: [UInt32], _ reader: IndexReader) throws(IndexError) {
        let new = documents.filter { rows[$0] == nil }.sorted()
        if new.isEmpty { return }
        // Most documents hold one word of two, and need no look at where it stands.
        var isHeld: [[Bool]] = []
        for word in words { isHeld.append(try reader.holders(of: word, among: new)) }
        var isAsked = [[Bool]](repeating: [Bool](repeating: false, count: new.count), count: words.count)
        for pair in pairs {
            for index in new.indices where isHeld[pair.first][index] && isHeld[pair.second][index] {
                isAsked[pair.first][index] = true
                isAsked[pair.second][index] = true
            }
        }
        var places: [WordPlaces] = []
        for (terms, isAsked) in zip(words, isAsked) {
            places.append(try WordPlaces(of: terms, in: new, where: isAsked, reader))
        }
        for (index, document) in new.enumerated() {
            rows[document] = frequencies.count / pairs.count
            for pair in pairs {
                frequencies.append(Self.frequency(of: places[pair.first], places[pair.second], inDocument: index))
            }
        }
    }

    /// The frequency of a pair of words in the document in place `index`.
    private static func frequency(of one: WordPlaces, _ other: WordPlaces, inDocument index: Int) -> Double {
        let ranges = (one.range(index), other.range(index))
        if ranges.0.isEmpty || ranges.1.isEmpty { return 0 }
        let first = one.positions.span.extracting(ranges.0)
        let second = other.positions.span.extracting(ranges.1)
        var sum = 0.0
        var next = 0
        for index in first.indices {
            let place = first[index]
            while next < second.count, second[next] <= place { next += 1 }
            if next < second.count, second[next] - place <= reach { sum += 1 / Double(second[next] - place) }
            var before = next
            while before > 0, second[before - 1] >= place { before -= 1 }
            if before > 0, place - second[before - 1] <= reach { sum += 0.5 / Double(place - second[before - 1]) }
        }
        return sum
    }
}

/// Where a word stands in some documents.
private struct WordPlaces {
    /// The positions in the first document, then those in the second, and so on.
    private(set) var positions: [UInt32] = []
    /// Where those of each document end.
    private var ends: [Int] = []

    /// The positions of all of `terms` in those of `documents`, which rise, where `isAsked`.
    init(
        of terms: [String], in documents: [UInt32], where isAsked: [Bool], _ reader: IndexReader
    ) throws(IndexError) {
        let asked = zip(documents, isAsked).filter(\.1).map(\.0)
        var lists: [TermPositions] = []
        if !asked.isEmpty {
            for term in terms { lists.append(try reader.positions(of: term, among: asked)) }
        }
        ends.reserveCapacity(documents.count)
        positions.reserveCapacity(lists.reduce(0) { $0 + $1.positions.count })
        var place = 0
        for isAsked in isAsked {
            if isAsked {
                let start = positions.count
                for list in lists { positions += list.positions[list.range(place)] }
                if lists.count > 1 { positions[start...].sort() }
                place += 1
            }
            ends.append(positions.count)
        }
    }

    /// The place in ``positions`` of those in the document in place `index`.
    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
