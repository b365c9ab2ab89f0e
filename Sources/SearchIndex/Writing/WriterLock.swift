// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The lock that makes a writer the only one: flock on a file that names the holder.
///
/// flock belongs to the open file, so that two writers in one process exclude each other too, and the system lets go
/// of it whatever way the process ends. The file stays: deleting it would let two writers lock two files of one name.
final class WriterLock {
    private let file: Int32

    /// Takes the lock of `folder`, at once or not at all.
    ///
    /// - Throws: ``IndexError/Code/locked``, which says who holds it.
    init(_ folder: IndexFolder) throws(IndexError) {
        let file = unsafe open(folder.lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw IndexError(errno: errno, "write", path: folder.lockPath) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            close(file)
            guard number == EWOULDBLOCK else { throw IndexError(errno: number, "lock", path: folder.lockPath) }
            let holder = try Files.read(folder.lockPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let digits = String(holder.prefix { $0.isASCII && $0.isNumber })
            let who = digits.isEmpty ? "another process" : "process \(digits)"
            throw IndexError(
                .locked, "The index at \(folder.path) is being written by \(who); wait until it is done.",
                path: folder.path)
        }
        // Without the number the message is poorer, and that is all.
        let number = [UInt8]("\(getpid())\n".utf8)
        ftruncate(file, 0)
        _ = unsafe number.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
        self.file = file
    }

    deinit {
        ftruncate(file, 0)
        // Said, not left to close: a child that another thread starts just now has the open file too until it runs.
        flock(file, LOCK_UN)
        close(file)
    }
}
