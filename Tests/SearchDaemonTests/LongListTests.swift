// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchDaemon
import Testing

/// Lists that are sent in parts.
@Suite(.timeLimit(.minutes(20))) struct LongListTests {
    private static let count = 3_000

    /// Three thousand documents with titles of 2 KB: more than sockets hold.
    private static let documents = (0..<count).map { number in
        (id: "\(number)", title: String(format: "%05d", number * 7 % count) + String(repeating: " kylä", count: 400))
    }

    private func serve(_ body: @escaping @Sendable (Served, ServedIndex) async throws -> Void) async throws {
        let index = try ServedIndex()
        try await onThread { try index.add(Self.documents, "Kylä.\n") }
        try await index.serve({ $0.deadline = .seconds(600) }) { try await body($0, index) }
    }

    private static func ids(_ lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix("document\t") }.map { String($0.split(separator: "\t")[1]) }
    }

    @Test func aListComesWholeAndInOrder() async throws {
        try await serve { server, _ in
            let all = ["eka.txt"] + Self.documents.map(\.id)
            for request in ["LIST", "LIST kylä", "LIST fields=otsikko kylä OR laavu"] {
                let lines = try await server.lines("\(request)\nPING\n")
                #expect(Self.ids(lines) == all, "\(request)")
                #expect(
                    lines.suffix(2).first?.hasPrefix("OK shown=\(all.count) generation=") == true && lines.last == "OK")
            }
            let byTitle = Self.documents.sorted { $0.title < $1.title }.map(\.id)
            let rising = Self.ids(try await server.lines("LIST sort=otsikko\n"))
            #expect(rising.filter { $0 != "eka.txt" } == byTitle)
            let falling = try await server.lines("LIST sort=-otsikko kylä\nPING\n")
            #expect(Self.ids(falling).filter { $0 != "eka.txt" } == byTitle.reversed() && falling.last == "OK")
            let objects = try await server.lines("LIST format=json\n")
            #expect(objects.count == all.count + 1)
            #expect(objects.last?.hasPrefix(#"{"kind":"ok","shown":\#(all.count),"generation":"#) == true)
        }
    }

    @Test func aCommitWithinAListLosesNothingOfIt() async throws {
        try await serve { server, index in
            let slow = try (0..<2).map { _ in try server.connect() }
            try await onThread {
                for (socket, request) in zip(slow, ["LIST", "LIST sort=otsikko"]) {
                    try socket.send("\(request)\n")
                    socket.finishSending()
                }
            }
            try await onThread {
                try index.add([("0", "00000 uusi nimi"), ("uusi", "99999")], "Uusi.\n", lemma: "uusi")
            }
            #expect(
                try await eventually {
                    try await server.lines("COUNT uusi\n").last?.contains("matches=2") == true
                })
            for socket in slow {
                let lines = try await onThread { try socket.readToEnd() }.split(separator: "\n").map { String($0) }
                let ids = Self.ids(lines)
                #expect(Set(Self.documents.map(\.id)).isSubset(of: ids) && Set(ids).count == ids.count)
                #expect(lines.last?.hasPrefix("OK shown=\(ids.count) generation=") == true)
            }
        }
    }

    @Test func whoDoesNotReadAListHoldsNobodyUp() async throws {
        try await serve { server, _ in
            let slow = try await server.unread(8, "LIST sort=-otsikko\n")
            #expect(try await server.lines("SHOW 7\n").last == "OK id=7")
            for socket in slow {
                let last = try await onThread { try socket.readToEnd() }.split(separator: "\n").last
                #expect(last?.hasPrefix("OK shown=\(Self.count + 1) generation=") == true)
            }
        }
    }
}
