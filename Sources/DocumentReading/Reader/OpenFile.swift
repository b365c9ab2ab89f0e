// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A regular file, open for reading, that must not change meanwhile.
final class OpenFile {
    let file: Int32
    /// The path, to show.
    let name: String
    private let before: stat

    var size: Int64 { Int64(before.st_size) }
    /// When it was modified, in nanoseconds since 1970.
    var modified: Int64 { FileSystem.modified(before) }

    /// Opens the file at `path`, which may be any bytes; a symbolic link there is followed.
    ///
    /// - Throws: ``ReadingError``, also where there is no regular file or nothing in it. A pipe or device is refused
    ///   without waiting for it.
    init(_ path: [UInt8]) throws(ReadingError) {
        name = String(decoding: path, as: UTF8.self)
        guard !path.contains(0) else {
            throw ReadingError(.notFound, "no path holds a NUL byte", path: name, errno: ENOENT)
        }
        // Without O_NONBLOCK, opening a pipe waits for its writer.
        let opened = unsafe FileSystem.withCPath(path) { unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
        guard opened >= 0 else { throw FileSystem.error(errno, path: name) }
        do throws(ReadingError) {
            let status = try FileSystem.status(of: opened, path: name)
            try FileSystem.requireRegular(status, path: name)
            guard status.st_size > 0 else {
                throw ReadingError(.empty, "is empty; there is nothing to index", path: name)
            }
            // Not before all is well: an object that has all of its parts is torn down where its making throws, and would
            // close the file a second time, which by then may be another thread's.
            (file, before) = (opened, status)
        } catch {
            close(opened)
            throw error
        }
    }

    deinit { close(file) }

    /// `count` bytes from `offset` on; fewer at the end of the file.
    func bytes(at offset: Int64, count: Int) throws(ReadingError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count, let base = buffer.baseAddress {
                let got = unsafe pread(file, base + filled, count - filled, off_t(offset) + off_t(filled))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard failure == 0 else { throw FileSystem.error(failure, path: name) }
        return bytes
    }

    /// Throws where the file is no longer what it was when it was opened.
    func requireUnchanged() throws(ReadingError) {
        let after = try FileSystem.status(of: file, path: name)
        guard after.st_size == before.st_size, FileSystem.modified(after) == FileSystem.modified(before) else {
            throw changed
        }
    }

    private var changed: ReadingError {
        ReadingError(.changedWhileReading, "changed while it was read; run again", path: name)
    }
}
