// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// Prefixes of the terms that keep the collection's own words: repair learns them from clean documents, for damaged ones.
extension Schema.Prefix {
    /// Words of clean documents that no dictionary has; see ``Schema/coinedTerm(_:skeleton:isFrequent:)``.
    public static let coined = "V"
    /// Skeletons of words that a damaged document was left with.
    public static let unread = "U"
}

extension Schema {
    /// In how many clean documents a word must stand to be one of the collection's, or how often in one: a slip stands
    /// somewhere once.
    public static let coinedDocuments = 2
    public static let coinedOccurrences = 3

    /// The term of a word, in lower case, of a clean document; words are found by their skeletons. One that stands there
    /// ``coinedOccurrences`` times or more has a second term.
    public static func coinedTerm(_ word: String, skeleton: String, isFrequent: Bool = false) -> String {
        coinedPrefix(skeleton: skeleton) + word + (isFrequent ? frequentMark : "")
    }

    /// The term of a word that a damaged document was left with.
    public static func unreadTerm(skeleton: String) -> String { Prefix.unread + skeleton }

    /// The skeleton and the word of a term of ``coinedTerm(_:skeleton:isFrequent:)``; nil for another term.
    public static func coined(_ term: String) -> (skeleton: String, word: String, isFrequent: Bool)? {
        guard term.hasPrefix(Prefix.coined), let space = term.firstIndex(of: " ") else { return nil }
        let isFrequent = term.hasSuffix(frequentMark)
        return (
            String(term[..<space].dropFirst(Prefix.coined.count)),
            String(term[term.index(after: space)...].dropLast(isFrequent ? 1 : 0)), isFrequent
        )
    }

    static func coinedPrefix(skeleton: String) -> String { Prefix.coined + skeleton + " " }

    /// Sorts before all that words are made of, so that a word's two terms follow each other.
    private static let frequentMark = "+"
}

extension IndexReader {
    /// Hands over the collection's own words with their skeletons, in byte order, each with in how many clean documents
    /// it stands, until `body` answers false. `skeleton`, where one is given, is the only one; that takes about 5 µs.
    public func forEachCoinedWord(
        withSkeleton skeleton: String? = nil, _ body: (_ skeleton: String, _ word: String, _ documents: Int) -> Bool
    ) throws(IndexError) {
        var held: (skeleton: String, word: String, documents: Int)?
        var goesOn = true
        func release() {
            guard let word = held, word.documents >= Schema.coinedDocuments, goesOn else { return }
            goesOn = body(word.skeleton, word.word, word.documents)
        }
        try forEachTerm(withPrefix: skeleton.map(Schema.coinedPrefix(skeleton:)) ?? Schema.Prefix.coined) {
            term, documents in
            guard let (skeleton, word, isFrequent) = Schema.coined(term) else { return true }
            if isFrequent {
                let before = held?.documents ?? 0
                held?.documents = max(before, Schema.coinedDocuments)
            } else {
                release()
                held = (skeleton, word, documents)
            }
            return goesOn
        }
        release()
    }

    /// The collection's own words of this skeleton, in byte order. About 5 µs.
    public func coinedWords(withSkeleton skeleton: String) throws(IndexError) -> [String] {
        var words: [String] = []
        try forEachCoinedWord(withSkeleton: skeleton) { _, word, _ in
            words.append(word)
            return true
        }
        return words
    }

    /// True if any document was left with words unread.
    public func hasUnread() throws(IndexError) -> Bool {
        var found = false
        try forEachTerm(withPrefix: Schema.Prefix.unread) { _, _ in
            found = true
            return false
        }
        return found
    }
}
