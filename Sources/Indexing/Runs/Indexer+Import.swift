// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import ProjectCards
public import SearchIndex

extension Indexer {
    /// Makes an index of documents that another index kept, out of their texts: no file is read, and none need be there.
    ///
    /// The index is there whole or not at all: an import that was killed leaves nothing that a reader sees, and is begun
    /// anew.
    ///
    /// - Parameters:
    ///   - roots: The list of roots of the other index, as its file says; nil where it had none.
    ///   - report: Told of each document, on the calling thread.
    ///   - next: Gives the next document and its text, nil after the last.
    /// - Returns: The number of documents.
    /// - Throws: `IndexError`, ``IndexError/Code/invalidInput`` where there is an index already or two documents have one
    ///   id; what `next` throws.
    public func importing(
        roots: String?, report: (IndexingEvent) -> Void = { _ in },
        _ next: () throws -> (record: StoredDocument, text: StoredText)?
    ) throws -> Int {
        guard try folder.currentGeneration() == nil else {
            throw IndexError(
                .invalidInput, "There is an index at \(folder.path) already; name an empty or a new folder.",
                path: folder.path)
        }
        let cards = try CardReader(layouts: folder.path + "/otsikot")
        let build = try IndexBuild(folder: folder, settings: "import", tables: options.tableWriter(report))
        for leftover in build.leftovers { build.discard(leftover) }
        let builder = try DocumentBuilder(repairer: nil, cards: cards)
        let place = build.nextPlace()
        let segment = try SegmentWriter(at: place)
        do {
            var ids: Set<String> = []
            while let (record, text) = try next() {
                guard ids.insert(record.id).inserted else {
                    throw IndexError(
                        .invalidInput, "Two documents have the id \(record.id).", path: folder.path)
                }
                let document = builder.build(text, record)
                let (words, repairs) = (Int(document.record.words), Int(document.record.repairs))
                try segment.add(document, at: UInt32(ids.count))
                report(.indexed(id: record.id, done: ids.count, words: words, repairs: repairs))
            }
            try segment.finish()
            report(.finishing)
            let list = roots.flatMap { RootList.decode(Array($0.utf8)) } ?? []
            try build.finish(
                ids.isEmpty ? [] : [place.number], metadata: [Roots.key: Roots.encode(list)], documents: ids.count)
            // Only now: a list without an index would look like the rest of a damaged one.
            try folder.replaceRootsFile(with: RootList.encode(list))
            CollectionVectors.refresh(folder)
            return ids.count
        } catch {
            segment.cancel()
            build.cancel()
            throw error
        }
    }
}
