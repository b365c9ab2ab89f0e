// SPDX-License-Identifier: GPL-3.0-or-later
internal import OCRRepair
internal import SearchIndex

/// The words that the documents of a run bring for others to be repaired with, those that they were left with, and what they show of
/// those who read them.
struct CollectionChanges {
    /// Terms of ``Schema/coinedTerm(_:skeleton:)``.
    private(set) var coined: Set<String> = []
    /// Skeletons of words still unknown after repair.
    private(set) var unresolved: Set<String> = []
    /// Terms of ``Schema/learntTerm(_:read:meant:)`` and ``Schema/scarceTerm(_:)``.
    private(set) var learnt: Set<String> = []
    /// True if there are more than are kept here: then the index is to be asked.
    private(set) var isOverfull = false

    private static let most = 100_000

    /// Notes the words of a document.
    mutating func note(_ document: IndexDocument) {
        if isOverfull { return }
        defer { isOverfull = coined.count + unresolved.count + learnt.count > Self.most }
        learnt.formUnion(document.packedTerms.terms(withPrefix: Schema.Prefix.learnt))
        coined.formUnion(document.packedTerms.terms(withPrefix: Schema.Prefix.coined))
        for term in document.packedTerms.terms(withPrefix: Schema.Prefix.unread) {
            unresolved.insert(String(term.dropFirst(Schema.Prefix.unread.count)))
        }
    }

    /// True if the run brought nothing that others are repaired with.
    var isEmpty: Bool { coined.isEmpty && learnt.isEmpty }

    /// The kinds of readers whose errors the index that `reader` reads did not show by itself (`known`), and shows with what the run's
    /// documents have.
    func readersTold(_ reader: IndexReader, known: CollectionVocabulary) throws(IndexError) -> [ReaderKind] {
        var told: [ReaderKind] = []
        for kind in ReaderKind.allCases {
            let prefix = Schema.scarceTerm(kind.rawValue) + " "
            var all = learnt.filter { $0.hasPrefix(prefix) }
            if all.isEmpty || known.errors(of: kind) != nil { continue }
            try reader.forEachTerm(withPrefix: prefix) { term, _ in
                all.insert(term)
                return true
            }
            let misread = all.count { term in Schema.learnt(term).map { $0.read != $0.meant } ?? false }
            if CollectionErrors.suffices(misread) { told.append(kind) }
        }
        return told
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
