// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

/// A file to read.
struct IndexingJob: Sendable {
    var id: String
    var root: UInt32
    var path: [UInt8]
    var size: Int64
    /// The file's modification time in nanoseconds since 1970.
    var modified: Int64
    /// The content's hash as the index knows it; nil for a new file.
    var knownHash: String?
    /// The condition on which pages of a PDF are read as pictures.
    var ocr = OCRMode.auto
    /// True to repair OCR damage.
    var repair = true
    /// The ids that the index has of this file: its own, or those of an archive's members and a table's records.
    var known: Set<String> = []

    /// The index's entry of the file, or of the document `id` in it, where its content has this hash.
    func entry(id: String? = nil, hash: String) -> IndexEntry {
        IndexEntry(id: id ?? self.id, root: root, modified: modified, size: size, contentHash: hash)
    }
}
