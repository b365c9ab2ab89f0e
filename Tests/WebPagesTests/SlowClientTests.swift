// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// Clients that send or take slowly, over real sockets: others are answered meanwhile, and in the end they are dropped.
@Suite(.timeLimit(.minutes(20))) struct SlowClientTests {
    private let scratch = TemporaryFolder()

    /// The most requests of others in a test: thousands fit the time that the page waits.
    private static let most = 20_000

    /// A page that waits five seconds for anybody, and whose one file is of 64 MB.
    private func page() throws -> (daemon: RunningDaemon, page: RunningPage) {
        let path = try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        _ = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.truncate(atOffset: 64 << 20)
        let daemon = try RunningDaemon(index: scratch("index"))
        let page = try RunningPage(
            socket: daemon.socket, ["--documents", scratch("docs"), "--idle-timeout", "5"])
        return (daemon, page)
    }

    /// A hundred clients that each send the next byte once another one has been answered.
    @Test(arguments: [
        "GET /?q=kissa HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "POST /korjaus HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\ntorju=",
    ])
    func whoSendsAByteAtATimeIsDropped(request: String) throws {
        let (daemon, page) = try page()
        let slow = try (0..<100).map { _ in try SlowClient(port: page.port) }
        let bytes = Array(request.utf8)
        for round in 0..<Self.most {
            let left = slow.filter { !$0.isDropped }
            if left.isEmpty { break }
            for client in left { client.send(round < bytes.count ? bytes[round] : UInt8(ascii: "a")) }
            #expect(try PlainHTTP.get("/?q=kissa", port: page.port).status == 200)
        }
        #expect(slow.allSatisfy { $0.isDropped })
        withExtendedLifetime(daemon) {}
    }

    /// Ten clients that ask for a large file and read nothing of it.
    @Test func whoNeverReadsTheAnswerIsDropped() throws {
        let (daemon, page) = try page()
        let request = "GET /asiakirja?id=a.txt HTTP/1.1\r\nHost: a\r\n\r\n"
        let slow = try (0..<10).map { _ in try SlowClient(port: page.port) }
        for client in slow { for byte in request.utf8 { client.send(byte) } }
        #expect(slow.contains { $0.isConnected(to: page.port) })
        for _ in 0..<Self.most {
            guard slow.contains(where: { $0.isConnected(to: page.port) }) else { break }
            #expect(try PlainHTTP.get("/?q=kissa", port: page.port).status == 200)
        }
        #expect(!slow.contains { $0.isConnected(to: page.port) })
        // What is left in the system's buffers is all that comes.
        for client in slow { #expect(client.rest() < 64 << 20) }
        // Whoever reads gets all of it.
        let reader = try SlowClient(port: page.port)
        for byte in request.utf8 { reader.send(byte) }
        #expect(reader.rest() > 64 << 20)
        withExtendedLifetime(daemon) {}
    }
}

/// A connection of a client that chooses when to send and when to read.
private final class SlowClient {
    private let descriptor: Int32
    private(set) var isDropped = false

    init(port: UInt16) throws { descriptor = try PlainHTTP.connected(port: port) }

    deinit { close(descriptor) }

    /// Sends a byte, and sees if the server has closed the connection.
    func send(_ byte: UInt8) {
        var (sent, read): (UInt8, UInt8) = (byte, 0)
        let flags = Int32(MSG_NOSIGNAL)
        if unsafe Glibc.send(descriptor, &sent, 1, flags) < 0 { isDropped = true }
        let looked = Int32(MSG_DONTWAIT) | Int32(MSG_PEEK)
        let count = unsafe recv(descriptor, &read, 1, looked)
        if count == 0 || count < 0 && errno != EAGAIN { isDropped = true }
    }

    /// True while the server at `port` has not closed its end, as the system's table of connections tells.
    func isConnected(to port: UInt16) -> Bool {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        func end(_ port: UInt16) -> String { String(format: "0100007F:%04X", Int(port)) }
        let ends = "\(end(port)) \(end(UInt16(bigEndian: address.sin_port))) 01 "
        // Read by a handle: a file of the kernel has no size, and would be read in part.
        let table = try? FileHandle(forReadingAtPath: "/proc/net/tcp")?.readToEnd()
        return String(decoding: table ?? Data(), as: UTF8.self).contains(ends)
    }

    /// Reads until the connection ends, and returns the number of bytes.
    func rest() -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var all = 0
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return all }
            all += count
        }
    }
}
