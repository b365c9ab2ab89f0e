// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SearchIndex

/// The marks of a file by which a change of its content is known without reading it.
struct FileStamp: Hashable, Sendable {
    /// The size in bytes.
    let size: Int64
    /// When the content was modified, in nanoseconds since 1970, as whoever wrote it says.
    let modified: Int64
    /// When content, name or rights changed, in nanoseconds since 1970, as the system says: nobody can set it.
    let changed: Int64
    /// The number of the file on its file system; 0 where that says nothing.
    let inode: UInt64

    /// The marks of a file with this status.
    init(_ status: stat) {
        func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
        size = Int64(status.st_size)
        modified = nanoseconds(status.st_mtim)
        changed = nanoseconds(status.st_ctim)
        // Shares of other machines, which lie on no device (major number 0), may have new numbers each time they are mounted.
        let device = UInt64(status.st_dev)
        let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
        inode = major == 0 ? 0 : UInt64(status.st_ino)
    }

    /// True if the file is as it was when `entry` was made of it, as far as these marks tell. What an older index did
    /// not note is not asked for.
    func matches(_ entry: IndexEntry) -> Bool {
        entry.modified == modified && entry.size == size && (entry.changed == 0 || entry.changed == changed)
            && (entry.inode == 0 || inode == 0 || entry.inode == inode)
    }
}
