// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import DocumentReading
internal import DocumentVectors
public import SearchIndex

/// A root with figures of its documents.
public struct RootFigures: Sendable {
    /// The root.
    public let root: IndexRoot
    /// The number of its documents.
    public let documents: Int
    /// The bytes of the files that they were made of.
    public let bytes: Int64
}

extension Indexer {
    /// The roots that the index remembers: those of the file beside its generations, else those that an index of an older
    /// haku has in its tables only.
    ///
    /// - Throws: `IndexError` where neither can be read.
    public static func roots(of reader: IndexReader) throws -> [IndexRoot] {
        try listedRoots(of: reader.folder) ?? Roots.decode(try reader.metadata(Roots.key))
    }

    /// The remembered roots with figures of their documents. About 2 µs a document.
    ///
    /// - Throws: `IndexError`.
    public static func rootFigures(of reader: IndexReader) throws -> [RootFigures] {
        let entries = try reader.entries()
        return try roots(of: reader).filter { !$0.isLeaving }.map { root in
            let own = entries.filter { $0.root == root.number }
            // Documents of one archive or table have each the size of all of it.
            var files: Set<[String]> = []
            var bytes: Int64 = 0
            for entry in own {
                let hash = entry.contentHash.prefix { $0 != "/" }
                let isWhole = hash.count == entry.contentHash.count
                let file = isWhole ? entry.id : "\(hash)/\(entry.modified)"
                if files.insert([file, isWhole ? "" : "/"]).inserted { bytes += entry.size }
            }
            return RootFigures(root: root, documents: own.count, bytes: bytes)
        }
    }

    /// The roots of the file beside the generations; nil where there is none, or it is damaged.
    static func listedRoots(of folder: IndexFolder) throws(IndexError) -> [IndexRoot]? {
        try folder.rootsFile().flatMap(RootList.decode)
    }

    /// True if the file of the roots is as it was written; also where there is none, as in an index of an older haku.
    public static func hasSoundRootList(_ folder: IndexFolder) throws(IndexError) -> Bool {
        try folder.rootsFile().map { RootList.decode($0) != nil } ?? true
    }

    /// Takes a root and its documents out of the index.
    ///
    /// - Parameter path: The root, which need not be there any more.
    /// - Returns: The number of documents that went out.
    /// - Throws: `IndexError`: ``IndexError/Code/notFound`` where it is no root of the index, and says which are.
    public func forget(_ path: String) throws -> Int {
        guard try folder.currentGeneration() != nil else {
            throw IndexError(.notFound, "There is no index at \(folder.path) yet.", path: folder.path)
        }
        let writer = try IndexWriter(folder: folder)
        var roots = try Self.listedRoots(of: folder) ?? Roots.decode(try writer.metadata(Roots.key))
        let places = [Roots.absolute(path), Array(path.utf8), RootPath.decode(path) ?? []]
        guard let index = roots.firstIndex(where: { places.contains($0.path) }) else {
            throw Self.unknownRoot(path, roots, folder)
        }
        // Noted first, so that a run after a crash goes on with it, and does not take its files in again.
        roots[index].isLeaving = true
        try folder.replaceRootsFile(with: RootList.encode(roots))
        let counts = try DocumentCounts(of: writer)
        var count = 0
        for entry in try writer.entries() where entry.root == roots[index].number {
            if try writer.remove(id: entry.id) { count += 1 }
        }
        roots.remove(at: index)
        try writer.setMetadata(Roots.encode(roots), for: Roots.key)
        try DocumentCounts.refresh(counts, in: writer)
        try writer.finish()
        try folder.replaceRootsFile(with: RootList.encode(roots))
        CollectionVectors.refresh(folder)
        return count
    }

    /// The error of a path that is no root of the index.
    static func unknownRoot(_ path: String, _ roots: [IndexRoot], _ folder: IndexFolder) -> IndexError {
        let names = roots.map(\.name).joined(separator: ", ")
        return IndexError(
            .notFound,
            "\(path) is no root of the index at \(folder.path); "
                + (names.isEmpty ? "it remembers none." : "its roots are: \(names)."), path: folder.path)
    }
}
