// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import TestSupport
import Testing

/// Queries of words are ranked without Xapian's matcher: what it finds, and how it weighs it, must come out all the same.
@Suite struct RankedWordsTests {
    private static let bm25 = Weighting.bm25(k1: 14.4, k2: 0, k3: 1, b: 0.75, minimumNormalisedLength: 0)

    private static func word(_ members: (String, Double)...) -> IndexQuery {
        .word(WordEvidence(members.map { .init(term: $0.0, factor: $0.1) }, k1: 14.4, b: 0.75))
    }

    static let queries: [IndexQuery] = [
        word(("a", 1)), word(("a", 1), ("b", 0.3)), word(("puuttuu", 1)), word(),
        .or([word(("a", 1)), word(("c", 1), ("d", 0.5))]),
        .or([word(("a", 1)), .scaled(.or([word(("b", 1)), .scaled(word(("e", 1)), by: 0.5)]), by: 0.3)]),
        .andMaybe(.or([word(("d", 1)), word(("e", 1))]), .scaled(.or([word(("a", 1)), .term("b")]), by: 0.3)),
        .andMaybe(word(("puuttuu", 1)), word(("a", 1))),
        .or([word(("b", 1)), .scaled(.term("a"), by: 0.1), .scaled(.synonym([.term("c")]), by: 0.1), .term("puuttuu")]),
        .or([.term("a"), .scaled(word(("c", 1)), by: 0)]), .term("a"), .or([.term("e"), .term("")]), .nothing,
    ]

    @Test func wordsAreFoundAndWeighedAsXapianDoesIt() throws {
        let folder = TemporaryFolder()
        var state: UInt64 = 20_261_121
        func random(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
        // From "a", which most documents hold, to "e", which few do.
        let documents = (1...400).map { number in
            let words = (0..<(1 + random(30))).map { _ in
                ["a", "b", "c", "d", "e", "x", "y", "z"][Int(min(random(8), random(8)))]
            }
            return document(String(number), words.joined(separator: " "))
        }
        try makeIndex(folder.index, documents)
        let reader = try IndexReader(folder: folder.index)
        for query in Self.queries {
            for (offset, limit, weighting) in [
                (0, 1000, Self.bm25), (0, 10, Self.bm25), (7, 10, Self.bm25), (0, 0, Self.bm25), (395, .max, Self.bm25),
                (0, 1000, .boolean),
            ] as [(UInt32, UInt32, Weighting)] {
                var options = MatchOptions(offset: offset, limit: limit, checkAtLeast: .max, weighting: weighting)
                let found = try reader.search(query, options: options)
                // Whatever else is asked for is the matcher's business.
                options.timeLimit = 1000
                let expected = try reader.search(query, options: options)
                #expect(found.hits.map(\.document) == expected.hits.map(\.document), "\(query)")
                #expect(
                    zip(found.hits, expected.hits).allSatisfy { abs($0.weight - $1.weight) <= 1e-12 * $1.weight },
                    "\(query)")
                #expect(found.estimate == expected.estimate && found.isExact && expected.isExact, "\(query)")
            }
        }
    }

    @Test func whatIsRememberedGoesWithTheNextCommit() throws {
        let folder = TemporaryFolder()
        try makeIndex(folder.index, [document("1", "a b"), document("2", "a a c")])
        let reader = try IndexReader(folder: folder.index)
        let query = Self.word(("a", 1), ("n", 1))
        #expect(try ids(reader, query) == ["2", "1"])
        try makeIndex(folder.index, [document("2", "c c c c n"), document("3", "n n")])
        try reader.refresh()
        #expect(try reader.documentFrequency(of: "n") == 2 && reader.documentFrequency(of: "a") == 1)
        #expect(try reader.length(of: 2) == 5)
        let fresh = try IndexReader(folder: folder.index)
        let options = MatchOptions(limit: 10)
        #expect(try reader.search(query, options: options) == fresh.search(query, options: options))
    }

    @Test func whoHoldsATermIsToldAmongManyAtOnce() throws {
        let folder = TemporaryFolder()
        try makeIndex(folder.index, [document("1", "a"), document("2", "b"), document("3", "a c"), document("4", "c")])
        let reader = try IndexReader(folder: folder.index)
        #expect(try reader.holders(of: ["a"], among: [1, 2, 3, 4]) == [true, false, true, false])
        #expect(try reader.holders(of: ["a", "b"], among: [2, 3, 9]) == [true, true, false])
        #expect(try reader.holders(of: ["puuttuu", ""], among: [1, 4]) == [false, false])
        #expect(try reader.holders(of: ["a"], among: []) == [])
    }
}
