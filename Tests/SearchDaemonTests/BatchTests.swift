// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import Deadlines
import LineProtocol
import SearchDaemon
import Synchronization
import Testing

/// The replies of several threads to the lines that one connection sent at once.
@Suite(.timeLimit(.minutes(20))) struct BatchTests {
    @Test func answersLinesOfOneConnectionOnSeveralThreadsAndKeepsTheirOrder() async throws {
        // The first line waits for the third, which only another thread can answer. A machine that is busy may bring
        // that thread only when the connection's turn is over.
        var isShared = false
        for _ in 0..<20 where !isShared {
            let gate = Gate()
            let lines = Collected()
            try await serve(gate, deadline: .milliseconds(300)) { server in
                lines.set(try await server.lines("COUNT x\nPING\nSHOW open\nNO\nSHOW a\nSHOW b\nPING\n"))
            }
            let replies = lines.all
            isShared = replies.first == "OK id=waited"
            #expect(isShared || replies.first?.hasPrefix("ERR 504 ") == true)
            #expect(replies.count == 7 && replies[3].hasPrefix("ERR 405 "))
            #expect(
                replies.dropFirst().filter { $0.hasPrefix("OK") } == ["OK", "OK id=open", "OK id=a", "OK id=b", "OK"])
        }
        #expect(isShared)
    }

    @Test func answersEverythingAfterALineThatIsLate() async throws {
        let gate = Gate()
        try await serve(gate, deadline: .seconds(1)) { server in
            let shows = (0..<50).map { "SHOW \($0)" }
            let lines = try await server.lines(
                (shows + ["COUNT x", "HELLO format=json"] + shows + ["NO", "PING"]).joined(separator: "\n"))
            gate.open()
            let expected =
                shows.map { "OK id=" + $0.dropFirst(5) } + ["ERR 504"]
                + ["{\"kind\":\"ok\",\"id\":\"HELLO\"}"]
                + shows.map { "{\"kind\":\"ok\",\"id\":\"\($0.dropFirst(5))\"}" }
                + ["{\"kind\":\"error\",\"code\":405", "{\"kind\":\"ok\"}"]
            #expect(lines.count == expected.count)
            for (line, beginning) in zip(lines, expected) { #expect(line.hasPrefix(beginning)) }
        }
    }

    @Test func twoLinesThatAreLateAreAnsweredEach() async throws {
        let gate = Gate()
        try await serve(gate, deadline: .seconds(1)) { server in
            let lines = try await server.lines("COUNT x\nCOUNT x\nSHOW a\n")
            gate.open()
            #expect(lines.map { $0.prefix(7) } == ["ERR 504", "ERR 504", "OK id=a"])
            // The threads that came back serve on.
            #expect(try await server.lines("SHOW b\nSHOW c\n") == ["OK id=b", "OK id=c"])
        }
    }

    /// COUNT and `REFUSE wait` could only be answered in time if what comes behind them were answered beside them.
    @Test(arguments: ["COUNT x\nREFUSE open\n", "REFUSE wait\nSHOW open\n", "REFUSE wait\nREFUSE open\n"])
    func whatChangesAnswersIsAnsweredByItself(_ lines: String) async throws {
        let gate = Gate()
        try await serve(gate, deadline: .milliseconds(300)) { server in
            let replies = try await server.lines(lines)
            gate.open()
            #expect(replies.map { $0.prefix(7) } == ["ERR 504", "OK id=o"])
        }
    }

    /// Runs `body` while two threads answer, each for `deadline` at most; COUNT waits for `gate`.
    private func serve(
        _ gate: Gate, deadline: Duration, _ body: @escaping @Sendable (Served) async throws -> Void
    ) async throws {
        try await ServedIndex().serve(
            {
                $0.deadline = deadline
                $0.threads = 2
            }, answerer: { RelayAnswerer(gate) }, body)
    }
}

/// Answers with the request's text; COUNT when the gate is open, which `SHOW open` opens.
private final class RelayAnswerer: RequestAnswering {
    private let gate: Gate
    init(_ gate: Gate) { self.gate = gate }

    func answer(_ request: Request, by deadline: Deadline) -> Reply {
        if request.verb == .count || request.rest == "wait" { gate.wait() }
        if request.rest == "open" { gate.open() }
        let text = request.verb == .count ? "waited" : request.verb == .hello ? "HELLO" : request.rest
        return Reply([Reply.Pair("id", .text(text))])
    }

    func refreshIfStale() throws {}
    func followCommits() throws {}
}

/// Lines that were read within a server's run. For any thread.
final class Collected: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func set(_ new: [String]) { lines.withLock { $0 = new } }
}
