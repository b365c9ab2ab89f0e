// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// Pairs of words that are asked for side by side.
public struct WordPairs: Sendable {
    /// The weight of a pair in a document.
    public struct Formula: Hashable, Sendable {
        /// The factor of the weight.
        public var weight: Double
        /// BM25's k1 and b, where a pair's frequency is the sum over the places of its first word of 1/gap to the next place of
        /// the second, and half of that to the one before.
        public var k1: Double
        public var b: Double
        /// The greatest gap, in word positions.
        public var reach: UInt32

        /// A formula of these parts.
        public init(weight: Double, k1: Double, b: Double, reach: UInt32) {
            (self.weight, self.k1, self.b, self.reach) = (weight, k1, b, reach)
        }
    }

    /// The terms of each word that have its positions.
    private(set) var words: [[String]] = []
    /// The pairs, by the places of their words.
    private(set) var pairs: [(first: Int, second: Int)] = []

    /// No pairs.
    public init() {}

    /// The number of pairs.
    public var count: Int { pairs.count }

    /// Adds the pair of two words, each any of its terms.
    public mutating func add(_ first: [String], _ second: [String]) {
        pairs.append((place(of: first), place(of: second)))
    }

    private mutating func place(of terms: [String]) -> Int {
        if let known = words.firstIndex(of: terms) { return known }
        words.append(terms)
        return words.count - 1
    }
}

extension IndexReader {
    /// `hits`, the `first` of which have the weights of near `pairs` added and come in the new order. A pair is as rare as if
    /// no other documents held it. Some 100 µs; a fraction where the pairs were asked for in the same documents lately.
    ///
    /// - Throws: ``IndexError/Code/modified`` where the writer overtook this reader.
    public func ordered(
        _ hits: [Match], first: Int, byNear pairs: WordPairs, _ formula: WordPairs.Formula
    ) throws(IndexError) -> [Match] {
        let best = hits.prefix(first)
        let documents = best.map(\.document)
        var weights = best.map(\.weight)
        var order = [UInt32](repeating: 0, count: best.count)
        var names: [UInt8] = []
        var sizes: [UInt32] = []
        for term in pairs.words.joined() {
            let start = names.count
            names += Schema.bounded(term).utf8
            sizes.append(UInt32(names.count - start))
        }
        let counts = pairs.words.map { UInt32($0.count) }
        let numbers = pairs.pairs.map { cx_word_pair(first: UInt32($0.first), second: UInt32($0.second)) }
        var nearness = cx_nearness(weight: formula.weight, k1: formula.k1, b: formula.b, reach: formula.reach)
        _ = try call { error in
            names.withElements { names, _ in
                sizes.withElements { sizes, _ in
                    counts.withElements { counts, words in
                        numbers.withElements { numbers, count in
                            documents.withElements { documents, size in
                                var asked = unsafe cx_word_pairs(
                                    names: names, term_sizes: sizes, word_sizes: counts, words: words, pairs: numbers,
                                    pair_count: count)
                                return unsafe cx_reader_order_near(
                                    handle, &asked, &nearness, documents, size, &weights, &order, error)
                            }
                        }
                    }
                }
            }
        }
        var ordered: [Match] = []
        ordered.reserveCapacity(hits.count)
        for place in order {
            var hit = hits[Int(place)]
            hit.weight = weights[Int(place)]
            ordered.append(hit)
        }
        return ordered + hits.dropFirst(first)
    }
}
