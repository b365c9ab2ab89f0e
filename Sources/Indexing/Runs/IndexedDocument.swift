// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The figures of a document that went into an index.
struct IndexedDocument: Sendable {
    /// The document's id.
    var id: String
    var words: UInt32
    var repairs: UInt32
    /// The size of the file, or of the text where it is a part of one.
    var bytes: Int64
    /// Sentences on what of it could not be read.
    var notes: [String]

    /// The figures of `document`.
    init(_ document: IndexDocument, bytes: Int64, notes: [String]) {
        id = document.record.id
        words = document.record.words
        repairs = document.record.repairs
        self.bytes = bytes
        self.notes = notes
    }
}
