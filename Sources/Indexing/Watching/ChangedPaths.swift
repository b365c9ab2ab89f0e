// SPDX-License-Identifier: GPL-3.0-or-later

/// Files and folders that changed, so that only they need be looked at.
struct ChangedPaths: Sendable {
    /// The extent of the changes below a root.
    enum Extent: Equatable {
        /// Nothing.
        case nothing
        /// These paths, relative to the root, and what lies below them.
        case places(Set<[UInt8]>)
        /// The root itself, or nobody knows what.
        case everything
    }

    /// Absolute paths.
    private(set) var paths: Set<[UInt8]> = []
    /// True if changes were missed, so that anything may have changed.
    var isUnknown = false

    var isEmpty: Bool { paths.isEmpty && !isUnknown }

    /// Notes that something happened at `path`.
    mutating func insert(_ path: [UInt8]) { paths.insert(path) }

    /// Notes all of `others`.
    mutating func formUnion(_ others: ChangedPaths) {
        paths.formUnion(others.paths)
        isUnknown = isUnknown || others.isUnknown
    }

    /// The extent of the changes to the root at `root`.
    func within(_ root: [UInt8]) -> Extent {
        if isUnknown || paths.contains(root) { return .everything }
        // Where a folder above was moved or deleted, so was the root.
        if root.indices.contains(where: { root[$0] == 0x2F && paths.contains(Array(root[..<$0])) }) {
            return .everything
        }
        let start = root.last == 0x2F ? root : root + [0x2F]
        let places = Set(paths.lazy.filter { $0.starts(with: start) }.map { Array($0.dropFirst(start.count)) })
        return places.isEmpty ? .nothing : .places(places)
    }
}
