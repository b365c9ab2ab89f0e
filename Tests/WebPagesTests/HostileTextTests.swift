// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@testable import WebPages

/// Documents and queries full of markup are text on every page.
@Suite(.timeLimit(.minutes(20))) struct HostileTextTests {
    /// Markup as a title, a name and a text may have it. A quotation mark under a combining mark is one character to Swift,
    /// and still ends an attribute.
    private static let markup = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "\"\u{301} onfocus=alert(1) autofocus tabindex=1 x=\"", "{{t}}{{{title}}}{{#hits}}", "<!--", "]]>", "&lt;b&gt;",
        "</title></textarea></style>", "javascript:alert(1)", "\u{202E}txet",
    ]

    @Test func noPageHasAnElementOrAttributeThatIsNotTheTemplates() async throws {
        let folder = TemporaryFolder()
        for (number, text) in Self.markup.enumerated() {
            let name = text.replacingOccurrences(of: "/", with: "∕")
            let body =
                "\(text) otsikko\n\nKohderyhmä: \(text)\nToteuttaja: \(text)\n\nnuoret kylä \(text) osallisuus\n"
                + "Toiminnan edistamisen \(text) hanke on kaynnissa kylayhdistyksen kanssa.\n"
            _ = try folder.file("docs/\(number) \(name).txt", body)
        }
        let index = folder("index")
        _ = try Program.haku(["index", "--index", index, folder("docs")])
        let daemon = try RunningDaemon(index: index, ["--allow-refusals"])
        let page = try RunningPage(socket: daemon.socket)
        let allowed = Self.ofTemplates
        #expect(allowed.contains("mark") && allowed.contains("@href") && !allowed.contains("img"))
        let list = try daemon.ask(["LIST"]).filter { $0.hasPrefix("document\t") }
        let ids = list.compactMap { $0.split(separator: "\t").dropFirst().first.map(String.init) }
        #expect(ids.count >= Self.markup.count)
        #expect(try await page.get("/korjaukset?alle=100").text.contains("name=\"pari\""))
        var paths = ["/?q=nuoret&sort=otsikko", "/?q=nuoret&alku=10", "/korjaukset?alle=100"]
        paths += Self.markup.flatMap { text in
            let text = Self.encoded(text)
            return [
                "/?q=\(text)", "/?q=nuoret&f=kunta%3A\(text)", "/paperi?id=\(text)", "/kieli?takaisin=\(text)",
                "/kartta?q=\(text)", "/aikajana?q=\(text)",
            ]
        }
        for id in ids {
            paths += ["/paperi?q=nuoret&id=", "/samat?id=", "/lahipiiri?id=", "/vertaa?b=\(Self.encoded(ids[0]))&a="]
                .map { $0 + Self.encoded(id) }
        }
        for path in paths {
            let answer = try await page.get(path)
            #expect(answer.status < 500, "\(path)")
            let unknown = Self.parts(of: answer.text).subtracting(allowed)
            #expect(unknown.isEmpty, "\(path): \(unknown)")
        }
    }

    /// The elements and attributes that the templates have: what is put into them has none.
    private static var ofTemplates: Set<String> {
        Templates.sources.reduce(into: []) { parts, source in
            let text = String(decoding: source.1, as: UTF8.self).replacing(/\{\{[^}]*\}\}/, with: "")
            parts.formUnion(Self.parts(of: text))
        }
    }

    /// The elements of a page and, after `@`, their attributes, as a parser of HTML sees them.
    private static func parts(of page: String) -> Set<String> {
        let script = """
            import sys, html.parser
            class Parts(html.parser.HTMLParser):
                def handle_starttag(self, tag, attributes):
                    print(tag)
                    for name, value in attributes: print("@" + name)
            Parts().feed(sys.stdin.buffer.read().decode())
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        do { try process.run() } catch { return ["no parser"] }
        input.fileHandleForWriting.write(Data(page.utf8))
        try? input.fileHandleForWriting.close()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Set(String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { String(format: "%%%02X", $0) }.joined()
    }
}
