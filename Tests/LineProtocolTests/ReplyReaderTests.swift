// SPDX-License-Identifier: GPL-3.0-or-later
import LineProtocol
import NIOCore
import Sayings
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReplyReaderTests {
    /// The replies to which `text` comes, line by line.
    private func read(_ text: String) throws -> [Reply] {
        var reader = ReplyReader()
        return try text.split(separator: "\n").compactMap { try reader.read(Array($0.utf8)[...]) }
    }

    private static let replies = [
        Reply(
            rows: [
                Row(
                    .hit, .integer(1), .number(12.3457, decimals: 4), .text("a b.txt"), .text("‹Hei›\tsinä\\ \"x\""),
                    .marked("on koira …", [3..<8]), .none, .text("/docs/a b.txt"),
                    .text("file:///docs/a%20b.txt"), .list(["c"])),
                Row(
                    .hit, .integer(2), .number(0.5, decimals: 4), .text("ä"), .text(""), .marked("", []), .integer(3),
                    .none,
                    .none, .list([])),
            ],
            [
                Reply.Pair("shown", .integer(2)), Reply.Pair("exact", .text("yes")),
                Reply.Pair("ms", .number(1.5, decimals: 3)),
            ]
        ),
        Reply(
            rows: [
                Row(
                    .similar, .integer(1), .number(0.5, decimals: 4), .text("a"), .text("b"),
                    .list(["yksi, kaksi", "ä"]), .none, .none)
            ], [Reply.Pair("shown", .integer(1))]),
        Reply(
            rows: [
                Row(.token, .integer(0), .integer(3), .text("työ"), .list(["työ"]), .list([]), .list(["työ", "tyo"]))
            ],
            [Reply.Pair("verbs", .list(["PING", "QUIT"]))]),
        Reply(ReplyError(.syntax, "huono \"sana\"", column: 7)), Reply(ReplyError(.draining, "loppu")), Reply(),
    ]

    @Test func readsWhatIsWritten() throws {
        var bytes: [UInt8] = []
        for reply in Self.replies { reply.write(to: &bytes, format: .json) }
        #expect(try read(String(decoding: bytes, as: UTF8.self)) == Self.replies)
    }

    @Test func fieldsThatWereAskedForAndMarksOfEachColumnAreRead() throws {
        let replies = try read(
            """
            {"kind":"hit","rank":1,"score":1.5,"id":"a","title":"b","snippet":"on «koira»","vuosi":["2016","2017"]}
            {"kind":"compare","field":"kunta","first":"«Kajaani»","second":"Oulu, «Kajaani»","shared":["Kajaani"]}
            {"kind":"ok"}
            """)
        let rows = try #require(replies.first?.rows)
        #expect(rows[0].list("vuosi") == ["2016", "2017"])
        let first = try #require(rows[1].marked("first"))
        #expect(first.text == "Kajaani" && first.matches == [0..<7])
        #expect(rows[1].marked("second")?.matches == [6..<13])
        // Other characters begin with the byte of a mark.
        let odd = try read(
            #"{"kind":"match","id":"a\\b","line":1,"column":1,"text":"«3 §» ¶\"«é»"}"# + "\n{\"kind\":\"ok\"}")
        let row = try #require(odd.first?.rows.first)
        let text = try #require(row.marked("text"))
        #expect(text.text == "3 § ¶\"é" && text.matches == [0..<4, 8..<10] && row["id"] == "a\\b")
    }

    @Test func passesOverWhatItDoesNotKnow() throws {
        let replies = try read(
            """
            {"kind":"comet","tail":["x"]}
            {"kind":"field","colour":true,"value":"b","name":"a","more":-1.5e3}
            {"kind":"word","text":"sana"}
            {"kind":"ok","new":null,"id":"\\u00e4\\ud83d\\ude00\\/"}
            ERR 599 no-such-thing ei ole
            """)
        #expect(replies.count == 2)
        #expect(replies[0].rows == [Row(.field, .text("a"), .text("b")), Row(.word, .text("sana"), .none)])
        #expect(replies[0]["id"] == "ä😀/" && replies[0].value("new") == Value.none)
        #expect(replies[1].error?.code.number == 599 && replies[1].error?.message == "ei ole")
    }

    @Test(arguments: [
        "OK", "hit\t1", "{", "{}", "{\"kind\":1}", "{\"kind\":\"ok\"} x", "{\"kind\":\"ok\",}",
        "{\"kind\":\"ok\",\"a\":x}",
        "{\"kind\":\"ok\",\"a\":\"\\x\"}", "{\"kind\":\"ok\",\"a\":\"\\u12\"}", "{\"kind\":\"ok\",\"a\":[1]}",
        "ERR x y",
        "{\"kind\":\"ok\",\"a\":\"b", "{\"kind\":\"error\"}",
    ])
    func refusesWhatIsNoLineOfAReply(line: String) {
        #expect(throws: ReplyReader.Malformed.self) { try read(line) }
    }

    @Test(arguments: [
        ("kissa", ["limit": "5"]), ("limit=5 kissa", [:]), ("-- kissa", [:]),
        ("  kaksi  välilyöntiä ", ["token": "a \"b\" \\"]),
        ("", ["token": ""]), ("-kissa", ["sort": "-päättyy"]), (" x=y", [:]), ("A=b", ["token": "\""]),
    ])
    func aRequestIsReadAsItWasWritten(rest: String, options: [String: String]) throws {
        let verb = options["token"] == nil ? Verb.search : .hello
        let list = options.map { Request.Option(key: $0.key, value: $0.value) }
        let request = Request(verb, options: list, format: .json, rest: verb == .hello ? "" : rest)
        let (bytes, column) = try #require(request.line())
        var buffer = ByteBuffer(bytes: bytes)
        var decoder = RequestDecoder()
        guard case .request(let read) = decoder.decodeLast(buffer: &buffer, seenEOF: true) else {
            Issue.record("\(String(decoding: bytes, as: UTF8.self)) is no request")
            return
        }
        #expect(read.options.map(\.value) == list.map(\.value) && read.format == .json)
        #expect(read.rest == request.rest && (read.rest.isEmpty || read.restColumn == column))
    }

    @Test func aRequestThatNoLineCanCarryIsNone() {
        #expect(Request(.search, rest: "kaksi\nriviä").line() == nil)
        #expect(Request(.hello, options: [Request.Option(key: "token", value: "a\rb")]).line() == nil)
    }
}
