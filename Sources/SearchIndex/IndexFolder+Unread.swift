// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// The file beside the generations that lists what could not be read; its content is the indexer's business.
extension IndexFolder {
    /// The path of the file.
    public var unreadPath: String { path + "/unread" }

    /// The bytes of the file; nil where there is none.
    public func unreadFile() throws(IndexError) -> [UInt8]? {
        try Files.read(unreadPath, limit: max(1, min(Self.largestUnreadFile, Int(Files.size(of: unreadPath)))))
    }

    /// Puts `text` in the place of the file.
    public func replaceUnreadFile(with text: String) throws(IndexError) { try Files.replace(unreadPath, with: text) }

    /// A hundred thousand files with their reasons come to some 20 MB.
    private static let largestUnreadFile = 256 << 20
}
