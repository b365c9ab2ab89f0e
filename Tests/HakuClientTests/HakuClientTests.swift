// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import Glibc
import HakuClient
import LineProtocol
import ProgramSupport
import TestSupport
import Testing

/// A client and a real `hakud`.
@Suite(.timeLimit(.minutes(20))) struct HakuClientTests {
    @Test func rowsHaveNamedColumnsOfTheirTypes() async throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let client = HakuClient(.unix(path: daemon.socket))
        let found = try await client.ask(.search, ["limit": "1"], "kylähydistys")
        let hit = try #require(found.rows.first)
        #expect(hit.kind == .hit && hit.value("rank") == .integer(1) && hit.value("page") == .none)
        #expect(try #require(hit.number("score")) > 1)
        #expect(hit["snippet"].contains("«") && hit["id"] == "002_82ede7701b56c462.txt")
        #expect(found["corrected"] == "kyläyhdistys" && found.value("matches") == .integer(2))
        let like = try await client.ask(.similar, ["limit": "1"], "000_2f7d9ab74b53583f.txt")
        #expect(like.rows.first?.kind == .similar && like.rows.first?.list("why").isEmpty == false)
        let tokens = try await client.ask(.analyse, [:], "työ- ja toimintakyky").rows
        #expect(tokens.map { $0.list("parts") } == [[], ["työ", "kyky"], [], ["toiminta", "kyky"]])
        await client.close()
        let late = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
        #expect(late?.code == .closed)
    }

    @Test func errorsAreRepliesWhoseColumnCountsInTheText() async throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let client = HakuClient(.unix(path: daemon.socket))
        let open = try await client.ask(.count, ["related": "no"], "ä \"kissa")
        #expect(open.error?.code == .syntax && open.error?.column == 3)
        let missing = try await client.ask(.show, [:], "puuttuu.txt")
        #expect(missing.error?.code == .noSuchDocument && missing.rows.isEmpty)
        let option = try await client.ask(.search, ["limit": "viisi"], "kissa")
        #expect(option.error?.code == .syntax && option.error?.column == nil)
        // What looks like an option is text.
        #expect(try await client.ask(.count, [:], "limit=5 kissa").error == nil)
        for (verb, text) in [(Verb.count, "kaksi\nriviä"), (.quit, ""), (.ping, "\r")] {
            let error = await #expect(throws: ClientError.self) { try await client.ask(verb, [:], text) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func requestsThatAreSentTogetherHaveTheirRepliesInTheirOrder() async throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let client = HakuClient(.unix(path: daemon.socket))
        let words = (0..<50).map { "sana\($0)" }
        let replies = try await client.ask(
            words.map { Request(.normalise, rest: $0) } + [Request(.count, rest: "ä \"x")])
        #expect(replies.dropLast().map { $0.rows.first?["repaired"] } == words)
        #expect(replies.last?.error?.column == 3)
        #expect(try await client.ask([]).isEmpty)
        let error = await #expect(throws: ClientError.self) {
            try await client.ask([Request(.ping), Request(.ping, rest: "\n")])
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test func manyTasksAskOverOneConnectionAndEachGetsItsOwnReply() async throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path(), ["--max-connections", "1"])
        let client = HakuClient(.unix(path: daemon.socket))
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    let reply = try await client.ask(.normalise, [:], "sana\(number)")
                    return reply.rows.first?["repaired"] == "sana\(number)"
                }
            }
            var right = 0
            for try await isRight in group where isRight { right += 1 }
            #expect(right == 2000)
        }
        // The daemon takes one connection, and this was it. Its refusal is read where the connection still stood when the
        // greeting was written; one that was hung up before takes no greeting.
        let other = HakuClient(.unix(path: daemon.socket))
        let error = await #expect(throws: ClientError.self) { try await other.ask(.ping) }
        let code = try #require(error?.code)
        #expect([.refused, .connectionLost, .unreachable].contains(code), "\(error?.message ?? "")")
        if code == .refused { #expect(error?.refusal?.code == .tooManyConnections) }
    }

    @Test func aServerThatWentAwayIsAskedAgainWhenItIsBack() async throws {
        let scratch = TemporaryFolder()
        let client = HakuClient(.unix(path: scratch("s")))
        let early = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
        #expect(early?.code == .unreachable && early?.message.contains("no server answers at") == true)
        for _ in 0..<2 {
            let daemon = try RunningDaemon(index: try SeedIndex.path(), socket: scratch("s"))
            #expect(try await client.ask(.count, [:], "kyläyhdistys")["matches"] == "2")
            daemon.send(SIGKILL)
            #expect(daemon.wait() == -SIGKILL)
        }
        let late = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
        #expect(late?.code == .unreachable)
    }

    @Test func overTLSWithATokenTheNamedIndexIsAsked() async throws {
        let scratch = TemporaryFolder()
        let identity = try TestIdentity(in: scratch.path)
        try scratch.file("token", "salai\"suus \n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch("token"))
        let daemon = try RunningDaemon(
            index: "eka=" + SeedIndex.path(),
            [
                "--index", "toka=" + SeedIndex.path(), "--listen", "127.0.0.1:0", "--token-file", scratch("token"),
                "--tls-certificate", identity.certificate, "--tls-key", identity.key,
            ])
        let tcp = try #require(daemon.addresses.first { $0.hasPrefix("tcp:") })
        let port = try #require(tcp.split(separator: ":").last.flatMap { Int($0) })
        func ask(
            _ host: String, _ trust: ClientConfiguration.Trust?, _ token: String? = "salai\"suus"
        ) async throws(ClientError) -> Reply {
            let client = HakuClient(
                ClientConfiguration(
                    .tcp(host: host, port: port), trust: trust, token: token, index: "toka", timeout: .seconds(20)))
            return try await client.ask(.hello)
        }
        let known = ClientConfiguration.Trust.authorities(path: identity.certificate)
        #expect(try await ask("localhost", known)["index"] == "toka")
        let wrong = await #expect(throws: ClientError.self) { try await ask("localhost", known, "salaisuus") }
        #expect(wrong?.code == .refused && wrong?.refusal?.code == .tokenNeeded)
        for (host, trust, reason) in [
            ("127.0.0.1", known, "another name"), ("localhost", .system, "nobody who is trusted"),
            ("localhost", .authorities(path: scratch("token")), "PEM form"),
        ] {
            let error = await #expect(throws: ClientError.self) { try await ask(host, trust) }
            #expect(error?.code == .unreachable && error?.message.contains(reason) == true, "\(error as Any)")
        }
        // Plain talk to a port of TLS comes to nothing, and is not waited for until it is late.
        let plain = await #expect(throws: ClientError.self) { try await ask("127.0.0.1", nil) }
        #expect(plain?.code != .timedOut)
    }
}
