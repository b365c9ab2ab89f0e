// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc

/// A blocking socket with a time-out, so that a server that does not answer fails a test and does not hang it.
final class TestSocket: Sendable {
    struct Failure: Error {
        var call: String
        var number: Int32
    }

    let descriptor: Int32

    /// Connects to a port of this machine.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "connect", number: errno) }
        setTimeouts()
    }

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
        setTimeouts()
    }

    private func setTimeouts() {
        // A server with a sanitizer in it, on a busy machine, takes minutes for a text of sixty megabytes.
        var timeout = timeval(tv_sec: 300, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    /// A socket that is bound to `path` and does not listen yet.
    static func bound(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "bind", number: errno) }
        return descriptor
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

    /// True if the kernel takes more before this many milliseconds have gone by.
    func isWritable(within milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
    }

    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Returns what comes next, at least a byte; empty at the end.
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

    /// Sends `bytes` and closes the sending half on a thread of its own, and meanwhile reads to the end.
    func exchange(_ bytes: [UInt8]) throws -> String {
        Thread.detachNewThread { [self] in
            // Where this fails, the end comes too soon.
            try? send(bytes)
            finishSending()
        }
        return try readToEnd()
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
