// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentReading

/// A file or folder that the index remembers, and how it is read.
public struct IndexRoot: Hashable, Sendable {
    /// The number that its documents' records have.
    public var number: UInt32
    /// The absolute path, as bytes: a path need not be UTF-8.
    public var path: [UInt8]
    /// Shell patterns of what is left out below it.
    public var excludes: [String] = []
    /// True to leave out what programs leave behind (``DefaultExcludes``).
    public var excludesDefaults = true
    /// The condition on which pages of its PDFs are read as pictures.
    public var ocr = OCRMode.auto
    /// True to repair OCR damage in its documents.
    public var repair = true
    /// The part of its files that this index takes; nil is all.
    public var shard: ShardOfFiles?
    /// When a run last looked through it, in seconds since 1970; nil where that was never noted.
    public var lastRun: Int64?
    /// The number of its documents after the last run; nil where that was never noted.
    public var documents: Int?
    /// Folders below it, relative to it, that other file systems were mounted on when documents were found in them.
    public var mounts: [[UInt8]] = []
    /// True if it is to go out with its documents, which an interrupted run has begun.
    public var isLeaving = false

    /// The root `number` at `path`, read as by default.
    public init(number: UInt32, path: [UInt8]) {
        self.number = number
        self.path = path
    }

    /// The path to show.
    public var name: String { String(decoding: path, as: UTF8.self) }
}
