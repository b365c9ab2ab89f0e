// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs

/// One of several equal parts of the files below a root, so that as many machines index at once: each file is in one part,
/// by its path below the root.
public struct ShardOfFiles: Hashable, Sendable, CustomStringConvertible {
    /// The part, from 1 to ``count``.
    public let number: Int
    /// The number of parts, at most 1,024.
    public let count: Int

    /// The part that `text` names as `K/N`; nil where that is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), (1...1024).contains(count),
            (1...count).contains(number)
        else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// `K/N`.
    public var description: String { "\(number)/\(count)" }

    /// True if the part has the file of this path below its root: by a hash of its id (FNV-1a of 64 bits), the same on
    /// every machine. Documents within a file go with it.
    func takes(_ path: [UInt8]) -> Bool {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in DocumentID.encode(path).utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        // The low bits alone are of few bytes.
        return (hash ^ (hash >> 32)) % UInt64(count) == UInt64(number - 1)
    }
}
