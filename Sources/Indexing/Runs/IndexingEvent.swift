// SPDX-License-Identifier: GPL-3.0-or-later

/// An event of a run, reported while it goes on.
public enum IndexingEvent: Sendable {
    /// The plan is made: files to read, and documents to take out.
    case planned(files: Int, removals: Int)
    /// A document went in, with its words and repairs; `done` of the files to read are dealt with.
    case indexed(id: String, done: Int, words: Int, repairs: Int)
    /// A file was read and found as it was.
    case unchanged(id: String, done: Int)
    /// A document is out, or (in a dry run) would go out.
    case removed(id: String)
    /// A document's file was renamed or moved; the document has another id now.
    case moved(from: String, to: String)
    /// In a dry run: the file would be read.
    case wouldIndex(id: String)
    /// A document went in without a part of it, or is not all that it seems: a sentence that goes on after its name.
    case noted(id: String, message: String)
    /// A new index is made by Xapian's own writer, which takes longer: haku's was not verified with this version of Xapian.
    case unverifiedXapian(version: String)
    /// All files are read; the index is put together.
    case finishing
    /// Something could not be taken.
    case failed(IndexingFailure)
    /// Something in a folder is no file to read, and was passed over.
    case skipped(IndexingFailure)
}
