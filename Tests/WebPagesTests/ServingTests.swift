// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@testable import WebPages

/// The server beside its pages: files, marks, packing, passwords.
@Suite(.timeLimit(.minutes(20))) struct ServingTests {
    private let scratch = TemporaryFolder()

    private func daemon(_ arguments: [String] = []) throws -> RunningDaemon {
        _ = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        return try RunningDaemon(index: scratch("index"), arguments)
    }

    @Test func filesAreOpenedWithinTheirFoldersOnly() async throws {
        let text = try scratch.file("docs/sivu.pdf", SmallPDF.pdf(["Kissa istuu.", "Koira juoksee pihalla."]))
        try scratch.file("docs/arkisto/muu.txt", "Lintu laulaa.\n")
        try scratch.file("docs/sivut.html", "<script>alert(1)</script><p>Hevonen laukkaa.</p>\n")
        try FileManager.default.createDirectory(atPath: scratch("outside"), withIntermediateDirectories: true)
        try scratch.file("outside/salainen.txt", "Kettu piileksii.\n")
        let daemon = try daemon()
        let page = try RunningPage(socket: daemon.socket, ["--documents", scratch("docs")])
        let hit = try await page.get("/?q=koira").text
        #expect(hit.contains("href=\"/asiakirja?id=sivu.pdf#page=2\""))
        let whole = try await page.get("/asiakirja?id=sivu.pdf")
        #expect(whole.status == 200 && whole.type == "application/pdf")
        #expect(whole.text == (try String(contentsOfFile: text, encoding: .isoLatin1)))
        let part = try await page.get("/asiakirja?id=sivu.pdf", ["Range": "bytes=1-3"])
        #expect(part.status == 206 && part.text == "PDF")
        #expect(try await page.get("/asiakirja?id=sivu.pdf", ["Range": "bytes=99999-"]).status == 416)
        // What may hold scripts is saved, not shown.
        let hostile = try await page.get("/asiakirja?id=sivut.html")
        #expect(hostile.type == "application/octet-stream")
        #expect(hostile.headers["content-disposition"]?.hasPrefix("attachment") == true)
        #expect(hostile.headers["content-security-policy"]?.contains("script-src 'none'") == true)
        // A link that leads out of the folder is not followed.
        try FileManager.default.removeItem(atPath: scratch("docs/arkisto/muu.txt"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch("docs/arkisto/muu.txt"), withDestinationPath: scratch("outside/salainen.txt"))
        #expect(try await page.get("/asiakirja?id=arkisto%2Fmuu.txt").status == 404)
        for id in ["..%2Foutside%2Fsalainen.txt", "%2Fetc%2Fpasswd", "puuttuu"] {
            #expect(try await page.get("/asiakirja?id=" + id).status == 404, "\(id)")
        }
        let closed = try RunningPage(socket: daemon.socket)
        #expect(try await closed.get("/asiakirja?id=sivu.pdf").status == 403)
        #expect(!(try await closed.get("/?q=koira").text.contains("/asiakirja")))
    }

    @Test(arguments: [
        ("bytes=0-4", 0..<5), ("bytes=8-", 8..<10), ("bytes=-3", 7..<10), ("bytes=5-99", 5..<10),
        ("bytes=10-", 10..<10),
        ("bytes=3-1", nil), ("bytes=0-1,3-4", nil), ("lines=1-2", nil), ("bytes=a-b", nil), ("bytes=-", nil),
    ])
    func rangesAreThoseOfRFC9110(text: String, range: Range<Int>?) {
        #expect(DocumentAnswer.range(text, of: 10) == range)
    }

    @Test func answersHaveMarksAndArePacked() async throws {
        try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        let daemon = try daemon()
        let page = try RunningPage(socket: daemon.socket)
        for path in ["/?q=kissa", "/api/search?q=kissa", "/haku.css", "/api/text?id=a.txt&repairs=yes"] {
            let first = try await page.get(path)
            let mark = try #require(first.headers["etag"])
            let again = try await page.get(path, ["If-None-Match": "W/\"x\", " + mark])
            #expect(again.status == 304 && again.text.isEmpty, "\(path)")
            #expect(try await page.get(path, ["If-None-Match": mark]).status == 304, "\(path)")
            #expect(first.headers["vary"]?.contains("Accept-Encoding") == true)
        }
        let before = try await page.get("/api/search?q=kissa").headers["etag"]
        try scratch.file("docs/b.txt", "Toinen kissa.\n")
        _ = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        var after = before
        // A commit is served within a second; each look is a request.
        for _ in 0..<10_000 where after == before { after = try await page.get("/api/search?q=kissa").headers["etag"] }
        #expect(after != before)
    }

    /// A kept page is told by hakud being asked nothing for it but if it serves the same state.
    @Test func pagesAreKeptUntilTheNextCommit() async throws {
        try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        let daemon = try daemon()
        let page = try RunningPage(socket: daemon.socket)
        func searches() throws -> [String] { try daemon.ask(["METRICS"]).filter { $0.contains("verb=\"SEARCH\"") } }
        var isKept = false
        for _ in 0..<10_000 where !isKept {
            let before = try searches()
            _ = try await page.get("/?q=kissa")
            isKept = try searches() == before
        }
        #expect(isKept)
        // Another language, and whoever takes no packed page, get theirs.
        #expect(try await page.get("/?q=kissa", ["Accept-Language": "sv"]).text.contains("1 träff för"))
        #expect(try PlainHTTP.get("/?q=kissa", port: page.port).text.contains("<mark>Kissa</mark>"))
        #expect(try await page.get("/?q=kissa").text.contains("1 osuma haulle"))
        try scratch.file("docs/b.txt", "Toinen kissa.\n")
        _ = try Program.haku(["index", "--index", scratch("index"), scratch("docs")])
        var text = ""
        for _ in 0..<10_000 where !text.contains("2 osumaa") { text = try await page.get("/?q=kissa").text }
        #expect(text.contains("2 osumaa haulle"))
    }

    @Test func aNameAndItsPasswordAreAskedFor() async throws {
        try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        let daemon = try daemon()
        // Of “salasana”, by crypt(3)'s SHA-512 of few rounds.
        let hash =
            "$6$rounds=1000$kissa$"
            + (try Self.crypt("salasana", "$6$rounds=1000$kissa").split(separator: "$").last ?? "")
        let file = try scratch.file("passwords", "# ketkä\nliisa:\(hash)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let page = try RunningPage(socket: daemon.socket, ["--password-file", file])
        func status(_ pair: String) throws -> Int {
            let encoded = Data(pair.utf8).base64EncodedString()
            return try PlainHTTP.get("/?q=kissa", ["Authorization": "Basic " + encoded], port: page.port).status
        }
        let refused = try PlainHTTP.get("/?q=kissa", port: page.port)
        #expect(refused.status == 401 && refused.head.contains("www-authenticate: basic"))
        #expect(!refused.text.contains("portailla"))
        #expect(try status("liisa:salasana") == 200)
        #expect(try status("liisa:väärä") == 401)
        #expect(try status("pekka:salasana") == 401)
        #expect(try status("liisa:salasana") == 200)
    }

    @Test func aProxySaysWhoAsks() async throws {
        try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        let daemon = try daemon()
        let page = try RunningPage(socket: daemon.socket, ["--user-header", "X-Remote-User"])
        #expect(try await page.get("/?q=kissa").status == 403)
        #expect(try await page.get("/?q=kissa", ["X-Remote-User": "liisa"]).status == 200)
    }

    @Test func onlyThisPageJudgesRepairs() async throws {
        try scratch.file("docs/a.txt", "Kissa istuu portailla.\n")
        let daemon = try daemon(["--allow-refusals"])
        let page = try RunningPage(socket: daemon.socket)
        func list(_ more: String...) throws -> String {
            try Program.haku(["repairs", "list", "--index", scratch("index")] + more).output
        }
        let back = "takaisin=%2Fpaperi%3Fid%3Da.txt"
        for judgement in ["torju", "vahvista"] {
            let form = "\(judgement)=kyldyhdistys%09kyl%C3%A4yhdistys&\(back)"
            let foreign = try await page.post("/korjaus", form, ["Sec-Fetch-Site": "cross-site"])
            #expect(foreign.status == 403)
            #expect(try await page.post("/korjaus", form, ["Origin": "http://example.org"]).status == 403)
            #expect(try list().isEmpty && list("--confirmed").isEmpty)
        }
        let own = try await page.post(
            "/korjaus", "torju=kyldyhdistys%09kyl%C3%A4yhdistys&\(back)", ["Sec-Fetch-Site": "same-origin"])
        #expect(own.status == 303 && own.headers["location"] == "/paperi?id=a.txt")
        #expect(try list() == "kyldyhdistys\tkyläyhdistys\n")
        // Several at once; what was refused is no longer.
        let chosen = "pari=kyldyhdistys%09kyl%C3%A4yhdistys&pari=o+n%09on&\(back)"
        #expect(try await page.post("/korjaus", "teko=vahvista&" + chosen).status == 303)
        #expect(try list().isEmpty)
        #expect(try list("--confirmed") == "kyldyhdistys\tkyläyhdistys\no n\ton\n")
        #expect(try await page.post("/korjaus", "teko=salli&" + chosen).status == 303)
        #expect(try list("--confirmed").isEmpty)
        for form in ["teko=poista&" + chosen, "torju=yksi", "torju=%09", "", "teko"] {
            #expect(try await page.post("/korjaus", form).status == 400, "\(form)")
        }
        // Without the option of hakud nobody may.
        let strict = try RunningDaemon(index: scratch("index"))
        #expect(try strict.ask(["REFUSE a b"]).first?.hasPrefix("ERR 403 not-allowed") == true)
        let closed = try RunningPage(socket: strict.socket)
        #expect(try await closed.post("/korjaus", "vahvista=a%09b").status == 403)
    }

    private static func crypt(_ password: String, _ salt: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["perl", "-e", "print crypt($ARGV[0], $ARGV[1])", password, salt]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
