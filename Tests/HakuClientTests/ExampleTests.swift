// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import HakuClient
import ProgramSupport
import Testing

/// The example above ``HakuClient``, to the letter, in the folder of the sample index.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ExampleTests {
    private func example(in folder: String) async throws {
        let here = FileManager.default.currentDirectoryPath
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        try #require(FileManager.default.changeCurrentDirectoryPath(folder))
        // begin
        let client = HakuClient(.unix(path: "index/hakud.sock"))
        let reply = try await client.ask(.search, ["limit": "3"], "nuorten työpajat")
        for hit in reply.rows { print(hit["rank"], hit["title"], hit["snippet"]) }
        print(reply.error?.message ?? "\(reply["matches"] ?? "no") documents match")
        await client.close()
        // end
        #expect(reply.error == nil && reply.rows.count == 3 && reply.rows[0]["rank"] == "1")
    }

    @Test func theExampleRunsAgainstARealDaemon() async throws {
        let folder = URL(fileURLWithPath: try SeedIndex.path()).deletingLastPathComponent().path
        let daemon = try RunningDaemon(index: folder + "/index", socket: folder + "/index/hakud.sock")
        try await example(in: folder)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func theDocumentationHoldsTheExampleThatRuns() throws {
        let root = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "Sources/HakuClient/HakuClient.swift"), encoding: .utf8)
        let told = source.split(separator: "\n").filter { $0.hasPrefix("///     ") }.map { $0.dropFirst(8) }
        let test = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
            .split(separator: "\n").map { $0.drop { $0 == " " } }
        let begin = try #require(test.firstIndex(of: "// begin"))
        let end = try #require(test.firstIndex(of: "// end"))
        #expect(told == Array(test[(begin + 1)..<end]))
        #expect(told.count == 5)
    }
}
