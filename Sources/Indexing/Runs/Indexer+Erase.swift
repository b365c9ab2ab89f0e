// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import SearchIndex

extension Indexer {
    /// The metadata key that is set from when documents to be erased went out until no file holds anything of them.
    static let erasingKey = "erasing"

    /// Takes documents out so that nothing of them is left in any file of the index: all of it is written anew, beside the
    /// one in use, which is deleted. That takes as long as a copy of the index, and as much space for that time.
    ///
    /// One that was killed is ended by the next ``update(_:report:)``, or the next call.
    ///
    /// - Parameter ids: The documents' ids.
    /// - Returns: The ids that the index does not hold.
    /// - Throws: `IndexError`; the documents may be out already then, and the rest is done by the next call.
    public func erase(_ ids: [String]) throws -> [String] {
        let (writer, missing) = try takingOut(ids)
        if missing.count < ids.count {
            try writer.setMetadata([1], for: Self.erasingKey)
            try writer.finish()
        } else {
            writer.cancel()
        }
        try finishErasure()
        return missing
    }

    /// Writes the index anew where documents of it were to be erased; nothing where none were.
    ///
    /// - Throws: `IndexError`.
    func finishErasure() throws {
        // An index that cannot be read is the business of the run that follows, which may make it anew.
        guard let reader = try? IndexReader(folder: folder), (try? reader.metadata(Self.erasingKey)) ?? nil != nil
        else {
            return
        }
        try folder.rewrite()
        let writer = try IndexWriter(folder: folder)
        try writer.setMetadata(nil, for: Self.erasingKey)
        try writer.finish()
        CollectionVectors.refresh(folder)
    }
}
