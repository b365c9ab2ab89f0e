// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import NIOConcurrencyHelpers

/// The system's account of the files of a generation: a change of any byte changes it, but for what a disk does by itself.
struct FileStamps: Hashable {
    /// A line for each file: its name, node, size, and times of modification and change.
    private let text: String

    private static let names = [
        "iamglass", "postlist.glass", "docdata.glass", "termlist.glass", "position.glass", "sums",
    ]

    /// The stamps of the files in the folder `place`, as they are now.
    init(of place: String) {
        text =
            Self.names.map { name in
                var status = stat()
                guard unsafe stat(place + "/" + name, &status) == 0 else { return "\(name) -\n" }
                return "\(name) \(status.st_ino) \(status.st_size) \(Self.text(status.st_mtim)) "
                    + "\(Self.text(status.st_ctim))\n"
            }.joined()
    }

    private static func text(_ time: timespec) -> String { "\(time.tv_sec).\(time.tv_nsec)" }

    /// Writes them into the folder, as those of files that are whole.
    func keep(in place: String) throws(IndexError) {
        try Files.replace(place + "/verified", with: text, isDurable: false)
        remember(place)
    }

    /// Remembers them in this process: a folder that may only be read keeps nothing.
    func remember(_ place: String) {
        Self.remembered.withLockedValue { known in
            // Generations of indexes that a daemon has long left.
            if known.count > 100 { known = [:] }
            known[place] = text
        }
    }

    /// True if these are the stamps of files that were found whole.
    func areKnown(in place: String) -> Bool {
        if Self.remembered.withLockedValue({ $0[place] }) == text { return true }
        guard let bytes = try? Files.read(place + "/verified"), bytes == Array(text.utf8) else { return false }
        remember(place)
        return true
    }

    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private static let remembered = NIOLockedValueBox<[String: String]>([:])
}
