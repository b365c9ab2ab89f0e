// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import Logging
import SearchDaemon
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct ListeningTests {
    @Test func theSocketGetsTheModeThatWasAskedFor() async throws {
        try await ServedIndex().serve({ $0.socketMode = 0o660 }) { server in
            let mode = try FileManager.default.attributesOfItem(atPath: server.socket)[.posixPermissions] as? Int
            #expect(mode == 0o660)
        }
    }

    @Test func answersOnSocketsThatItInherits() async throws {
        let index = try ServedIndex()
        let path = index.path + "/inherited"
        let descriptor = try TestSocket.bound(path)
        try #require(listen(descriptor, 16) == 0)
        try await index.serve({
            $0.socket = nil
            $0.inherited = [InheritedSocket(descriptor: descriptor)]
        }) { server in
            #expect(server.addresses == ["unix:\(path)"])
            let socket = try TestSocket(unix: path)
            let lines = try await onThread {
                try socket.send("PING\n")
                return try socket.readLines(1)
            }
            #expect(lines == ["OK"])
        }
    }

    @Test func figuresOverHTTPTakeTheToken() async throws {
        try await ServedIndex().serve({
            $0.metricsEndpoint = try? TCPEndpoint("127.0.0.1:0")
            $0.token = AccessToken("salaisuus")
        }) { server in
            _ = try await server.lines("PING\nNONSENSE\n")
            let port = UInt16(try server.port())
            func ask(_ request: String) async throws -> String {
                let socket = try TestSocket(port: port)
                return try await onThread {
                    try socket.send(request + "\r\nHost: x\r\n\r\n")
                    return try socket.readToEnd()
                }
            }
            let authorization = "HTTP/1.1\r\nAuthorization: Bearer salaisuus"
            let good = try await ask("GET /metrics \(authorization)")
            #expect(good.hasPrefix("HTTP/1.1 200 "))
            for scheme in ["bearer", "BEARER ", "bEaReR"] {
                let answer = try await ask("GET /metrics HTTP/1.1\r\nAuthorization: \(scheme) salaisuus")
                #expect(answer.hasPrefix("HTTP/1.1 200 "))
            }
            #expect(try await ask("GET /metrics HTTP/1.1\r\nAuthorization: Basic salaisuus").hasPrefix("HTTP/1.1 401 "))
            for line in [
                "haku_request_seconds_count{verb=\"PING\"} 1", "haku_errors_total{code=\"405\"} 1",
                "haku_documents{index=\"default\"} 1",
            ] { #expect(good.contains("\n\(line)\n")) }
            for name in ["haku_index_bytes", "haku_index_age_seconds"] {
                #expect(good.contains("\n\(name){index=\"default\"} "))
            }
            #expect(try await ask("GET /metrics HTTP/1.1").hasPrefix("HTTP/1.1 401 "))
            #expect(try await ask("GET /metrics \(authorization)x").hasPrefix("HTTP/1.1 401 "))
            #expect(try await ask("GET / \(authorization)").hasPrefix("HTTP/1.1 404 "))
            #expect(try await ask("DELETE /metrics \(authorization)").hasPrefix("HTTP/1.1 405 "))
        }
    }

    @Test(arguments: ["0.0.0.0:0", "[::]:0"])
    func figuresAreNotGivenToOtherMachinesUnprotected(address: String) async throws {
        let error = await #expect(throws: DaemonError.self) {
            try await ServedIndex().serve({
                $0.metricsEndpoint = try? TCPEndpoint(address)
                $0.token = AccessToken("x")
            }) { _ in Issue.record("it listens") }
        }
        #expect(error?.code == .insecure)
        #expect(error?.message.contains("--tls-certificate") == true)
        #expect(error?.message.contains("--token-file") == false)
    }

    @Test func anIndexIsChosenByNameForARequestOrForTheConnection() async throws {
        try await ServedIndex().serve({ $0.indexes = ["eka", "toka"] }) { server in
            let requests = [
                "HELLO", "HELLO index=toka", "HELLO", "HELLO index=eka", "STATS index=kolmas", "PING index=toka",
                "HELLO index=x", "HELLO",
            ]
            let lines = try await server.lines(requests.joined(separator: "\n"))
            let chosen = lines.map { line in line.split(separator: " ").first { $0.hasPrefix("index=") } ?? "" }
            #expect(chosen.prefix(4) == ["index=eka", "index=toka", "index=toka", "index=eka"])
            #expect(lines[0].hasSuffix(" indexes=eka,toka"))
            #expect(lines[4].hasPrefix("ERR 400 syntax there is no index “kolmas” here (there is eka, toka)"))
            #expect(lines[5] == "OK" && lines[6].hasPrefix("ERR 400 ") && chosen[7] == "index=eka")
        }
    }

    @Test func severalIndexesAreAskedAsOne() async throws {
        try await ServedIndex().serve({ $0.indexes = ["eka", "toka", "kolmas"] }) { server in
            let requests = [
                "COUNT kylä", "COUNT index=* kylä", "COUNT index=toka,eka kylä", "COUNT index=eka,eka kylä",
                "HELLO index=eka,toka", "COUNT kylä", "SEARCH kylä", "SEARCH index=eka kylä", "COUNT index=eka,x kylä",
                "LIST index=*", "SHOW eka.txt", "SHOW index=toka eka.txt",
            ]
            let lines = try await server.lines(requests.joined(separator: "\n"))
            let finals = lines.filter { $0.hasPrefix("OK") || $0.hasPrefix("ERR") }
            let counts = finals.map { line in line.split(separator: " ").first { $0.hasPrefix("matches=") } ?? "" }
            #expect([0, 1, 2, 3, 5].map { counts[$0] } == [1, 3, 2, 1, 2].map { "matches=\($0)" })
            #expect(finals[4].contains(" index=eka,toka indexes=eka,toka,kolmas"))
            let hits = lines.filter { $0.hasPrefix("hit\t") }
            #expect(hits.count == 3 && hits[0].hasSuffix("\teka") && hits[1].hasSuffix("\ttoka"))
            #expect(!hits[2].hasSuffix("\teka"))
            #expect(finals[8].hasPrefix("ERR 400 syntax there is no index “x” here (there is eka, toka, kolmas)"))
            let listed = lines.filter { $0.hasPrefix("document\t") }
            #expect(listed == ["eka", "toka", "kolmas"].map { "document\teka.txt\teka.txt\t\($0)" })
            #expect(finals[10].hasPrefix("ERR 400 ") && finals[10].contains("eka, toka"))
            #expect(finals[11] == "OK id=eka.txt")
        }
    }

    @Test(arguments: [false, true])
    func slowRequestsAreLoggedWithoutTheirTextUnlessAsked(holdsText: Bool) async throws {
        let log = LogLines()
        try await ServedIndex().serve(
            {
                $0.indexes = ["eka", "toka"]
                $0.slowRequest = .zero
                $0.logsQueries = holdsText
            }, logger: Logger(label: "test") { _ in log }
        ) { server in
            _ = try await server.lines("SHOW eka.txt\nHELLO token=salaisuus index=toka\nPING\n")
        }
        // In the order in which threads finished them.
        let slow = log.lines().filter { $0.hasPrefix("Slow request") }
        #expect(slow.count == 3)
        // The index too that HELLO chose, or nobody.
        for (verb, index) in [("SHOW", "eka"), ("HELLO", "toka"), ("PING", "toka")] {
            let line = slow.first { $0.contains("verb=\(verb)") } ?? ""
            #expect(line.contains(" index=\(index) ") && line.contains("ms="))
            #expect(line.contains("eka.txt") == (holdsText && verb == "SHOW"))
        }
        #expect(!slow.joined().contains("salaisuus"))
    }
}

/// Keeps what is logged: message and metadata.
struct LogLines: LogHandler {
    private final class Store: Sendable { let lines = Mutex<[String]>([]) }

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug
    private let store = Store()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        let line = ([event.message.description] + pairs).joined(separator: " ")
        store.lines.withLock { $0.append(line) }
    }

    func lines() -> [String] { store.lines.withLock { $0 } }
}
