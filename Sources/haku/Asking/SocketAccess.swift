// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import HakuClient

/// The right to connect to a daemon's Unix socket.
enum SocketAccess {
    /// True if a socket lies at `path` and this user may connect to it.
    static func isOpen(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 && group(of: path) != nil }

    /// Throws a ``Failure`` that says how to be let in, where a socket is there and this user may not connect to it.
    static func check(_ address: ServerAddress) throws(Failure) {
        guard case .unix(let path) = address, unsafe access(path, W_OK) != 0, errno == EACCES else { return }
        throw Failure(.noPermission, refusal(path))
    }

    /// The sentence for whoever may not connect to the socket at `path`: who may, and how to become one of them.
    static func refusal(_ path: String) -> String {
        guard let group = group(of: path) else {
            if errno == ENOENT {
                return
                    "No daemon serves it: there is no socket \(path). Once one is started (hakud; systemctl start hakud), "
                    + "the members of its group may ask."
            }
            return "You may not reach the daemon's socket \(path): its folder is closed to you. "
                + "hakud --socket, or socket in haku.conf, puts it where others can reach it, such as /run/haku/hakud.sock."
        }
        return "You may not ask the daemon at \(path): its socket is for its user and the group \(group). "
            + "Have yourself added (sudo adduser \(user) \(group)) and log in anew."
    }

    /// The name of the group of the socket at `path`; nil where none is seen there.
    private static func group(of path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
        guard let group = unsafe getgrgid(status.st_gid) else { return "\(status.st_gid)" }
        return unsafe String(cString: group.pointee.gr_name)
    }

    private static var user: String {
        guard let entry = unsafe getpwuid(geteuid()) else { return "\(geteuid())" }
        return unsafe String(cString: entry.pointee.pw_name)
    }
}
