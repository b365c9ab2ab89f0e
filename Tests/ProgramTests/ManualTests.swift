// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import Settings
import TestSupport
import Testing

/// The papers about the programs, held against what they say of themselves.
@Suite(.timeLimit(.minutes(20))) struct ManualTests {
    private static let root = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()

    private func page(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8).replacing("\\-", with: "-")
    }

    private func help(_ program: String, _ arguments: [String]) throws -> Set<String> {
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent(program)
        process.arguments = arguments + ["--help"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let options = Self.options(text)
        // A program that says nothing would leave nothing to be held against the manual.
        #expect(process.terminationStatus == 0 && options.contains("--help"))
        return options
    }

    /// The options that `text` names, whole: `--socket-mode` is not `--socket`.
    private static func options(_ text: String) -> Set<String> {
        Set(text.matches(of: /--[a-z][a-z-]*[a-z]/).map { String($0.output) })
    }

    @Test(arguments: [
        "index", "remove", "search", "lines", "similar", "show", "normalise", "analyse", "batch", "ask", "stats",
        "check", "forget", "open", "snapshot", "restore", "repairs", "learn-errors", "count", "facets", "suggest",
        "explain", "list", "compare", "export", "import", "watch-search", "terms",
    ])
    func theManualNamesEveryOptionOfHaku(command: String) throws {
        let text = try page("packaging/man/haku.1")
        #expect(text.contains(command))
        let named = Self.options(text)
        for option in try help("haku", [command]) { #expect(named.contains(option), "haku(1) does not name \(option)") }
    }

    @Test func theManualAndTheSettingsKnowEveryOptionOfHakud() throws {
        let named = Self.options(try page("packaging/man/hakud.8"))
        let options = try help("hakud", [])
        for option in options { #expect(named.contains(option), "hakud(8) does not name \(option)") }
        // Whatever can be set is set in the file as by the option; some keys are of haku ask, or of hakuweb, alone.
        let keys = Set(SettingsKey.all.map { "--" + $0.name })
        #expect(
            keys.subtracting(["--connect", "--timeout", "--tls", "--ca"]).filter { !$0.hasPrefix("--web") }
                == options.subtracting(["--config", "--check-config", "--help", "--version"]))
    }

    @Test func theManualNamesEveryOptionOfHakuweb() throws {
        let named = Self.options(try page("packaging/man/hakuweb.8"))
        for option in try help("hakuweb", []) where option != "--help" {
            #expect(named.contains(option), "hakuweb(8) does not name \(option)")
        }
    }

    @Test(arguments: ["PROTOCOL.md", "packaging/man/haku-protocol.7"])
    func theProtocolNamesEveryVerb(path: String) throws {
        let text = try page(path)
        for verb in [
            "HELLO", "PING", "SEARCH", "COUNT", "SIMILAR", "FACETS", "SHOW", "TEXT", "SUGGEST", "EXPLAIN", "ANALYSE",
            "NORMALISE", "REPAIRS", "REFUSE", "ALLOW", "CONFIRM", "STATS", "METRICS", "HELP", "QUIT",
        ] { #expect(text.contains(verb)) }
        for code in [400, 401, 404, 405, 413, 422, 429, 500, 503, 504] { #expect(text.contains(String(code))) }
    }

    @Test func theManualOfQueriesHasAllOfTheQueryLanguage() throws {
        let manual = try page("packaging/man/haku-query.7").replacing("\\(:a", with: "ä").replacing("\\(:A", with: "Ä")
            .replacing("\\(:o", with: "ö").replacing("\\(dq", with: "\"").replacing("\\ ", with: " ")
        let language = try #require(try page("PROTOCOL.md").components(separatedBy: "## The query language").last)
        // The first column of the table, and the fields.
        var count = 0
        for line in language.split(separator: "\n") where line.hasPrefix("| `") {
            let form = line.dropFirst(3).prefix { $0 != "`" }
            guard !["koira )", "koira - ", "😀"].contains(String(form)) else { continue }
            let isThere = form.split(separator: " ").allSatisfy { manual.contains($0.replacing("–", with: "\\(en")) }
            #expect(isThere, "haku-query(7) lacks \(form)")
            count += 1
        }
        #expect(count > 20)
        let refusal = try page("PROTOCOL.md").firstMatch(of: /the fields are ([^.]+)\./)
        for field in try #require(refusal).output.1.split(separator: ", ") { #expect(manual.contains(field)) }
    }

    @Test(arguments: ["fi", "sv"])
    func theManualOfAnotherLanguageHasEveryCommandAndSection(language: String) throws {
        let text = try page("packaging/man/\(language)/haku.1")
        let help = try Program.haku(["--help"], environment: ["LC_ALL": "C.UTF-8"]).output
        let commands = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
        var count = 0
        for line in commands.split(separator: "\n") where line.hasPrefix("  ") && line.dropFirst(2).first != " " {
            let name = line.dropFirst(2).prefix { $0 != " " }
            guard name != "See" else { continue }
            count += 1
            #expect(text.contains(name), "haku(1) in \(language) does not name \(name)")
        }
        #expect(count > 20)
        let english = try page("packaging/man/haku.1")
        for name in ["FILES", "ENVIRONMENT", "EXAMPLES", "EXIT STATUS"] {
            #expect(english.contains(".SH " + name + "\n"))
        }
        let sections = [text, english].map { $0.components(separatedBy: "\n.SH ").count }
        #expect(sections[0] >= sections[1] - 1)
    }

    @Test(arguments: [
        "haku.1", "fi/haku.1", "fi/haku-query.7", "sv/haku.1", "hakud.8", "hakuweb.8", "haku-protocol.7",
        "haku-query.7", "haku-shards.7", "haku-replicate.1",
    ])
    func theManualIsSetWithoutWarnings(page: String) throws {
        // Where there is no man(1) that can format, there is nothing to hold it against.
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/groff")
        process.arguments = [
            "-K", "utf-8", "-man", "-Tutf8", "-ww", "-z",
            Self.root.appendingPathComponent("packaging/man/" + page).path,
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && said.isEmpty, "\(said)")
    }

    @Test func theSettingsThatShipAreUnderstood() throws {
        let scratch = TemporaryFolder()
        let shipped = try page("packaging/haku.conf")
        // The paths of the example are those of a machine where haku is installed.
        let text = shipped.replacing("/var/lib/haku/index", with: try SeedIndex.path())
            .replacing("/run/haku/", with: scratch("")).replacing("#   ", with: "")
            .replacing(/(token-file|tls-[a-z]+|listen|index = [a-z]+=).*\n/, with: "")
        let path = try scratch.file("haku.conf", text)
        let process = Process()
        process.executableURL = Program.folder.appendingPathComponent("hakud")
        process.arguments = ["--config", path, "--check-config"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func whatIsInstalledRunsFromThereAndCanBeTakenAway() throws {
        let scratch = TemporaryFolder()
        func run(_ program: URL, _ arguments: [String]) throws -> (status: Int32, output: String) {
            let process = Process()
            process.executableURL = program
            process.arguments = arguments
            process.environment = ["PATH": "/usr/bin:/bin", "HAKU_CONFIG": "/dev/null"]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }
        let script = Self.root.appendingPathComponent("scripts/install.sh")
        let installed = try run(script, [Program.folder.path, "/usr", scratch("root")])
        #expect(installed.status == 0)
        for name in [
            "bin/hakud", "share/haku/finnish.words", "share/man/man8/hakud.8", "share/man/fi/man1/haku.1",
            "share/man/man7/haku-query.7", "share/man/man7/haku-shards.7", "bin/haku-replicate",
            "share/man/man1/haku-replicate.1",
            "lib/systemd/system/hakud.service",
            "share/bash-completion/completions/haku", "share/zsh/site-functions/_hakud",
            "share/fish/vendor_completions.d/haku.fish",
        ] { #expect(installed.output.contains("/usr/\(name)\n")) }
        let unit = try String(contentsOf: scratch.url("root/usr/lib/systemd/system/hakud.service"), encoding: .utf8)
        #expect(unit.contains("ExecStart=/usr/bin/hakud\n") && !unit.contains("@" + "PREFIX"))
        // The installed program finds its data beside itself: without it nothing is repaired.
        let text = try scratch.file("t.txt", "Tyo6ttémat tydnhakijat\n")
        let repaired = try run(scratch.url("root/usr/bin/haku"), ["normalise", text])
        #expect(repaired.output == "Työttömät työnhakijat\n")
        #expect(try run(script, ["--remove", "/usr", scratch("root")]).status == 0)
        let left = try #require(FileManager.default.enumerator(atPath: scratch("root"))).compactMap { $0 as? String }
        #expect(left.filter { !FileManager.default.isFolder(scratch("root/" + $0)) } == [])
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
