// SPDX-License-Identifier: GPL-3.0-or-later
internal import TestSupport
internal import Testing

@testable internal import Searching

@Suite struct NearestWordsTests {
    private static let words: [String: Int] = [
        "kyläyhdistys": 40, "kylä": 90, "kylät": 3, "kyllä": 50, "kyky": 20, "työttömyys": 30, "työ": 80, "tyyli": 5,
        "hanke": 100, "hanko": 4, "hänkö": 1, "rahoitus": 60, "öljy": 7, "äänekoski": 9, "jyväskylä": 33,
        "matkailu": 25,
        "mies": 6, "meis": 1, "opettaja": 11, "maaseutu": 70, "maaseudun": 2, "ympäristö": 18, "kokous": 12,
    ]

    private func nearest(_ word: String, limit: Int = 3) -> [NearestWords.Candidate] {
        NearestWords(limit: limit).nearest(to: word) { prefix, body in
            for word in Self.words.keys.sorted() where word.hasPrefix(prefix) {
                guard body(word, Self.words[word] ?? 0) else { return }
            }
        }
    }

    @Test(arguments: [
        ("kylähydistys", "kyläyhdistys", 0.7), ("tyottomyys", "työttömyys", 0.6), ("Rahoitsu", "rahoitus", 0.7),
        ("raoitus", "rahoitus", 0.9), ("rahhoitus", "rahoitus", 0.5), ("tahoitus", "rahoitus", 0.8),
        ("arhoitus", "rahoitus", 0.7), ("ahoitus", "rahoitus", 0.9), ("rrahoitus", "rahoitus", 0.5),
        ("erahoitus", "rahoitus", 1), ("rhaoitus", "rahoitus", 0.7), ("rhoitus", "rahoitus", 0.9),
        ("rqhoitus", "rahoitus", 0.8), ("oljy", "öljy", 0.3), ("aanekoski", "äänekoski", 0.6),
        ("jyvaskyla", "jyväskylä", 0.6), ("opetaja", "opettaja", 0.5), ("mtakailu", "matkailu", 0.7),
        ("maseutu", "maaseutu", 0.5), ("tyo", "työ", 0.3),
    ])
    func slipsOfTheFingerFindTheWordThatWasMeant(word: String, expected: String, distance: Double) throws {
        let first = try #require(nearest(word).first)
        #expect(first == .init(word: expected, distance: distance, documents: Self.words[expected] ?? 0))
    }

    @Test(arguments: [
        "", "k", "y", "xyzzy", "kyläyhdistysten", "hylätty", "avaruusalus", "työllisyys", "12345", "😀😀",
        String(repeating: "kylä", count: 17), String(repeating: "a", count: 100_000), "\u{0}\u{0}", "rhts",
    ])
    func whatIsFarOrNoWordAtAllFindsNothing(word: String) {
        #expect(nearest(word).isEmpty)
    }

    @Test
    func theNearestStandFirstOfEqualsTheOneInMoreDocumentsAndNoMoreThanAskedFor() {
        #expect(nearest("hankk").map(\.word) == ["hanko", "hanke", "hänkö"])
        #expect(nearest("hanka").map(\.word) == ["hanke", "hanko", "hänkö"])
        #expect(nearest("hankö").map(\.word) == ["hanko", "hänkö", "hanke"])
        #expect(nearest("hankö", limit: 1).map(\.word) == ["hanko"])
        #expect(nearest("hankö", limit: 0).isEmpty)
        #expect(nearest("kylä").map(\.word) == ["kyllä", "kylät"])
    }

    @Test
    func whatTheVocabularyThrowsIsThrown() {
        struct Broken: Error {}
        #expect(throws: Broken.self) { try NearestWords().nearest(to: "kylä") { _, _ in throw Broken() } }
    }

    @Test
    func noMoreTermsAreLookedAtThanAllowed() {
        var seen = 0
        _ = NearestWords(mostTerms: 100).nearest(to: "kylähanke") { prefix, body in
            for number in 0..<1000 {
                seen += 1
                guard body(prefix + String(number), 1) else { return }
            }
        }
        #expect(seen == 100)
    }

