// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A listening Unix socket that is its user's alone from its first moment, and is guarded by a lock. Only when it
/// listens it gets the mode that was asked for, where that is wider.
///
/// `PATH.lock` is held with flock(2) as long as the listener lives, so that of two servers that start at once one
/// wins, and that a socket file left by a server that was killed is known for what it is. The lock file stays.
final class UnixListener: Sendable {
    /// The socket's descriptor, listening. Whoever serves it closes it.
    let descriptor: Int32
    let path: String
    private let lock: Int32
    private let file: FileIdentity

    /// Listens at `path`; then the file gets the mode `mode`.
    init(path: String, mode: UInt32 = 0o600, backlog: Int32 = 4096) throws(DaemonError) {
        self.path = path
        try Self.checkLength(path)
        var address = sockaddr_un()
        lock = try Self.takeLock(path + ".lock", of: path)
        do throws(DaemonError) {
            try Self.removeStale(path)
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
            }
            descriptor = try Self.listen(address, path, mode, backlog)
            guard let file = FileIdentity(path) else {
                throw DaemonError(.socket, "the socket \(path) has gone", errno)
            }
            self.file = file
        } catch {
            close(lock)
            throw error
        }
    }

    /// True if a socket could be made at `path`, without making one.
    static func check(path: String) throws(DaemonError) {
        try checkLength(path)
        if FileIdentity(path).map({ !$0.isSocket }) == true {
            throw DaemonError(.socket, "\(path) is there already and is no socket; name another with --socket")
        }
        let folder = path.lastIndex(of: "/").map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
        guard unsafe access(folder, W_OK | X_OK) == 0 else {
            throw DaemonError(.socket, "no socket can be made in \(folder)", errno)
        }
    }

    private static func checkLength(_ path: String) throws(DaemonError) {
        let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        guard !path.isEmpty, path.utf8.count < capacity else {
            throw DaemonError(
                .socket,
                "the socket's path has \(path.utf8.count) bytes and a Unix socket takes \(capacity - 1): \(path); "
                    + "name a shorter one with --socket")
        }
    }

    /// Takes the socket file away, if it is still this listener's, and gives the lock back.
    func remove() {
        if FileIdentity(path) == file { unsafe unlink(path) }
        close(lock)
    }

    private static func takeLock(_ lockPath: String, of path: String) throws(DaemonError) -> Int32 {
        let lock = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw DaemonError(.socket, "the lock \(lockPath) cannot be made", errno) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(lock)
            if reason == EWOULDBLOCK { throw DaemonError(.alreadyServed, "another hakud serves \(path)") }
            throw DaemonError(.socket, "the lock \(lockPath) cannot be taken", reason)
        }
        return lock
    }

    /// Removes the socket file of a server that is no more.
    private static func removeStale(_ path: String) throws(DaemonError) {
        guard let file = FileIdentity(path) else { return }
        guard file.isSocket else {
            throw DaemonError(.socket, "\(path) is there already and is no socket; name another with --socket")
        }
        // Whoever serves it without holding the lock is no hakud, but is there all the same.
        if isAnswered(path) { throw DaemonError(.alreadyServed, "another program serves \(path)") }
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw DaemonError(.socket, "the stale socket \(path) cannot be removed", errno)
        }
    }

    private static func isAnswered(_ path: String) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
        }
        return unsafe withSocketAddress(&address) { unsafe connect(probe, $0, $1) } == 0
    }

    private static func listen(
        _ address: sockaddr_un, _ path: String, _ mode: UInt32, _ backlog: Int32
    ) throws(DaemonError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw DaemonError(.socket, "no socket can be made", errno) }
        var address = address
        // Linux gives the file the mode of the socket, less the umask: set before bind(2), there is no moment at
        // which anybody else could connect, and no other thread's files are touched as by umask(2).
        guard fchmod(descriptor, 0o600) == 0,
            unsafe withSocketAddress(&address, { unsafe bind(descriptor, $0, $1) }) == 0,
            Glibc.listen(descriptor, backlog) == 0,
            unsafe mode == 0o600 || chmod(path, mode) == 0
        else {
            let reason = errno
            close(descriptor)
            throw DaemonError(.socket, "the socket \(path) cannot be made", reason)
        }
        return descriptor
    }
}

/// The identity of a file, which tells it from another of the same name.
private struct FileIdentity: Equatable, Sendable {
    var device: UInt
    var number: UInt
    var isSocket: Bool

    init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
        isSocket = status.st_mode & S_IFMT == S_IFSOCK
    }
}

private func withSocketAddress(
    _ address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
    unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}
