// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// An index that is asked for the entries of its documents: for all, or for those of some ids. One thread at a time.
public protocol EntrySource: AnyObject {
    /// The number of documents.
    var entryCount: Int { get throws(IndexError) }
    /// The entries of all documents, by rising number. About 2 µs a document.
    func entries() throws(IndexError) -> [IndexEntry]
    /// The entry of the document `id`; nil where there is none. Some 10 µs.
    func entry(id: String) throws(IndexError) -> IndexEntry?
    /// The entries of the documents whose ids begin so, some 10 µs each; nil where there are more than `most`, or where so
    /// long a beginning cannot be looked up, since terms of long ids are cut (``Schema/bounded(_:)``).
    func entries(beginning: String, most: Int) throws(IndexError) -> [IndexEntry]?
    /// The bytes that ``IndexWriter/setMetadata(_:for:)`` keeps for `key`; nil where there are none.
    func metadata(_ key: String) throws(IndexError) -> [UInt8]?
}

extension IndexReader: EntrySource {
    public var entryCount: Int { documentCount }

    public func metadata(_ key: String) throws(IndexError) -> [UInt8]? { try metadata(key, of: 1) }

    public func entry(id: String) throws(IndexError) -> IndexEntry? {
        guard let number = try document(withID: id) else { return nil }
        return try IndexEntry(encoded: value(slot: Schema.Slot.entry, of: number), path: folder.path)
    }

    public func entries(beginning: String, most: Int) throws(IndexError) -> [IndexEntry]? {
        guard beginning.utf8.count <= Schema.longestIDBeginning else { return nil }
        var numbers: [UInt32] = []
        var terms: [String] = []
        try forEachTerm(withPrefix: Schema.Prefix.id + beginning) { term, _ in
            terms.append(term)
            return terms.count <= most
        }
        if terms.count > most { return nil }
        for term in terms {
            try forEachPosting(of: term) { document, _ in
                numbers.append(document)
                return true
            }
        }
        var entries: [IndexEntry] = []
        for number in numbers {
            entries.append(try IndexEntry(encoded: value(slot: Schema.Slot.entry, of: number), path: folder.path))
        }
        return entries
    }
}

extension IndexWriter: EntrySource {}

extension Schema {
    /// The bytes of an id's beginning that every term of a longer id has: of ``longestTerm`` those of `…` and the hash (35), of
    /// the prefix and of a character that is cut (4) are not the id's.
    static let longestIDBeginning = 200
}
