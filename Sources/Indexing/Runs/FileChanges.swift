// SPDX-License-Identifier: GPL-3.0-or-later

/// Which documents the files of a run came to, so that what an archive no longer holds can leave.
struct FileChanges {
    private var kept: Set<String> = []
    private var keepsAll = false
    private var claimed: Set<String> = []

    /// Notes that a document was made; false where another file of this run has its id.
    mutating func claim(_ id: String) -> Bool {
        kept.insert(id)
        return claimed.insert(id).inserted
    }

    /// Notes that the document stays as it is.
    mutating func keep(_ id: String) { kept.insert(id) }

    /// Notes that all documents of the file stay.
    mutating func keepAll() { keepsAll = true }

    /// The documents that the file no longer holds; at its end, before the next one.
    mutating func vanished(of job: IndexingJob) -> [String] {
        defer {
            kept = []
            keepsAll = false
        }
        return keepsAll ? [] : job.known.subtracting(kept).sorted()
    }
}
