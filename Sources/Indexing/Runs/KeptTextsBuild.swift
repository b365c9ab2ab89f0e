// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import ProjectCards
internal import SearchIndex

/// A build of an index out of texts that an index kept: no file is read, and nothing is repaired. On the caller's thread.
///
/// It is begun anew where one was killed. Until ``finish(roots:report:)`` has ended, a reader sees what was there before.
struct KeptTextsBuild {
    private let folder: IndexFolder
    private let build: IndexBuild
    private let builder: DocumentBuilder
    private let place: SegmentPlace
    private let segment: SegmentWriter
    /// The documents taken.
    private(set) var count = 0
    private var counts = DocumentCounts()

    /// Begins a build in the folder of `indexer`, which is locked.
    ///
    /// - Throws: `IndexError`.
    init(_ indexer: Indexer, settings: String, report: (IndexingEvent) -> Void) throws {
        folder = indexer.folder
        let cards = try CardReader(layouts: folder.path + "/otsikot")
        build = try IndexBuild(folder: folder, settings: settings, tables: indexer.options.tableWriter(report))
        for leftover in build.leftovers { build.discard(leftover) }
        builder = try DocumentBuilder(repairer: nil, cards: cards)
        place = build.nextPlace()
        segment = try SegmentWriter(at: place)
    }

    /// Takes a document, as what `entry` says; nil is what `record` says.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - record: Its record.
    ///   - entry: The file that it comes from now.
    ///   - collectionTerms: Its terms for others of its collection, where the index that kept it has such.
    ///   - number: The document's number, greater than those before.
    ///   - report: Told of the document.
    /// - Throws: `IndexError`.
    mutating func add(
        _ text: StoredText, _ record: StoredDocument, as entry: IndexEntry? = nil, collectionTerms: [String] = [],
        at number: UInt32, report: (IndexingEvent) -> Void
    ) throws(IndexError) {
        let document = builder.build(text, record, as: entry, collectionTerms: collectionTerms)
        let (id, words, repairs) = (document.record.id, document.record.words, document.record.repairs)
        try segment.add(document, at: number)
        count += 1
        counts.add(id, of: document.record.root)
        report(.indexed(id: id, done: count, words: Int(words), repairs: Int(repairs)))
    }

    /// Makes what was taken the index, with these roots.
    ///
    /// - Returns: The number of documents.
    /// - Throws: `IndexError`; what was there before then stays.
    func finish(roots: [IndexRoot], report: (IndexingEvent) -> Void) throws(IndexError) -> Int {
        try segment.finish()
        report(.finishing)
        // The list of roots comes first where an index is there: nobody comes back to one that has taken its place already.
        // Where none is, a list alone would look like the rest of a damaged one.
        let isThere = try folder.currentGeneration() != nil
        if isThere { try folder.replaceRootsFile(with: RootList.encode(roots)) }
        try build.finish(
            count == 0 ? [] : [place.number],
            metadata: [Roots.key: Roots.encode(roots), DocumentCounts.key: counts.encoded], documents: count)
        if !isThere { try folder.replaceRootsFile(with: RootList.encode(roots)) }
        CollectionVectors.refresh(folder)
        return count
    }

    /// Gives up; nothing of the build is left.
    func cancel() {
        segment.cancel()
        build.cancel()
    }
}
