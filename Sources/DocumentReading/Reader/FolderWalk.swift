// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc

/// Finds the files below a folder.
///
/// Names in byte order, each folder's files and folders together; hidden names left out, and what ``DefaultExcludes`` and
/// files `.hakuignore` leave out. Symbolic links to folders are not followed, so that no loop can be; links to files are,
/// where the file lies below the same root.
public struct FolderWalk: Sendable {
    /// The result of a walk.
    public struct Result: Sendable {
        /// The paths of the files, relative to the root, as the bytes the system has, `/` between folders.
        public var files: [[UInt8]] = []
        /// The folders that could not be read.
        public var failures: [ReadingError] = []
        /// Things that were passed over: pipes, sockets, devices and links that are not followed.
        public var skipped: [Skipped] = []
        /// True if anything was left out by its name or a `.hakuignore`.
        public var hasLeftOut = false
    }

    /// Something in a folder that is no file to read.
    public struct Skipped: Sendable {
        /// Its path, relative to the root, as the bytes the system has.
        public var path: [UInt8]
        /// A sentence on what it is, which goes on after its name.
        public var reason: String
    }

    private let excludesDefaults: Bool

    /// A walk that leaves out ``DefaultExcludes`` unless it is told not to.
    public init(excludesDefaults: Bool = true) { self.excludesDefaults = excludesDefaults }

    /// The files below `root`. Pipes, sockets and devices are never opened.
    ///
    /// - Throws: ``ReadingError`` where `root` itself is no folder or cannot be read.
    public func files(below root: String) throws(ReadingError) -> Result {
        try files(below: Array(root.utf8))
    }

    /// The files below `root`, a path of any bytes. Pipes, sockets and devices are never opened.
    ///
    /// - Throws: ``ReadingError`` where `root` itself is no folder or cannot be read.
    public func files(below root: [UInt8]) throws(ReadingError) -> Result {
        files(below: root, at: try Self.entries(of: root, below: []), IgnoreFiles(below: root))
    }

    /// The files at or below the paths `places`, which are relative to the folder `root` and in byte order. What is not
    /// there is passed over.
    public func files(below root: [UInt8], at places: [[UInt8]]) -> Result {
        let ignored = IgnoreFiles(below: root)
        let wanted = places.filter { place in
            !(excludesDefaults && DefaultExcludes.containsPart(of: place)) && !ignored.leavesOutFolder(above: place)
        }
        var result = files(below: root, at: wanted, ignored)
        result.hasLeftOut = result.hasLeftOut || wanted.count < places.count
        return result
    }

    /// The files at or below `places`, the folders above which are wanted.
    private func files(below root: [UInt8], at places: [[UInt8]], _ ignored: IgnoreFiles) -> Result {
        var result = Result()
        let base = Self.resolved(root)
        // A stack of what is still to visit, the next one last: deep trees cost no stack of calls.
        var pending: [[UInt8]] = places.reversed()
        while let next = pending.popLast() {
            let full = root + [0x2F] + next
            let kind = Self.kind(of: full, followingLinks: false)
            if kind != 0, leavesOut(next, isFolder: kind == S_IFDIR, ignored) {
                result.hasLeftOut = true
                continue
            }
            switch kind {
            case S_IFREG: result.files.append(next)
            case S_IFLNK:
                if let reason = Self.reasonNotToFollow(full, below: base) {
                    result.skipped.append(Skipped(path: next, reason: reason))
                } else {
                    result.files.append(next)
                }
            case S_IFDIR:
                do {
                    pending += try Self.entries(of: full, below: next + [0x2F]).reversed()
                } catch {
                    result.failures.append(error)
                }
            // Gone since its folder was read.
            case 0: continue
            case let kind: result.skipped.append(Skipped(path: next, reason: FileSystem.whatIsNoFile(kind)))
            }
        }
        result.failures += ignored.failures
        return result
    }

    private func leavesOut(_ path: [UInt8], isFolder: Bool, _ ignored: IgnoreFiles) -> Bool {
        let name = path.lastIndex(of: 0x2F).map { Array(path[($0 + 1)...]) } ?? path
        return excludesDefaults && DefaultExcludes.contains(name) || ignored.leavesOut(path, isFolder: isFolder)
    }

    /// Why the link at `path` is not followed; nil where it leads to a file below `base`.
    private static func reasonNotToFollow(_ path: [UInt8], below base: [UInt8]?) -> String? {
        switch kind(of: path, followingLinks: true) {
        case S_IFREG:
            guard let base, let target = resolved(path), target.starts(with: base + (base.last == 0x2F ? [] : [0x2F]))
            else { return "is a symbolic link to a file outside the folder, which is not followed" }
            return nil
        case S_IFDIR: return "is a symbolic link to a folder, which is not followed"
        case 0:
            return errno == ELOOP
                ? "is a symbolic link that leads in a circle" : "is a symbolic link to what does not exist"
        default: return "is a symbolic link to a pipe, socket or device"
        }
    }

    /// The folders right in the folder at `path` that a walk goes into; none where it cannot be read.
    public func folders(in path: [UInt8]) -> [[UInt8]] {
        let names = (try? Self.entries(of: path, below: path + [0x2F])) ?? []
        return names.filter { Self.kind(of: $0, followingLinks: false) == S_IFDIR }
    }

    private static func kind(of path: [UInt8], followingLinks: Bool) -> mode_t {
        var status = stat()
        let result = unsafe FileSystem.withCPath(path) {
            unsafe followingLinks ? stat($0, &status) : lstat($0, &status)
        }
        return result == 0 ? status.st_mode & S_IFMT : 0
    }

    /// The path that `path` leads to, without links.
    private static func resolved(_ path: [UInt8]) -> [UInt8]? {
        unsafe FileSystem.withCPath(path) { name in
            guard let real = unsafe realpath(name, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe Array(UnsafeBufferPointer(start: real, count: strlen(real))).map { UInt8(bitPattern: $0) }
        }
    }

    /// The names in the folder `path` in byte order, each behind `prefix`.
    private static func entries(
        of path: [UInt8], below prefix: [UInt8]
    ) throws(ReadingError) -> [[UInt8]] {
        guard let folder = unsafe FileSystem.withCPath(path, { unsafe opendir($0) }) else {
            throw FileSystem.error(errno, path: String(decoding: path, as: UTF8.self))
        }
        defer { unsafe closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name.first != 0x2E && !name.isEmpty { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }.map { prefix + $0 }
    }
}
