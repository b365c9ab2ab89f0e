// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
public import CodedErrors
internal import DocumentIDs
internal import Sayings
public import SearchIndex

/// Finds the document that a person means: by its id in any form, its file's path or `file:` address, or the code of its
/// project. Belongs to the thread of its reader; a look-up takes some 10 µs.
public struct DocumentFinder {
    private let reader: IndexReader

    /// A finder of documents that `reader` reads.
    public init(_ reader: IndexReader) { self.reader = reader }

    /// The number of the document that `name` calls; of a project's code, that of its first paper. Nil where there is none.
    public func document(_ name: String) throws(IndexError) -> UInt32? {
        if let number = try document(withIDOrPath: name) { return number }
        let papers = IndexQuery.term(Schema.Prefix.project + name.lowercased())
        return try reader.search(papers, options: MatchOptions(limit: 1, weighting: .boolean)).hits.first?.document
    }

    /// The number of the document of the id, path or `file:` address `name`; nil where there is none.
    func document(withIDOrPath name: String) throws(IndexError) -> UInt32? {
        if let number = try reader.document(withID: name) { return number }
        if let path = FileURL.path(in: name), let number = try document(at: path) { return number }
        return try document(withID: name)
    }

    /// The id that the index has for the id, path or `file:` address `name`; nil where there is no such document.
    public func identifier(withIDOrPath name: String) throws(IndexError) -> String? {
        guard let number = try document(withIDOrPath: name) else { return nil }
        return try reader.heading(of: number).id
    }

    /// The number of the document whose id is another form of `id`.
    private func document(withID id: String) throws(IndexError) -> UInt32? {
        let canonical = DocumentID.canonical(id)
        if let number = try reader.document(withID: canonical) { return number }
        // An index that an older haku made and nobody has brought up to date.
        guard let path = DocumentID.decode(canonical) else { return nil }
        return try reader.document(withID: DocumentID.encodeWithoutSpaces(path))
    }

    /// The number of the document of the file at an absolute path.
    private func document(at path: [UInt8]) throws(IndexError) -> UInt32? {
        // Each database has roots of its own; the first documents are one of each.
        for first in 1...UInt32(reader.shardCount) {
            for (id, root) in try roots(of: first).ids(at: path) {
                guard let number = try document(withID: id, in: reader.shard(of: first)) else { continue }
                if try reader.record(of: number).root == root { return number }
            }
        }
        return nil
    }

    /// The number of the document of the id `id` in one of the databases.
    private func document(withID id: String, in shard: Int) throws(IndexError) -> UInt32? {
        if reader.shardCount == 1 { return try document(withID: id) }
        return try reader.documents(withID: DocumentID.canonical(id)).first { reader.shard(of: $0) == shard }
    }

    /// The roots of the index that has the document.
    func roots(of document: UInt32) throws(IndexError) -> RootPaths {
        RootPaths(try reader.metadata("roots", of: document) ?? [])
    }

    /// The absolute path of the file of the document of the number `document`; of a file in an archive, the archive's and
    /// its place in there. Empty where its root is not known.
    public func path(of record: StoredDocument, at document: UInt32 = 1) throws(IndexError) -> [UInt8] {
        try roots(of: document).path(of: record.id, root: record.root, told: record.toldPath) ?? []
    }
}

extension Searcher {
    /// The id that the index has for what a person calls a document: an id in any form, the file's path or `file:`
    /// address, a project's code.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func identifier(of name: String) throws -> String {
        try answer { try heading(of: document(name)).id }
    }

    /// The number of the document that `name` calls.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    func document(_ name: String) throws -> UInt32 {
        guard let number = try DocumentFinder(reader).document(name) else {
            throw SearchError(
                .noSuchDocument, "There is no document \"\(name)\" in the index; haku search --ids lists ids.")
        }
        try checkUnique(number, name)
        return number
    }

    /// Refuses a name that the document `number` shares with one of another index.
    ///
    /// - Throws: ``SearchError/Code/syntax``.
    func checkUnique(_ number: UInt32, _ name: String) throws {
        guard isJoint else { return }
        let all = try reader.documents(withID: reader.heading(of: number).id).map { reader.index(of: $0).name }
        let indexes = all.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if indexes.count > 1 {
            throw SearchError(
                .syntax,
                "The document \"\(name)\" is in several indexes (\(indexes.joined(separator: ", "))): name one of them."
            )
        }
    }

    /// The columns of a hit that the document alone decides, remembered.
    func heading(of document: UInt32) throws(IndexError) -> Heading {
        if let known = cache.headings[document] { return known }
        let record = try reader.heading(of: document)
        let heading = Heading(
            id: record.id, title: record.title,
            file: FilePlace(try path(of: record.id, root: record.root, told: record.path, at: document)),
            textSum: record.textSum, copies: try copies(of: document, sum: record.textSum))
        cache.headings[document] = heading
        return heading
    }

    /// The absolute path of the file of the document of the number `document`; empty where its root is not known.
    func path(of record: StoredDocument, at document: UInt32) throws(IndexError) -> [UInt8] {
        try path(of: record.id, root: record.root, told: record.toldPath, at: document)
    }

    private func path(of id: String, root: UInt32, told: String?, at document: UInt32) throws(IndexError) -> [UInt8] {
        let roots: RootPaths
        let shard = reader.shard(of: document)
        if let known = cache.roots[shard] {
            roots = known
        } else {
            roots = try DocumentFinder(reader).roots(of: document)
        }
        cache.roots[shard] = roots
        return roots.path(of: id, root: root, told: told) ?? []
    }
}

/// The columns of a hit that the document alone decides. A class, for most answers show the same few: to hand one out is
/// to count one reference.
final class Heading {
    let id: String
    let title: String
    /// Its file; empty where that is not known.
    let file: FilePlace
    /// The sum of its text; 0 where that was not noted.
    let textSum: UInt64
    /// The ids of other documents with this text.
    let copies: [String]

    init(id: String, title: String, file: FilePlace, textSum: UInt64, copies: [String]) {
        self.id = id
        self.title = title
        self.file = file
        self.textSum = textSum
        self.copies = copies
    }
}
