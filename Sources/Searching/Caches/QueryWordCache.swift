// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import Languages
internal import SearchIndex

/// Words of queries by their forms, as far as the word and the state of the index alone decide: asked for in the whole
/// document, and without related terms. Most queries are of words that others asked for too.
final class QueryWordCache {
    /// A word, by its form.
    final class Word {
        /// Its lemmas and other terms.
        let reading: QueryWordAnalysis
        /// Words of the index that begin with it, where it is a code.
        let longer: [String]
        /// The postings that it is found by; nil until that was asked.
        var ranked: [RankedWord]?
        /// True if any document holds it; nil until that was asked.
        var isHeld: Bool?
        /// The word to be searched in its place; nil until that was asked, and nothing where there is none.
        var correction: String??

        init(_ reading: QueryWordAnalysis, longer: [String]) {
            self.reading = reading
            self.longer = longer
        }
    }

    /// The most words, about 1.5 KB each.
    private static let most = 1_000
    /// The most names of several words, about 200 bytes each.
    private static let mostNames = 4_000

    /// A word form by its number, in a query of a language.
    private struct Key: Hashable {
        var number: Int
        var language: Language?
    }

    private var words = GenerationalCache<Key, Word>(count: most)
    private var epoch = 0
    private var names = GenerationalCache<[[String]], Bool>(count: mostNames)

    /// The word that an analyser knows by `number` in its memory's `epoch`, in a query of `language`; where it is new, the
    /// one that `make` makes.
    func word(_ number: Int, _ language: Language?, epoch: Int, _ make: () -> Word) -> Word {
        if epoch != self.epoch { words.removeAll() }
        self.epoch = epoch
        let key = Key(number: number, language: language)
        if let known = words[key] { return known }
        let word = make()
        words[key] = word
        return word
    }
    /// True if some document holds the name of several words whose terms are `terms`; asks `isHeld` where that is not known.
    func holds(_ terms: [[String]], _ isHeld: () throws(IndexError) -> Bool) throws(IndexError) -> Bool {
        if let known = names[terms] { return known }
        let held = try isHeld()
        names[terms] = held
        return held
    }
}
