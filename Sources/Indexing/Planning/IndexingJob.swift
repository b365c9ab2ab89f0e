// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

/// A file to read.
struct IndexingJob: Sendable {
    var id: String
    var root: UInt32
    var path: [UInt8]
    /// The path below its root in the form of an id, where the id does not tell it.
    var told: String?
    /// The file's marks when the run was planned.
    var stamp: FileStamp
    var size: Int64 { stamp.size }
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
        IndexEntry(
            id: id ?? self.id, root: root, modified: stamp.modified, size: stamp.size, contentHash: hash,
            changed: stamp.changed, inode: stamp.inode)
    }
}
