// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// A writer of the tables of a whole new index.
public enum TableWriter: Hashable, Sendable {
    /// haku's own: fills block after block, in the format of Xapian's glass databases (`CXapian/glass`).
    case haku
    /// Xapian's own writer, and its compactor for merging: right for every version of Xapian, and slower.
    case xapian

    /// The version of Xapian that this program is linked with, such as `1.4.22`.
    public static var xapianVersion: String { unsafe String(cString: cx_version()) }

    /// Versions of Xapian whose databases were compared, posting by posting, with those of haku's own writer, and whose
    /// check finds nothing in them.
    public static let verifiedVersions: Set<String> = ["1.4.22"]

    /// The writer for this Xapian: haku's own where its version is one of `verified`.
    public static func suited(verified: Set<String> = verifiedVersions) -> TableWriter {
        verified.contains(xapianVersion) ? .haku : .xapian
    }
}
