// SPDX-License-Identifier: GPL-3.0-or-later

/// The figures of a run; of a dry run, those that it would have.
public struct IndexingSummary: Hashable, Sendable {
    /// Documents that are new.
    public var added = 0
    /// Documents put in the place of an older version.
    public var changed = 0
    /// Documents taken out.
    public var removed = 0
    /// Documents that got another id, because their files were renamed or moved.
    public var moved = 0
    /// Damaged documents repaired anew, by words that other documents brought.
    public var mended = 0
    /// Documents as they were.
    public var unchanged = 0
    /// Documents, of those added, that an interrupted run had read.
    public var resumed = 0
    /// Words of the documents that went in.
    public var words = 0
    /// Repairs in them.
    public var repairs = 0
    /// Bytes of the files read.
    public var bytes: Int64 = 0
    /// The duration in seconds.
    public var seconds = 0.0
    /// The files, folders and roots that could not be taken.
    public var failures: [IndexingFailure] = []
    /// Files, folders and parts of files that could not be taken, as the run before told.
    public var stillUnread = 0
    /// Things in folders that are no files to read: pipes, sockets, devices, links that are not followed.
    public var skipped: [IndexingFailure] = []
    /// Documents of which a part could not be read.
    public var partial = 0
    /// Documents in the index afterwards.
    public var documents = 0
    /// True if the run was told to stop before it was done; the next one goes on from there.
    public var isStopped = false

    /// Nothing done yet.
    public init() {}

    /// True if the index is another one than before.
    public var isChange: Bool { added + changed + removed + moved + mended > 0 }
}
