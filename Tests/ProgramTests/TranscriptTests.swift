// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import LineProtocol
import ProgramSupport
import Testing

/// The conversations of PROTOCOL.md, held with the real daemon over the sample documents.
@Suite(.timeLimit(.minutes(20))) struct TranscriptTests {
    /// One line `> request` and the lines `< reply` after it.
    private struct Exchange {
        var request: String
        var reply: [String] = []
    }

    private static let page = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()
        .appendingPathComponent("PROTOCOL.md")

    /// Times differ from run to run, and what four decimals and the words of *why* say, from version to version. All
    /// else is literal.
    private static func masked(_ line: String) -> String {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        var kept = columns
        if columns.count == 8 && columns[0] == "hit" { kept.remove(at: 5) }
        return placed(kept.joined(separator: "\t")).replacing(/\bms=[0-9.]+/, with: "ms=…")
            .replacing(/"ms":[0-9.]+/, with: "\"ms\":…")
            .replacing(/[0-9]+\.[0-9]{4}\b/, with: "0.0000")
    }

    /// `line` with the sample documents where the page has them: in /srv/seeds, since the page's day.
    private static func placed(_ line: String) -> String {
        line.replacing(Program.seeds, with: "/srv/seeds")
            .replacing(/\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}\b/, with: "2026-11-29 12:00")
    }

    /// The exchanges of each block, in the order of the page. On the page `→` stands for a tab.
    private func conversations() throws -> [[Exchange]] {
        var blocks: [[Exchange]] = [[]]
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    > ") {
                blocks[blocks.count - 1].append(Exchange(request: String(line.dropFirst(6))))
            } else if line.hasPrefix("    < ") {
                let reply = String(line.dropFirst(6).replacing("→", with: "\t"))
                let last = blocks[blocks.count - 1].indices.last
                blocks[blocks.count - 1][try #require(last)].reply.append(reply)
            } else if !blocks[blocks.count - 1].isEmpty {
                blocks.append([])
            }
        }
        return blocks.filter { !$0.isEmpty }
    }

    @Test func theConversationsOfTheProtocolAreTrue() throws {
        let conversations = try conversations()
        #expect(conversations.joined().count > 40)
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        var truth: [[Exchange]] = []
        for conversation in conversations {
            var answers = try daemon.ask(conversation.map(\.request))[...]
            var said: [Exchange] = []
            for exchange in conversation {
                let end = answers.firstIndex { ReplyLine($0.utf8).isFinal }
                let reply = answers[...(try #require(end, "no reply to \(exchange.request)"))]
                answers = answers[reply.endIndex...]
                said.append(Exchange(request: exchange.request, reply: Array(reply)))
                #expect(reply.map(Self.masked) == exchange.reply.map(Self.masked), "\(exchange.request)")
            }
            #expect(answers.isEmpty)
            truth.append(said)
        }
        if ProcessInfo.processInfo.environment["HAKU_WRITE_TRANSCRIPTS"] != nil { try write(truth) }
    }

    /// Puts what the daemon said into the page. Run with `HAKU_WRITE_TRANSCRIPTS=1` after a change that is meant.
    private func write(_ truth: [[Exchange]]) throws {
        var exchanges = truth.joined().makeIterator()
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    < ") { continue }
            lines.append(String(line))
            guard line.hasPrefix("    > "), let exchange = exchanges.next() else { continue }
            lines += exchange.reply.map { "    < " + Self.placed($0).replacing("\t", with: "→") }
        }
        try lines.joined(separator: "\n").write(to: Self.page, atomically: true, encoding: .utf8)
    }
}
