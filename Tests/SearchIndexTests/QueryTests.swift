// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SearchIndex
import TestSupport
import Testing

@Suite struct QueryTests {
    let folder = TemporaryFolder()
    let reader: IndexReader

    init() throws {
        try makeIndex(
            folder.index,
            [
                document("1", "a b c", values: [3: Array("2016".utf8), 1: Array("p".utf8)]),
                document("2", "a x b", values: [3: Array("2018".utf8), 1: Array("p".utf8)]),
                document("3", "b a", values: [3: Array("2017".utf8)]),
                document("4", "c c c c"),
            ])
        reader = try IndexReader(folder: folder.index)
    }

    static let a = IndexQuery.term("a")
    static let b = IndexQuery.term("b")
    static let c = IndexQuery.term("c")
    static let x = IndexQuery.term("x")

    static func word(_ members: (term: String, factor: Double)..., k1: Double = 1.2, b: Double = 0.75) -> IndexQuery {
        .word(WordEvidence(members.map { .init(term: $0.term, factor: $0.factor) }, k1: k1, b: b))
    }

    static let cases: [(IndexQuery, [String])] = [
        (a, ["1", "2", "3"]),
        (.term("puuttuu"), []),
        (.all, ["1", "2", "3", "4"]),
        (.nothing, []),
        (.and([a, c]), ["1"]),
        (.and([]), []),
        (.or([x, c]), ["1", "2", "4"]),
        (.or([]), []),
        (.max([x, c]), ["1", "2", "4"]),
        (.synonym([x, c]), ["1", "2", "4"]),
        (.synonym([c]), ["1", "4"]),
        (word(("x", 1), ("c", 0.5)), ["1", "2", "4"]),
        (word(("puuttuu", 1)), []),
        (word(), []),
        (.and([word(("x", 1), ("b", 1)), a]), ["1", "2", "3"]),
        (.and([c, word(("a", 1), ("x", 1))]), ["1"]),
        (.andNot(.all, word(("x", 1), ("c", 1))), ["3"]),
        (.filter(word(("a", 1), ("c", 1)), .valueRange(slot: 3, from: Array("2017".utf8), to: nil)), ["2", "3"]),
        (.andMaybe(word(("c", 1)), word(("a", 1))), ["1", "4"]),
        (.beginning(["c", "x"]), ["1", "2", "4"]),
        (.beginning(["q"]), []),
        (.beginning([]), []),
        (.and([a, .beginning(["c"])]), ["1"]),
        (.andNot(.all, .beginning(["a", "c"])), []),
        (.filter(a, .beginning(["x"])), ["2"]),
        (.andMaybe(c, .beginning(["a"])), ["1", "4"]),
        (.andNot(a, c), ["2", "3"]),
        (.andNot(.all, a), ["4"]),
        (.andMaybe(a, c), ["1", "2", "3"]),
        (.filter(a, c), ["1"]),
        (.scaled(a, by: 0), ["1", "2", "3"]),
        (.phrase([a, b], window: 2), ["1"]),
        (.phrase([a, b], window: 3), ["1", "2"]),
        (.phrase([a, .or([b, x])], window: 2), ["1", "2"]),
        (.phrase([.or([a, b]), .or([c, x])], window: 2), ["1", "2"]),
        (.near([a, b], window: 2), ["1", "3"]),
        (.near([b, a], window: 3), ["1", "2", "3"]),
        (.near([.or([a, c]), .or([b, x])], window: 2), ["1", "2", "3"]),
        (.valueRange(slot: 3, from: Array("2016".utf8), to: Array("2017".utf8)), ["1", "3"]),
        (.valueRange(slot: 3, from: nil, to: Array("2017".utf8)), ["1", "3"]),
        (.valueRange(slot: 3, from: Array("2017".utf8), to: nil), ["2", "3"]),
        (.valueRange(slot: 3, from: nil, to: nil), ["1", "2", "3"]),
        (.valueRange(slot: 3, from: Array("9".utf8), to: Array("1".utf8)), []),
        (.valueRange(slot: 77, from: nil, to: nil), []),
        (.filter(.all, .valueRange(slot: 3, from: Array("2018".utf8), to: nil)), ["2"]),
    ]

    @Test(arguments: cases)
    func anOperatorMatches(_ query: IndexQuery, _ expected: [String]) throws {
        #expect(try ids(reader, query).sorted() == expected)
        let matches = try reader.search(query, options: MatchOptions(limit: 0, checkAtLeast: .max))
        #expect(matches.isExact)
        #expect(matches.estimate == expected.count)
    }

