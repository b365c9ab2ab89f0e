// SPDX-License-Identifier: GPL-3.0-or-later

/// A file's place as answers show it: its path as text, and its `file:` address.
public struct FilePlace: Hashable, Sendable {
    /// The absolute path: of a file in an archive the archive's, and its place in there. Bytes that are no UTF-8 are U+FFFD.
    public let path: String
    /// The address of the file.
    public let url: String

    /// The place of the file at the absolute path `path`; both parts are empty where that is empty, which is to say that
    /// the path is not known.
    public init(_ path: [UInt8] = []) {
        self.path = String(decoding: path, as: UTF8.self)
        self.url = path.isEmpty ? "" : FileURL.url(of: path)
    }
}
