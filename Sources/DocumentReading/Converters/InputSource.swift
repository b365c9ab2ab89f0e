// SPDX-License-Identifier: GPL-3.0-or-later
internal import CChildProcess
internal import Glibc

/// An open file that converters read, and its name for errors. Not `Sendable`: one belongs to one thread.
final class InputSource {
    let file: Int32
    let name: String
    private let isOwned: Bool

    /// An open file; whoever opened it closes it, later.
    init(file: Int32, name: String) {
        self.file = file
        self.name = name
        isOwned = false
    }

    /// A file in memory that holds `bytes`.
    ///
    /// - Throws: ``ReadingError`` where the system has no memory or descriptor left.
    init(_ bytes: [UInt8], name: String) throws(ReadingError) {
        file = haku_child_memory_file()
        self.name = name
        isOwned = true
        guard file >= 0 else { throw FileSystem.error(-file, path: name) }
        var failure: Int32 = 0
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let base = buffer.baseAddress {
                let count = unsafe write(file, base + done, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    failure = errno
                    return
                }
                done += count
            }
        }
        guard failure == 0 else { throw FileSystem.error(failure, path: name) }
        lseek(file, 0, SEEK_SET)
    }

    /// The number of bytes; 0 where the system does not tell.
    var size: Int64 {
        var status = stat()
        return unsafe fstat(file, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Up to `count` bytes from `offset` on; fewer at the end, or where they cannot be read.
    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, unsafe pread(file, buffer.baseAddress, count, off_t(offset)))
        }
    }

    deinit { if isOwned && file >= 0 { close(file) } }

    /// Begins again: a converter that reads its standard input reads on from where the last one stopped.
    func rewind() { lseek(file, 0, SEEK_SET) }
}
