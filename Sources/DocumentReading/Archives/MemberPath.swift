// SPDX-License-Identifier: GPL-3.0-or-later

/// The paths of files in archives.
enum MemberPath {
    /// The judgement on a path in an archive.
    enum Verdict: Hashable {
        /// A path below the archive, without `.` and empty parts.
        case path([UInt8])
        /// Hidden, or something that only the packing system needs.
        case hidden
        /// It leads out of the archive.
        case leaves
    }

    /// True if a link at `path` to `target` leads out of the archive.
    static func leavesByLink(_ path: [UInt8], to target: [UInt8]) -> Bool {
        var depth = path.split(separator: 0x2F).filter { !$0.elementsEqual([0x2E]) }.count - 1
        if target.first == 0x2F { return true }
        for part in target.split(separator: 0x2F) where !part.elementsEqual([0x2E]) {
            depth += part.elementsEqual([0x2E, 0x2E]) ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }

    /// Looks at `path`, with `/` between folders. Nothing is ever written at such a path, but it becomes an id, and
    /// ids are joined to folders.
    static func judge(_ path: [UInt8]) -> Verdict {
        let parts = path.split(separator: 0x2F).filter { !$0.elementsEqual([0x2E]) }
        let isDrive = path.count >= 2 && path[1] == 0x3A && (path[0] | 0x20) &- 0x61 < 26
        if path.first == 0x2F || isDrive || path.contains(0)
            || parts.contains(where: { $0.elementsEqual([0x2E, 0x2E]) })
        {
            return .leaves
        }
        if parts.isEmpty || parts.contains(where: { $0.first == 0x2E || DefaultExcludes.contains(Array($0)) }) {
            return .hidden
        }
        return .path(Array(parts.joined(separator: [0x2F])))
    }
}
