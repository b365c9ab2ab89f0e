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

    /// The same, its documents weighed less where its terms' frequencies are those of parts.
    private static func compound(_ members: (String, Double)...) -> IndexQuery {
        .word(
            WordEvidence(
                members.map { .init(term: $0.0, factor: $0.1, tellsWholes: $0.1 == 1) }, k1: 14.4, b: 0.75,
                partsOnly: 0.8))
    }

    private static func term(_ term: String) -> IndexQuery { .words([RankedWord(.term(term))]) }

    /// A phrase as a word among others.
    private static func phrase(_ terms: String..., factor: Double = 1) -> IndexQuery {
        let phrase = IndexQuery.phrase(terms.map { .term($0) }, window: UInt32(terms.count))
        return .words([RankedWord(factor == 1 ? phrase : .scaled(phrase, by: factor), asked: 0)])
    }

    static let queries: [IndexQuery] = [
        word(("a", 1)), word(("a", 1), ("b", 0.3)), word(("puuttuu", 1)), word(), compound(("c", 1)),
        compound(("b", 1), ("c", 1), ("a", 0.3)), .any(of: [compound(("a", 1), ("d", 0.3)), compound(("e", 1))]),
        .any(of: [word(("a", 1)), word(("c", 1), ("d", 0.5))]),
        .any(of: [
            word(("a", 1)), .any(of: [word(("b", 1)), word(("e", 1)).weighted(by: 0.5)]).weighted(by: 0.3),
        ]),
        .any(of: [word(("d", 1)), word(("e", 1))])
            .adding(.any(of: [word(("a", 1)), term("b")]).weighted(by: 0.3)),
        word(("puuttuu", 1)).adding(word(("a", 1))),
        .any(of: [word(("b", 1)), term("a").weighted(by: 0.1), term("c").weighted(by: 0.1), term("puuttuu")]),
        .any(of: [term("a"), word(("c", 1)).weighted(by: 0)]), term("a"), .any(of: [term("e"), term("")]), .words([]),
        phrase("a", "b"), .any(of: [word(("c", 1), ("d", 0.5), ("e", 2)), phrase("a", "b", factor: 0.5)]),
        .any(of: [phrase("b", "a"), phrase("b", "a", factor: 2), phrase("e", "puuttuu")])
            .adding(term("d").weighted(by: 0.1)),
    ]

    @Test func wordsSideBySideAreOneList() {
        for query in Self.queries {
            if case .words(_) = query { continue }
            Issue.record("\(query)")
        }
        let phrase = IndexQuery.phrase([.term("a"), .term("b")], window: 2)
        let optional = Self.term("a").adding(Self.term("b"))
        #expect(IndexQuery.any(of: [Self.term("a"), phrase]) == .or([Self.term("a"), phrase]))
        #expect(IndexQuery.any(of: [Self.term("a"), optional]) == .or([Self.term("a"), optional]))
        #expect(optional.adding(Self.term("c")) == .andMaybe(optional, Self.term("c")))
        #expect(IndexQuery.any(of: [.nothing, Self.term("a"), .nothing]) == Self.term("a"))
        #expect(IndexQuery.any(of: []) == .nothing)
    }

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

    @Test(arguments: [(5, true), (12, false), (10, true), (17, false), (25, true), (30, false), (6, false)])
    func documentsOfNothingButPartsWeighLess(_ frequency: Int, _ isOfParts: Bool) throws {
        let folder = TemporaryFolder()
        try makeIndex(
            folder.index,
            [document("1", [String](repeating: "a", count: frequency).joined(separator: " ")), document("2", "b")])
        let reader = try IndexReader(folder: folder.index)
        func weight(_ query: IndexQuery) throws -> Double {
            try reader.search(query, options: MatchOptions(limit: 1, weighting: Self.bm25)).hits[0].weight
        }
        let (plain, told) = (try weight(Self.word(("a", 1))), try weight(Self.compound(("a", 1))))
        #expect(abs(told - plain * (isOfParts ? 0.8 : 1)) < 1e-12)
    }

    @Test func estimatedCountsLeaveTheHitsAsTheyAre() throws {
        let folder = TemporaryFolder()
        var random = SeededRandom(2026)
        let documents = (1...7_000).map { number in
            // One document in fifty is much of one word, so that the best are soon known.
            let length = Int.random(in: 1...12, using: &random)
            let words = (0..<length).map { _ in
                ["a", "b", "c", "d", "e", "x", "y", "z"][
                    min(Int.random(in: 0..<8, using: &random), Int.random(in: 0..<8, using: &random))]
            }
            let much = number % 50 == 0 ? [String](repeating: ["d", "e", "c"][number / 50 % 3], count: 9) : []
            return document(String(number), (words + much).joined(separator: " "))
        }
        try makeIndex(folder.index, documents)
        let reader = try IndexReader(folder: folder.index)
        func asked(_ words: String...) -> [RankedWord] {
            words.enumerated().map { place, word in
                RankedWord(
                    .word(WordEvidence([.init(term: word, factor: 1)], k1: 14.4, b: 0.75)), asked: 1 << UInt64(place))
            }
        }
        let coordinated = [asked("a", "d"), asked("a", "b", "e"), asked("e", "d", "z")]
            .map { IndexQuery.coordinated($0, step: 1_000) }
        var estimated = 0
        for query in Self.queries + coordinated {
            for (limit, weighting) in [(10, Self.bm25), (200, Self.bm25), (0, Self.bm25), (10, .boolean)] {
                var options = MatchOptions(limit: UInt32(limit), checkAtLeast: 10_000, weighting: weighting)
                let whole = try reader.search(query, options: options)
                options.isEstimated = true
                let found = try reader.search(query, options: options)
                options.timeLimit = 1000
                options.isEstimated = false
                let expected = try reader.search(query, options: options)
                #expect(whole.hits.map(\.document) == expected.hits.map(\.document), "\(query)")
                #expect(found.hits.map(\.document) == whole.hits.map(\.document), "\(query)")
                #expect(zip(found.hits, whole.hits).allSatisfy { abs($0.weight - $1.weight) < 1e-9 }, "\(query)")
                #expect(whole.isExact && (found.lowerBound...found.upperBound).contains(whole.estimate), "\(query)")
                #expect((found.lowerBound...found.upperBound).contains(found.estimate), "\(query)")
                #expect(whole.estimate > 200 || found.isExact)
                if weighting != .boolean, limit > 0 { #expect(found.complete == whole.complete, "\(query)") }
                if !found.isExact { estimated += 1 }
            }
        }
        #expect(estimated > 10)
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
