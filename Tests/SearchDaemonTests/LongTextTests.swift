// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import LineProtocol
import SearchDaemon
import SearchIndex
import Testing

/// Texts that are sent in parts.
@Suite(.timeLimit(.minutes(20))) struct LongTextTests {
    private static let line = "Kyläyhdistys kokoontui ja päätti avata kahvilan."

    private func serve(
        _ line: String, times count: Int, _ body: @escaping @Sendable (Served) async throws -> Void
    ) async throws {
        let index = try ServedIndex()
        try await onThread { try index.add("pitkä.txt", String(repeating: line + "\n", count: count)) }
        try await index.serve({ $0.deadline = .seconds(600) }, body)
    }

    @Test func aTextOfSixtyMegabytesComesWholeAndInOrder() async throws {
        let line = String(repeating: Self.line + " ", count: 1200)
        let count = (60 << 20) / line.utf8.count + 1
        try await serve(line, times: count) { server in
            let socket = try server.connect()
            let rest = try await onThread {
                try socket.send("TEXT pitkä.txt\nPING\nSHOW pitkä.txt\n")
                socket.finishSending()
                var waiting = Data()
                for number in 1...count {
                    let wanted = Data("line\t\(number)\t\(line)\t\n".utf8)
                    while waiting.count < wanted.count {
                        let read = try socket.read()
                        try #require(!read.isEmpty)
                        waiting.append(contentsOf: read)
                    }
                    try #require(waiting.prefix(wanted.count) == wanted)
                    waiting = Data(waiting.dropFirst(wanted.count))
                }
                return try String(decoding: waiting, as: UTF8.self) + socket.readToEnd()
            }
            #expect(rest.hasPrefix("OK lines=\(count)\nOK\n") && rest.hasSuffix("\nOK id=\"pitkä.txt\"\n"))
        }
    }

    @Test func whatIsAskedForIsTheSameInPartsAndAtOnce() async throws {
        try await serve(Self.line, times: 45_000) { server in
            for (request, numbers) in [
                ("TEXT pitkä.txt", 1...45_000), ("TEXT from=500 lines=44000 pitkä.txt", 500...44_499),
                ("TEXT original=yes from=44999 pitkä.txt", 44_999...45_000),
            ] {
                let lines = try await server.lines("\(request)\nPING\n")
                #expect(lines.count == numbers.count + 2)
                #expect(lines.first == "line\t\(numbers.lowerBound)\t\(Self.line)\t")
                #expect(lines.dropLast(2).last == "line\t\(numbers.upperBound)\t\(Self.line)\t")
                #expect(lines.suffix(2) == ["OK lines=\(numbers.count)", "OK"])
            }
            let objects = try await server.lines("TEXT format=json pitkä.txt\n")
            #expect(objects.count == 45_001 && objects.last == "{\"kind\":\"ok\",\"lines\":45000}")
        }
    }

    @Test func whoDoesNotReadHoldsNobodyUp() async throws {
        try await serve(Self.line, times: 45_000) { server in
            let slow = try await server.unread(4, "TEXT pitkä.txt\n")
            #expect(try await server.lines("SHOW pitkä.txt\n").last == "OK id=\"pitkä.txt\"")
            for socket in slow {
                #expect(try await onThread { try socket.readToEnd() }.hasSuffix("\nOK lines=45000\n"))
            }
        }
    }
}
