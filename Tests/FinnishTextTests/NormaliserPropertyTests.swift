// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import FinnishText
import Foundation
import Testing

@Suite struct NormaliserPropertyTests {
    /// The five documents of `seeds/`.
    static let seeds: [URL] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../seeds")
            .standardized.resolvingSymlinksInPath()
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
    }()

    private func check(_ source: String, with normaliser: Normaliser, _ name: String) {
        let made = normaliser.normalise(source)
        let count = made.text.utf8.count
        let sourceCount = source.utf8.count
        var last = 0
        for offset in 0..<count {
            let origin = made.origin.source(of: offset)
            if origin < last || origin > sourceCount {
                Issue.record("\(name): offset \(offset) comes from \(origin), after \(last), of \(sourceCount)")
                break
            }
            last = origin
        }
        #expect(made.pages.map(\.offset) == made.pages.map(\.offset).sorted(), "\(name)")
        #expect(made.unasserted.allSatisfy { $0.lowerBound < $0.upperBound && $0.upperBound <= count }, "\(name)")
        let again = normaliser.normalise(made.text)
        #expect(again.text == made.text, "\(name): normalising again changed the text")
        #expect(again.unasserted == made.unasserted, "\(name)")
        #expect(again.origin == OffsetMap(), "\(name): normalising again moved something")
    }

    @Test(arguments: seeds) func normalisingASeedAgainChangesNothing(_ seed: URL) throws {
        let text = try String(contentsOf: seed, encoding: .utf8)
        check(text, with: Normaliser(judge: try VoikkoJudge()), seed.lastPathComponent)
    }

    @Test func normalisingRandomTextAgainChangesNothing() throws {
        let normaliser = Normaliser(judge: try VoikkoJudge())
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "a", "ä", "A\u{308}", "\u{301}\u{323}", "työ", "kehit-", "tämis", "ja", "Kunta", "RR-", "1", "12", "§", " ",
            "  ",
            "   ", "\n", "\n", "\n\n", "\u{C}", "\r\n", "\t", "\u{A0}", "\u{AD}", "\u{200B}", "ﬁ", "¨ ", "ý ", "☐", "☒",
            "[ ] ",
            "[x] ", "( ) ", "- ", "-", "–", ".", ",", ":", "https://a.fi/b-", "www.c.fi", "x@y.fi", "(", ")", "/",
            "3. ", "\u{F0A8}",
            "€", "한", "日本", "👨‍👩‍👧", "\u{0}", "\u{2028}", "hankkeen tavoitteena on edistää osallisuutta ja hyvinvointia",
        ]
        for round in 0..<1500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                text += pieces.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += " " }
            }
            check(text, with: normaliser, "round \(round): \(text.debugDescription)")
        }
    }

    @Test func normalisingAnyUnicodeNeitherFailsNorChangesTwice() throws {
        let normaliser = Normaliser(judge: ListJudge())
        var random = SystemRandomNumberGenerator()
        for round in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<200 {
                let range: ClosedRange<UInt32> =
                    [0...0x7F, 0x80...0x24F, 0x300...0x36F, 0...0x2FFF, 0...0x10FFFF].randomElement(using: &random)
                    ?? 0...0x7F
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
            }
            check(String(text), with: normaliser, "round \(round): \(String(text).debugDescription)")
        }
    }

    @Test func composesAsFoundationDoes() {
        // Latin, Greek, Cyrillic and the extended Latin block, all decomposed.
        for value in Array(0xC0...0x24F) + Array(0x370...0x52F) + Array(0x1E00...0x1FFF) {
            guard let scalar = Unicode.Scalar(value as Int) else { continue }
            let whole = String(Character(scalar))
            let composed = whole.precomposedStringWithCanonicalMapping
            let made = Normaliser(judge: ListJudge()).normalise("x" + whole.decomposedStringWithCanonicalMapping).text
            #expect(
                Array(made.unicodeScalars) == Array(("x" + composed + "\n").unicodeScalars),
                "U+\(String(value, radix: 16))")
        }
    }

    @Test func takesALineOfTwentyMegabytes() {
        let line = String(repeating: "kyläyhdistyksen   toiminta- ja työ\u{AD}kyky ", count: 450_000)
        let made = Normaliser(judge: ListJudge()).normalise(line)
        #expect(made.text.utf8.count > 15_000_000)
        #expect(made.text.hasSuffix("työkyky\n"))
    }
}
