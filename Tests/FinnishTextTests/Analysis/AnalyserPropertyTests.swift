// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import TestSupport
import Testing

/// Properties that hold for any text at all.
@Suite struct AnalyserPropertyTests {
    private static func randomText(_ generator: inout SeededRandom) -> String {
        let pieces = [
            "työ-", " ja ", "toimintakyky", "-", "–", ":", ".", ",", " ", "\n", "ELY", ":n", "399", " 446", "€", "%",
            "https://", "www.", "a.fi", "@", "ä", "Ö", "’", "'", "\u{301}", "\u{200B}", "漢字", "😀", "/", "(", ")",
            "\u{0}",
            "S20059", "C++", "1.3.2016", "yhdistyksen", "\u{10FFFF}", "ß", "İ", "ﬁ", "&", "\u{AD}", "´",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            if Bool.random(using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func tokensRiseAndStayWithinTheText(seed: UInt64) throws {
        let analyser = try Analyser()
        var generator = SeededRandom(seed)
        for _ in 0..<400 {
            let text = Self.randomText(&generator)
            let bytes = Array(text.utf8)
            var lastStart = 0
            var lastEnd = 0
            var lastPosition = -1
            for token in analyser.tokens(of: text) {
                #expect(token.range.lowerBound >= 0 && token.range.upperBound <= bytes.count)
                #expect(!token.lemmas.isEmpty && !token.terms.isEmpty)
                #expect(token.terms.allSatisfy { !$0.text.isEmpty && $0.text.utf8.count <= 240 })
                #expect(token.position >= lastPosition)
                if token.kind != .implied {
                    #expect(token.range.lowerBound >= lastStart && token.range.lowerBound >= lastEnd)
                    #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
                    lastStart = token.range.lowerBound
                    lastEnd = token.range.upperBound
                }
                lastPosition = token.position
            }
        }
    }

    @Test(arguments: [5, 6] as [UInt64])
    func aSingleWordIsReadTheSameInTextAndAlone(seed: UInt64) throws {
        let analyser = try Analyser()
        let fresh = try Analyser()
        var generator = SeededRandom(seed)
        for _ in 0..<200 {
            for token in analyser.tokens(of: Self.randomText(&generator)) where token.kind == .word {
                #expect(fresh.analysis(of: token.surface).terms == token.terms, "\(token.surface)")
            }
        }
    }

    @Test func memoryThatIsFullBeginsAnew() throws {
        let analyser = try Analyser(capacity: 8)
        let text = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen"
        let first = analyser.tokens(of: text)
        let epoch = analyser.epoch
        #expect(analyser.tokens(of: text) == first)
        #expect(analyser.epoch == epoch + 1)
    }
}
