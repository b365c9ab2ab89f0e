// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@testable import WebPages

@Suite(.timeLimit(.minutes(20))) struct PasswordTests {
    private let scratch = TemporaryFolder()

    /// The passwords of a file in which liisa's is `kissa`: a hash of few rounds, as crypt(5) has them.
    private func passwords() throws -> Passwords {
        let hash = "$5$rounds=1000$suolaa$Us2n8p3Aj4P9RYgh.K4ov7jfLPW0gDSJ06eT0u7hbf6"
        let file = try scratch.file("passwords", "liisa:\(hash)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return try Passwords(file: file)
    }

    private func basic(_ pair: String) -> String { "Basic " + Data(pair.utf8).base64EncodedString() }

    @Test func whoTriesManyWrongPasswordsIsMadeToWaitAndNobodyElseIs() async throws {
        let passwords = try passwords()
        #expect(await passwords.judge(basic("liisa:kissa"), from: "10.0.0.9") == .right)
        var answers: [Passwords.Answer] = []
        // Ten within one second of the clock: soon, whatever the second in which it begins.
        while answers.last != .tooMany, answers.count < 5_000 {
            answers.append(await passwords.judge(basic("liisa:koira"), from: "10.0.0.1"))
        }
        #expect(answers.last == .tooMany && answers.dropLast().allSatisfy { $0 == .wrong } && answers.count >= 10)
        #expect(await passwords.judge(basic("liisa:koira"), from: "10.0.0.2") == .wrong)
        // Who is known goes on, from there too.
        #expect(await passwords.judge(basic("liisa:kissa"), from: "10.0.0.1") == .right)
    }

    @Test(arguments: ["Basic", "Basic !!", "Bearer bGlpc2E6a2lzc2E=", "Basic bGlpc2E=", "Basic OmtpdG8="])
    func aHeaderThatNamesNobodyIsWrong(header: String) async throws {
        let passwords = try passwords()
        #expect(await passwords.judge(header, from: "10.0.0.1") == .wrong)
    }
}
