// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SmallFiles

/// Calls of the file system, with errors in sentences.
enum Files {
    /// The kind of a path.
    enum Kind { case nothing, folder, file }

    /// Identifies one version of a file.
    struct Stamp: Hashable {
        var device: UInt64
        var node: UInt64
        var seconds: Int
        var nanoseconds: Int
    }

    /// The kind of a path, after following links.
    static func kind(of path: String) throws(IndexError) -> Kind {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT { return .nothing }
            if errno == ENOTDIR { return .nothing }
            throw IndexError(errno: errno, "look at", path: path)
        }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The stamp of the file at `path`; nil where there is none, or it cannot be looked at.
    static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Stamp(
            device: UInt64(status.st_dev), node: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }

    /// The size of a file in bytes; 0 where it cannot be told.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// The first `limit` bytes of the file, nil where there is none.
    static func read(_ path: String, limit: Int = 4096) throws(IndexError) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw IndexError(errno: errno, "read", path: path)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, limit) }
        guard count >= 0 else { throw IndexError(errno: errno, "read", path: path) }
        return [UInt8](bytes.prefix(count))
    }

    /// The names in a folder, `.` and `..` left out, sorted.
    static func names(in path: String) throws(IndexError) -> [String] {
        guard let folder = unsafe opendir(path) else { throw IndexError(errno: errno, "read the folder", path: path) }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the folder and those above it; only `path` itself gets mode 0700.
    static func makeFolder(_ path: String) throws(IndexError) {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw IndexError(errno: errno, "make the folder", path: path) }
        let parent = SmallFile.folder(of: path)
        guard parent != path else { throw IndexError(errno: ENOENT, "make the folder", path: path) }
        try makeParents(parent)
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw IndexError(errno: errno, "make the folder", path: path)
        }
    }

    /// Makes the folder and those above it with the process's mode.
    private static func makeParents(_ path: String) throws(IndexError) {
        if unsafe mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, SmallFile.folder(of: path) != path else {
            throw IndexError(errno: errno, "make the folder", path: path)
        }
        try makeParents(SmallFile.folder(of: path))
        guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw IndexError(errno: errno, "make the folder", path: path)
        }
    }

    /// Writes `text` to `path` so that a reader sees the old or the new, also, where it `isDurable`, after a crash of the
    /// system.
    static func replace(_ path: String, with text: String, isDurable: Bool = true) throws(IndexError) {
        do {
            try SmallFile.replace(path, with: Array(text.utf8), isDurable: isDurable)
        } catch {
            throw IndexError(errno: error.number, "write", path: path)
        }
    }

    /// Makes what was done to the names in a folder survive a crash.
    static func sync(folder path: String) throws(IndexError) {
        do { try SmallFile.sync(folder: path) } catch { throw IndexError(errno: error.number, "write", path: path) }
    }

    /// Deletes a folder that holds files only, as generations do; anything else stays. Failures are passed over: the
    /// next writer tries again.
    ///
    /// The file that makes a folder a database goes first: a table that is missing from one counts as empty, so that a
    /// run that is killed in between would leave what looks like a finished segment without its documents' records.
    static func removeFlatFolder(_ path: String) {
        _ = unsafe unlink(path + "/iamglass")
        guard let names = try? names(in: path) else { return }
        for name in names { _ = unsafe unlink(path + "/" + name) }
        _ = unsafe rmdir(path)
    }

    /// Deletes the generations of an index but one.
    static func removeGenerations(of folder: IndexFolder, except name: String) throws(IndexError) {
        for other in try folder.generations() where other != name { removeFlatFolder(folder.path(ofGeneration: other)) }
    }

    /// Deletes the segments of a build, finished or not.
    static func removeSegments(of folder: IndexFolder) {
        guard let names = try? names(in: folder.segmentsPath) else { return }
        for name in names { removeFlatFolder(folder.segmentsPath + "/" + name) }
        _ = unsafe rmdir(folder.segmentsPath)
    }

    /// Makes the files of a folder, and their names, survive a crash of the system.
    static func syncAll(in path: String) throws(IndexError) {
        for name in try names(in: path) {
            let file = unsafe open(path + "/" + name, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw IndexError(errno: errno, "write", path: path + "/" + name) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw IndexError(errno: errno, "write", path: path + "/" + name) }
        }
        try sync(folder: path)
    }
}
