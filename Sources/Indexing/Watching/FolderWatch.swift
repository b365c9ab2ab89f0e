// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import Glibc
internal import SearchIndex

/// Tells what changes at and below some paths, through inotify(7). One thread at a time.
///
/// Folders that appear are watched as soon as they are seen; what was put into them before lies below a path that is
/// told. Hidden names, and the folder of the index, are passed over. Changes made by other machines on a network file
/// system are not told by the system, nor are those through a mapping of a file into memory.
@safe final class FolderWatch {
    /// A folder that is watched.
    private struct Watched {
        var path: [UInt8]
        /// The names in it that matter; nil where all do, and what lies below them.
        var names: Set<[UInt8]>?
    }

    /// Readable when there is something to ``read()``.
    private(set) var descriptor: Int32 = -1
    /// The changes since ``takeChanges()``.
    private var changes = ChangedPaths()
    private var watched: [Int32: Watched] = [:]
    private var numbers: [[UInt8]: Int32] = [:]
    private let ignored: [UInt8]
    private var roots: Set<[UInt8]> = []

    /// A file counts as changed when its writer closes it, so that none is read half written.
    private static let events =
        IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK

    /// A watch that passes over what happens at and below `ignored`, an absolute path.
    init(ignoring ignored: [UInt8]) throws(IndexError) {
        self.ignored = ignored
        try begin()
    }

    deinit { close(descriptor) }

    /// The number of folders that are watched.
    var count: Int { watched.count }

