// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A client of the line protocol on plain sockets: what `haku ask` sends lines with and reads replies through.
///
/// It sends and receives at once, so that neither side waits for the other however much there is to say.
public final class AskClient {
    /// Where a server is.
    public enum Address: Hashable, Sendable {
        /// A Unix socket.
        case unix(path: String)
        /// A TCP port of a host, a name or an address.
        case tcp(host: String, port: String)
    }

    /// How an exchange went.
    public struct Tally: Hashable, Sendable {
        /// How many replies came.
        public var replies = 0
        /// How many of them were `ERR`.
        public var errors = 0
    }

    /// Why a server could not be asked.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// A sentence for a person.
        public let description: String
    }

    private let descriptor: Int32
    private let carrier: AnyObject?
    /// Milliseconds without anything coming or going after which the server is given up.
    private let timeout: Int32

    /// Connects to the server at `address`.
    ///
    /// - Parameters:
    ///   - address: Where the server is.
    ///   - timeout: Seconds without progress after which the server is given up.
    /// - Throws: ``Failure`` where nobody answers there.
    public convenience init(_ address: Address, timeout: Double = 30) throws(Failure) {
        let descriptor: Int32
        switch address {
        case .unix(let path): descriptor = try Self.connectUnix(path)
        case .tcp(let host, let port): descriptor = try Self.connectTCP(host, port)
        }
        self.init(descriptor: descriptor, timeout: timeout)
    }

    /// Speaks to the server that the socket `descriptor` is connected to, and closes it in the end.
    ///
    /// - Parameters:
    ///   - descriptor: The socket.
    ///   - timeout: Seconds without progress after which the server is given up.
    ///   - carrier: What has to live as long as the connection.
    public init(descriptor: Int32, timeout: Double = 30, keeping carrier: AnyObject? = nil) {
        self.carrier = carrier
        self.timeout = Int32(max(0.001, min(timeout, 2_000_000)) * 1000)
        self.descriptor = descriptor
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    }

    deinit {
        close(descriptor)
    }

    /// Says HELLO with the token that the server asks for, and chooses one of its indexes, before anything else is asked.
    ///
    /// - Parameters:
    ///   - token: The server's token; nil to give none.
    ///   - index: The name of the index to ask; nil for the server's first.
    /// - Throws: ``Failure`` where the server refuses, with what it said.
    public func greet(token: String?, index: String?) throws(Failure) {
        var line: [UInt8] = Array("HELLO format=tsv".utf8)
        for (key, value) in [("token", token), ("index", index)] {
            guard let value else { continue }
            guard !value.utf8.contains(where: { $0 < 0x20 }) else {
                throw Failure(description: "the \(key) holds a control character")
            }
            line += Array(" \(key)=\"".utf8)
            for byte in value.utf8 { line += byte == 0x22 || byte == 0x5C ? [0x5C, byte] : [byte] }
            line.append(0x22)
        }
        line.append(0x0A)
        var (sent, reply) = (0, [UInt8]())
        while reply.last != 0x0A {
            let isSending = sent < line.count
            var polled = pollfd(fd: descriptor, events: Int16(isSending ? POLLOUT : POLLIN), revents: 0)
            let ready = unsafe poll(&polled, 1, timeout)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { throw Failure(description: "the server has not answered in time") }
            // Byte by byte, so that nothing which comes after the line is taken.
            var byte: UInt8 = 0
            let count =
                isSending
                ? unsafe line.withUnsafeBytes { bytes in
                    unsafe send(
                        descriptor, bytes.baseAddress.map { unsafe $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                } : unsafe recv(descriptor, &byte, 1, 0)
            if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
            guard count > 0 else { throw Failure(description: "the server closed the connection") }
            if isSending { sent += count } else { reply.append(byte) }
        }
        guard reply.starts(with: "OK".utf8) else {
            throw Failure(description: "the server said: \(String(decoding: reply.dropLast(), as: UTF8.self))")
        }
    }

    /// Sends `lines`, each with an LF, and gives what comes back to `output` as it comes.
    public func ask(_ lines: [String], output: ([UInt8]) throws -> Void) throws -> Tally {
        var request: [UInt8] = []
        for line in lines {
            request.append(contentsOf: line.utf8)
            request.append(0x0A)
        }
        return try exchange(request, input: nil, output: output)
    }

    /// Sends what comes from the descriptor `input` until its end, and gives what comes back to `output` as it comes.
    public func relay(input: Int32, output: ([UInt8]) throws -> Void) throws -> Tally {
        try exchange([], input: input, output: output)
    }

    private func exchange(_ first: [UInt8], input: Int32?, output: ([UInt8]) throws -> Void) throws -> Tally {
        var tally = Tally()
        var asked = LineCounter()
        var pending = first
        var sent = 0
        asked.count(first)
        var inputIsOpen = input != nil
        var sendingIsOpen = true
        var replies = FinalLines()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if sendingIsOpen, !inputIsOpen, sent == pending.count {
                shutdown(descriptor, Int32(SHUT_WR))
                sendingIsOpen = false
            }
            let wantsInput = inputIsOpen && pending.count - sent < 65_536
            let wantsSending = sent < pending.count
            var polled = [
                pollfd(fd: descriptor, events: Int16(POLLIN) | (wantsSending ? Int16(POLLOUT) : 0), revents: 0),
                pollfd(fd: wantsInput ? input ?? -1 : -1, events: Int16(POLLIN), revents: 0),
            ]
            // A person at a terminal may take all the time they want before the next line.
            let isWaiting = wantsSending || !inputIsOpen || tally.replies < asked.lines
            let ready = unsafe poll(&polled, 2, isWaiting ? timeout : -1)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { throw Failure(description: "the server has not answered in time") }
            if polled[1].revents != 0, let input {
                let count = unsafe read(input, &chunk, chunk.count)
                if count > 0 {
                    pending.removeFirst(sent)
                    sent = 0
                    pending.append(contentsOf: chunk[..<count])
                    asked.count(chunk[..<count])
                } else {
                    inputIsOpen = false
                }
            }
            if polled[0].revents & Int16(POLLOUT) != 0, wantsSending {
                let count = unsafe pending.withUnsafeBytes { bytes in
                    unsafe send(
                        descriptor, bytes.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                        Int32(MSG_NOSIGNAL))
                }
                // A server that takes no more may have said why: go on reading.
                if count >= 0 { sent += count } else if errno != EAGAIN { (inputIsOpen, sent) = (false, pending.count) }
            }
            if polled[0].revents & ~Int16(POLLOUT) != 0 {
                let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
                if count > 0 {
                    replies.count(chunk[..<count], into: &tally)
                    try output(Array(chunk[..<count]))
                } else if count == 0 || errno != EAGAIN {
                    guard tally.replies >= asked.linesAtEnd else {
                        throw Failure(
                            description: "the server closed the connection after \(tally.replies) of "
                                + "\(asked.linesAtEnd) replies")
                    }
                    return tally
                }
            }
        }
    }

    private static func connectUnix(_ path: String) throws(Failure) -> Int32 {
        var address = sockaddr_un()
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else {
            throw Failure(
                description: "the socket's path is longer than the \(capacity - 1) bytes it can have: \(path)")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, result == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            close(descriptor)
            throw Failure(description: "no server answers at \(path): \(reason); start one with hakud --index DIR")
        }
        return descriptor
    }

    private static func connectTCP(_ host: String, _ port: String) throws(Failure) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let failure = unsafe getaddrinfo(host, port, &hints, &found)
        guard failure == 0 else {
            throw Failure(description: unsafe "\(host):\(port) is not known: \(String(cString: gai_strerror(failure)))")
        }
        defer { unsafe freeaddrinfo(found) }
        var reason = ECONNREFUSED
        var next = unsafe found
        while let info = unsafe next {
            let descriptor = unsafe socket(
                info.pointee.ai_family, info.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                info.pointee.ai_protocol)
            if descriptor >= 0 {
                if unsafe connect(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 { return descriptor }
                reason = errno
                close(descriptor)
            }
            unsafe next = info.pointee.ai_next
        }
        let text = unsafe String(cString: strerror(reason))
        throw Failure(description: "no server answers at \(host):\(port): \(text)")
    }
}

/// Counts the lines that a server owes a reply: those that are not empty.
private struct LineCounter {
    private(set) var lines = 0
    private var isEmpty = true
    /// With an unfinished last line.
    var linesAtEnd: Int { lines + (isEmpty ? 0 : 1) }

    mutating func count(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == 0x0A {
                if !isEmpty { lines += 1 }
                isEmpty = true
            } else if byte != 0x0D {
                isEmpty = false
            }
        }
    }
}

/// Counts the final lines among the lines of replies.
private struct FinalLines {
    private var head: [UInt8] = []

    mutating func count(_ bytes: some Sequence<UInt8>, into tally: inout AskClient.Tally) {
        for byte in bytes {
            guard byte == 0x0A else {
                if head.count < 15 { head.append(byte) }
                continue
            }
            let isError = head.starts(with: "ERR ".utf8) || head.starts(with: "{\"kind\":\"error".utf8)
            let isOK =
                head == Array("OK".utf8) || head.starts(with: "OK ".utf8) || head.starts(with: "{\"kind\":\"ok\"".utf8)
            if isError { tally.errors += 1 }
            if isError || isOK { tally.replies += 1 }
            head.removeAll(keepingCapacity: true)
        }
    }
}
