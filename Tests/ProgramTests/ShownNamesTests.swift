// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Names of files and words of people that a terminal would obey.
@Suite(.timeLimit(.minutes(20))) struct ShownNamesTests {
    private static let name = "a\u{1B}[31m\u{9B}2J\u{85}\u{2028}\u{202E}fdp.\u{2067}.txt"
    private static let id = "a%1B[31m%C2%9B2J%C2%85%E2%80%A8%E2%80%AEfdp.%E2%81%A7.txt"

    @Test func anIdIsShownWithoutThemAndCanBeAskedForAsShown() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/\(Self.name)", "Kyläyhdistys kokoontui.\n")
        let run = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        #expect(run.status == 0)
        let daemon = try RunningDaemon(index: scratch("index"))
        for arguments in [["search", "kyläyhdistys"], ["search", "--ids", "kyläyhdistys"], ["show", Self.id]] {
            let shown = try Program.haku(arguments + ["--index", scratch("index")])
            #expect(shown.status == 0)
            #expect(!holdsControls(shown.output + shown.errors))
            if arguments[0] == "search" { #expect(shown.output.contains(Self.id)) }
        }
        let lines = try daemon.ask(["SEARCH snippet=no kyläyhdistys", "TEXT \(Self.id)", "SHOW \(Self.id)"])
        #expect(lines.first?.contains("\t\(Self.id)\t") == true)
        #expect(lines.contains("line\t1\tKyläyhdistys kokoontui.\t"))
        #expect(lines.last == "OK id=\(Self.id)")
    }

    @Test func noErrorHoldsThem() throws {
        let scratch = TemporaryFolder()
        let text = try scratch.file("a.txt", "Kyläyhdistys.\n")
        #expect(try Program.haku(["index", "--index", scratch("index"), text]).status == 0)
        let index = ["--index", scratch("index")]
        let odd = "x\u{1B}[2J\u{9B}31m\u{202E}y"
        let daemon = try RunningDaemon(index: scratch("index"))
        for arguments in [
            ["show", odd] + index, ["similar", odd] + index, [odd], ["search", "--sort", odd, "x"] + index,
            ["search", "--index", scratch(odd), "x"], ["index", "--index", scratch("other"), scratch(odd)],
            ["search", "--\(odd)", "x"], ["ask", "--socket", scratch(odd), "PING"], ["remove", odd] + index,
        ] {
            let run = try Program.haku(arguments)
            #expect(!holdsControls(run.output + run.errors), "\(arguments)")
        }
        let requests = [
            "SHOW \(odd)", "\(odd)", "SEARCH sort=\(odd) x", "FACETS \(odd)", "SEARCH \(odd):x", "SIMILAR \(odd)",
        ]
        for format in ["tsv", "json"] {
            let lines = try daemon.ask(["HELLO format=\(format)"] + requests)
            #expect(lines.count == requests.count + 1)
            #expect(!holdsControls(lines.joined(separator: "\n")))
        }
    }

    private func holdsControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            scalar != "\n" && scalar != "\t"
                && (scalar.properties.generalCategory == .control || (0x2028...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value))
        }
    }
}
