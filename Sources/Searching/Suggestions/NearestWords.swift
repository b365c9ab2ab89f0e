// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the words of a vocabulary that a misspelt word was most likely meant to be.
///
/// Words are near by ``EditCosts``. Not the whole vocabulary is read but the terms that begin like the word, or as it
/// would begin without one slip of the finger in its first letters (``TypoPrefixes``).
public struct NearestWords: Sendable {
    /// A word of the vocabulary that is near.
    public struct Candidate: Hashable, Sendable {
        /// The vocabulary's word.
        public var word: String
        /// The distance of the query's word from it: 0.3 for dots left out, 0.9 for a letter left out, 1 for any other letter.
        public var distance: Double
        /// The number of documents that hold it.
        public var documents: Int
    }

    /// The most words that are given.
    public var limit: Int
    /// The most terms that are looked at; beyond, what was found so far is given.
    public var mostTerms: Int

    /// A search for at most `limit` words, which looks at no more than `mostTerms` terms.
    public init(limit: Int = 3, mostTerms: Int = 50_000) {
        self.limit = max(limit, 0)
        self.mostTerms = max(mostTerms, 0)
    }

    /// The greatest distance of a word of so many letters from what was meant: 0 for one letter, 0.6 for two (so that only dots
    /// are added), 1 up to four, 1.5 up to eight, 2 beyond.
    public static func acceptedDistance(letters: Int) -> Double {
        Double(accepted(letters)) / 10
    }

    /// The same in tenths.
    static func accepted(_ letters: Int) -> Int {
        switch letters {
        case ...1: 0
        case 2: 6
        case 3...4: 10
        case 5...8: 15
        default: 20
        }
    }

    /// The longest word that is corrected, in letters.
    static let longest = 64

    /// The words of the vocabulary nearest to `word`, itself left out.
    ///
    /// - Parameters:
    ///   - word: the query's word, in any case.
    ///   - vocabulary: hands over the terms, in lower case, that begin with a prefix, each with how many documents
    ///     hold it, until its `body` answers false. Called for about a hundred prefixes of two and three letters.
    /// - Returns: at most ``limit`` words within ``acceptedDistance(letters:)``, the nearest first, of equally near
    ///   ones that of more documents; none for a word of one letter, or of more than 64.
    /// - Throws: what `vocabulary` throws.
    public func nearest(
        to word: String,
        in vocabulary: (_ prefix: String, _ body: (_ term: String, _ documents: Int) -> Bool) throws -> Void
    ) rethrows -> [Candidate] {
        let letters = word.lowercased().unicodeScalars.map(\.value)
        guard limit > 0, letters.count >= 2, letters.count <= Self.longest else { return [] }
        var distance = EditDistance(to: letters)
        var bound = Self.accepted(letters.count)
        var found: [(word: String, tenths: Int, documents: Int)] = []
        var left = mostTerms
        for prefix in TypoPrefixes.prefixes(of: letters) {
            guard left > 0 else { break }
            try vocabulary(prefix) { term, documents in
                left -= 1
                if let tenths = distance.distance(from: term, within: bound), tenths > 0 {
                    // The list is short: a place in it is found from its end.
                    var place = found.count
                    while place > 0, Self.isBefore((term, tenths, documents), found[place - 1]) { place -= 1 }
                    if place < limit {
                        found.insert((term, tenths, documents), at: place)
                        if found.count > limit { found.removeLast() }
                        if found.count == limit { bound = found[limit - 1].tenths }
                    }
                }
                return left > 0
            }
        }
        return found.map { Candidate(word: $0.word, distance: Double($0.tenths) / 10, documents: $0.documents) }
    }

    private static func isBefore(
        _ left: (word: String, tenths: Int, documents: Int), _ right: (word: String, tenths: Int, documents: Int)
    ) -> Bool {
        (left.tenths, -left.documents, left.word) < (right.tenths, -right.documents, right.word)
    }
}
