// SPDX-License-Identifier: GPL-3.0-or-later

/// The schema version and abilities that an index was stamped with.
struct SchemaStamp {
    var version: Int
    var features: [String]

    /// A stamp of these parts.
    init(version: Int, features: [String]) {
        self.version = version
        self.features = features
    }

    /// Reads the stamp with a function that fetches metadata.
    ///
    /// - Throws: ``IndexError/Code/notAnIndex`` where a Xapian database carries none.
    init(
        reading metadata: (String) throws(IndexError) -> [UInt8], folder: IndexFolder
    ) throws(IndexError) {
        guard let version = Int(String(decoding: try metadata(Schema.Metadata.version), as: UTF8.self)) else {
            throw folder.notAnIndex("its Xapian database was made by another program")
        }
        self.version = version
        features = String(decoding: try metadata(Schema.Metadata.features), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// Refuses what this program cannot read.
    func check(_ folder: IndexFolder) throws(IndexError) {
        if version > Schema.version {
            throw IndexError(
                .newerSchema,
                "The index at \(folder.path) was made by a newer haku (schema \(version); this one reads up to "
                    + "\(Schema.version)); use that one, or make the index anew with `haku index --rebuild`.",
                path: folder.path)
        }
        if version < Schema.oldestReadable {
            throw IndexError(
                .olderSchema,
                "The index at \(folder.path) was made by an older haku (schema \(version); this one reads from "
                    + "\(Schema.oldestReadable) on); make it anew with `haku index --rebuild`.",
                path: folder.path)
        }
    }

    /// Refuses what this program can read but must not change.
    func checkWritable(_ folder: IndexFolder) throws(IndexError) {
        try check(folder)
        guard version == Schema.version else {
            throw IndexError(
                .olderSchema,
                "The index at \(folder.path) was made by an older haku (schema \(version)): it can be searched, and "
                    + "changed once `haku index --upgrade` has brought it to schema \(Schema.version).",
                path: folder.path)
        }
    }

    static func missing(_ folder: IndexFolder) -> IndexError {
        IndexError(
            .corrupt,
            "The index at \(folder.path) is damaged: the generation that `current` names is not there; make it anew "
                + "with `haku index --rebuild`.", path: folder.path)
    }
}
