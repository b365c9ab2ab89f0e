// SPDX-License-Identifier: GPL-3.0-or-later
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
    ///   - next: Gives the next document, its text and its terms for others of its collection, nil after the last.
    /// - Returns: The number of documents.
    /// - Throws: `IndexError`, ``IndexError/Code/invalidInput`` where there is an index already or two documents have one
    ///   id; what `next` throws.
    public func importing(
        roots: String?, report: (IndexingEvent) -> Void = { _ in },
        _ next: () throws -> (record: StoredDocument, text: StoredText, collectionTerms: [String])?
    ) throws -> Int {
        guard try folder.currentGeneration() == nil else {
            throw IndexError(
                .invalidInput, "There is an index at \(folder.path) already; name an empty or a new folder.",
                path: folder.path)
        }
        var build = try KeptTextsBuild(self, settings: "import", report: report)
        do {
            var ids: Set<String> = []
            while let (record, text, terms) = try next() {
                guard ids.insert(record.id).inserted else {
                    throw IndexError(
                        .invalidInput, "Two documents have the id \(record.id).", path: folder.path)
                }
                try build.add(text, record, collectionTerms: terms, at: UInt32(ids.count), report: report)
            }
            let list = roots.flatMap { RootList.decode(Array($0.utf8)) } ?? []
            return try build.finish(roots: list, report: report)
        } catch {
            build.cancel()
            throw error
        }
    }
}
