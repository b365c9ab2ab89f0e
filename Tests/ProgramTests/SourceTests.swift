// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Commands that look something up, by the index and by the daemon that serves it.
@Suite(.timeLimit(.minutes(20))) struct SourceTests {
    private static let laavu = "002_82ede7701b56c462.txt"

    /// Another user than root, who may do everything.
    private static let nobody =
        geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    private static let isBound =
        geteuid() == 0 && (try? Program.haku(["--version"], through: nobody))?.status == 0

    @Test func theDaemonsAnswerIsPrintedAsTheIndexsOwn() throws {
        let index = try SeedIndex.path()
        let daemon = try RunningDaemon(index: index)
        for command in [
            ["search", "kyläyhdistys"], ["search", "--ids", "hanke"], ["search", "\"kesken"],
            ["search", "nuoret\nkylä"],
            ["search", "--fields", "kunta,vuosi", "--format", "csv", "hanke"],
            ["search", "--sort", "nimi", "kylä"],
            ["count", "kyläyhdistys"], ["count", "--format", "json", "kyläyhdistys"], ["facets", "laji"],
            ["facets", "--limit", "1", "--sort", "value", "--format", "tsv", "--header", "kunta"],
            ["facets", "olematon"],
            ["suggest", "kyläy"], ["explain", Self.laavu, "työnhakija"], ["explain", "puuttuu.txt", "työ"],
            ["similar", Self.laavu], ["similar", "--copies", Self.laavu],
            ["similar", "--passages", "--format", "csv", "S20059"],
            ["compare", Self.laavu, "S20602"], ["compare", "--format", "json", Self.laavu, "puuttuu"],
            ["list"], ["list", "--ids", "kylä"],
            ["list", "--fields", "kunta", "--sort", "-rahoitus", "--format", "csv"],
            ["lines", "kyläyhdistys"], ["lines", "--context", "1", "kylä"], ["lines", "--format", "csv", "kylä"],
            ["lines", "--count", "--limit", "2", "kylä"], ["show", Self.laavu], ["show", "--repairs", Self.laavu],
            ["show", "puuttuu.txt", "--repairs"],
        ] {
            let own = try Program.haku([command[0], "--index", index] + command.dropFirst())
            let told = try Program.haku([command[0], "--socket", daemon.socket] + command.dropFirst())
            #expect(own.output.masked == told.output.masked, "\(command)")
            if own.status == 0 { #expect(!own.output.isEmpty || command == ["show", "--repairs", Self.laavu]) }
            #expect(own.status == told.status, "\(command): \(told.errors)")
        }
    }

    @Test(arguments: [[], ["--related", "no"], ["--similar"], ["--limit", "2", "--snippets"]])
    func aRunByTheDaemonIsThatOfTheIndex(_ options: [String]) throws {
        let scratch = TemporaryFolder()
        let isSimilar = options.contains("--similar")
        let topics = try scratch.file(
            "aiheet", isSimilar ? "1\t\(Self.laavu)\n2\tS20059\n" : "1\tkyläyhdistys laavu\n\n2\tlimit=3 nuoret\r\n")
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let own = try Program.haku(["batch", "--index", try SeedIndex.path()] + options + [topics])
        let told = try Program.haku(
            ["batch", "--socket", daemon.socket, "--settings", scratch("s")] + options + [topics])
        #expect(told.status == 0 && told.lines.count == own.lines.count && !own.lines.isEmpty, "\(told)")
        for (line, other) in zip(own.lines, told.lines) {
            let (columns, others) = (line.split(separator: " "), other.split(separator: " "))
            #expect(columns[..<4] == others[..<4] && columns[5] == others[5], "\(line) | \(other)")
            let (score, rounded) = (try #require(Double(columns[4])), try #require(Double(others[4])))
            #expect(abs(score - rounded) <= 0.000_051)
        }
        let again = try Program.haku(["batch", "--again", scratch("s")])
        #expect(again.status == 0 && again.output == told.output, "\(again)")
        #expect(again.errors.isEmpty)
    }

    @Test func aTopicThatTheDaemonRefusesIsNamed() throws {
        let scratch = TemporaryFolder()
        let topics = try scratch.file("aiheet", "eka\tkylä\ntoka\t(kylä\n")
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let told = try Program.haku(["batch", "--socket", daemon.socket, topics])
        #expect(told.status == 64 && told.errors.contains("topic toka (\(topics):2): "), "\(told)")
        let own = try Program.haku(["batch", "--index", try SeedIndex.path(), topics])
        #expect(own.status == told.status && own.errors == told.errors)
    }

    @Test func aFileIsOpenedByWhatTheDaemonTells() throws {
        let scratch = TemporaryFolder()
        let file = try scratch.file("docs/Päätös 1.txt", "Kissa istuu portailla.\n")
        #expect(try Program.haku(["index", "--index", scratch("i"), scratch("docs")]).status == 0)
        let daemon = try RunningDaemon(index: scratch("i"))
        for name in ["Päätös 1.txt", file] {
            #expect(try Program.haku(["open", "--socket", daemon.socket, "--path", name]).output == file + "\n")
        }
        let missing = try Program.haku(["open", "--socket", daemon.socket, "--path", "puuttuu.txt"])
        #expect(missing.status == 66 && missing.errors.contains("puuttuu.txt"), "\(missing)")
    }

    @Test(arguments: [
        (["count", "foo:kylä"], "“foo:” ei ole kentän nimi"), (["search", "(kylä"], "Sulku on sulkematta"),
        (["show", "puuttuu.txt"], "ei ole asiakirjaa ”puuttuu.txt”"), (["count", "kylä related=no"], ""),
    ])
    func theDaemonsSentencesAreSaidInTheLanguageOfTheUser(_ command: [String], _ sentence: String) throws {
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let locale = ["LC_ALL": "fi_FI.UTF-8"]
        let told = try Program.haku([command[0], "--socket", daemon.socket] + command.dropFirst(), environment: locale)
        let own = try Program.haku(
            [command[0], "--index", try SeedIndex.path()] + command.dropFirst(), environment: locale)
        #expect(sentence.isEmpty ? told.errors.isEmpty : told.errors.contains(sentence), "\(told.errors)")
        // Without a daemon “haku show” names the index.
        #expect(told.output == own.output && (told.errors == own.errors || command[0] == "show"), "\(own.errors)")
    }

    @Test func aDaemonThatIsNotThereIsStatus69AndSynonymsAreItsOwn() throws {
        let scratch = TemporaryFolder()
        let away = try Program.haku(["search", "--socket", scratch("ei"), "kylä"])
        #expect(away.status == 69 && away.output.isEmpty && away.errors.contains(scratch("ei")))
        let words = try scratch.file("sanat", "kylä, kunta\n")
        #expect(try Program.haku(["search", "--socket", "x", "--synonyms", words, "kylä"]).status == 64)
        #expect(try Program.haku(["search", "--socket", "x", "--connect", "h:1", "kylä"]).status == 64)
    }

    @Test(.enabled(if: isBound))
    func whoMayNotReadTheIndexAsksItsDaemonOrIsToldWhoMay() throws {
        let scratch = TemporaryFolder()
        let index = try SeedIndex.path()
        #expect(unsafe chmod(scratch.path, 0o755) == 0)
        func asked(mode: String) throws -> Outcome {
            let socket = scratch("s" + mode)
            let daemon = try RunningDaemon(index: index, ["--socket-mode", mode], socket: socket)
            defer { _ = daemon }
            let settings = try scratch.file("haku.conf", "index = \(index)\nsocket = \(socket)\n")
            #expect(unsafe chmod(settings, 0o644) == 0)
            return try Program.haku(
                ["count", "kyläyhdistys"], environment: ["HAKU_CONFIG": settings], through: Self.nobody)
        }
        let open = try asked(mode: "666")
        #expect(open.status == 0 && open.lines == ["2"], "\(open)")
        let closed = try asked(mode: "660")
        #expect(closed.status == 77 && closed.output.isEmpty)
        #expect(closed.errors.contains("group root") && closed.errors.contains("adduser"), "\(closed.errors)")
    }

    @Test func anIndexIsChosenByTheNameThatTheSettingsGiveIt() throws {
        let scratch = TemporaryFolder()
        let other = scratch("toinen")
        let text = try scratch.file("a.txt", "Kissa ja koira.\n")
        #expect(try Program.haku(["index", "--index", other, text]).status == 0)
        let projects = scratch("hankkeet")
        #expect(try Program.haku(["index", "--index", projects, Program.seeds]).status == 0)
        let settings = try scratch.file("haku.conf", "index = hankkeet=\(projects)\nindex = muut=\(other)\n")
        let conf = ["HAKU_CONFIG": settings]
        #expect(try Program.haku(["search", "--ids", "--name", "muut", "kissa"], environment: conf).lines == ["a.txt"])
        #expect(try Program.haku(["count", "--name", "hankkeet", "kyläyhdistys"], environment: conf).lines == ["2"])
        #expect(try Program.haku(["count", "kyläyhdistys"], environment: conf).lines == ["2"])
        // Without a name all of them are brought up to date.
        let all = try Program.haku(["index"], environment: conf)
        #expect(all.status == 0 && all.output.contains("5 unchanged") && all.output.contains("1 unchanged"), "\(all)")
        let unknown = try Program.haku(["count", "--name", "kko", "kissa"], environment: conf)
        #expect(unknown.status == 66 && unknown.errors.contains("hankkeet, muut"))
    }
}

extension String {
    /// Without the time that an answer took.
    fileprivate var masked: String { replacing(/"ms":[0-9.]+/, with: "\"ms\":0") }
}
