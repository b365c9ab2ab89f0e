// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import NIOCore
import TestSupport
import Testing

@testable import SearchDaemon

@Suite(.timeLimit(.minutes(20))) struct TokenTests {
    private func token(_ bytes: [UInt8], mode: Int) throws -> AccessToken {
        let folder = TemporaryFolder()
        try Data(bytes).write(to: folder.url("token"))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder("token"))
        return try AccessToken(file: folder("token"))
    }

    @Test func theFirstLineOfAFileOfOnesOwnIsTheToken() throws {
        for mode in [0o400, 0o600, 0o640] {
            #expect(try token(Array("salaisuus-ä \r\nmuuta\n".utf8), mode: mode).matches("salaisuus-ä"))
        }
    }

    @Test(arguments: [0o604, 0o644, 0o602, 0o666])
    func aFileThatOthersCanReadOrWriteIsRefused(mode: Int) {
        let error = #expect(throws: DaemonError.self) { try token(Array("salaisuus\n".utf8), mode: mode) }
        #expect(error?.code == .tokenFile && error?.message.contains("chmod o-rwx") == true)
    }

    @Test func whatIsNotUTF8IsRefused() {
        let error = #expect(throws: DaemonError.self) { try token([0x73, 0xE4, 0x0A], mode: 0o600) }
        #expect(error?.code == .tokenFile && error?.message.contains("UTF-8") == true)
    }

    @Test func anAddressHasTenWrongTokensASecond() throws {
        var attempts = TokenAttempts()
        let origin = TokenAttempts.Origin(try SocketAddress(ipAddress: "192.0.2.1", port: 1))
        let start = NIODeadline.now()
        var now = start
        var tries = 0
        while now - start < .seconds(10) {
            if let delay = attempts.begin(origin, now: now) {
                now = now + delay
            } else {
                attempts.end(origin, isRight: false, now: now)
                tries += 1
            }
        }
        #expect(tries == 100)
        // Another address does not wait.
        let other = TokenAttempts.Origin(try SocketAddress(ipAddress: "192.0.2.2", port: 1))
        #expect(attempts.begin(other, now: now) == nil)
    }

    @Test func manyAtOnceHaveNoMoreTries() {
        var attempts = TokenAttempts()
        let origin = TokenAttempts.Origin(nil)
        let now = NIODeadline.now()
        let begun = (0..<100).count { _ in attempts.begin(origin, now: now) == nil }
        #expect(begun == 10)
        for _ in 0..<begun { attempts.end(origin, isRight: false, now: now) }
        #expect(attempts.begin(origin, now: now) == .seconds(1))
    }

    @Test func whoHasTheTokenDoesNotWait() {
        var attempts = TokenAttempts()
        let origin = TokenAttempts.Origin(nil)
        let now = NIODeadline.now()
        for _ in 0..<1000 {
            #expect(attempts.begin(origin, now: now) == nil)
            attempts.end(origin, isRight: true, now: now)
        }
    }

    @Test func anOriginIsAnAddressOrANetwork() throws {
        func origin(_ text: String) throws -> TokenAttempts.Origin {
            TokenAttempts.Origin(try SocketAddress(ipAddress: text, port: 1))
        }
        #expect(try origin("::ffff:192.0.2.1") == origin("192.0.2.1"))
        #expect(try origin("::ffff:192.0.2.1") != origin("::ffff:192.0.2.2"))
        #expect(try origin("2001:db8:1:2::1") == origin("2001:db8:1:2:ffff::2"))
        #expect(try origin("2001:db8:1:2::1") != origin("2001:db8:1:3::1"))
    }

    @Test func aWrongTokenMakesTheNextOneWait() async throws {
        try await ServedIndex().serve({
            $0.endpoints = (try? [TCPEndpoint("127.0.0.1:0")]) ?? []
            $0.token = AccessToken("salaisuus")
        }) { server in
            let port = UInt16(try server.port())
            func ask(_ text: String) async throws -> String {
                let socket = try TestSocket(port: port)
                return try await onThread {
                    try socket.send(text)
                    socket.finishSending()
                    return try socket.readToEnd()
                }
            }
            let start = ContinuousClock.now
            for _ in 0..<5 {
                #expect(try await ask("HELLO token=x\n").hasPrefix("ERR 401 token-needed the token is wrong"))
            }
            #expect(try await ask("HELLO token=salaisuus\nPING\n").hasSuffix("\nOK\n"))
            #expect(.now - start >= .milliseconds(500))
        }
    }
}
