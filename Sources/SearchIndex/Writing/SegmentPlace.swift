// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of one segment of an ``IndexBuild``, for the thread that writes it.
public struct SegmentPlace: Sendable {
    /// The segment's number.
    public let number: Int
    /// The index's folder.
    public var folderPath: String { path }
    /// The index's folder.
    let path: String
    /// The segment's folder.
    let place: String
    /// A description of how the documents are made; kept in the segment, so that another build can tell if it may use it.
    let settings: String
    /// The writer of the segment's tables.
    var tables = TableWriter.haku

    /// The metadata key of ``settings``.
    static let settingsKey = "haku.segment"
}
