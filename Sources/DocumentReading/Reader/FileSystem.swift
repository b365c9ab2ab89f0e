// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The system calls that reading needs, with errors that a person understands.
enum FileSystem {
    /// The error for the system's error number `code`.
    static func error(_ code: Int32, path: String) -> ReadingError {
        switch code {
        case ENOENT, ENOTDIR: ReadingError(.notFound, "does not exist", path: path, errno: code)
        case EACCES, EPERM:
            ReadingError(.permission, "may not be read by this user; change its permissions", path: path, errno: code)
        case EISDIR: ReadingError(.isFolder, "is a folder, not a file", path: path, errno: code)
        case ENXIO: ReadingError(.notAFile, "is a socket or a device, not a file", path: path, errno: code)
        case ELOOP:
            ReadingError(.notFound, "is a symbolic link that leads in a circle", path: path, errno: code)
        default:
            ReadingError(.io, "cannot be read: \(unsafe String(cString: strerror(code)))", path: path, errno: code)
        }
    }

    static func status(of file: Int32, path: String) throws(ReadingError) -> stat {
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw error(errno, path: path) }
        return status
    }

    static func requireRegular(_ status: stat, path: String) throws(ReadingError) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw ReadingError(.isFolder, "is a folder, not a file", path: path, errno: EISDIR)
        case let kind: throw ReadingError(.notAFile, whatIsNoFile(kind), path: path)
        }
    }

    /// A clause on something of this kind (`st_mode` and `S_IFMT`), which is neither file nor folder.
    static func whatIsNoFile(_ kind: mode_t) -> String {
        switch kind {
        case S_IFIFO: "is a pipe, not a file"
        case S_IFSOCK: "is a socket, not a file"
        default: "is a device, not a file"
        }
    }

    /// When a file was modified, in nanoseconds since 1970.
    static func modified(_ status: stat) -> Int64 {
        Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    /// Calls `body` with `path` as C wants it.
    static func withCPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
            // The array holds the final NUL, so it has a base address.
            unsafe body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}
