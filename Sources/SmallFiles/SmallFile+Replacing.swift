// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

extension SmallFile {
    /// Puts `bytes` in the place of the file at `path`: who reads it meanwhile reads all of the old or all of the new, also,
    /// where it `isDurable`, after a crash of the system. It is written beside, as `path` and `.new`; nothing but the old
    /// file is there after a failure.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - bytes: Its bytes from now on.
    ///   - mode: The rights of the new file, of which the process's mask takes some away.
    ///   - isDurable: True if a crash of the system must not undo it.
    /// - Throws: ``Failure``.
    public static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, isDurable: Bool = true
    ) throws(Failure) {
        let new = path + ".new"
        _ = unsafe unlink(new)
        do throws(Failure) {
            try write(bytes, to: new, mode: mode, isDurable: isDurable)
            guard unsafe rename(new, path) == 0 else { throw .system(errno) }
        } catch {
            _ = unsafe unlink(new)
            throw error
        }
        if isDurable { try sync(folder: folder(of: path)) }
    }

    /// Makes what was done to the names in the folder at `path` survive a crash.
    ///
    /// - Throws: ``Failure``.
    public static func sync(folder path: String) throws(Failure) {
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system(errno) }
        defer { close(folder) }
        // Some file systems cannot sync a folder and say EINVAL.
        guard fsync(folder) == 0 || errno == EINVAL else { throw .system(errno) }
    }

    /// The path of the folder that `path` lies in.
    public static func folder(of path: String) -> String {
        var end = path.utf8.endIndex
        while end > path.utf8.startIndex, path.utf8[path.utf8.index(before: end)] == 0x2F {
            end = path.utf8.index(before: end)
        }
        guard let slash = path.utf8[..<end].lastIndex(of: 0x2F) else { return "." }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    private static func write(_ bytes: [UInt8], to path: String, mode: UInt32, isDurable: Bool) throws(Failure) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw .system(errno) }
        defer { close(file) }
        var left = bytes[...]
        while !left.isEmpty {
            let count = unsafe left.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(count < 0 ? errno : ENOSPC) }
            left = left.dropFirst(count)
        }
        guard !isDurable || fsync(file) == 0 else { throw .system(errno) }
    }
}
