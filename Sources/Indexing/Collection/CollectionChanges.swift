// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The words that the documents of a run bring for others to be repaired with, and those that they were left with.
struct CollectionChanges {
    /// Terms of ``Schema/coinedTerm(_:skeleton:)``.
    private(set) var coined: Set<String> = []
    /// Skeletons of words still unknown after repair.
    private(set) var unresolved: Set<String> = []
    /// True if there are more than are kept here: then the index is to be asked.
    private(set) var isOverfull = false

    private static let most = 100_000

    /// Notes the words of a document.
    mutating func note(_ document: IndexDocument) {
        if isOverfull { return }
        defer { isOverfull = coined.count + unresolved.count > Self.most }
        coined.formUnion(document.packedTerms.terms(withPrefix: Schema.Prefix.coined))
        for term in document.packedTerms.terms(withPrefix: Schema.Prefix.unread) {
            unresolved.insert(String(term.dropFirst(Schema.Prefix.unread.count)))
        }
    }

    /// The ``coined`` terms whose skeletons documents of this run were left with, or such as `reader` has.
    func matched(_ reader: IndexReader) throws(IndexError) -> [String] {
        if coined.isEmpty { return [] }
        if unresolved.isEmpty, try !reader.hasUnread() { return [] }
        var result: [String] = []
        for term in coined {
            guard let skeleton = Schema.coined(term)?.skeleton else { continue }
            var isMatched = unresolved.contains(skeleton)
            if !isMatched { isMatched = try reader.documentFrequency(of: Schema.unreadTerm(skeleton: skeleton)) > 0 }
            if isMatched { result.append(term) }
        }
        return result
    }
}
