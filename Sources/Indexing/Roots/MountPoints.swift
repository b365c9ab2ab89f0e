// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The folders that file systems are mounted on, as the system tells when this is made: a share below a root whose
/// documents must not go out because it is not mounted just now.
struct MountPoints {
    /// Absolute paths.
    private let mounted: Set<[UInt8]>
    /// Absolute paths on which something is to be mounted, now or not (`/etc/fstab`).
    private let configured: Set<[UInt8]>

    /// The mount points of this process (`/proc/self/mountinfo`, proc_pid_mountinfo(5): the fifth column) and of
    /// fstab(5) (the second).
    init() {
        mounted = Self.paths(in: "/proc/self/mountinfo", column: 4)
        configured = Self.paths(in: "/etc/fstab", column: 1)
    }

    /// Mount points below the folder `root`, relative to it, in byte order.
    func mounted(below root: [UInt8]) -> [[UInt8]] { Self.relative(mounted, to: root) }

    /// Folders below the folder `root` that something should be mounted on and is not, relative to it, in byte order.
    func missing(below root: [UInt8]) -> [[UInt8]] { Self.relative(configured.subtracting(mounted), to: root) }

    /// True if anything lies in the folder at `path`, which can be read.
    static func hasNames(in path: [UInt8]) -> Bool {
        guard let folder = unsafe opendir(path.map { CChar(bitPattern: $0) } + [0]) else { return false }
        defer { unsafe closedir(folder) }
        // `.` and `..` are always there.
        for _ in 0..<2 where unsafe readdir(folder) == nil { return false }
        return unsafe readdir(folder) != nil
    }

    private static func relative(_ paths: Set<[UInt8]>, to root: [UInt8]) -> [[UInt8]] {
        let start = root == [0x2F] ? root : root + [0x2F]
        return paths.filter { $0.starts(with: start) && $0.count > start.count }.map {
            Array($0.dropFirst(start.count))
        }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func paths(in file: String, column: Int) -> Set<[UInt8]> {
        guard let stream = unsafe fopen(file, "re") else { return [] }
        defer { unsafe fclose(stream) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&part, 1, part.count, stream)
            if count == 0 { break }
            text += part[..<count]
        }
        var paths: Set<[UInt8]> = []
        for line in text.split(separator: 0x0A) where line.first != 0x23 {
            let columns = line.split { $0 == 0x20 || $0 == 0x09 }
            if columns.count > column { paths.insert(unescaped(columns[column])) }
        }
        return paths
    }

    /// A column with `\040` and the like (a backslash and three octal digits) as the bytes they stand for.
    private static func unescaped(_ column: ArraySlice<UInt8>) -> [UInt8] {
        var path: [UInt8] = []
        var rest = column
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == 0x5C, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
                path.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }))
                rest = rest.dropFirst(3)
            } else {
                path.append(byte)
            }
        }
        return path
    }
}
