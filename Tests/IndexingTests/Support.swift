// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Indexing
import SearchIndex
import TestSupport

extension TemporaryFolder {
    func write(_ text: String, _ name: String) {
        let written = try? file(name, text)
        precondition(written != nil, "\(name) cannot be written")
    }

    func remove(_ name: String) { _ = unsafe unlink(self(name)) }
}

/// A suite each of whose tests has a folder of its own, with documents in `docs` and their index in `index`.
protocol IndexedFolder {
    var folder: TemporaryFolder { get }
}

extension IndexedFolder {
    var index: IndexFolder { IndexFolder(folder("index")) }
    var documents: String { folder("docs") }

    /// Brings the index up to date with the files below `paths`; without any, below all its roots.
    @discardableResult
    func update(_ paths: [String] = [], _ options: IndexingOptions = .init()) throws -> IndexingSummary {
        try Indexer(folder: index, options: options).update(paths)
    }

    /// Writes documents by their paths below `docs`.
    func write(_ texts: KeyValuePairs<String, String>) {
        for (name, text) in texts { folder.write(text, "docs/" + name) }
    }

    /// The ids of the documents that hold `term`, sorted.
    func ids(_ term: String) throws -> [String] { try ids(.term(term)).sorted() }

    /// The ids of the documents that match `query`, best first.
    func ids(_ query: IndexQuery) throws -> [String] {
        let reader = try IndexReader(folder: index)
        return try reader.search(query).hits.map { try reader.record(of: $0.document).id }
    }
}
