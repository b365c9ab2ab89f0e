// SPDX-License-Identifier: GPL-3.0-or-later
import LineProtocol
import NIOCore
import NIOTestUtils
import Sayings
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct RequestDecoderTests {
    private static let longest = String(repeating: "ä", count: (RequestDecoder.longestLine - 8) / 2)
    private static let tooLong = RequestLine.refused(
        ReplyError(.lineTooLong, "a line has at most \(65536) bytes; this one was passed over"), format: nil)

    /// The verifier also feeds the bytes one by one, and all at once.
    @Test func readsTheSameHoweverTheBytesArrive() throws {
        try ByteToMessageDecoderVerifier.verifyDecoder(
            stringInputOutputPairs: [
                ("PING\n", [.request(Request(.ping, restColumn: 5))]),
                ("ping\r\n", [.request(Request(.ping, restColumn: 5))]),
                ("\n\r\n\n", []),
                (
                    "SEARCH työ ja\n\nQUIT\n",
                    [
                        .request(Request(.search, rest: "työ ja", restColumn: 8)),
                        .request(Request(.quit, restColumn: 5)),
                    ]
                ),
                (
                    "SEARCH limit=5 -- a=b\n",
                    [
                        .request(
                            Request(
                                .search, options: [.init(key: "limit", value: "5", column: 8)], rest: "a=b",
                                restColumn: 19))
                    ]
                ),
            ], decoderFactory: { DecoderUnderTest() })
    }

    // Not by the verifier, which takes a minute for so many bytes one at a time.
    @Test(arguments: [1, 7, 4096, 1_000_000])
    func refusesALongLineOnceAndLivesOn(piece: Int) {
        let text = [UInt8](("SEARCH " + Self.longest + "xxx\nPING\n").utf8)
        var decoder = RequestDecoder()
        var buffer = ByteBuffer()
        var lines: [RequestLine] = []
        var start = 0
        while start < text.count {
            let end = min(start + piece, text.count)
            buffer.writeBytes(text[start..<end])
            start = end
            while let line = decoder.decode(buffer: &buffer) { lines.append(line) }
        }
        #expect(lines == [Self.tooLong, .request(Request(.ping, restColumn: 5))])
    }

    @Test(arguments: ["\n", "\r\n"])
    func takesALineOfExactlyTheLongestLength(end: String) {
        let text = "SEARCH x" + Self.longest
        #expect(text.utf8.count == RequestDecoder.longestLine)
        #expect(
            lines(text + end + "PING\n") == [
                .request(Request(.search, rest: "x" + Self.longest, restColumn: 8)),
                .request(Request(.ping, restColumn: 5)),
            ])
        #expect(lines(text + "x" + end + "PING\n") == [Self.tooLong, .request(Request(.ping, restColumn: 5))])
    }

    @Test func readsAnUnfinishedLastLine() {
        #expect(lines("PING\nPING").count == 2)
        #expect(lines("PING\n\r").count == 1)
    }

    @Test func keepsNothingOfALineThatIsTooLong() {
        var decoder = RequestDecoder()
        var buffer = ByteBuffer()
        var refusals = 0
        for _ in 0..<100 {
            buffer.writeRepeatingByte(UInt8(ascii: "x"), count: 65_536)
            while decoder.decode(buffer: &buffer) != nil { refusals += 1 }
            #expect(buffer.readableBytes <= RequestDecoder.longestLine + 1)
        }
        #expect(refusals == 1)
    }

    @Test(
        arguments: [
            ([0x50, 0x49, 0x4E, 0x47, 0x20, 0xE4], 6),
            ([0xFF], 1),
            // A surrogate, an overlong slash, a code past U+10FFFF, a sequence cut short.
            ([0x53, 0xC3, 0xA4, 0xED, 0xA0, 0x80], 3),
            ([0x53, 0xC0, 0xAF], 2),
            ([0xF4, 0x90, 0x80, 0x80], 1),
            ([0x53, 0x20, 0xC3], 3),
        ] as [([UInt8], Int)])
    func refusesWhatIsNotUTF8WithItsPlace(bytes: [UInt8], column: Int) throws {
        guard case .refused(let error, nil) = try #require(lines(bytes + [0x0A]).first) else {
            Issue.record("taken for a request")
            return
        }
        #expect(error.code == .syntax)
        #expect(error.column == column)
        #expect(!error.closes)
    }

    @Test(arguments: [
        "GET / HTTP/1.1", "POST /x HTTP/1.0\r", "PRI * HTTP/2.0", "PROPFIND /a HTTP/1.1", "Host: localhost:7700",
        "GET /" + String(repeating: "a", count: 70_000) + " HTTP/1.1", "GET /",
    ])
    func closesOnHTTP(line: String) throws {
        guard case .refused(let error, _) = try #require(lines(line + "\n").first) else {
            Issue.record("taken for a request")
            return
        }
        #expect(error.closes)
    }

    @Test(arguments: ["SEARCH koira HTTP/1.1", "search POST HTTP/1.1", "SEARCH GET /"])
    func aQueryMayNameHTTP(line: String) throws {
        guard case .request = try #require(lines(line + "\n").first) else {
            Issue.record("not taken for a request")
            return
        }
    }

    @Test func noBytesCrashItAndEveryLineGetsOneResult() {
        var random = SeededRandom(2026)
        let seeds = [
            "SEARCH limit=5 offset=\"1\\\"\" -- koira", "HELLO token=\"a b\" format=json", "ANALYSE työ",
            "GET / HTTP/1.1",
        ].map { Array($0.utf8) }
        for _ in 0..<20_000 {
            var line = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<line.count, using: &random)
                line[place] = UInt8.random(in: 0...255, using: &random)
            }
            line.removeAll { $0 == 0x0A || $0 == 0x0D }
            if Bool.random(using: &random) { line.reverse() }
            #expect(lines(line + [0x0A]).count == (line.isEmpty ? 0 : 1))
        }
    }

    private func lines(_ text: String) -> [RequestLine] { lines(Array(text.utf8)) }

    private func lines(_ bytes: [UInt8]) -> [RequestLine] {
        var decoder = RequestDecoder()
        var buffer = ByteBuffer(bytes: bytes)
        var lines: [RequestLine] = []
        while let line = decoder.decode(buffer: &buffer) { lines.append(line) }
        while let line = decoder.decodeLast(buffer: &buffer, seenEOF: true) { lines.append(line) }
        return lines
    }
}

/// The verifier takes decoders of the older kind; this is the shortest way from one to the other.
private struct DecoderUnderTest: ByteToMessageDecoder {
    typealias InboundOut = RequestLine
    var decoder = RequestDecoder()

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) -> DecodingState {
        guard let line = decoder.decode(buffer: &buffer) else { return .needMoreData }
        context.fireChannelRead(wrapInboundOut(line))
        return .continue
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) -> DecodingState {
        guard let line = decoder.decodeLast(buffer: &buffer, seenEOF: seenEOF) else { return .needMoreData }
        context.fireChannelRead(wrapInboundOut(line))
        return .continue
    }
}
