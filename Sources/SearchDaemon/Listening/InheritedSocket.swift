// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
internal import NIOCore

/// A listening socket that whoever started this process has made: systemd's socket activation, sd_listen_fds(3).
public struct InheritedSocket: Hashable, Sendable {
    /// Its descriptor.
    public let descriptor: Int32
    /// Its name (`FileDescriptorName=` of a socket unit); one called `metrics` gives figures over HTTP.
    public let name: String

    /// The listening socket `descriptor`, which is closed by whoever serves it.
    public init(descriptor: Int32, name: String = "") {
        self.descriptor = descriptor
        self.name = name
    }

    /// Returns the sockets that systemd names in the environment: from descriptor 3 up, for this process alone.
    ///
    /// The descriptors are kept from programs that this one starts. The variables are taken out of the environment, so
    /// call this once, before there are threads.
    ///
    /// - Throws: ``DaemonError`` where a descriptor is no listening stream socket.
    public static func fromEnvironment() throws(DaemonError) -> [InheritedSocket] {
        defer {
            for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsafe unsetenv(name) }
        }
        guard let owner = variable("LISTEN_PID").flatMap({ Int32($0) }), owner == getpid(),
            let count = variable("LISTEN_FDS").flatMap({ Int32($0) }), (1...1024).contains(count)
        else { return [] }
        let names = variable("LISTEN_FDNAMES").map { $0.split(separator: ":", omittingEmptySubsequences: false) } ?? []
        var sockets: [InheritedSocket] = []
        for place in 0..<count {
            let descriptor = 3 + place
            guard option(descriptor, SO_TYPE) == Int32(SOCK_STREAM.rawValue), option(descriptor, SO_ACCEPTCONN) == 1
            else {
                throw DaemonError(
                    .socket,
                    "descriptor \(descriptor), of LISTEN_FDS, is no listening stream socket; the socket unit says "
                        + "ListenStream= and Accept=no")
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let name = Int(place) < names.count ? String(names[Int(place)]) : ""
            sockets.append(InheritedSocket(descriptor: descriptor, name: name))
        }
        return sockets
    }

    /// The path of a Unix socket; nil where it is none.
    public var path: String? { (try? address())?.pathname }

    /// Where it listens.
    func address() throws(DaemonError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let address = unsafe withUnsafeMutablePointer(to: &storage) { pointer -> SocketAddress? in
            let raw = UnsafeMutableRawPointer(pointer)
            let general = unsafe raw.assumingMemoryBound(to: sockaddr.self)
            guard unsafe getsockname(descriptor, general, &length) == 0 else { return nil }
            switch unsafe Int32(pointer.pointee.ss_family) {
            case AF_INET: return SocketAddress(unsafe raw.assumingMemoryBound(to: sockaddr_in.self).pointee)
            case AF_INET6: return SocketAddress(unsafe raw.assumingMemoryBound(to: sockaddr_in6.self).pointee)
            case AF_UNIX: return SocketAddress(unsafe raw.assumingMemoryBound(to: sockaddr_un.self).pointee)
            default: return nil
            }
        }
        guard let address else {
            throw DaemonError(.socket, "descriptor \(descriptor), of LISTEN_FDS, is neither a Unix nor a TCP socket")
        }
        return address
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private static func option(_ descriptor: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }
}
