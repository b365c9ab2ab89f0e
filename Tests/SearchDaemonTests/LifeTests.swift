// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import CodedErrors
import Foundation
import LineProtocol
import SearchDaemon
import SearchIndex
import Testing

@Suite(.timeLimit(.minutes(20))) struct LifeTests {
    @Test func theSocketIsItsUsersAlone() async throws {
        try await ServedIndex().serve { server in
            let mode = try FileManager.default.attributesOfItem(atPath: server.socket)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(server.addresses == ["unix:\(server.socket)"])
        }
    }

    @Test func takesOverAStaleSocketAndLeavesNone() async throws {
        let index = try ServedIndex()
        // Bound, listening, and closed without being removed: what a killed server leaves.
        close(try TestSocket.bound(index.socket))
        try await index.serve { server in
            let lines = try await server.lines("PING\n")
            #expect(lines == ["OK"])
        }
        #expect(!FileManager.default.fileExists(atPath: index.socket))
    }

    @Test func leavesALiveSocketAlone() async throws {
        let index = try ServedIndex()
        try await index.serve { server in
            let error = await #expect(throws: DaemonError.self) {
                try await index.serve { _ in Issue.record("two servers on one socket") }
            }
            #expect(error?.code == .alreadyServed)
            let lines = try await server.lines("PING\n")
            #expect(lines == ["OK"])
        }
    }

    @Test func leavesAFileThatIsNoSocketAlone() async throws {
        let index = try ServedIndex()
        try "tärkeä".write(toFile: index.socket, atomically: true, encoding: .utf8)
        await #expect(throws: DaemonError.self) { try await index.serve { _ in } }
        #expect(try String(contentsOfFile: index.socket, encoding: .utf8) == "tärkeä")
    }

    @Test func saysThatAPathIsTooLong() async throws {
        let error = await #expect(throws: DaemonError.self) {
            try await ServedIndex().serve({ $0.socket? += String(repeating: "x", count: 100) }) { _ in }
        }
        #expect(error?.message.contains("a Unix socket takes 107") == true)
    }

    @Test func answersWhatIsOpenBeforeItEnds() async throws {
        let gate = Gate()
        try await ServedIndex().serve(
            {
                $0.threads = 1
                // However slow a busy machine is, what is open has its time.
                $0.drainTime = .seconds(1000)
                $0.deadline = .seconds(1000)
            }, answerer: { SlowAnswerer(gate) }
        ) { server in
            let socket = try server.connect()
            let lines = try await onThread {
                try socket.send("PING\n")
                _ = try socket.readLines(1)
                try socket.send("COUNT x\n" + String(repeating: "PING\n", count: 1000))
                server.shutDown()
                gate.open()
                return try socket.readToEnd().split(separator: "\n")
            }
            #expect(lines.count == 1001)
            #expect(lines.allSatisfy { $0 == "OK" })
        }
    }

    @Test(arguments: [
        ("", "ERR 503 draining the server is about to end"),
        (
            "HELLO protocol=2 format=json",
            #"{"kind":"error","code":503,"name":"draining","message":"the server is about to end","column":null,"said":["#
                + #""the-server-is-about-to-end"]}"#
        ),
    ]) func refusesWhatIsStillOpenWhenTimeIsUp(hello: String, refusal: String) async throws {
        let gate = Gate()
        try await ServedIndex().serve(
            {
                $0.threads = 1
                $0.drainTime = .milliseconds(200)
                // However late a busy machine hears of the end, the request's own time is not over.
                $0.deadline = .seconds(1000)
            }, answerer: { SlowAnswerer(gate) }
        ) { server in
            let socket = try server.connect()
            let text = try await onThread {
                if !hello.isEmpty {
                    try socket.send(hello + "\n")
                    _ = try socket.readLines(1)
                }
                try socket.send("COUNT x\n")
                server.shutDown()
                return try socket.readToEnd()
            }
            gate.open()
            #expect(text == refusal + "\n")
        }
    }

    @Test func seesANewCommitByItself() async throws {
        let index = try ServedIndex()
        try await index.serve { server in
            #expect(try await server.lines("HELLO\n").first?.contains(" documents=1 ") == true)
            try index.add("toka.txt", "Toinen.")
            let isSeen = try await eventually { try await server.lines("SHOW toka.txt\n").last == "OK id=toka.txt" }
            #expect(isSeen)
        }
    }

    @Test func anInternalErrorTellsTheClientAReferenceAndNoPath() async throws {
        let index = try ServedIndex()
        try await index.serve { server in
            try FileManager.default.moveItem(atPath: index.folder.path, toPath: index.folder.path + "-away")
            server.daemon.reopen()
            for line in try await server.lines("SHOW eka.txt\nSHOW format=json eka.txt\n") {
                #expect(line.contains("internal") && !line.contains(index.path))
                #expect(line.split { !$0.isHexDigit }.contains { $0.count == 6 })
            }
        }
    }

    @Test func anIndexThatIsGoneIsSaidAndComesBack() async throws {
        let index = try ServedIndex()
        try await index.serve { server in
            #expect(try await server.lines("SHOW eka.txt\n").last == "OK id=eka.txt")
            try FileManager.default.moveItem(atPath: index.folder.path, toPath: index.folder.path + "-away")
            server.daemon.reopen()
            #expect(try await server.lines("SHOW eka.txt\nPING\n").map { $0.prefix(7) } == ["ERR 500", "OK"])
            try FileManager.default.moveItem(atPath: index.folder.path + "-away", toPath: index.folder.path)
            #expect(try await server.lines("SHOW eka.txt\n").last == "OK id=eka.txt")
        }
    }
}
