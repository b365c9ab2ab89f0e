// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import HakuClient
import LineProtocol
import ProgramSupport
import Testing

/// The example above ``HakuClient``, to the letter but for the socket's path.
@Suite(.timeLimit(.minutes(20))) struct ExampleTests {
    private func example(_ socket: String) async throws {
        // begin
        let client = HakuClient(.unix(path: socket))
        let reply = try await client.ask(.search, ["limit": "3"], "nuorten työpajat")
        for hit in reply.rows { print(hit["rank"], hit["title"], hit["snippet"]) }
        print(reply.error?.message ?? "\(reply["matches"] ?? "no") documents match")
        await client.close()
        // end
        #expect(reply.error == nil && reply.rows.count == 3 && reply.rows[0]["rank"] == "1")
    }

    @Test func theExampleRunsAgainstARealDaemon() async throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        try await example(daemon.socket)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func theDocumentationHoldsTheExampleThatRuns() throws {
        let root = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "Sources/HakuClient/HakuClient.swift"), encoding: .utf8)
        let told = source.split(separator: "\n").filter { $0.hasPrefix("///     ") }
            .map { (line: Substring) -> String in
                String(line.dropFirst(8)).replacing("\"index/hakud.sock\"", with: "socket")
            }
        let test = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
            .split(separator: "\n").map { (line: Substring) in String(line.drop { $0 == " " }) }
        let begin = try #require(test.firstIndex(of: "// begin"))
        let end = try #require(test.firstIndex(of: "// end"))
        #expect(told == Array<String>(test[(begin + 1)..<end]))
        #expect(told.count == 5)
    }
}
