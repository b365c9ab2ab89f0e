// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import SearchIndex

/// The number of documents of each root, as an index keeps it: written with the documents, so that the two belong together.
/// The list of roots has these numbers too, for when the tables cannot be read; after a run that was killed they may be
/// older than the documents.
///
/// An index that keeps it has every id in the form that files have today, so that documents can be looked up by these.
struct DocumentCounts: Hashable {
    /// The metadata that holds them.
    static let key = "documents"

    /// The number of documents by the number of their root.
    private(set) var byRoot: [UInt32: Int]
    /// True if a document has an id in another form: an older one, or that of the second of two names that are the same but
    /// for the form of their letters.
    private var hasOtherForms = false
    /// The number of all.
    var total: Int { byRoot.values.reduce(0, +) }

    /// The counts of documents with these entries.
    init(_ entries: some Sequence<IndexEntry>) {
        self.init()
        for entry in entries { add(entry.id, of: entry.root) }
    }

    /// The counts of no documents.
    init() { byRoot = [:] }

    /// The counts that `source` keeps; nil where it keeps none, or has another number of documents.
    ///
    /// - Throws: `IndexError`.
    init?(of source: any EntrySource) throws(IndexError) {
        guard let bytes = try source.metadata(Self.key) else { return nil }
        byRoot = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let numbers = line.split(separator: " ")
            guard numbers.count == 2, let root = UInt32(numbers[0]), let count = Int(numbers[1]), count >= 0 else {
                return nil
            }
            byRoot[root] = count
        }
        guard try total == source.entryCount else { return nil }
    }

    /// The counts as the index keeps them: a line each, the root and the number; nothing where ids have other forms.
    var encoded: [UInt8] {
        if hasOtherForms { return [] }
        return Array(
            byRoot.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { "\($0.key) \($0.value)\n" }.joined().utf8)
    }

    /// Adds the document `id` of a root.
    mutating func add(_ id: String, of root: UInt32) {
        note(id)
        byRoot[root, default: 0] += 1
    }

    /// Notes the form of an id that came in.
    mutating func note(_ id: String) {
        if !hasOtherForms, DocumentID.canonical(id) != id { hasOtherForms = true }
    }

    /// The counts once these changes by root are made.
    func adding(_ changes: [UInt32: Int]) -> DocumentCounts {
        var counts = self
        for (root, change) in changes { counts.byRoot[root, default: 0] += change }
        return counts
    }

    /// Has the next commit of `writer` keep the counts, where the index kept them when it was opened.
    ///
    /// - Throws: `IndexError`.
    static func refresh(_ known: DocumentCounts?, in writer: IndexWriter) throws(IndexError) {
        guard let known else { return }
        try writer.setMetadata(known.adding(writer.rootChanges).encoded, for: key)
    }
}
