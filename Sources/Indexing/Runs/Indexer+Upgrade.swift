// SPDX-License-Identifier: GPL-3.0-or-later
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
        var build = try KeptTextsBuild(self, settings: "upgrade " + options.settings(in: folder), report: report)
        do {
            // Once more, under the lock.
            try reader.refresh()
            var numbers: [UInt32] = []
            try reader.forEachPosting(of: "") { number, _ in
                numbers.append(number)
                return true
            }
            // Ids in the form of today.
            let ids = Dictionary(
                uniqueKeysWithValues: AllEntries(try reader.entries()).renames.map { ($0.old, $0.entry.id) })
            report(.planned(files: numbers.count, removals: 0))
            for number in numbers {
                let record = try reader.record(of: number)
                var entry = IndexEntry(record)
                entry.id = ids[record.id] ?? record.id
                try build.add(
                    try reader.text(of: number), record, as: entry,
                    collectionTerms: try reader.collectionTerms(of: number), at: number, report: report)
            }
            return try build.finish(roots: try Self.roots(of: reader), report: report)
        } catch {
            build.cancel()
            throw error
        }
    }
}
