// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchDaemon
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConversationTests {
    @Test func answersPipelinedRequestsInOrderAlsoAfterHalfClose() async throws {
        try await ServedIndex().serve { server in
            let lines = try await server.lines("PING\nTEXT eka.txt\r\n\nNONSENSE\nSHOW puuttuu\nPING")
            #expect(lines[0] == "OK")
            #expect(lines[1] == "line\t1\tKyläyhdistys kokoontui.\t")
            #expect(lines[2] == "line\t2\tToinen rivi ‹lainaus›.\t")
            #expect(
                lines.dropFirst(3).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }.suffix(4) == [
                    "OK lines=\(lines.count(where: { $0.hasPrefix("line\t") }))", "ERR 405", "ERR 404", "OK",
                ])
        }
    }

    @Test func takesBytesOneAtATime() async throws {
        try await ServedIndex().serve { server in
            let socket = try server.connect()
            let lines = try await onThread {
                for byte in "PING\nHELLO\n".utf8 { try socket.send([byte]) }
                return try socket.readLines(2)
            }
            #expect(lines.first == "OK")
            #expect(lines.last?.hasPrefix("OK server=haku protocol=1 version=") == true)
            #expect(lines.last?.contains(" maxline=65536 documents=1 generation=") == true)
        }
    }

    @Test func livesOnAfterALongLineAndAfterWhatIsNotUTF8() async throws {
        try await ServedIndex().serve { server in
            let socket = try server.connect()
            let lines = try await onThread {
                try socket.send([UInt8](repeating: 0x61, count: 3_000_000) + [0x0A] + [0xFF, 0xFE, 0x0A])
                try socket.send("PING\n")
                return try socket.readLines(3)
            }
            #expect(lines.map { $0.prefix(7) } == ["ERR 413", "ERR 400", "OK"])
        }
    }

    @Test func answersTenThousandRequestsSentAtOnce() async throws {
        try await ServedIndex().serve { server in
            // Few of them look into the index, which takes its time where nothing is optimised.
            let text = String(repeating: String(repeating: "PING\n", count: 19) + "SHOW eka.txt\n", count: 500)
            let socket = try server.connect()
            let lines = try await onThread { try socket.exchange(Array(text.utf8)).split(separator: "\n") }
            #expect(lines.count(where: { $0 == "OK" }) == 9500)
            #expect(lines.count(where: { $0 == "OK id=eka.txt" }) == 500)
        }
    }

    @Test func manyConnectionsAtOnce() async throws {
        try await ServedIndex().serve { server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<32 {
                    group.addTask { try await server.lines(String(repeating: "SHOW eka.txt\n", count: 100)) }
                }
                for try await lines in group { #expect(lines.count(where: { $0 == "OK id=eka.txt" }) == 100) }
            }
        }
    }

    @Test func aClientThatDoesNotReadIsNotReadFrom() async throws {
        let index = try ServedIndex()
        try index.add("pitka.txt", String(repeating: String(repeating: "sana ", count: 40) + "\n", count: 100))
        try await index.serve { server in
            let socket = try server.connect()
            // Spaces around an id do not count; here they keep the requests few.
            let size = 16 << 10
            let request = [UInt8]("TEXT pitka.txt\n".utf8)
            let padded = request.dropLast() + [UInt8](repeating: 0x20, count: size - request.count) + [0x0A]
            // The answers are longer than that. Without a bound this would go on until memory is full.
            let (taken, answered) = try await onThread {
                var taken = 0
                while taken < 64 << 20, socket.isWritable(within: 500) {
                    taken += max(0, socket.sendWithoutWaiting(Array(padded[(taken % size)...])))
                }
                socket.finishSending()
                var answered = 0
                let text = try socket.readToEnd()
                for line in text.split(separator: "\n") where line.hasPrefix("OK ") { answered += 1 }
                return (taken, answered)
            }
            #expect(taken < 4 << 20)
            #expect(answered == (taken + size - 1) / size || answered == taken / size)
        }
    }

    @Test func quitAndHTTPEndTheConnection() async throws {
        try await ServedIndex().serve { server in
            let socket = try server.connect()
            let http = try server.connect()
            let (quit, foreign) = try await onThread {
                try socket.send("QUIT\nPING\n")
                try http.send("POST / HTTP/1.1\r\nHost: x\r\n\r\nPING\r\n")
                return (try socket.readToEnd(), try http.readToEnd())
            }
            #expect(quit == "OK\n")
            #expect(foreign.hasPrefix("ERR 400 syntax ") && foreign.count(where: { $0 == "\n" }) == 1)
        }
    }

    @Test func helloChoosesTheForm() async throws {
        try await ServedIndex().serve { server in
            let lines = try await server.lines("HELLO format=json\nPING\nPING format=tsv\nSHOW nope\n")
            #expect(lines[0].hasPrefix("{\"kind\":\"ok\",\"server\":\"haku\",\"protocol\":1,"))
            #expect(lines[1] == "{\"kind\":\"ok\"}")
            #expect(lines[2] == "OK")
            #expect(lines[3].hasPrefix("{\"kind\":\"error\",\"code\":404,\"name\":\"no-such-document\","))
        }
    }
}
