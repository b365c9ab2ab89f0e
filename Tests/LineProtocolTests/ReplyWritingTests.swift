// SPDX-License-Identifier: GPL-3.0-or-later
import LineProtocol
import Sayings
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReplyWritingTests {
    private struct Secret: Error { var file = "/etc/salainen" }

    private static let hits = Reply(
        rows: [
            Row(
                .hit, .integer(1), .number(12.34567, decimals: 4), .text("a%20b.txt"), .text("«Hei»\tsinä\\"),
                .marked("on koira …", [3..<8]), .none)
        ],
        [
            Reply.Pair("shown", .integer(1)), Reply.Pair("exact", .text("yes")),
            Reply.Pair("note", .text("a \"b\" \\ c")),
        ])

    @Test func writesColumns() {
        #expect(
            written(Self.hits, .tsv) == """
                hit\t1\t12.3457\ta%20b.txt\t‹Hei›\\tsinä\\\\\ton «koira» …\t
                OK shown=1 exact=yes note="a \\"b\\" \\\\ c"

                """)
    }

    @Test func writesObjects() {
        #expect(
            written(Self.hits, .json) == """
                {"kind":"hit","rank":1,"score":12.3457,"id":"a%20b.txt","title":"‹Hei›\\tsinä\\\\",\
                "snippet":"on «koira» …","page":null}
                {"kind":"ok","shown":1,"exact":"yes","note":"a \\"b\\" \\\\ c"}

                """)
    }

    @Test func writesLists() {
        let reply = Reply(
            rows: [Row(.token, .integer(0), .integer(5), .text("työ"), .list(["työ", "työ \"1\""]), .list([]), .none)],
            [Reply.Pair("verbs", .list(["PING", "QUIT"]))])
        #expect(written(reply, .tsv) == "token\t0\t5\ttyö\ttyö,työ \"1\"\t\t\nOK verbs=PING,QUIT\n")
        #expect(
            written(reply, .json) == """
                {"kind":"token","start":0,"end":5,"surface":"työ","lemmas":["työ","työ \\"1\\""],"parts":[],"terms":null}
                {"kind":"ok","verbs":["PING","QUIT"]}

                """)
    }

    @Test func writesErrors() {
        let reply = Reply(ReplyError(.syntax, "huono\n\"sana\"", column: 7))
        #expect(written(reply, .tsv) == "ERR 400 syntax huono%0A\"sana\" (column 7)\n")
        #expect(
            written(reply, .json)
                == "{\"kind\":\"error\",\"code\":400,\"name\":\"syntax\",\"message\":\"huono%0A\\\"sana\\\"\",\"column\":7}\n"
        )
        #expect(written(Reply(ReplyError(.draining, "loppu")), .json).contains("\"column\":null"))
        for format in [ReplyFormat.tsv, .json] {
            let text = written(Reply(ReplyError(.noSuchDocument, "\u{1B}[31m\u{9B}2J\u{2028}\u{2067}x")), format)
            #expect(text.contains("%1B[31m%C2%9B2J%E2%80%A8%E2%81%A7x"))
            // What is for the log is not for a client.
            #expect(!written(Reply(.failed(Secret())), format).contains("salainen"))
        }
    }

    @Test(arguments: [
        ("\u{0}a\u{1F}b\u{7F}c", " a b c"), ("a\u{85}b\u{9F}c\u{A0}d", "a b c\u{A0}d"),
        ("a\u{2028}b\u{2029}c\u{2027}", "a b c\u{2027}"),
        ("\r\n\t\\", "\\r\\n\\t\\\\"), ("«»‹›", "‹›‹›"), ("¨Â«", "¨Â‹"), ("", ""), ("👍🏽é", "👍🏽é"),
    ])
    func makesATextSafeForAColumn(text: String, expected: String) {
        #expect(written(Reply(rows: [Row(.metric, .text(text))]), .tsv) == "metric\t\(expected)\nOK\n")
    }

    @Test(arguments: [
        (0.0, 3, "0.000"), (1.0, 0, "1"), (0.9996, 3, "1.000"), (-0.0004, 3, "0.000"), (-1.5, 1, "-1.5"),
        (0.05, 2, "0.05"), (.infinity, 2, "0"), (.nan, 2, "0"), (1e20, 2, "1e+20"),
    ])
    func writesNumbers(number: Double, decimals: Int, expected: String) {
        #expect(
            written(Reply(rows: [Row(.metric, .number(number, decimals: decimals))]), .json).contains(":\(expected)}"))
    }

    @Test(arguments: [
        ("", "\"\""), ("a b", "\"a b\""), ("a", "a"), ("a=b", "a=b"), ("a\"", "\"a\\\"\""), ("a\nb", "a%0Ab"),
        ("a\u{85} b", "\"a%C2%85 b\""), ("\u{202E}fdp.exe", "%E2%80%AEfdp.exe"), ("\u{1B}", "%1B"),
        ("ä", "\"ä\""),
    ])
    func quotesValuesOfTheFinalLine(value: String, expected: String) {
        #expect(written(Reply([Reply.Pair("id", .text(value))]), .tsv) == "OK id=\(expected)\n")
    }

    @Test(arguments: [ReplyFormat.tsv, .json])
    func anyReplyIsItsRowsAndOneFinalLine(format: ReplyFormat) {
        var random = SeededRandom(7)
        for _ in 0..<2_000 {
            let texts = (0..<6).map { _ in randomText(&random) }
            let row = Row(
                .hit, .text(texts[0]), .marked(texts[1], []), .list([texts[2], texts[3]]), .none, .text(texts[4]))
            for reply in [
                Reply(rows: [row, row], [Reply.Pair("note", .text(texts[5]))]),
                Reply(ReplyError(.internal, Saying(verbatim: texts[5]))),
            ] {
                let text = written(reply, format)
                let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
                    String($0)
                }
                #expect(lines.count == reply.rows.count + 2)
                #expect(lines.last == "")
                #expect(lines.map { isFinal($0) } == reply.rows.map { _ in false } + [true, false])
                #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !isControl($0) })
            }
        }
    }

    private func isFinal(_ line: String) -> Bool {
        line == "OK" || line.hasPrefix("OK ") || line.hasPrefix("ERR ") || line.hasPrefix("{\"kind\":\"ok\"")
            || line.hasPrefix("{\"kind\":\"error\"")
    }

    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private func randomText(_ random: inout SeededRandom) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let limit = [0x20, 0x100, 0x2040, 0x10FFFF].randomElement(using: &random) ?? 0x20
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...UInt32(limit), using: &random)) { text.append(scalar) }
        }
        return String(text)
    }

    private func written(_ reply: Reply, _ format: ReplyFormat) -> String {
        var bytes: [UInt8] = []
        reply.write(to: &bytes, format: format)
        return String(decoding: bytes, as: UTF8.self)
    }
}
