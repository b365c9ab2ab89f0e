// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import NIOSSL
import SearchDaemon
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct TLSTests {
    /// Runs `body` with a server over TLS that shows the identity it is given.
    private func serveSecurely(
        token: AccessToken? = nil, _ body: @escaping @Sendable (ServedIndex, TestIdentity, Served) async throws -> Void
    ) async throws {
        let index = try ServedIndex()
        let identity = try TestIdentity(in: index.path)
        let tls = try TLSIdentity(certificate: identity.certificate, key: identity.key)
        let endpoint = try TCPEndpoint("127.0.0.1:0")
        try await index.serve({
            $0.endpoints = [endpoint]
            $0.token = token
            $0.tls = tls
        }) { server in try await body(index, identity, server) }
    }

    @Test func theConversationOverTLSIsTheSame() async throws {
        try await serveSecurely(token: AccessToken("salaisuus")) { _, identity, server in
            let text = try await identity.ask("PING\nHELLO token=salaisuus\nPING\nSHOW eka.txt", port: server.port())
            let lines = text.split(separator: "\n")
            #expect(lines.first?.hasPrefix("ERR 401 ") == true)
            #expect(lines.dropFirst(2).first == "OK")
            // The sending half was closed after an unfinished line, which is answered too.
            #expect(lines.last == "OK id=eka.txt")
            // What is no TLS gets no answer.
            let plain = try TestSocket(port: UInt16(server.port()))
            let answer = try await onThread {
                try plain.send("PING\nPING\n")
                return (try? plain.readToEnd()) ?? ""
            }
            #expect(!answer.contains("OK"))
        }
    }

    @Test func aCertificateThatWasRenewedIsShownAfterReopening() async throws {
        try await serveSecurely { index, before, server in
            let port = try server.port()
            #expect(try await before.ask("PING\n", port: port) == "OK\n")
            // Half renewed, the pair does not fit: what was shown before stays.
            try FileManager.default.removeItem(atPath: before.key)
            server.daemon.reopen()
            #expect(try await before.ask("PING\n", port: port) == "OK\n")
            let after = try TestIdentity(.second, in: index.path)
            #expect(try await before.ask("PING\n", port: port) == "OK\n")
            server.daemon.reopen()
            #expect(try await after.ask("PING\n", port: port) == "OK\n")
            await #expect(throws: (any Error).self) { try await before.ask("PING\n", port: port) }
        }
    }

    @Test func onlyCiphersThatAuthenticateAreTaken() async throws {
        try await serveSecurely { _, identity, server in
            let port = try server.port()
            func ask(_ ciphers: [NIOTLSCipher]) async throws -> String {
                try await identity.ask("PING\n", port: port) {
                    $0.maximumTLSVersion = .tlsv12
                    $0.cipherSuiteValues = ciphers
                }
            }
            // One of the two is for the kind of key that the certificate has.
            let good: [NIOTLSCipher] = [
                .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            ]
            #expect(try await ask(good) == "OK\n")
            for bad: [NIOTLSCipher] in [
                [.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, .TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA],
                [.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, .TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA],
                [.TLS_RSA_WITH_AES_128_CBC_SHA, .TLS_RSA_WITH_AES_128_GCM_SHA256],
            ] { await #expect(throws: (any Error).self) { try await ask(bad) } }
        }
    }

    @Test func whatIsNoCertificateOrKeyIsNamed() throws {
        let index = try ServedIndex()
        let identity = try TestIdentity(in: index.path)
        for (certificate, key) in [
            (identity.key, identity.key), (identity.certificate, identity.certificate), ("/nonexistent", identity.key),
        ] {
            let error = #expect(throws: DaemonError.self) { try TLSIdentity(certificate: certificate, key: key) }
            #expect(error?.code == .tls)
        }
    }
}

extension Served {
    /// The TCP port.
    func port() throws -> Int {
        try #require(addresses.last?.split(separator: ":").last.flatMap { Int($0) })
    }
}