    private func begin() throws(IndexError) {
        if descriptor >= 0 { close(descriptor) }
        watched = [:]
        numbers = [:]
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Self.refusal(errno, "") }
    }

    /// Returns the changes since this was asked last.
    func takeChanges() -> ChangedPaths {
        defer { changes = ChangedPaths() }
        return changes
    }

    // MARK: - What is watched

    /// Watches all that is at and below the absolute paths `roots`, and where one is missing, for it to appear. What was
    /// not watched so far counts as changed.
    func cover(_ roots: [[UInt8]]) throws(IndexError) {
        self.roots = Set(roots)
        for root in roots { try cover(root) }
    }

    private func cover(_ root: [UInt8]) throws(IndexError) {
        if let number = numbers[root], watched[number]?.names == nil { return }
        if try add(tree: root) {
            changes.insert(root)
            return
        }
        // A file, or nothing: the nearest folder above tells when it, or the next folder towards it, is there.
        let slashes = root.indices.filter { root[$0] == 0x2F }
        for slash in slashes.reversed() {
            let folder = slash == 0 ? [0x2F] : Array(root[..<slash])
            let name = Array(root[(slash + 1)...].prefix { $0 != 0x2F })
            guard try add(folder, name: name) else { continue }
            // It may have come just before.
            let next = (folder == [0x2F] ? [] : folder) + [0x2F] + name
            if next != root, Self.isFolder(next) { return try cover(root) }
            return
        }
    }

    /// Watches a folder and all below it; false where it is no folder, or may not be read.
    private func add(tree: [UInt8]) throws(IndexError) -> Bool {
        guard try add(tree, name: nil) else { return false }
        var pending = FolderWalk().folders(in: tree)
        while let folder = pending.popLast() {
            guard folder != ignored, try add(folder, name: nil) else { continue }
            pending += FolderWalk().folders(in: folder)
        }
        return true
    }

    private func add(_ folder: [UInt8], name: [UInt8]?) throws(IndexError) -> Bool {
        let path = folder.map { CChar(bitPattern: $0) } + [0]
        let number = unsafe inotify_add_watch(descriptor, path, UInt32(Self.events))
        guard number >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG: return false
            default: throw Self.refusal(errno, String(decoding: folder, as: UTF8.self))
            }
        }
        var names = watched[number]?.names
        if let name, watched[number] == nil || names != nil { names = (names ?? []).union([name]) } else { names = nil }
        if let old = watched[number]?.path, old != folder { numbers[old] = nil }
        watched[number] = Watched(path: folder, names: names)
        numbers[folder] = number
        return true
    }

    private func forget(_ number: Int32) {
        guard let place = watched.removeValue(forKey: number) else { return }
        if numbers[place.path] == number { numbers[place.path] = nil }
    }

    /// Ends the watch on a folder that went, and on those below it.
    private func forget(tree: [UInt8]) {
        let start = tree + [0x2F]
        for (number, place) in watched where place.path == tree || place.path.starts(with: start) {
            inotify_rm_watch(descriptor, number)
            forget(number)
        }
    }

    private static func isFolder(_ path: [UInt8]) -> Bool {
        var status = stat()
        return unsafe stat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: - What happens

    /// Takes up what happened, without waiting.
    func read() throws(IndexError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            var index = 0
            while index + 16 <= count {
                // struct inotify_event: wd, mask, cookie, len, and len bytes of name and padding.
                func number(_ offset: Int) -> UInt32 {
                    (0..<4).reduce(0) { $0 | UInt32(buffer[index + offset + $1]) << UInt32(8 * $1) }
                }
                let end = min(count, index + 16 + Int(number(12)))
                let name = Array(buffer[(index + 16)..<end].prefix { $0 != 0 })
                try take(Int32(bitPattern: UInt32(littleEndian: number(0))), number(4), name)
                index = end
            }
        }
        // What was lost may be new folders, or moved ones; so all is begun anew.
        if changes.isUnknown { try begin() }
    }

    private func take(_ number: Int32, _ mask: UInt32, _ name: [UInt8]) throws(IndexError) {
        func has(_ flags: Int32) -> Bool { mask & UInt32(bitPattern: flags) != 0 }
        if has(IN_Q_OVERFLOW) {
            changes.isUnknown = true
            return
        }
        guard let place = watched[number] else { return }
        // The folders from which and to which one moved tell; by now it may be watched where it is.
        if has(IN_MOVE_SELF), place.names == nil, !roots.contains(place.path) { return }
        if has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) {
            // Of a folder below another one, that one tells too.
            if let names = place.names {
                for name in names { changes.insert(place.path + [0x2F] + name) }
            } else {
                changes.insert(place.path)
            }
            return forget(tree: place.path)
        }
        // The patterns of a folder decide on all that lies in it.
        if place.names == nil, name.elementsEqual(".hakuignore".utf8) { return changes.insert(place.path) }
        guard !name.isEmpty, place.names.map({ $0.contains(name) }) ?? (name.first != 0x2E) else { return }
        let path = (place.path == [0x2F] ? [] : place.path) + [0x2F] + name
        guard path != ignored else { return }
        if mask & UInt32(IN_ISDIR) != 0 {
            if has(IN_MOVED_FROM | IN_DELETE) {
                forget(tree: path)
            } else if place.names == nil {
                _ = try add(tree: path)
            }
        } else if has(IN_CREATE), !Self.isWhole(path) {
            return
        }
        changes.insert(path)
    }

    /// True if a file that was just made is not going to be written and closed: a link.
    private static func isWhole(_ path: [UInt8]) -> Bool {
        var status = stat()
        guard unsafe lstat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }

    private static func refusal(_ number: Int32, _ path: String) -> IndexError {
        let why = unsafe String(cString: strerror(number))
        switch number {
        case ENOSPC:
            return IndexError(
                .other,
                "The system lets no more folders be watched than fs.inotify.max_user_watches says; raise it with "
                    + "sysctl, or name fewer folders.", path: path)
        case EMFILE:
            return IndexError(
                .other,
                "The system lets no more programs watch folders than fs.inotify.max_user_instances says; raise it with "
                    + "sysctl, or stop one.", path: path)
        default: return IndexError(.io, "Cannot watch \(path.isEmpty ? "folders" : path): \(why).", path: path)
        }
    }
}
