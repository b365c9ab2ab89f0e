// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import TestSupport
import Testing

@testable import Searching

@Suite(.timeLimit(.minutes(20))) struct QueryPlanTests {
    private static let texts = [
        "a.txt": "Kissa istui saaressa. Koira juoksi metsässä.\n", "b.txt": "Koira ja kissa uivat järvessä.\n",
        "c.txt": "Hevonen juoksi pellolla, lehmä istui saaressa.\n", "d.txt": "Lehmä ja hevonen järvessä.\n",
    ]
    private let collection: CardCollection
    private var searcher: Searcher { collection.searcher }

    init() throws { collection = try CardCollection(Self.texts) }

    /// The words that `query` has marked in texts, as typed, in byte order.
    private func marked(_ query: String) throws -> [String] {
        try searcher.prepare(query, related: .no).plan.root.marks.map { mark in
            switch mark {
            case .word(let word): word.text
            case .form(let form): "=" + form
            case .prefix(let prefix): prefix + "*"
            }
        }.sorted()
    }

    @Test(arguments: [
        ("lehmä NOT (koira NEAR kissa)", ["lehmä"]), ("lehmä -\"koira kissa\"", ["lehmä"]),
        ("lehmä NOT \"koira kissa\"", ["lehmä"]), ("lehmä NOT =\"koira ja kissa\"", ["lehmä"]),
        ("lehmä -(koira NEAR/3 =kissa)", ["lehmä"]), ("lehmä NOT (koira NOT kissa)", ["lehmä"]),
        ("lehmä NOT (NOT (koira NEAR kissa))", ["lehmä"]), ("lehmä -(hevonen (koira NEAR/2 kissa))", ["lehmä"]),
        ("lehmä -otsikko:(koira NEAR kissa)", ["lehmä"]), ("koira NEAR kissa", ["kissa", "koira"]),
        ("koira NEAR =kissa NOT (lehmä NEAR hevo*)", ["=kissa", "koira"]), ("koir* -kis*", ["koir*"]),
        ("+koira -kissa lehmä", ["koira", "lehmä"]),
    ])
    func wordsUnderANOTAreNeitherMarkedNorRelated(_ query: String, _ expected: [String]) throws {
        #expect(try marked(query) == expected)
        let words = try searcher.prepare(query, related: .no).plan.words.map(\.text).sorted()
        #expect(words == expected.filter { !$0.hasPrefix("=") && !$0.hasSuffix("*") })
    }

    @Test
    func aSnippetLeavesTheWordsOfNOTANEARBAsTheyAre() throws {
        var request = SearchRequest(query: "kissa NOT (koira NEAR/1 juosta) NOT (koira NEAR hevonen)")
        request.related = .no
        let hits = try searcher.search(request).hits
        #expect(hits.count == 1)
        let lines = try collectLines("koira NOT (kissa NEAR/1 istua)")
        #expect(lines.map(\.matches.count) == [1])
    }

    private func collectLines(_ query: String) throws -> [MatchingLine] {
        var lines: [MatchingLine] = []
        try searcher.lines(query, related: .no) { line in
            lines.append(line)
            return true
        }
        return lines
    }

    /// A query of the grammar, and the words outside of every NOT as they are to be marked.
    private struct Grammar {
        private static let words = ["kissa", "koira", "hevonen", "lehmä", "saari", "järvi", "juosta", "istua"]
        var random: SeededRandom

        mutating func query(depth: Int = 3) -> (text: String, asked: [String]) {
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in clause(depth: depth) }
            let joint = [" ", " OR ", " AND "].randomElement(using: &random) ?? " "
            return (parts.map(\.text).joined(separator: joint), parts.flatMap(\.asked))
        }

        private mutating func clause(depth: Int) -> (text: String, asked: [String]) {
            let (text, asked) = depth == 0 ? operand() : inner(depth: depth - 1)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return ("NOT (" + text + ")", [])
            case 1: return ("-(" + text + ")", [])
            case 2: return ("+(" + text + ")", asked)
            default: return (text, asked)
            }
        }

        private mutating func inner(depth: Int) -> (text: String, asked: [String]) {
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                let (text, asked) = query(depth: depth)
                return ("(" + text + ")", asked)
            case 1:
                // The engine takes no phrase within NEAR.
                let (one, other) = (operand(phrases: false), operand(phrases: false))
                return (one.text + " NEAR/4 " + other.text, one.asked + other.asked)
            case 2:
                let (text, asked) = operand()
                return ("otsikko:(" + text + ")", asked)
            default: return operand()
            }
        }

        private mutating func operand(phrases: Bool = true) -> (text: String, asked: [String]) {
            let (one, other) = (word(), word())
            switch Int.random(in: phrases ? 0..<6 : 2..<6, using: &random) {
            case 0: return ("\"\(one) \(other)\"", [one, other])
            case 1: return ("=\"\(one) \(other)\"", ["=" + one, "=" + other])
            case 2: return ("=" + one, ["=" + one])
            case 3: return (one.prefix(3) + "*", [one.prefix(3) + "*"])
            default: return (one, [one])
            }
        }

        private mutating func word() -> String { Self.words.randomElement(using: &random) ?? "kissa" }
    }

    @Test(arguments: 0..<4)
    func theWordsMarkedAreThoseOutsideOfEveryNOTForQueriesAllOverTheGrammar(seed: UInt64) throws {
        var grammar = Grammar(random: SeededRandom(seed &+ 7))
        for _ in 0..<250 {
            let (query, asked) = grammar.query()
            #expect(try marked(query) == asked.sorted(), "\(query)")
            // What is marked does not depend on related terms, which add matches only.
            let prepared = try searcher.prepare(query, related: .yes)
            #expect(prepared.plan.root.marks.count == asked.count, "\(query)")
            #expect(try searcher.count(query, related: .yes).matches >= searcher.count(query, related: .no).matches)
        }
    }

    @Test
    func wordsSideBySideArePlannedAsOneListWhateverSignsOnlyAddWeight() throws {
        for query in ["koira kissa", "kissa ja koira", "+kissa koira", "=kissa koira", "(koira kissa) lehmä"] {
            for related in [Related.no, .yes] {
                let prepared = try searcher.prepare(query, related: related)
                guard case .words(_) = prepared.plan.query else {
                    Issue.record("\(query): \(prepared.plan.query)")
                    continue
                }
            }
        }
    }

    @Test
    func exactPhrasesAreFoundWhenTheQueryRunsNotWhenItIsPlanned() throws {
        let plan = try searcher.prepare("=\"koira ja kissa\" lehmä", related: .no).plan
        #expect(!plan.root.needsTexts && plan.isPhrase)
        #expect(try !searcher.prepare("=\"kissa ja koira\" lehmä", related: .no).plan.isPhrase)
        #expect(try searcher.count("=\"koira ja kissa\"").matches == 1)
        #expect(try searcher.count("koira NOT =\"koira ja kissa\"").matches == 1)
    }
}
