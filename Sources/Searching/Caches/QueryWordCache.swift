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
        /// A number that no other word of the state had.
        fileprivate(set) var number = 0

        init(_ reading: QueryWordAnalysis, longer: [String]) {
            self.reading = reading
            self.longer = longer
        }
    }

    /// The most words, about 1.5 KB each.
    private static let most = 3_000
    /// The most names of several words, about 200 bytes each.
    private static let mostNames = 4_000
    /// The most words side by side of which something is remembered, most of them nothing: about 100 bytes each.
    private static let mostTogether = 8_000

    /// A word form by its number, in a query of a language.
    private struct Key: Hashable {
        var number: Int
        var language: Language?
    }

    private var words = GenerationalCache<Key, Word>(count: most)
    private var epoch = 0
    private var names = GenerationalCache<[[String]], Bool>(count: mostNames)
    private var made = 0
    private var translations = GenerationalCache<[Int], Translation>(count: mostTogether)
    private var compounds = GenerationalCache<[Int], [String]>(count: mostTogether)

    /// The word that an analyser knows by `number` in its memory's `epoch`, in a query of `language`; where it is new, the
    /// one that `make` makes.
    func word(_ number: Int, _ language: Language?, epoch: Int, _ make: () -> Word) -> Word {
        if epoch != self.epoch { words.removeAll() }
        self.epoch = epoch
        let key = Key(number: number, language: language)
        if let known = words[key] { return known }
        let word = make()
        made += 1
        word.number = made
        words[key] = word
        return word
    }

    /// The other names of what `words` side by side are a name of, as `find` finds them; remembered where all of them are.
    func translation(of words: some Sequence<Word?>, _ find: () -> Translation) -> Translation {
        guard let key = Self.key(of: words) else { return find() }
        if let known = translations[key] { return known }
        let found = find()
        translations[key] = found
        return found
    }

    /// The terms of the index that two words side by side are together, as `find` finds them; remembered where both are.
    func compounds(
        of first: Word?, _ second: Word?, _ find: () throws(IndexError) -> [String]
    ) throws(IndexError) -> [String] {
        guard let key = Self.key(of: [first, second]) else { return try find() }
        if let known = compounds[key] { return known }
        let found = try find()
        compounds[key] = found
        return found
    }

    private static func key(of words: some Sequence<Word?>) -> [Int]? {
        var key: [Int] = []
        for word in words {
            guard let word else { return nil }
            key.append(word.number)
        }
        return key
    }

    /// True if some document holds the name of several words whose terms are `terms`; asks `isHeld` where that is not known.
    func holds(_ terms: [[String]], _ isHeld: () throws(IndexError) -> Bool) throws(IndexError) -> Bool {
        if let known = names[terms] { return known }
        let held = try isHeld()
        names[terms] = held
        return held
    }
}
