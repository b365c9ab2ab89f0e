// SPDX-License-Identifier: GPL-3.0-or-later

/// A file or folder that a run could not take, or not all of, as the index remembers it.
struct UnreadFile: Hashable, Sendable {
    /// A failure of it or of a part of it.
    struct Reason: Hashable, Sendable {
        /// The path that was named.
        var path: String
        /// The sentence that was said of it.
        var message: String
    }

    /// The absolute path.
    var path: [UInt8]
    /// The file's size, and when its content was modified and when anything of it changed; zeros of a folder.
    var size: Int64 = 0
    var modified: Int64 = 0
    var changed: Int64 = 0
    /// True if it will be no other before the file changes: its content is what is wrong, not rights or a missing program.
    var isFinal = false
    /// The reasons that were told.
    var reasons: [Reason] = []

    /// True if the file has these marks still.
    func isAt(_ stamp: FileStamp) -> Bool {
        size == stamp.size && modified == stamp.modified && changed == stamp.changed
    }
}
