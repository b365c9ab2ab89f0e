// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Files and folders that haku makes for whoever called it.
enum OutputFile {
    /// Makes the folder at `path` where there is none.
    static func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o777) != 0 else { return }
        let code = errno
        var status = stat()
        if code == EEXIST, unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        throw failure(path, code)
    }

    /// Writes `bytes` to the file at `path`, in the place of what was there.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        try Standard.send(bytes, to: descriptor, named: path)
    }

    static func failure(_ path: String, _ code: Int32) -> Failure {
        switch code {
        case EACCES, EPERM, EROFS: Failure(.noPermission, "\(path) may not be made: \(systemMessage(code)).")
        default: Failure(.cannotCreate, "\(path) cannot be made: \(systemMessage(code)).")
        }
    }
}

/// A file that takes the place of another one when it is whole, and not before.
final class NewFile {
    /// The path that it will have.
    let path: String
    /// The descriptor to write to.
    let descriptor: Int32
    private var isFinished = false

    /// Begins the file that is to be at `path`.
    init(_ path: String) throws {
        self.path = path
        descriptor = unsafe open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw OutputFile.failure(path, errno) }
    }

    deinit {
        close(descriptor)
        if !isFinished { _ = unsafe unlink(path + ".new") }
    }

    /// Puts the file in its place, where it is also after a crash of the system.
    func finish() throws {
        guard fsync(descriptor) == 0, unsafe rename(path + ".new", path) == 0 else {
            throw OutputFile.failure(path, errno)
        }
        isFinished = true
    }
}