    @Test func weightsRankAndScale() throws {
        #expect(try ids(reader, .or([Self.c, Self.x])).first == "2")
        #expect(try ids(reader, .or([Self.c, .scaled(Self.x, by: 0.1)])).first == "4")
        #expect(
            try ids(reader, Self.c, MatchOptions(limit: 9, weighting: .boolean)) == ["1", "4"])
    }

    @Test func theTermsOfAWordAreWeighedAsOne() throws {
        // Document 1 holds a and c once each, of 3 words; 4 holds c four times, of 4 words; the average is 3.
        // a, c: 3 and 2 documents of 4, together 4·(1 − 1/4·2/4) = 3.5, rounded to 4.
        let rarity = log(1 + 0.5 / 4.5)
        func expected(_ frequency: Double, length: Double) -> Double {
            rarity * 2.2 * frequency / (frequency + 1.2 * (0.25 + 0.75 * length / 3))
        }
        let hits = try reader.search(Self.word(("a", 1), ("c", 0.5))).hits
        let weights = Dictionary(uniqueKeysWithValues: hits.map { ($0.document, $0.weight) })
        #expect(weights.count == 4)
        for (document, frequency, length) in [(1, 1.5, 3.0), (2, 1, 3), (3, 1, 2), (4, 2, 4)] {
            let weight = try #require(weights[UInt32(document)])
            #expect(abs(weight - expected(frequency, length: length)) < 1e-9, "document \(document)")
        }
        let scaled = try reader.search(.scaled(Self.word(("x", 1)), by: 0.5)).hits
        let plain = try reader.search(Self.word(("x", 1))).hits
        #expect(abs(scaled[0].weight * 2 - plain[0].weight) < 1e-9)
    }

    @Test func aWordKeepsWhatTheMatcherMaySkip() throws {
        // More documents than a posting list's block holds, few of them good: the matcher skips by greatest weights.
        let folder = TemporaryFolder()
        try makeIndex(
            folder.index,
            (0..<3_000).map { number in
                document("\(number)", number % 500 == 7 ? "a b b c" : number % 3 == 0 ? "a d" : "c d e f g h")
            })
        let reader = try IndexReader(folder: folder.index)
        let query = IndexQuery.or([Self.word(("a", 1), ("b", 0.3)), Self.word(("c", 1), ("puuttuu", 1))])
        let all = try reader.search(query, options: MatchOptions(limit: 3_000)).hits
        let best = try reader.search(query, options: MatchOptions(limit: 6)).hits
        #expect(all.count == 3_000)
        #expect(best == Array(all.prefix(6)))
        #expect(best.allSatisfy { $0.document % 500 == 8 })
    }

    @Test func pagesSortsAndCollapses() throws {
        let all = try ids(reader, Self.a)
        #expect(try ids(reader, Self.a, MatchOptions(offset: 1, limit: 1)) == [all[1]])
        #expect(try ids(reader, Self.a, MatchOptions(offset: 9, limit: .max)) == [])
        #expect(try ids(reader, Self.a, MatchOptions(sort: .init(slot: 3))) == ["1", "3", "2"])
        #expect(try ids(reader, Self.a, MatchOptions(sort: .init(slot: 3, isFalling: true))) == ["2", "3", "1"])
        let collapsed = try reader.search(Self.a, options: MatchOptions(checkAtLeast: .max, collapse: 1))
        #expect(collapsed.hits.count == 2)
        #expect(collapsed.hits.map(\.collapsed).sorted() == [0, 1])
    }

    @Test func aQueryTooDeepOrTooLargeIsAnError() throws {
        var deep = Self.a
        for _ in 0..<1_000 { deep = .and([deep, Self.b]) }
        #expect(code { _ = try reader.search(deep) } == .tooLarge)
        let wide = IndexQuery.or((0..<100_001).map { .term("t\($0)") })
        #expect(code { _ = try reader.search(wide) } == .tooLarge)
        #expect(code { _ = try reader.search(.scaled(Self.a, by: -1)) } == .invalidInput)
        #expect(code { _ = try reader.search(.scaled(Self.a, by: .nan)) } == .invalidInput)
        #expect(code { _ = try reader.search(Self.word(("a", 0))) } == .invalidInput)
        #expect(code { _ = try reader.search(Self.word(("a", .infinity))) } == .invalidInput)
        #expect(try ids(reader, .or((0..<20_000).map { .term("t\($0)") } + [Self.x])) == ["2"])
        #expect(code { _ = try reader.search(.phrase([Self.a, .and([Self.b, Self.c])], window: 3)) } == .invalidInput)
    }
}
