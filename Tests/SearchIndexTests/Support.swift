// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import SearchIndex
import TestSupport

extension TemporaryFolder {
    /// Where a test's index lies.
    var index: IndexFolder { IndexFolder(path + "/index") }
}

/// Writes `text` into the file at `path`, which is made.
func write(_ text: String, to path: String) {
    let written: Void? = try? Data(text.utf8).write(to: URL(fileURLWithPath: path))
    precondition(written != nil, "\(path) cannot be written")
}

/// A document whose words stand at the positions 1, 2, 3…
func document(
    _ id: String, _ words: String, values: [UInt32: [UInt8]] = [:], text: StoredText? = nil
) -> IndexDocument {
    var positions: [String: [UInt32]] = [:]
    for (index, word) in words.split(separator: " ").enumerated() {
        positions[String(word), default: []].append(UInt32(index + 1))
    }
    let terms = positions.sorted { $0.key < $1.key }.map {
        IndexTerm($0.key, frequency: UInt32($0.value.count), positions: $0.value)
    }
    return IndexDocument(
        terms: terms, values: values, record: StoredDocument(id: id, title: "Title of \(id)"),
        text: text ?? StoredText(text: words, original: words))
}

/// An index of these documents, committed.
func makeIndex(_ folder: IndexFolder, _ documents: [IndexDocument], mode: IndexWriter.Mode = .update) throws {
    let writer = try IndexWriter(folder: folder, mode: mode)
    for document in documents { try writer.replace(document) }
    try writer.finish()
}

/// The ids of what matches, best first.
func ids(
    _ reader: IndexReader, _ query: IndexQuery, _ options: MatchOptions = MatchOptions(limit: 100)
) throws -> [String] {
    try reader.search(query, options: options).hits.map { try reader.record(of: $0.document).id }
}

/// The code of the error that `body` throws, nil where it throws none.
func code(of body: () throws -> Void) -> IndexError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? IndexError)?.code ?? .other
    }
}
