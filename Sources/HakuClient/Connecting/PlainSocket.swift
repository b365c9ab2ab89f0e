// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Glibc

/// Connected sockets of the system. The calls block, so that a Unix socket whose queue is full is waited for.
enum PlainSocket {
    /// Connects a socket to the server at `address`.
    ///
    /// - Parameters:
    ///   - address: Where the server is.
    ///   - timeout: The seconds that each attempt to connect may take.
    /// - Returns: The socket's descriptor, which whoever uses it closes.
    /// - Throws: ``ClientError`` where nobody answers there.
    static func connected(to address: ServerAddress, timeout: Double) throws(ClientError) -> Int32 {
        switch address {
        case .unix(let path): try connectedUnix(path, timeout)
        case .tcp(let host, let port): try connectedTCP(host, port, timeout)
        }
    }

    private static func connectedUnix(_ path: String, _ timeout: Double) throws(ClientError) -> Int32 {
        var address = sockaddr_un()
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else {
            throw ClientError(
                .unreachable,
                "the socket's path is longer than the \(capacity - 1) bytes it can have: \(path)")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        limit(descriptor, timeout)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, result == 0 else {
            let reason = words(errno)
            close(descriptor)
            throw ClientError(
                .unreachable, "no server answers at \(path): \(reason); start one with hakud --index DIR")
        }
        return descriptor
    }

    private static func connectedTCP(_ host: String, _ port: Int, _ timeout: Double) throws(ClientError) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let failure = unsafe getaddrinfo(host, "\(port)", &hints, &found)
        guard failure == 0 else {
            throw ClientError(
                .unreachable, unsafe "\(host):\(port) is not known: \(String(cString: gai_strerror(failure)))")
        }
        defer { unsafe freeaddrinfo(found) }
        var reason = ECONNREFUSED
        var next = unsafe found
        while let info = unsafe next {
            let descriptor = unsafe socket(
                info.pointee.ai_family, info.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                info.pointee.ai_protocol)
            if descriptor >= 0 {
                limit(descriptor, timeout)
                if unsafe connect(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 { return descriptor }
                reason = errno
                close(descriptor)
            }
            unsafe next = info.pointee.ai_next
        }
        throw ClientError(.unreachable, "no server answers at \(host):\(port): \(words(reason))")
    }

    /// Lets connecting take `timeout` seconds (SO_SNDTIMEO, socket(7)).
    private static func limit(_ descriptor: Int32, _ timeout: Double) {
        let whole = min(timeout, 2_000_000).rounded(.down)
        var time = timeval(tv_sec: Int(whole), tv_usec: Int((timeout - whole) * 1e6))
        if time.tv_sec == 0, time.tv_usec <= 0 { time.tv_usec = 1 }
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// The system's words for an error of connect(2), which tells by EINPROGRESS or EAGAIN that time ran out.
    private static func words(_ number: Int32) -> String {
        let number = number == EINPROGRESS || number == EAGAIN ? ETIMEDOUT : number
        return unsafe String(cString: strerror(number))
    }
}
