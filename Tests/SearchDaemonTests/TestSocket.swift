// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A blocking socket with a time-out, so that a server that does not answer fails a test and does not hang it.
final class TestSocket: Sendable {
    struct Failure: Error {
        var call: String
        var number: Int32
    }

    let descriptor: Int32

    init(unix path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "connect", number: errno) }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", number: errno) }
            sent += count
        }
    }

    /// Sends what the kernel takes without waiting; tells how much that was.
    func sendWithoutWaiting(_ bytes: [UInt8]) -> Int {
        unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }

    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes next, at least a byte; empty at the end.
    func read() throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Failure(call: "recv", number: errno) }
        return Array(chunk[..<count])
    }

    func readToEnd() throws -> String {
        var all: [UInt8] = []
        while true {
            let next = try read()
            if next.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += next
        }
    }

    /// Reads until `count` lines have come.
    func readLines(_ count: Int) throws -> [String] {
        var all: [UInt8] = []
        while all.count(where: { $0 == 0x0A }) < count {
            let next = try read()
            if next.isEmpty { break }
            all += next
        }
        return String(decoding: all, as: UTF8.self).split(separator: "\n").map { String($0) }
    }
}
