// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import Deadlines
import LineProtocol
import Sayings
import Synchronization
import TestSupport
import Testing

@testable import SearchDaemon

/// The threads' time among connections. `Benchmarks/starve.py` measures it.
@Suite(.timeLimit(.minutes(20))) struct FairnessTests {
    /// Serves by two threads, which answer COUNT when the gate opens.
    private func withTwoThreads(
        deadline: Duration, _ body: @escaping @Sendable (Served, Gate, BusyThreads) async throws -> Void
    ) async throws {
        let (gate, busy) = (Gate(), BusyThreads())
        try await ServedIndex().serve(
            {
                $0.threads = 2
                $0.deadline = deadline
            }, answerer: { CountingAnswerer(gate, busy) }
        ) { server in try await body(server, gate, busy) }
    }

    @Test func requestsForNoDocumentsAreAnsweredWhileAllThreadsAreBusy() async throws {
        try await withTwoThreads(deadline: .seconds(60)) { server, gate, busy in
            // Two threads, and the one for short requests.
            let others = try (0..<3).map { _ in try server.connect() }
            try await onThread { for other in others { try other.send("COUNT x\n") } }
            #expect(try await eventually { busy.count == 3 })
            let lines = try await server.lines("PING\nHELLO\nSTATS\nMETRICS\nNO\n\nHELLO token=\"\nhelp\nquit\n")
            #expect(lines.count { $0.hasPrefix("OK") } == 6)
            #expect(lines.count { $0.hasPrefix("ERR") } == 2)
            gate.open()
            for other in others { #expect(try await onThread { try other.readLines(1) } == ["OK"]) }
        }
    }

    @Test func aShortRequestPassesBetweenLongOnes() async throws {
        try await withTwoThreads(deadline: .seconds(600)) { server, gate, busy in
            let others = try (0..<8).map { _ in try server.connect() }
            try await onThread {
                for other in others { try other.send(String(repeating: "COUNT x\n", count: 100)) }
            }
            // All eight have been tried by now, most of them by the thread for short requests.
            #expect(try await eventually { busy.count >= 8 })
            let ninth = try server.connect()
            for _ in 0..<10 {
                #expect(
                    try await onThread {
                        try ninth.send("SHOW x\n"); return try ninth.readLines(1)
                    } == ["OK"])
            }
            gate.open()
            for other in others {
                let lines = try await onThread { try other.readLines(100) }
                #expect(lines == Array(repeating: "OK", count: 100))
            }
        }
    }

    @Test func theConnectionThatUsedLeastIsNext() {
        let start = ContinuousClock.now
        let (idle, busy, early) = (ThreadTimeUsed(now: start), ThreadTimeUsed(now: start), ThreadTimeUsed(now: start))
        busy.add(.seconds(3), at: start)
        early.add(.milliseconds(5), at: start)
        var queue = RankedQueue<String>()
        // Who is looked at later has had longer for what was used to fade, and is no better off for it.
        let later = start + .seconds(1)
        queue.insert("busy", rank: busy.rank(at: later, since: start))
        queue.insert("early", rank: early.rank(at: start, since: start))
        queue.insert("idle", rank: idle.rank(at: later, since: start))
        let order = [queue.popLowest(), queue.popLowest(), queue.popLowest(), queue.popLowest()]
        #expect(order == ["idle", "early", "busy", nil])
    }

    @Test func whatWasUsedFadesSoThatNobodyWaitsForEver() {
        let start = ContinuousClock.now
        let (busy, other) = (ThreadTimeUsed(now: start), ThreadTimeUsed(now: start))
        busy.add(.seconds(10), at: start)
        #expect(busy.isCostly(at: start + .seconds(50)))
        #expect(!busy.isCostly(at: start + .seconds(101)))
        // Another that goes on to use a little is behind it at last.
        let late = start + .seconds(30)
        other.add(.milliseconds(100), at: late)
        #expect(busy.rank(at: start, since: start) < other.rank(at: late, since: start))
        #expect(!other.isCostly(at: late))
    }

    @Test(arguments: 0..<20) func theQueueIsInTheOrderOfRanks(seed: UInt64) {
        var random = SeededRandom(seed)
        var queue = RankedQueue<Double>()
        var ranks: [Double] = []
        for _ in 0..<200 {
            let rank = Double(random.next() % 100)
            queue.insert(rank, rank: rank)
            ranks.append(rank)
        }
        #expect((0..<200).map { _ in queue.popLowest() } == ranks.sorted())
        #expect(queue.popLowest() == nil)
    }
}

/// Threads that are busy with a request.
private final class BusyThreads: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}

/// Answers COUNT when its gate opens, or with 504, and everything else at once.
private final class CountingAnswerer: RequestAnswering {
    private let gate: Gate
    private let busy: BusyThreads

    init(_ gate: Gate, _ busy: BusyThreads) {
        self.gate = gate
        self.busy = busy
    }

    func answer(_ request: Request, by deadline: Deadline) -> Reply {
        guard request.verb == .count else { return Reply() }
        busy.add()
        return gate.wait(by: deadline) ? Reply() : Reply(ReplyError(.outOfTime, "too late"))
    }

    func refreshIfStale() {}
    func followCommits() {}
}
