// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import Testing
import Wording

/// The programs as Finns and Swedes see them.
@Suite(.timeLimit(.minutes(20))) struct SpokenProgramTests {
    private static func run(_ program: String, _ arguments: [String], _ locale: String) throws -> Outcome {
        try Program.run(program, arguments, environment: ["LC_ALL": locale])
    }

    /// The command that the parser tells of, and those below it, by their names.
    private static func commands(_ command: [String: Any], _ path: String) -> [(String, [String: Any])] {
        let name = (path.isEmpty ? "" : path + " ") + (command["commandName"] as? String ?? "")
        let below = (command["subcommands"] as? [[String: Any]] ?? []).filter {
            $0["commandName"] as? String != "help" && $0["shouldDisplay"] as? Bool != false
        }
        return [(name, command)] + below.flatMap { commands($0, name) }
    }

    @Test(arguments: ["haku", "hakud", "hakuweb"])
    func theHelpOfEachCommandAndOptionIsInTheTable(program: String) throws {
        let dump = try Self.run(program, ["--experimental-dump-help"], "C.UTF-8")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any])
        let all = Self.commands(try #require(object["command"] as? [String: Any]), "")
        #expect(!all.isEmpty)
        let table = MessageTable.help
        for (name, command) in all {
            #expect(table.template(name, .english) == command["abstract"] as? String, "\(name)")
            if let discussion = command["discussion"] as? String {
                #expect(table.template(name + " +", .english) == discussion, "\(name) +")
            }
            for argument in command["arguments"] as? [[String: Any]] ?? [] {
                guard argument["shouldDisplay"] as? Bool != false, let text = argument["abstract"] as? String else {
                    continue
                }
                let long = (argument["preferredName"] as? [String: Any])?["name"] as? String
                let label = long.map { "--" + $0 } ?? "<\(argument["valueName"] as? String ?? "")>"
                let known = table.template("\(name) \(label)", .english) ?? table.template(label, .english)
                #expect(known == text, "\(name) \(label)")
            }
        }
    }

    @Test func helpIsShownInTheLanguageOfTheLocale() throws {
        let finnish = try Self.run("haku", ["help", "search"], "fi_FI.UTF-8")
        #expect(finnish.status == 0 && finnish.output.hasPrefix("KUVAUS: Haun osumat paremmuusjärjestyksessä.\n"))
        #expect(finnish.output.contains("\n  --limit <n>             Montako osumaa näytetään. (oletus: 10)\n"))
        #expect(finnish.output.contains("\nKÄYTTÖ: haku search ") && !finnish.output.contains("How many"))
        let swedish = try Self.run("haku", ["--help"], "sv_FI.UTF-8")
        #expect(swedish.output.contains("\nKOMMANDON:\n") && swedish.output.contains("Sökningens träffar"))
        for program in ["hakud", "hakuweb"] {
            let shown = try Self.run(program, ["--help"], "fi_FI.UTF-8")
            #expect(shown.status == 0 && shown.output.contains("VALITSIMET:"), "\(shown.output)")
        }
        let english = try Self.run("haku", ["help", "search"], "C.UTF-8")
        #expect(english.output.hasPrefix("OVERVIEW: Ranked hits"))
        // No line is wider than the page, in any language.
        for page in [finnish, swedish, english] { #expect(page.lines.allSatisfy { $0.count <= 80 }) }
    }

    @Test(arguments: [
        ("haku", ["search"], "fi_FI.UTF-8", "haku: Haku puuttuu. Ks. --help."),
        ("haku", ["search", "--limt", "3", "x"], "sv_SE.UTF-8", "haku: Okänd väljare ”--limt”. Menade du ”--limit”?"),
        ("haku", ["serch", "x"], "fi_FI.UTF-8", "haku: Komentoa serch ei ole; ”haku --help” luettelee komennot."),
        (
            "haku", ["search", "--index", "/ei/ole", "x"], "fi_FI.UTF-8",
            "haku: Kansiossa /ei/ole ei ole vielä indeksiä; tee se komennolla ”haku index --index /ei/ole PATH”."
        ),
        ("hakud", ["--threads", "0", "--index", "/ei/ole"], "fi_FI.UTF-8", "hakud: --threads on"),
        ("haku", ["search"], "C.UTF-8", "haku: There is no query. See --help."),
    ])
    func errorsAreSaidInTheLanguageOfTheLocale(
        program: String, arguments: [String], locale: String, sentence: String
    ) throws {
        let said = try Self.run(program, arguments, locale)
        #expect(said.status != 0 && said.errors.hasPrefix(sentence), "\(said.errors)")
    }
}
