// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import SearchIndex

/// The contents of an index under the ids that files have now, whichever form the index has them in.
struct AllEntries {
    /// The entries under their ids.
    let byID: [String: IndexEntry]
    /// Ids that the index has in an older form, with the entries that these documents are to have.
    let renames: [(old: String, entry: IndexEntry)]
    /// Owners of the paths above documents that lie in files, by the number of their root: the file is one of these.
    let containers: [String: UInt32]

    /// The contents that `entries` are.
    init(_ entries: [IndexEntry]) {
        var byID: [String: IndexEntry] = [:]
        byID.reserveCapacity(entries.count)
        var renames: [(old: String, entry: IndexEntry)] = []
        var containers: [String: UInt32] = [:]
        var older: [IndexEntry] = []
        for entry in entries {
            if DocumentID.canonical(entry.id) == entry.id, byID[entry.id] == nil {
                byID[entry.id] = entry
            } else {
                older.append(entry)
            }
            if entry.isMember {
                var rest = entry.id[...]
                while let slash = rest.lastIndex(of: "/") {
                    rest = rest[..<slash]
                    // Whoever comes first: the others' documents have other ids.
                    let isNew = containers.updateValue(entry.root, forKey: String(rest)) == nil
                    if !isNew { break }
                }
            }
        }
        for entry in older {
            let id = DocumentID.canonical(entry.id)
            // Names that are the same but for the form of their letters.
            guard byID[id] == nil else {
                byID[entry.id] = entry
                continue
            }
            var entry = entry
            renames.append((entry.id, entry))
            entry.id = id
            renames[renames.count - 1].entry = entry
            byID[id] = entry
        }
        self.byID = byID
        self.renames = renames
        self.containers = containers
    }
}

extension IndexEntry {
    /// True of a document that lies in a file with others.
    var isMember: Bool { contentHash.hasSuffix("/") }
}
