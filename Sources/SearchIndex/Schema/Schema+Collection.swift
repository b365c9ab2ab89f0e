// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// Prefixes of the terms that keep the collection's own words, which repair learns from clean documents for damaged ones, and the
/// errors of its readers, which it learns from badly read ones.
extension Schema.Prefix {
    /// Words of clean documents that no dictionary has; see ``Schema/coinedTerm(_:skeleton:isFrequent:)``.
    public static let coined = "V"
    /// Skeletons of words that a damaged document was left with.
    public static let unread = "U"
    /// Words of badly read documents with their readings; see ``Schema/learntTerm(_:read:meant:)``.
    public static let learnt = "E"
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

    /// The term of a document that tells too little of its reader, which is of this kind (a letter).
    public static func scarceTerm(_ kind: String) -> String { Prefix.learnt + kind }

    /// The term of a word of a badly read document, as it was `read` by a reader of this kind, and of what it likeliest was.
    public static func learntTerm(_ kind: String, read: String, meant: String) -> String {
        Prefix.learnt + kind + " " + read + " " + meant
    }

    /// The words of a term of ``learntTerm(_:read:meant:)``; nil for another term.
    public static func learnt(_ term: String) -> (read: String, meant: String)? {
        let parts = term.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, term.hasPrefix(Prefix.learnt) else { return nil }
        return (String(parts[1]), String(parts[2]))
    }

    static let collectionPrefixes = [Prefix.coined, Prefix.unread, Prefix.learnt]

    /// True if `term` is one of those that a document has for others of its collection, or to be repaired by theirs.
    public static func isCollectionTerm(_ term: String) -> Bool {
        collectionPrefixes.contains { term.hasPrefix($0) && term != $0 } && bounded(term) == term
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

    /// Hands over the words that badly read documents, whose readers are of this kind (a letter), have with their readings, in
    /// byte order, each with how many documents have it, until `body` answers false.
    public func forEachLearntReading(
        _ kind: String, _ body: (_ read: String, _ meant: String, _ documents: Int) -> Bool
    ) throws(IndexError) {
        try forEachTerm(withPrefix: Schema.scarceTerm(kind) + " ") { term, documents in
            guard let (read, meant) = Schema.learnt(term) else { return true }
            return body(read, meant, documents)
        }
    }

    /// True if any document was left with words unread.
    public func hasUnread() throws(IndexError) -> Bool { try hasTerm(withPrefix: Schema.Prefix.unread) }

    /// True if a machine may have read any document badly.
    public func hasBadlyRead() throws(IndexError) -> Bool { try hasTerm(withPrefix: Schema.Prefix.learnt) }

    private func hasTerm(withPrefix prefix: String) throws(IndexError) -> Bool {
        var found = false
        try forEachTerm(withPrefix: prefix) { _, _ in
            found = true
            return false
        }
        return found
    }

    /// The terms of a document that it has for others of its collection, or to be repaired by theirs.
    public func collectionTerms(of document: UInt32) throws(IndexError) -> [String] {
        var terms: [String] = []
        for prefix in Schema.collectionPrefixes {
            terms += try self.terms(of: document, withPrefix: prefix)
        }
        return terms
    }
}
