// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import LineProtocol
import SearchDaemon
import Testing

/// The deeds that no client should do. `Benchmarks/abuse.py` does more of it for longer.
@Suite(.timeLimit(.minutes(20))) struct AbuseTests {
    @Test func everyMutatedLineGetsItsReplyAndTheServerLives() async throws {
        var random = Mutations(seed: 20_261_121)
        let (bytes, count) = random.lines(3000)
        try await ServedIndex().serve { server in
            let socket = try server.connect()
            let text = try await onThread { try socket.exchange(bytes) }
            // QUIT and HTTP, which end a connection, are not among what can come out.
            let finals = text.split(separator: "\n").count { ReplyLine($0.utf8).isFinal }
            #expect(finals == count)
            #expect(try await server.lines("PING\n") == ["OK"])
        }
    }

    @Test func clientsThatGoAwayInMidAnswerLeaveNothingBehind() async throws {
        let index = try ServedIndex()
        try index.add("pitka.txt", String(repeating: "sana toinen kolmas\n", count: 200))
        try await index.serve { server in
            try await onThread {
                for round in 0..<60 {
                    let socket = try server.connect()
                    try socket.send(String(repeating: "TEXT pitka.txt\n", count: 5))
                    // Some read a little first; a close with something unread is a reset.
                    if round % 3 == 0 { _ = try socket.read() }
                }
                for _ in 0..<300 { _ = try server.connect() }
            }
            // This very connection is left, once those that went away have been noticed.
            let isAlone = try await eventually {
                try await server.lines("METRICS\n").contains("metric\thaku_connections 1")
            }
            #expect(isAlone)
        }
    }

    @Test func halfRequestsOnEverySlotDoNotKeepOthersOut() async throws {
        try await ServedIndex().serve({
            $0.maximumConnections = 4
            $0.idleTimeout = .milliseconds(300)
        }) { server in
            let slow = try (0..<4).map { _ in try server.connect() }
            try await onThread { for socket in slow { try socket.send("SEARCH ky") } }
            let isLetIn = try await eventually { try await server.lines("PING\n") == ["OK"] }
            #expect(isLetIn)
        }
    }

    // ProgramTests measures the memory that it takes, in a process where nothing else goes on.
    @Test func aLineOfManyMegabytesIsRefusedAndTheConnectionLives() async throws {
        try await ServedIndex().serve { server in
            let socket = try server.connect()
            let lines = try await onThread {
                let piece = [UInt8](repeating: 0, count: 1 << 20)
                for _ in 0..<100 { try socket.send(piece) }
                try socket.send("\nPING\n")
                return try socket.readLines(2)
            }
            #expect(lines.map { $0.prefix(7) } == ["ERR 413", "OK"])
        }
    }
}

/// Request lines with bytes changed, put in, taken out and doubled; the same for the same seed.
private struct Mutations {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let models = [
        "SEARCH limit=3 snippet=no kyläyhdistys", "SEARCH \"kylä yhdistys\" AND (a OR b*)", "COUNT -kissa +koira",
        "SIMILAR eka.txt", "FACETS laji kylä", "SHOW eka.txt", "TEXT from=1 lines=2 eka.txt", "SUGGEST kyl",
        "EXPLAIN eka.txt kylä", "ANALYSE työ- ja toimintakyky", "STATS", "HELLO format=json", "HELLO format=tsv",
        "PING", "HELP", "METRICS", "SEARCH vuosi:2016..2018 rahoitus:100 000.. *loppu a NEAR/5 b",
    ].map { [UInt8]($0.utf8) }

    /// This many lines, and how many of them have to be replied to.
    mutating func lines(_ count: Int) -> (bytes: [UInt8], replies: Int) {
        var bytes: [UInt8] = []
        var replies = 0
        for _ in 0..<count {
            var line = Self.models[below(Self.models.count)]
            for _ in 0..<below(4) { mutate(&line) }
            // A line that says QUIT, or speaks HTTP, would end the conversation.
            let upper = String(decoding: line, as: UTF8.self).uppercased()
            if upper.hasPrefix("QUIT") || upper.hasPrefix("HOST:") || upper.contains("HTTP") { continue }
            let content = line.last == 0x0D ? line.dropLast() : line[...]
            if !content.isEmpty { replies += 1 }
            bytes += line + [0x0A]
        }
        return (bytes, replies)
    }

    private mutating func mutate(_ line: inout [UInt8]) {
        let place = below(line.count + 1)
        // No LF, which would make two lines of one.
        var byte = UInt8(below(256))
        if byte == 0x0A { byte = 0 }
        switch below(6) {
        case 0: line.insert(byte, at: place)
        case 1 where place < line.count: line.remove(at: place)
        case 2 where place < line.count: line[place] = byte
        case 3: line += line.prefix(place)
        case 4:
            line.insert(contentsOf: [[0xED, 0xA0, 0x80], [0], [0xFF], [0x22], [0x28], [0x2A]][below(6)], at: place)
        default: line.removeSubrange(place...)
        }
    }

    /// A number below `bound` (SplitMix64).
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
