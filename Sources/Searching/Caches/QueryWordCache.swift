// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// What was made of words of queries that were asked in one state of the index, in the whole document and without
/// related terms: most queries are of words that others asked for too.
final class QueryWordCache {
    /// A word, by its form.
    final class Word {
        /// Its lemmas and other terms.
        let reading: QueryWordAnalysis
        /// The postings that it is found by; nil until that was asked.
        var ranked: [RankedWord]?
        /// True if any document holds it; nil until that was asked.
        var isHeld: Bool?
        /// The word to be searched in its place; nil until that was asked, and nothing where there is none.
        var correction: String??

        init(_ reading: QueryWordAnalysis) { self.reading = reading }
    }

    /// About 1.5 KB each.
    private static let most = 1_000

    private var words: [Int: Word] = [:]
    private var epoch = 0

    /// The word that an analyser knows by `number` in its memory's `epoch`; where it is new, what `make` makes of it.
    func word(_ number: Int, epoch: Int, _ make: () -> Word) -> Word {
        if epoch != self.epoch || words.count >= Self.most { words.removeAll(keepingCapacity: true) }
        self.epoch = epoch
        if let known = words[number] { return known }
        let word = make()
        words[number] = word
        return word
    }
}
