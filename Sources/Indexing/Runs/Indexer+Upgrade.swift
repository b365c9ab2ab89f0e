// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import DocumentVectors
internal import ProjectCards
internal import SearchIndex

extension Indexer {
    /// Makes an index of an older version anew in this one, out of the texts it keeps: no file is read, and none need be
    /// there. The old index serves until the new one takes its place.
    ///
    /// - Parameter report: Told of each document, on the calling thread.
    /// - Returns: The number of documents; nil where the index is of this version already.
    /// - Throws: `IndexError`; the old index then stays as it is.
    public func upgrade(report: (IndexingEvent) -> Void = { _ in }) throws -> Int? {
        let reader = try IndexReader(folder: folder)
        guard reader.schemaVersion < Schema.version || !Set(Schema.features).isSubset(of: reader.features) else {
            // An upgrade that ended just after the swap left the old generation: a writer deletes it.
            if try folder.generations().count > 1 { (try? IndexWriter(folder: folder))?.cancel() }
            return nil
        }
        let cards = try CardReader(layouts: folder.path + "/otsikot")
        let build = try IndexBuild(
            folder: folder, settings: "upgrade " + options.settings(in: folder), tables: options.tableWriter(report))
        for leftover in build.leftovers { build.discard(leftover) }
        // Once more, under the lock.
        try reader.refresh()
        let builder = try DocumentBuilder(repairer: nil, cards: cards)
        let place = build.nextPlace()
        let segment = try SegmentWriter(at: place)
        do {
            var numbers: [UInt32] = []
            try reader.forEachPosting(of: "") { number, _ in
                numbers.append(number)
                return true
            }
            // Ids in the form of today.
            let ids = Dictionary(
                uniqueKeysWithValues: KnownEntries(try reader.entries()).renames.map { ($0.old, $0.entry.id) })
            report(.planned(files: numbers.count, removals: 0))
            for (done, number) in numbers.enumerated() {
                let record = try reader.record(of: number)
                var entry = IndexEntry(record)
                entry.id = ids[record.id] ?? record.id
                try segment.add(builder.build(try reader.text(of: number), record, as: entry), at: number)
                report(.indexed(id: entry.id, done: done + 1, words: Int(record.words), repairs: Int(record.repairs)))
            }
            try segment.finish()
            report(.finishing)
            let roots = try Self.roots(of: reader)
            try folder.replaceRootsFile(with: RootList.encode(roots))
            try build.finish(
                numbers.isEmpty ? [] : [place.number], metadata: [Roots.key: Roots.encode(roots)],
                documents: numbers.count)
            CollectionVectors.refresh(folder)
            return numbers.count
        } catch {
            segment.cancel()
            build.cancel()
            throw error
        }
    }
}
