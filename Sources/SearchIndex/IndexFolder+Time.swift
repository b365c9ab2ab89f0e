// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

extension IndexFolder {
    /// When the index was last committed to; nil where there is none.
    public var committed: LocalTime? {
        guard let generation = try? currentGeneration() else { return nil }
        var status = stat()
        // Xapian replaces this file with each commit.
        guard unsafe stat(path + "/" + generation + "/iamglass", &status) == 0 else { return nil }
        return LocalTime(nanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000)
    }
}
