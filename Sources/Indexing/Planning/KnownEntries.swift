// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The contents of an index as a plan compares them with files: under the ids that files have now, whichever form the
/// index has them in.
///
/// A run that looks at few files asks for the documents of these alone; one that looks at many reads the entries of all.
/// Belongs to the thread of its run, which is the one writer of the index.
final class KnownEntries {
    /// The number of documents when the run began.
    let count: Int
    /// The index to ask for documents by their ids; nil where there is none, or where it has ids of other forms.
    private let source: (any EntrySource)?
    private let noted: DocumentCounts?
    private let readAll: () throws(IndexError) -> [IndexEntry]
    private var all: AllEntries?
    /// True if the entries of all documents were read.
    var isWhole: Bool { all != nil }
    private var found: [String: IndexEntry?] = [:]

    /// One document looked up takes as long as about five that are read with all others: of more than one in so many, all
    /// are read.
    private static let share = 8

    /// The contents of no index.
    init() {
        (count, source, noted) = (0, nil, nil)
        readAll = { [] }
    }

    /// The contents of `source`.
    ///
    /// - Throws: `IndexError`.
    init(of source: any EntrySource) throws(IndexError) {
        count = try source.entryCount
        noted = try DocumentCounts(of: source)
        self.source = noted == nil ? nil : source
        readAll = { () throws(IndexError) in try source.entries() }
    }

    /// The entries of all documents.
    ///
    /// - Throws: `IndexError`.
    func whole() throws(IndexError) -> AllEntries {
        if let all { return all }
        let read = AllEntries(try readAll())
        all = read
        found = [:]
        return read
    }

    /// Ids of an older form, with the entries that these documents are to have.
    ///
    /// - Throws: `IndexError`.
    func renames() throws(IndexError) -> [(old: String, entry: IndexEntry)] { noted == nil ? try whole().renames : [] }

    /// The number of documents of each root when the run began.
    ///
    /// - Throws: `IndexError`.
    func counts() throws(IndexError) -> DocumentCounts {
        if let noted { return noted }
        return DocumentCounts(try whole().byID.values)
    }

    // MARK: - Documents

    /// The entry of the document `id`; nil where there is none.
    ///
    /// - Throws: `IndexError`.
    func entry(_ id: String) throws(IndexError) -> IndexEntry? {
        if let known = found[id] { return known }
        guard all == nil, let source, found.count * Self.share <= count else { return try whole().byID[id] }
        let entry = try source.entry(id: id)
        found[id] = .some(entry)
        return entry
    }

    /// The owner of documents that lie in the file `path`, or in one below it; nil where there are none.
    ///
    /// - Throws: `IndexError`.
    func owner(ofMembersBelow path: String) throws(IndexError) -> UInt32? {
        guard let below = try entries(below: path) else { return try whole().containers[path] }
        return below.first { $0.isMember }?.root
    }

    /// The ids of the documents of `root`, in order. Where `places` are given, of those at and below these, which are ids or
    /// beginnings of such.
    ///
    /// - Throws: `IndexError`.
    func ids(of root: IndexRoot, at places: Set<String>? = nil) throws(IndexError) -> [String] {
        if let noted, noted.byRoot[root.number] == nil { return [] }
        if let places, let ids = try ids(of: root, lookedUpAt: places) { return ids }
        return try whole().byID.values.filter { entry in
            entry.root == root.number
                && places.map { $0.contains(entry.id) || IndexingPlan.file(of: entry.id, in: $0) != nil } ?? true
        }.map(\.id).sorted()
    }

    /// The ids of the documents of `root`, a file that has the id `id` now.
    ///
    /// - Throws: `IndexError`.
    func ids(of root: IndexRoot, file id: String) throws(IndexError) -> [String] {
        if let noted {
            let ids = try ids(of: root, at: [id])
            // Where these are not all, it had another id, or was a folder.
            if ids.count == noted.byRoot[root.number] ?? 0 { return ids }
        }
        return try ids(of: root)
    }

    /// The ids as ``ids(of:at:)`` gives them; nil where they cannot be looked up.
    private func ids(of root: IndexRoot, lookedUpAt places: Set<String>) throws(IndexError) -> [String]? {
        guard places.count * Self.share <= count else { return nil }
        var ids: Set<String> = []
        for place in places {
            guard let below = try entries(below: place) else { return nil }
            for entry in try below + [entry(place)].compactMap(\.self) where entry.root == root.number {
                ids.insert(entry.id)
            }
        }
        return ids.sorted()
    }

    /// The entries of the documents below `path`; nil where they cannot be looked up, or are so many that all are read sooner.
    private func entries(below path: String) throws(IndexError) -> [IndexEntry]? {
        guard all == nil, let entries = try source?.entries(beginning: path + "/", most: count / Self.share) else {
            return nil
        }
        for entry in entries { found[entry.id] = entry }
        return entries
    }
}
