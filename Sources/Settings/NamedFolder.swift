// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of ``SettingsKey/index``: `DIR`, or `NAME=DIR[,DIR…]`.
public struct NamedFolder: Hashable, Sendable {
    /// The name; nil where there is none.
    public let name: String?
    /// The folder's path; of an index of several shards all of them, as given.
    public let path: String
    /// The path of each shard: one, unless there is a name.
    public var paths: [String] {
        name == nil ? [path] : path.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Reads `text`.
    ///
    /// A name is a–z, digits, `-` and `_` and begins with a letter. A folder whose path looks like name and folder is
    /// written `./a=b`.
    public init(_ text: String) {
        let bytes = text.utf8
        if let equals = bytes.firstIndex(of: UInt8(ascii: "=")), let first = bytes.first, (0x61...0x7A).contains(first),
            bytes[..<equals].allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
            })
        {
            name = String(text[..<equals])
            path = String(text[text.index(after: equals)...])
        } else {
            name = nil
            path = text
        }
    }
}
