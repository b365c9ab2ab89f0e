// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The roots of an index by their numbers: from a document's id to its file's path, and back.
public struct RootPaths: Sendable {
    private let paths: [UInt32: [UInt8]]

    /// The roots that an index keeps in its metadata: a line each, the number, a space, the absolute path as in ids.
    public init(_ metadata: [UInt8]) {
        var paths: [UInt32: [UInt8]] = [:]
        for line in String(decoding: metadata, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let number = UInt32(parts[0]) else { continue }
            paths[number] = DocumentID.decode(String(parts[1]))
        }
        self.paths = paths
    }

    /// The absolute path of a document: of a file in an archive, the archive's and then its place in there. One call of
    /// the system.
    ///
    /// - Parameters:
    ///   - id: The document's id.
    ///   - root: The number of its root.
    ///   - path: The path below the root in the form of an id, where the id does not tell it.
    /// - Returns: The path; nil where the index does not know the root.
    public func path(of id: String, root: UInt32, told path: String? = nil) -> [UInt8]? {
        guard let base = paths[root] else { return nil }
        let below = DocumentID.decode(path ?? id) ?? Array((path ?? id).utf8)
        guard Self.isFile(base, above: below) else { return base + (base.last == 0x2F ? [] : [0x2F]) + below }
        return base + below.drop { $0 != 0x2F }
    }

    /// The ids that a document at the absolute path `path` may have, with the numbers of their roots, deeper roots first.
    public func ids(at path: [UInt8]) -> [(id: String, root: UInt32)] {
        let holding = paths.filter { _, base in
            path.starts(with: base) && (path.count == base.count || base.last == 0x2F || path[base.count] == 0x2F)
        }
        return holding.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.flatMap { number, base in
            let below = Array(path.dropFirst(base.count).drop { $0 == 0x2F })
            let name = Self.name(of: base)
            let inFile = DocumentID.encode(name + (below.isEmpty ? [] : [0x2F] + below))
            if below.isEmpty {
                return [(inFile, number)] + RootLabel.labels(of: number, at: base).map { ($0 + "/" + inFile, number) }
            }
            let labels = RootLabel.labels(of: number, at: base)
            let paths = [DocumentID.encode(below), inFile]
            return (paths + labels.flatMap { label in paths.map { label + "/" + $0 } }).map { ($0, number) }
        }
    }

    /// The last part of a path.
    private static func name(of path: [UInt8]) -> [UInt8] { path.split(separator: 0x2F).last.map(Array.init) ?? [] }

    /// True if the root at `base` is a file, whose name begins the path `below`.
    private static func isFile(_ base: [UInt8], above below: [UInt8]) -> Bool {
        let name = name(of: base)
        guard below.starts(with: name), below.count == name.count || below[name.count] == 0x2F else { return false }
        var status = stat()
        let found = unsafe stat(base.map { CChar(bitPattern: $0) } + [0], &status)
        if found == 0 { return status.st_mode & S_IFMT != S_IFDIR }
        // Gone: a name with an ending is a file's.
        return !DocumentPlace(id: DocumentID.encode(name)).ending.isEmpty
    }
}
