// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// `haku ask` over TLS, with a token, of one of several indexes of a real `hakud`.
@Suite(.timeLimit(.minutes(20))) struct AskTests {
    private let scratch = TemporaryFolder()
    private let identity: TestIdentity
    private let daemon: RunningDaemon
    private let port: Substring

    init() throws {
        identity = try TestIdentity(in: scratch.path)
        try scratch.file("token", "salai\"suus \n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch("token"))
        daemon = try RunningDaemon(
            index: "eka=" + SeedIndex.path(),
            [
                "--index", "toka=" + SeedIndex.path(), "--listen", "127.0.0.1:0", "--token-file", scratch("token"),
                "--tls-certificate", identity.certificate, "--tls-key", identity.key,
            ])
        let address = try #require(daemon.addresses.first { $0.hasPrefix("tcp:") })
        port = try #require(address.split(separator: ":").last)
    }

    /// Asks at `host`, over TLS unless `options` say otherwise.
    private func ask(_ options: [String], host: String = "localhost", _ input: String) throws -> Outcome {
        try Program.haku(["ask", "--connect", "\(host):\(port)"] + options, input: input)
    }

    private var known: [String] { ["--ca", identity.certificate, "--token-file", scratch("token")] }

    @Test func theIndexThatIsNamedIsAskedOverTLS() throws {
        var asked = try ask(known + ["--name", "toka"], "HELLO\nSHOW olematon.txt\n")
        #expect(asked.status == 1, "\(asked.errors)")
        #expect(asked.lines.count == 2 && asked.lines[0].contains(" index=toka indexes=eka,toka"), "\(asked.lines)")
        #expect(asked.lines.last?.hasPrefix("ERR 404 ") == true)
        asked = try ask(known, "HELLO")
        #expect(asked.status == 0 && asked.lines.first?.contains(" index=eka ") == true)
    }

    @Test func whoForgotTLSIsTold() throws {
        for options in [[], ["--token-file", scratch("token")]] {
            let asked = try ask(options, "PING\n")
            #expect(asked.status == 69 && asked.errors.contains("if it speaks TLS, say --tls"), "\(asked.errors)")
        }
    }

    @Test func muchGoesBothWaysAndAllIsAnswered() throws {
        let asked = try ask(known, String(repeating: "HELP\n", count: 20_000))
        #expect(asked.status == 0, "\(asked.errors)")
        #expect(asked.lines.count { $0 == "OK" } == 20_000)
    }

    @Test(arguments: [
        (["--tls"], "localhost", "nobody who is trusted"), (["CA"], "127.0.0.1", "another name"),
        (["CA", "--name", "kolmas"], "localhost", "ERR 400 syntax there is no index"),
    ])
    func whatCannotBeTrustedOrFoundIsSaid(_ options: [String], _ host: String, _ reason: String) throws {
        let options = options.flatMap { $0 == "CA" ? known : [$0] }
        let asked = try ask(options, host: host, "PING\n")
        #expect(asked.status == 69 && asked.output.isEmpty)
        #expect(asked.errors.contains(reason), "\(asked.errors)")
    }

    @Test func anIndexIsChosenOverTheSocketToo() throws {
        let asked = try Program.haku(["ask", "--socket", daemon.socket, "--name", "toka", "HELLO"])
        #expect(asked.status == 0 && asked.lines.first?.contains(" index=toka ") == true, "\(asked.output)")
        #expect(try Program.haku(["ask", "--socket", daemon.socket, "--tls", "PING"]).status == 64)
    }
}
