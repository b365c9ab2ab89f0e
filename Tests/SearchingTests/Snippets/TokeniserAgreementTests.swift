// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@testable import FinnishText
@testable import Searching

/// Snippets cut words anew, faster than the analyser does, and must cut them where it did when it indexed them.
///
/// Two differences are meant: the analyser keeps addresses whole, and units with their numbers. One is known: which endings
/// after a colon belong to the word (`Oy:lle`, `RN:o`) the analyser looks up in a list, and snippets tell by what stands
/// before the colon. All of a text is compared; with the environment variable `HAKU_EVAL`, all text files below that folder.
@Suite struct TokeniserAgreementTests {
    /// Where one tokeniser stands among its tokens, as half-open UTF-8 offsets.
    private struct Cursor {
        let ranges: [Range<Int>]
        var index = 0

        var next: Range<Int>? { index < ranges.count ? ranges[index] : nil }

        /// Passes the tokens that begin below `limit`, which is raised to their ends.
        mutating func pass(below limit: inout Int) {
            while let range = next, range.lowerBound < limit {
                limit = max(limit, range.upperBound)
                index += 1
            }
        }
    }

    /// The places where the two cut `text` otherwise, but for the differences that are meant or known.
    private static func disagreements(in text: String) -> [String] {
        var text = text
        let tokens = text.withUTF8 { unsafe TextScanner.tokens(of: $0) }
        let utf8 = Array(text.utf8)
        var scanner = Cursor(ranges: tokens.map { $0.start..<$0.end })
        var scan = Cursor(ranges: words(of: utf8))
        var result: [String] = []
        while let token = scanner.next {
            let raw = tokens[scanner.index]
            // Of an address, snippets cut the parts, the last of which may reach beyond its end (`haku.fi:n`).
            if raw.kind != .address {
                guard let word = scan.next, word.lowerBound == token.lowerBound else { break }
                let ends = [token.upperBound, word.upperBound].sorted()
                let rest = String(decoding: utf8[ends[0]..<ends[1]], as: UTF8.self)
                let isUnit = raw.kind == .number && word.upperBound <= token.upperBound && isUnit(rest)
                if !isUnit, !rest.isEmpty, !rest.hasPrefix(":") {
                    result.append("\(string(utf8, token)), \(string(utf8, word)) at \(token.lowerBound)")
                }
            }
            var limit = max(token.upperBound, raw.kind == .address ? 0 : scan.next?.upperBound ?? 0)
            var before = -1
            while before != limit {
                before = limit
                scanner.pass(below: &limit)
                scan.pass(below: &limit)
            }
        }
        if let token = scanner.next { result.append("no word at \(token.lowerBound): \(string(utf8, token))") }
        if scanner.next == nil, let word = scan.next {
            result.append("no token at \(word.lowerBound): \(string(utf8, word))")
        }
        return result
    }

    private static func words(of utf8: [UInt8]) -> [Range<Int>] {
        let bytes = utf8.span
        var words: [Range<Int>] = []
        while let word = WordScan.next(bytes, from: words.last?.upperBound ?? 0) { words.append(word) }
        return words
    }

    private static func isUnit(_ rest: String) -> Bool {
        rest.unicodeScalars.filter { !$0.properties.isWhitespace }.elementsEqual(["%"])
            || rest.unicodeScalars.filter { !$0.properties.isWhitespace }.elementsEqual(["€"])
    }

    private static func string(_ utf8: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: utf8[range], as: UTF8.self)
    }

    @Test(arguments: [
        "Kyläyhdistys ry:n 1 234 567 € ja 50 % sekä 2024-05-31.", "työ- ja toimintakyky, -ammatillinen (EU-maissa)",
        "C++ ja C#, R&D, AT&T’n", "3d-malli, 5-vuotias, 12:30, 1990:n, 4 500:aa-6 700:aa euroa", "H T:mi:n RN:o 1:3",
        "www.haku.fi:n ja posti@haku.fi, https://haku.fi/a?b=1).", "ääkkösiä Ÿ × ÷ ß Čapek \u{200B}x a\u{301}b",
        "٣٤ 3٤ x٣", "i'm rock’n’roll l’", "a‐b a‑b a–b a-", "", ":", "x:", "1:", "%", "5%",
    ])
    func bothCutSuchTextsInTheSamePlaces(text: String) {
        #expect(Self.disagreements(in: text) == [])
    }

    @Test(.timeLimit(.minutes(20)), arguments: 0..<8 as Range<UInt64>)
    func bothCutGeneratedTextsInTheSamePlaces(seed: UInt64) {
        let pieces = [
            "a", "Ä", "ö", "EU", "talo", "Oy", "1", "23", "456", " ", " ", "\n", "-", "‐", "–", "'", "’", ":", ":n",
            ":aa",
            ".", ",", "&", "+", "#", "%", "€", "\u{A0}", "\u{202F}", "/", "@", "(", ")", "…", "š", "日本", "٣", "\u{301}",
            "haku.fi", "www.", "https://", "2024-05-31",
        ]
        var random = SeededRandom(seed)
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).reduce(into: "") { text, _ in
                text += pieces.randomElement(using: &random) ?? ""
            }
            #expect(Self.disagreements(in: text) == [], "\(text.debugDescription)")
        }
    }

    @Test(.timeLimit(.minutes(20))) func bothCutDocumentsInTheSamePlaces() throws {
        let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("seeds")
        let folder = ProcessInfo.processInfo.environment["HAKU_EVAL"].map { URL(fileURLWithPath: $0) } ?? seeds
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where ["txt", "md", "tsv"].contains(file.pathExtension) {
            count += 1
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            #expect(Self.disagreements(in: text) == [], "\(file.lastPathComponent)")
        }
        #expect(count > 0)
    }
}