    @Test(arguments: ["kylä", "ab", "aaa", "aaaa", "työ", "öää"])
    func noPrefixBeginsAnotherSoThatNoTermIsReadTwice(word: String) {
        let prefixes = TypoPrefixes.prefixes(of: word.unicodeScalars.map(\.value))
        for (index, prefix) in prefixes.enumerated() {
            for (other, longer) in prefixes.enumerated() where other != index { #expect(!longer.hasPrefix(prefix)) }
        }
    }

    /// The distance as its definition says, cell by cell, without a band or a bound.
    private func plainDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
        func indel(_ letters: [UInt32], _ index: Int, _ letter: Int) -> Int {
            index > 0 && letters[index] == letters[index - 1] ? 5 : letter
        }
        var cells = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count {
            for column in 0...right.count where row + column > 0 {
                var cell = Int.max
                if row > 0 { cell = min(cell, cells[row - 1][column] + indel(left, row - 1, 10)) }
                if column > 0 { cell = min(cell, cells[row][column - 1] + indel(right, column - 1, 9)) }
                if row > 0, column > 0 {
                    let cost = EditCosts.substitution(left[row - 1], right[column - 1])
                    cell = min(cell, cells[row - 1][column - 1] + cost)
                }
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1],
                    left[row - 1] != right[column - 1]
                {
                    cell = min(cell, cells[row - 2][column - 2] + 7)
                }
                cells[row][column] = cell
            }
        }
        return cells[left.count][right.count]
    }

    /// The word with up to four letters more, less or other.
    private func changed(_ word: String, _ random: inout SeededRandom) -> String {
        var letters = Array(word)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0...letters.count, using: &random)
            let letter = "aäkso".randomElement(using: &random) ?? "a"
            switch Int.random(in: 0...3, using: &random) {
            case 0: letters.insert(letter, at: place)
            case 1 where place < letters.count: letters.remove(at: place)
            case 2 where place < letters.count: letters[place] = letter
            case 3 where place + 1 < letters.count: letters.swapAt(place, place + 1)
            default: break
            }
        }
        return String(letters)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theBoundedDistanceIsThePlainOne(seed: UInt64) {
        var random = SeededRandom(seed)
        var near = 0
        func word() -> String {
            String(
                (0..<Int.random(in: 1...9, using: &random)).map { _ in "aäkso".randomElement(using: &random) ?? "a" })
        }
        for _ in 0..<20 {
            let word = word()
            let letters = word.unicodeScalars.map(\.value)
            var distance = EditDistance(to: letters)
            var terms = (0..<250).map { _ in self.changed(word, &random) }
            // In order and out of it, within bounds that fall and rise.
            if seed > 1 { terms.sort() }
            for term in terms {
                let others = term.unicodeScalars.map(\.value)
                let plain = plainDistance(letters, others)
                let bound = seed > 2 ? Int.random(in: 0...20, using: &random) : 20
                let isNear = plain <= bound && abs(letters.count - others.count) <= 2
                if isNear { near += 1 }
                #expect(distance.distance(from: term, within: bound) == (isNear ? plain : nil), "\(word) \(term)")
            }
        }
        #expect(near > 100)
    }

    @Test(
        arguments: [
            ("a", "ä", 3), ("ö", "o", 3), ("a", "s", 8), ("p", "å", 8), ("ö", "ä", 8), ("q", "p", 10), ("a", "o", 10),
            ("g", "v", 8), ("g", "b", 8), ("g", "t", 8), ("g", "y", 8), ("n", "m", 8), ("a", "1", 10), ("é", "e", 10),
        ] as [(Unicode.Scalar, Unicode.Scalar, Int)])
    func lettersCostWhatTheirKeysAndDotsSay(left: Unicode.Scalar, right: Unicode.Scalar, cost: Int) {
        #expect(EditCosts.substitution(left.value, right.value) == cost)
        #expect(EditCosts.substitution(right.value, left.value) == cost)
    }
}
