// SPDX-License-Identifier: GPL-3.0-or-later
internal import TestSupport
internal import Testing

@testable import Searching

/// A snippet as the protocol writes it, with marks around matches.
private func marked(_ snippet: Snippet) -> String {
    var bytes = Array(snippet.text.utf8)
    for match in snippet.matches.reversed() {
        bytes.insert(contentsOf: "»".utf8, at: match.upperBound)
        bytes.insert(contentsOf: "«".utf8, at: match.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct SnippetTests {
    /// A matcher for words that begin so.
    private func matcher(_ beginnings: String...) -> WordMatcher {
        WordMatcher { word in
            let lower = word.lowercased()
            return beginnings.firstIndex { lower.hasPrefix($0) }.map { MatchedWord(word: $0) }
        }
    }

    private func snippet(_ text: String, _ beginnings: String..., length: Int = 220, together: Bool = false) -> Snippet
    {
        var matcher = WordMatcher { word in
            let lower = word.lowercased()
            return beginnings.firstIndex { lower.hasPrefix($0) }.map { MatchedWord(word: $0) }
        }
        return SnippetBuilder(length: length)
            .snippet(of: text, matches: matcher.matches(in: text), together: together)
    }

    @Test(arguments: [
        ("Kyläyhdistyksen\n\ntoiminta  on «hyvä».", "«Kyläyhdistyksen» toiminta on ‹hyvä›."),
        ("Ei mitään.", "Ei mitään."), ("", ""), ("\u{0}\u{85}kylä\u{2028}ja", "«kylä» ja"),
        (" \n kylä \n", "«kylä»"),
        ("Kylä:asia, kylä:n", "«Kylä»:asia, «kylä:n»"), ("'kylän' kylä’s", "'«kylän»' «kylä’s»"),
        ("(kylä-) kylä: \"kylän\"", "(«kylä»-) «kylä»: \"«kylän»\""),
    ])
    func wordsAreMarkedSpaceIsOneSpaceAndMarksOfTheTextBecomeOthers(text: String, expected: String) {
        #expect(marked(snippet(text, "kylä")) == expected)
    }

    @Test(arguments: [
        ("Kohteena on työ- ja toimintakyvyn tuki.", ["työky"], "Kohteena on «työ- ja toimintakyvyn» tuki."),
        ("Kohteena on työ- ja toimintakyvyn tuki.", ["toiminta"], "Kohteena on työ- ja «toimintakyvyn» tuki."),
        ("työ- ja toimintakyky", ["työky", "toimintaky"], "«työ»- ja «toimintakyky»"),
        ("Monialainen ja -ammatillinen tuki", ["moniamm"], "«Monialainen ja -ammatillinen» tuki"),
        ("Monialainen ja -ammatillinen tuki", ["moni"], "«Monialainen» ja -«ammatillinen» tuki"),
        ("työ-, toiminta- ja opiskelukyky", ["työky"], "«työ-, toiminta- ja opiskelukyky»"),
        ("työ-/toimintakyky", ["työky"], "«työ-/toimintakyky»"),
        ("etelä- ja Pohjois-Suomi", ["etelä-s"], "«etelä- ja Pohjois-Suomi»"),
        ("työ- toimintakyky", ["työky"], "työ- toimintakyky"),
        ("Tehdään työ-. Ja toimintakyky", ["työky"], "Tehdään työ-. Ja toimintakyky"),
    ])
    func aSuspendedCompoundIsMarkedWholeAndApartFromANeighbourThatIsMarkedItself(
        text: String, beginnings: [String], expected: String
    ) {
        for words in [[], beginnings] {
            var matcher = WordMatcher(prefixes: words) { word in
                let lower = word.lowercased()
                return beginnings.firstIndex { lower.hasPrefix($0) }.map { MatchedWord(word: $0) }
            }
            for _ in 0..<2 {
                let snippet = SnippetBuilder().snippet(of: text, matches: matcher.matches(in: text))
                #expect(marked(snippet) == expected)
            }
        }
    }

    @Test(arguments: [
        ("ELY:n EU:ssa 5:nnen klo 12:30", ["ELY:n", "EU:ssa", "5:nnen", "klo", "12:30"]),
        ("nimi:arvo asia:ei ole", ["nimi", "arvo", "asia", "ei", "ole"]),
        ("1 234 567 €, 12,5 % 2024-05-31", ["1 234 567", "12,5", "2024-05-31"]),
        ("3d-malli 5-vuotias 31.5.2024.", ["3d-malli", "5-vuotias", "31.5.2024"]),
        ("C++ C# R&D T&k", ["C++", "C#", "R&D", "T", "k"]), ("työ- -ammatti – a-", ["työ", "ammatti", "a"]),
        ("\u{301}e\u{301}e × 中文 привет ½", ["e\u{301}e", "中文", "привет"]),
    ])
    func textIsCutIntoTheWordsThatTheIndexHas(text: String, expected: [String]) {
        var words: [String] = []
        var matcher = WordMatcher { _ in MatchedWord(word: 0) }
        for match in matcher.matches(in: text) {
            words.append(String(decoding: Array(text.utf8)[match.range], as: UTF8.self))
        }
        #expect(words == expected)
    }

    @Test
    func lengthIsCountedInCharacters() {
        let cyrillic = String(repeating: "деревня ", count: 100)
        let latin = String(repeating: "derevna ", count: 100)
        #expect(snippet(cyrillic, "x").text.count == snippet(latin, "x").text.count)
        #expect((200...222).contains(snippet(cyrillic, "дер").text.count))
    }

    @Test
    func theWindowWithMoreOfTheQuerysWordsWinsOverAnEarlierOne() {
        let filler = String(repeating: "täyte sanoja tässä. ", count: 40)
        let text = "Koira tuli. " + filler + "Koira ja kissa tulivat. " + filler
        let result = snippet(text, "koira", "kissa")
        #expect(marked(result).contains("«Koira» ja «kissa» tulivat."))
        #expect(result.offset > 400)
    }

    @Test
    func wordsFarApartAreShownInFragmentsOfTheirOwn() {
        let filler = String(repeating: "täyte sanoja tässä ", count: 60)
        let result = snippet("Koira tuli " + filler + "kissa lähti " + filler, "koira", "kissa")
        #expect(marked(result).hasPrefix("«Koira» tuli"))
        #expect(result.text.contains(" … "))
        #expect(marked(result).contains("«kissa» lähti"))
        #expect(result.text.utf8.count < 300)
        #expect(result.offset == 0)
    }

    @Test
    func wordsAskedForSideBySideAreShownWhereTheyStandSo() {
        let filler = String(repeating: "täyte sanoja tässä. ", count: 40)
        let text = "Koira juoksi koira kauas kunnes koira näki kissa. " + filler + "Koira kissa. " + filler
        #expect(marked(snippet(text, "koira", "kissa", together: true)).contains("«Koira» «kissa»."))
    }

    @Test
    func aFragmentBeginsAtItsSentenceAndEndsAtAWordsEnd() {
        let filler = String(repeating: "pitkä alku tässä ", count: 30)
        let text = filler + "loppui. Uusi lause kertoo kylästä " + filler
        let result = snippet(text, "kylä", length: 100)
        #expect(marked(result).hasPrefix("Uusi lause kertoo «kylästä» pitkä"))
        #expect(["pitkä …", "alku …", "tässä …"].contains { result.text.hasSuffix(" " + $0) })
    }

    @Test
    func noTextMakesASnippetCrashOrSplitACharacter() {
        var random = SeededRandom(20)
        for _ in 0..<3000 {
            let pieces = [
                "kylä", "ö", "😀", " ", "\n", ".", "-", "- ja ", "«", "»", "’", ":", "työ", "\u{301}", "中", "\u{AD}",
            ]
            let text = (0..<Int.random(in: 0...60, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let result = snippet(text, "kylä", "työ", length: Int.random(in: 20...80, using: &random))
            #expect(!result.text.contains("\u{FFFD}"), "\(text.debugDescription)")
            #expect((0...text.utf8.count).contains(result.offset))
            #expect(zip(result.matches, result.matches.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            #expect(result.matches.allSatisfy { !$0.isEmpty && $0.upperBound <= result.text.utf8.count })
            #expect(!marked(result).contains("\u{FFFD}"), "\(text.debugDescription)")
            var lines = matcher("kylä", "työ")
            for line in lines.lines(of: "a", in: text) {
                #expect(line.matches.allSatisfy { $0.upperBound <= line.text.utf8.count })
            }
        }
    }

    @Test
    func linesWithMatchesAreGivenWithNumberColumnAndPlaces() {
        var matcher = matcher("kylä")
        let lines = matcher.lines(of: "a.txt", in: "ei\r\nÄiti kylässä, kylä\r\n\nkylän")
        #expect(
            lines == [
                MatchingLine(id: "a.txt", line: 2, column: 6, text: "Äiti kylässä, kylä", matches: [6..<15, 17..<22]),
                MatchingLine(id: "a.txt", line: 4, column: 1, text: "kylän", matches: [0..<6]),
            ])
    }

    @Test
    func eachWordFormIsJudgedOnce() {
        final class Count { var calls = 0 }
        let count = Count()
        var matcher = WordMatcher { _ in
            count.calls += 1
            return nil
        }
        _ = matcher.matches(in: "yksi kaksi yksi kaksi")
        _ = matcher.matches(in: "yksi kolme")
        #expect(count.calls == 3)
    }
}
