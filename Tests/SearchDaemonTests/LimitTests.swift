// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import Deadlines
import Dispatch
import HakuClient
import LineProtocol
import SearchDaemon
import Testing

@Suite(.timeLimit(.minutes(20))) struct LimitTests {
    @Test func refusesOneConnectionTooMany() async throws {
        try await ServedIndex().serve({ $0.maximumConnections = 2 }) { server in
            let first = try server.connect()
            let second = try server.connect()
            let (pings, third) = try await onThread {
                try first.send("PING\n")
                try second.send("PING\n")
                let pings = try first.readLines(1) + second.readLines(1)
                return (pings, try server.connect().readToEnd())
            }
            #expect(pings == ["OK", "OK"])
            #expect(third.hasPrefix("ERR 429 too-many-connections "))
        }
    }

    @Test func refusesAllThatAreTooManyWhenTheyComeAtOnce() async throws {
        try await ServedIndex().serve({ $0.maximumConnections = 2 }) { server in
            let sockets = try (0..<40).map { _ in try server.connect() }
            let texts = try await onThread { try sockets[2...].map { try $0.readToEnd() } }
            #expect(texts.allSatisfy { $0.hasPrefix("ERR 429 too-many-connections ") })
        }
    }

    @Test func closesAnIdleConnection() async throws {
        try await ServedIndex().serve({ $0.idleTimeout = .milliseconds(100) }) { server in
            let socket = try server.connect()
            // Half a request does not make it busy.
            let text = try await onThread {
                try socket.send("PI")
                return try socket.readToEnd()
            }
            #expect(text == "")
        }
    }

    @Test func asksForTheTokenOverTCPOnly() async throws {
        let index = try ServedIndex()
        try await index.serve({
            $0.endpoints = (try? [TCPEndpoint("127.0.0.1:0")]) ?? []
            $0.token = AccessToken("salaisuus")
        }) { server in
            let client = ClientConfiguration(.tcp(host: "127.0.0.1", port: try server.port()))
            func ask(_ lines: [String]) async throws -> String {
                try await onThread {
                    var bytes: [UInt8] = []
                    _ = try? LineRelay(client).ask(lines) { bytes += $0 }
                    return String(decoding: bytes, as: UTF8.self)
                }
            }
            #expect(try await ask(["PING"]).hasPrefix("ERR 401 token-needed "))
            #expect(try await ask(["HELLO"]).hasPrefix("ERR 401 token-needed "))
            let wrong = try await ask(["HELLO token=salaisuuS", "PING"])
            #expect(wrong.hasPrefix("ERR 401 ") && wrong.count(where: { $0 == "\n" }) == 1)
            #expect(try await ask(["HELLO token=salaisuus", "PING"]).hasSuffix("\nOK\n"))
            #expect(try await server.lines("PING\n") == ["OK"])
        }
    }

    /// The lines that a server replies to `text`, where one thread answers for a second at most and COUNT takes longer.
    private func lines(to text: String) async throws -> [String] {
        let gate = Gate()
        let found = Collected()
        try await ServedIndex().serve(
            {
                $0.deadline = .seconds(1)
                $0.threads = 1
            }, answerer: { SlowAnswerer(gate) }
        ) { server in
            found.set(try await server.lines(text))
            gate.open()
        }
        return found.all
    }

    @Test func aRequestOutOfTimeIsAnsweredAndTheNextOnesToo() async throws {
        let lines = try await lines(to: "COUNT x\nPING\nSHOW x\n")
        #expect(lines.map { $0.prefix(7) } == ["ERR 504", "OK", "OK"])
    }

    @Test func aRequestOutOfTimeIsToldByItsCodeInVersionTwo() async throws {
        let lines = try await lines(to: "HELLO protocol=2 format=json\nCOUNT x\n")
        #expect(lines.last?.hasPrefix("{\"kind\":\"error\",\"code\":504,") == true)
        #expect(lines.last?.hasSuffix("\"said\":[\"answering-took-longer-than-s-ask-for-less-at|1.0\"]}") == true)
    }

    @Test func refusesAnOpenAddress() async throws {
        await #expect(throws: DaemonError.self) {
            try await ServedIndex().serve({
                $0.endpoints = (try? [TCPEndpoint("0.0.0.0:0")]) ?? []
                $0.token = AccessToken("x")
            }) { _ in Issue.record("it listens") }
        }
    }

    @Test(arguments: ["7700", "localhost", "::1:7700", ":7700", "a:b", "a:70000"])
    func refusesWhatIsNoEndpoint(text: String) {
        #expect(throws: DaemonError.self) { try TCPEndpoint(text) }
    }
}

/// Opens once, for everybody who waits.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    func open() { opened.signal() }
    func wait() {
        opened.wait()
        opened.signal()
    }

    /// Waits until it opens, or the deadline has passed; true if it is open.
    func wait(by deadline: Deadline) -> Bool {
        while !deadline.hasPassed {
            guard opened.wait(timeout: .now() + .milliseconds(5)) == .success else { continue }
            opened.signal()
            return true
        }
        return false
    }
}

/// Answers COUNT when its gate opens, and everything else at once.
final class SlowAnswerer: RequestAnswering {
    private let gate: Gate
    init(_ gate: Gate) { self.gate = gate }
    func refreshIfStale() {}
    func followCommits() {}
    func answer(_ request: Request, by deadline: Deadline) -> Reply {
        if request.verb == .count { gate.wait() }
        return Reply()
    }
}
