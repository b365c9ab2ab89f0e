// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// `haku ask` on a terminal.
@Suite(.timeLimit(.minutes(20))) struct PromptTests {
    private let scratch = TemporaryFolder()
    private let daemon: RunningDaemon

    init() throws { daemon = try RunningDaemon(index: SeedIndex.path(), socket: scratch("s")) }

    private func prompt() throws -> PseudoTerminal {
        let prompt = try PseudoTerminal(
            "haku", ["ask", "--socket", scratch("s")], environment: ["XDG_STATE_HOME": scratch.path])
        _ = try prompt.until("haku> ")
        return prompt
    }

    @Test func verbsOptionsFieldsAndIdsAreCompleted() throws {
        let prompt = try prompt()
        try prompt.type("sea\tlim\t1 kyläyhdistys\n")
        #expect(try prompt.until("OK shown=1").contains("SEARCH limit=1 kyläyhdistys"))
        try prompt.type("FACETS kohd\tkyläyhdistys\n")
        #expect(try prompt.until("OK shown=").contains("FACETS kohderyhmä kyläyhdistys"))
        try prompt.type("LIST sort=-rah\tfields=kunta,vuo\t\n")
        #expect(try prompt.until("OK shown=").contains("LIST sort=-rahoitus fields=kunta,vuosi"))
        try prompt.type("SHOW 002\t\n")
        #expect(try prompt.until("OK id=").contains("002_82ede7701b56c462.txt"))
        try prompt.type("QUIT\n")
        #expect(prompt.end() == 0)
    }

    @Test func linesAreRememberedAndAGreetingHolds() throws {
        let first = try prompt()
        try first.type("HELLO format=json\n")
        _ = try first.until("\"protocol\":1")
        try first.type("COUNT kyläyhdistys\n")
        _ = try first.until("{\"kind\":\"ok\",\"matches\":2")
        // Between two lines the terminal edits by itself, and takes what ends a file for nothing once the prompt is there.
        _ = try first.until("haku> ")
        try first.type("\u{04}")
        #expect(first.end() == 0)
        let second = try prompt()
        try second.type("\u{1B}[A\n")
        #expect(try second.until("OK matches=2").contains("COUNT kyläyhdistys"))
        try second.type("EI\n")
        _ = try second.until("ERR 405")
        try second.type("quit\n")
        #expect(second.end() == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch("haku/ask-history"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aDashReadsRequests() throws {
        let asked = try Program.haku(["ask", "--socket", scratch("s"), "-"], input: "PING\nCOUNT kyläyhdistys\n")
        #expect(asked.status == 0 && asked.lines == ["OK", "OK matches=2 exact=yes"])
    }

    @Test func theShellCompletesValues() throws {
        func completed(_ words: String) throws -> [Substring] {
            let script = """
                source <(haku --generate-completion-script bash)
                COMP_WORDS=(haku \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="haku \(words)"; COMP_POINT=${#COMP_LINE}
                compopt() { :; }
                _haku haku "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", script]
            let path = Program.folder.path + ":/usr/bin:/bin"
            process.environment = ["PATH": path, "HAKU_CONFIG": scratch("haku.conf"), "LC_ALL": "C.UTF-8"]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return text.split(whereSeparator: \.isWhitespace)
        }
        try scratch.file("haku.conf", "index = hankkeet=\(try SeedIndex.path())\nindex = muut=\(scratch("muut"))\n")
        #expect(try completed("search --sort rah").contains("rahoitus"))
        #expect(try completed("search --format j") == ["json"])
        #expect(try completed("search --name han") == ["hankkeet"])
        #expect(try completed("list --fields kunta,vuo") == ["kunta,vuosi"])
        #expect(try completed("show 002").contains("002_82ede7701b56c462.txt"))
        #expect(try completed("show --socket \(scratch("s")) 002").contains("002_82ede7701b56c462.txt"))
    }
}
