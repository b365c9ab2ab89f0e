// SPDX-License-Identifier: GPL-3.0-or-later
import LineProtocol
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(20))) struct RequestGrammarTests {
    struct Good: Sendable, CustomTestStringConvertible {
        var line: String
        var verb: Verb
        var options: [String] = []
        var rest = ""
        var format: ReplyFormat?
        var testDescription: String { line }
    }

    @Test(arguments: [
        Good(line: "SeArCh koira", verb: .search, rest: "koira"),
        Good(line: "SEARCH", verb: .search),
        Good(line: "SEARCH ", verb: .search),
        Good(line: "SEARCH  koira ", verb: .search, rest: " koira "),
        Good(line: "SEARCH limit=5  koira", verb: .search, options: ["limit=5"], rest: " koira"),
        Good(line: "SEARCH  limit=5 koira", verb: .search, options: ["limit=5"], rest: "koira"),
        Good(line: "SEARCH -- limit=5", verb: .search, rest: "limit=5"),
        Good(line: "SEARCH --", verb: .search),
        Good(line: "SEARCH -- -- x", verb: .search, rest: "-- x"),
        Good(line: "SEARCH --x", verb: .search, rest: "--x"),
        Good(line: "SEARCH =sana", verb: .search, rest: "=sana"),
        Good(line: "SEARCH Limit=5", verb: .search, rest: "Limit=5"),
        Good(line: "SEARCH ä=5", verb: .search, rest: "ä=5"),
        Good(line: "SEARCH koira limit=5", verb: .search, rest: "koira limit=5"),
        Good(line: "SEARCH limit= x", verb: .search, options: ["limit="], rest: "x"),
        Good(
            line: "SIMILAR by=\"a b\" same-project=yes x", verb: .similar, options: ["by=a b", "same-project=yes"],
            rest: "x"),
        Good(line: "HELLO token=\"a\\\"\\\\ b\" format=json", verb: .hello, options: ["token=a\"\\ b"], format: .json),
        Good(line: "HELLO token=a\"b", verb: .hello, options: ["token=a\"b"]),
        Good(line: "PING format=tsv", verb: .ping, format: .tsv),
        Good(line: "ANALYSE \u{0}\t", verb: .analyse, rest: "\u{0}\t"),
    ])
    func reads(_ good: Good) throws {
        guard case .request(let request) = try parse(good.line) else {
            Issue.record("refused")
            return
        }
        #expect(request.verb == good.verb)
        #expect(request.options.map { "\($0.key)=\($0.value)" } == good.options)
        #expect(request.rest == good.rest)
        #expect(request.format == good.format)
        // The place of the rest is where it is found in the line.
        #expect(
            String(String.UnicodeScalarView(good.line.unicodeScalars.dropFirst(request.restColumn - 1))) == good.rest)
    }

    @Test(arguments: [
        (" PING", 400, 1), ("FOO bar", 405, 1), ("SEARCH\tx", 405, 1), ("PIN", 405, 1), ("ANALYSEÄ x", 405, 1),
        ("SEARCH size=5 x", 400, 8), ("SEARCH limit=5 limit=6 x", 400, 16), ("ANALYSE a=b", 400, 9),
        ("PING x", 400, 6), ("HELLO token=a x", 400, 15), ("SEARCH format=xml x", 400, 8),
        ("SEARCH format=json format=json x", 400, 20), ("SEARCH limit=\"5 x", 400, 14),
        ("SEARCH limit=\"5\"x", 400, 17), ("SEARCH limit=\"\\5\" x", 400, 15), ("SIMILAR by=\"ää\\\" x", 400, 12),
        ("SIMILAR by=\"ää\"ö x", 400, 16),
    ])
    func refuses(line: String, code: Int, column: Int) throws {
        guard case .refused(let error, _) = try parse(line) else {
            Issue.record("taken for a request")
            return
        }
        #expect(error.code.number == code)
        #expect(error.column == column)
    }

    @Test func advisesDashesForAnUnknownOrRepeatedKey() throws {
        for line in ["SEARCH koko=5 x", "SEARCH limit=1 limit=1 x"] {
            guard case .refused(let error, _) = try parse(line) else {
                Issue.record("taken for a request")
                return
            }
            #expect(error.message.contains("--"))
        }
    }

    @Test func anErrorIsToldInTheFormTheLineHasChosen() throws {
        #expect(try refusedFormat("SEARCH format=json koko=5 x") == .json)
        #expect(try refusedFormat("SEARCH koko=5 format=json x") == nil)
    }

    private func refusedFormat(_ line: String) throws -> ReplyFormat? {
        guard case .refused(_, let format) = try parse(line) else {
            Issue.record("taken for a request")
            return nil
        }
        return format
    }

    private func parse(_ line: String) throws -> RequestLine {
        var decoder = RequestDecoder()
        var buffer = ByteBuffer(string: line + "\n")
        let decoded = decoder.decode(buffer: &buffer)
        return try #require(decoded)
    }
}
