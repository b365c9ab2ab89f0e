// SPDX-License-Identifier: GPL-3.0-or-later

/// Identifies one state of an index: a result that was computed in one state holds in no other.
///
/// The number of commits alone does not: another index may come to stand in the same folder.
public struct IndexState: Hashable, Sendable {
    /// Xapian's UUID of the database, which a rebuild makes anew.
    public var database: String
    /// The number of commits the index has had.
    public var generation: UInt64
}
