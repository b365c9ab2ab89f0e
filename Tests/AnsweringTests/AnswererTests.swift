// SPDX-License-Identifier: GPL-3.0-or-later
import Answering
import Foundation
import Indexing
import LineProtocol
import Sayings
import SearchIndex
import TestSupport
import Testing

/// Requests to replies over a real index of three small documents.
@Suite struct AnswererTests {
    private let answerer: Answerer
    private let folder: IndexFolder
    private let temporary = TemporaryFolder()

    init() throws {
        for (name, text) in [
            ("a.txt", "Kyläyhdistyksen hanke\n\nPitkäaikaistyöttömät saivat työtä Kalajoella.\n"),
            ("b.txt", "Nuorten työpaja\n\nTyö- ja toimintakyky vahvistui.\n"),
            ("c.txt", "Kissa istuu matolla.\n"),
        ] {
            try temporary.file(name, text)
        }
        folder = IndexFolder(temporary("index"))
        _ = try Indexer(folder: folder, options: .init(repair: false)).update([temporary.path])
        answerer = try Answerer(folder: folder)
    }

    private func reply(
        _ verb: Verb, _ rest: String = "", options: [Request.Option] = [], format: ReplyFormat = .tsv
    ) -> [String] {
        var bytes: [UInt8] = []
        reply(answerer, Request(verb, options: options, rest: rest)).write(to: &bytes, format: format)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("kyläyhdistys", "a.txt"), ("kalajoki", "a.txt"), ("työkyky", "b.txt"), ("kissan", "c.txt"),
        ("\"pitkäaikaistyötön\"", "a.txt"), ("kylahydistys", "a.txt"),
    ])
    func aSearchGivesHitsAndExactlyOneFinalLine(_ query: String, _ id: String) throws {
        let lines = reply(.search, query)
        let columns = try #require(lines.first).split(separator: "\t", omittingEmptySubsequences: false)
        #expect(columns.count >= 6 && columns[0] == "hit" && columns[3] == id)
        #expect(lines.count == 2 && lines[1].hasPrefix("OK shown=1 matches=1 exact=yes "))
    }

    /// The engine takes 100,000 terms and operators: wildcards stand for up to a thousand each.
    @Test(arguments: [(10, true), (400, false)])
    func aQueryOfMoreTermsThanTheEngineTakesIsTooLarge(_ wildcards: Int, _ isTaken: Bool) throws {
        let words = (0..<400).map { "kq\($0)x" }.joined(separator: " ")
        try temporary.file("kirjaimia.txt", words + "\n")
        _ = try Indexer(folder: folder, options: .init(repair: false)).update([])
        let answerer = try Answerer(folder: folder)
        let query = [String](repeating: "kq*", count: wildcards).joined(separator: " OR ")
        let answer = reply(answerer, Request(.search, rest: query))
        #expect(answer.error?.code == (isTaken ? nil : .tooLarge), "\(answer.final)")
        #expect(reply(answerer, Request(.count, rest: query)).error?.code == answer.error?.code)
    }

    @Test func aDocumentIsCalledByItsIdInAnyFormAndByItsPath() throws {
        let path = try temporary.file("kansio/Päätös 1.txt", "Koira juoksee pihalla.\n")
        _ = try Indexer(folder: folder, options: .init(repair: false)).update([])
        let answerer = try Answerer(folder: folder)
        let id = "kansio/Päätös 1.txt"
        let url = "file://" + path.replacing("Päätös 1", with: "P%C3%A4%C3%A4t%C3%B6s%201")
        for name in [id, "kansio/Päätös%201.txt", "kansio/Pa\u{308}a\u{308}to\u{308}s 1.txt", path, url] {
            let shown = reply(answerer, Request(.show, rest: name))
            #expect(shown["id"] == id, "\(name)")
            #expect(shown.rows.contains { $0["name"] == "polku" && $0["value"] == path })
            #expect(shown.rows.contains { $0["name"] == "url" && $0["value"] == url })
            #expect(reply(answerer, Request(.similar, rest: name)).error == nil, "\(name)")
        }
        for name in ["\"\(id)\"", "kansio/Päätös%201.txt"] {
            #expect(reply(answerer, Request(.explain, rest: name + " koira")).rows.count > 0, "\(name)")
        }
        let hit = try #require(reply(answerer, Request(.search, rest: "koira")).rows.first)
        #expect(hit["polku"] == path && hit["url"] == url && hit["id"] == id)
    }

    @Test(arguments: [
        (Verb.search, "foo:kissa", ["names-no-field-and-is-searched-as-text|“foo:”"]),
        (
            .count, "foo:kissa ()",
            ["names-no-field-and-is-searched-as-text|“foo:”", "empty-parentheses-are-ignored"]
        ),
        (.count, "kissa related=no", ["options-stand-before-the-text-was-read-as|related=no"]),
        (.search, "kissa -matto", ["the-exclusion-leaves-nothing-without-it-1-document-matches"]),
        (.search, "(kissa", ["the-parenthesis-is-not-closed-add-or-leave-out"]),
        (.show, "a|b,50 %.txt", ["there-is-no-document-in-the-index-haku-search|a%7Cb%2C50 %25.txt"]),
        (.search, "kissa", []),
    ])
    func aClientOfVersionTwoIsToldSentencesByTheirCodes(_ verb: Verb, _ rest: String, _ said: [String]) throws {
        var request = Request(verb, rest: rest)
        let first = reply(answerer, request)
        #expect(first.said.isEmpty && first.error?.said.isEmpty != false)
        request.version = 2
        let second = reply(answerer, request)
        var bytes: [UInt8] = []
        second.write(to: &bytes, format: .json)
        var reader = ReplyReader()
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let read = try #require(try lines.compactMap { try reader.read($0) }.last)
        let codes = read.error?.said ?? read.said
        #expect(codes == (second.error?.said ?? second.said))
        let line = String(decoding: try #require(lines.last), as: UTF8.self)
        #expect(said.isEmpty || line.contains("\"said\":[\"" + said.joined(separator: "\",\"") + "\"]"), "\(line)")
        #expect(codes.count == said.count)
    }

    @Test func whatFindsNothingIsAnAnswerToo() {
        #expect(reply(.count, "avaruusraketti").last?.hasPrefix("OK matches=0 exact=yes") == true)
    }

    @Test(arguments: [
        (Verb.search, "(kissa", "ERR 400 "), (.show, "puuttuu.txt", "ERR 404 "), (.similar, "S20059", "ERR 404 "),
        (.facets, "olematon", "ERR 400 "),
    ])
    func whatCannotBeAnsweredIsOneErrorLine(_ verb: Verb, _ rest: String, _ beginning: String) {
        let lines = reply(verb, rest)
        #expect(lines.count == 1 && lines[0].hasPrefix(beginning), "\(lines)")
    }

    @Test func anErrorTellsThePlaceOfWhatIsWrongInTheLine() {
        #expect(reply(.facets, "  olematon kissa").first?.hasSuffix(" (column 3)") == true)
        #expect(reply(.facets, "laji (kissa").first?.hasSuffix(" (column 6)") == true)
        let by = Request.Option(key: "by", value: "vuosi", column: 9)
        #expect(reply(.similar, "a.txt", options: [by]).first?.hasSuffix(" (column 9)") == true)
        #expect(
            reply(.search, "kissa \"istuu").first == "ERR 400 syntax The quotation mark is not closed: "
                + "add \" or leave it out. (column 7)")
    }

    @Test func similarDocumentsAreComparedByFieldsThatAreText() {
        var lines = reply(.similar, "a.txt", options: [.init(key: "by", value: "vuosi")])
        #expect(lines.count == 1 && lines[0].hasPrefix("ERR 400 "))
        lines = reply(
            .similar, "a.txt", options: [.init(key: "by", value: "kohderyhmä"), .init(key: "elsewhere", value: "yes")])
        #expect(lines.count == 1 && lines[0].hasPrefix("OK shown=0 ") && lines[0].contains("note=\"a.txt "), "\(lines)")
    }

    @Test func jsonLinesAreObjects() {
        let lines = reply(.analyse, "kyläyhdistyksen", format: .json)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(lines[0].contains("\"lemmas\":[\"kyläyhdistys\"]"))
    }

    @Test func aReplyThatIsKeptIsTheSameUntilTheNextCommit() throws {
        let metrics = Metrics()
        let keeping = try Answerer(folder: folder, metrics: metrics, replies: ReplyCache(bytes: 1 << 20))
        let first = matches(keeping, "kissa")
        #expect(kept(metrics) == 0)
        #expect(matches(keeping, "kissa") == first && first.contains("matches=1 "))
        #expect(kept(metrics) == 1)
        #expect(matches(keeping, "koira") != first)

        try commit("d.txt", "Toinen kissa.\n")
        try keeping.followCommits()
        // Prepared, for it had been asked.
        #expect(matches(keeping, "kissa").contains("matches=2 "))
        #expect(kept(metrics) == 2)
        // An error is never kept.
        #expect(matches(keeping, "(kissa").hasPrefix("ERR ") && matches(keeping, "(kissa").hasPrefix("ERR "))
        #expect(kept(metrics) == 2)
    }

    @Test func anAnswerFromAnOlderStateIsNeverKeptForANewerOne() throws {
        let (metrics, replies) = (Metrics(), ReplyCache(bytes: 1 << 20))
        let leader = try Answerer(folder: folder, metrics: metrics, replies: replies)
        let late = try Answerer(folder: folder, metrics: metrics, replies: replies)
        let other = try Answerer(folder: folder, metrics: metrics, replies: replies)
        #expect(matches(late, "kissa").contains("matches=1 "))
        try commit("d.txt", "Toinen kissa istuu.\n")
        try leader.followCommits()
        // Whoever has not moved on yet gets what was prepared, and answers from the old state what was not.
        #expect(matches(late, "kissa").contains("matches=2 "))
        #expect(matches(late, "istuu").contains("matches=1 "))
        try other.refreshIfStale()
        #expect(matches(other, "istuu").contains("matches=2 "))
        try late.refreshIfStale()
        #expect(matches(late, "istuu").contains("matches=2 "))
        #expect(kept(metrics) == 2)
    }

    @Test func anIndexThatIsGoneIsServedNoLonger() throws {
        let replies = ReplyCache(bytes: 1 << 20)
        let leader = try Answerer(folder: folder, replies: replies)
        let follower = try Answerer(folder: folder, replies: replies)
        let before = matches(follower, "kissa")
        try FileManager.default.moveItem(atPath: folder.path, toPath: folder.path + "-away")
        #expect(throws: IndexError.self) { try leader.followCommits() }
        #expect(throws: IndexError.self) { try follower.refreshIfStale() }
        try FileManager.default.moveItem(atPath: folder.path + "-away", toPath: folder.path)
        #expect(matches(try Answerer(folder: folder, replies: replies), "kissa") == before)
    }

    @Test func whatIsKeptIsBounded() throws {
        let metrics = Metrics()
        let keeping = try Answerer(folder: folder, metrics: metrics, replies: ReplyCache(bytes: 16 << 10))
        for round in 0..<200 { _ = try keeping.answer(Request(.count, rest: "kissa\(round)")) }
        _ = try keeping.answer(Request(.count, rest: "kissa199"))
        // The first has gone to make room.
        _ = try keeping.answer(Request(.count, rest: "kissa0"))
        #expect(kept(metrics) == 1)
    }

    private func matches(_ answerer: Answerer, _ query: String) -> String {
        var bytes: [UInt8] = []
        reply(answerer, Request(.search, options: [.init(key: "snippet", value: "no")], rest: query))
            .write(to: &bytes, format: .tsv)
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: " ms=").first.map(String.init) ?? text
    }

    private func reply(_ answerer: Answerer, _ request: Request) -> Reply {
        do {
            return try answerer.answer(request)
        } catch {
            Issue.record(error)
            return Reply(ReplyError(.internal, "\(error)"))
        }
    }

    private func kept(_ metrics: Metrics) -> Int? {
        metrics.lines().first { $0.hasPrefix("haku_cached_replies_total ") }?.split(separator: " ").last
            .flatMap { Int($0) }
    }

    private func commit(_ name: String, _ text: String) throws {
        try temporary.file(name, text)
        _ = try Indexer(folder: folder, options: .init(repair: false)).update([temporary.path])
    }

    @Test func textIsGivenByLines() {
        let lines = reply(.text, "a.txt", options: [.init(key: "lines", value: "2")])
        #expect(lines == ["line\t1\tKyläyhdistyksen hanke\t", "line\t2\t\t", "OK lines=2"])
    }
}
