// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import TestSupport
import Testing

@testable import Searching

/// The order by near words is that of the formula, computed for all documents from each word's positions.
@Suite(.timeLimit(.minutes(20))) struct NearnessTests {
    private static let words = [
        "kunta", "päätös", "lupa", "valitus", "hakemus", "rakennus", "maa", "tie", "koulu", "lapsi", "vero", "sopimus",
        "oikeus", "virasto", "lausunto", "ranta", "kaava", "suoja",
    ]
    private let collection: CardCollection

    init() throws {
        var random = SeededRandom(2121)
        var texts: [String: String] = [:]
        for number in 0..<320 {
            let length = Int.random(in: 5..<160, using: &random)
            let words = (0..<length).map { _ in
                let least = min(Int.random(in: 0..<18, using: &random), Int.random(in: 0..<18, using: &random))
                return Self.words[least]
            }
            texts["paperi\(number)"] = "Numero \(number). " + words.joined(separator: " ") + "."
        }
        collection = try CardCollection(texts)
    }

    /// The frequency of a pair by its definition, for every place of the first word.
    private func frequency(_ first: [UInt32], _ second: [UInt32]) -> Double {
        first.reduce(0) { sum, place in
            let after = second.filter { $0 > place }.min().map { Double($0 - place) }
            let before = second.filter { $0 < place }.max().map { Double(place - $0) }
            return sum + (after.map { $0 <= 4 ? 1 / $0 : 0 } ?? 0) + (before.map { $0 <= 4 ? 0.5 / $0 : 0 } ?? 0)
        }
    }

    @Test(arguments: ["kunta päätös", "lupa valitus hakemus", "kunta lupa kunta maa tie", "ranta kaava suoja", "vero"])
    func hitsAreOrderedByTheFormula(_ query: String) throws {
        let searcher = collection.searcher
        let prepared = try searcher.prepare(query, related: .no)
        let options = searcher.pageOptions(limit: 250)
        let hits = try searcher.reader.search(prepared.query, options: options).hits
        let words = prepared.plan.words.map(\.lemmas)
        let pairs = zip(words, words.dropFirst()).filter { $0 != $1 }
        var best = Array(hits.prefix(200))
        let found = try best.map { hit in
            try pairs.map { pair in
                let places = try [pair.0, pair.1].map { lemmas in
                    try lemmas.flatMap { try searcher.reader.positions(of: $0, in: hit.document) }.sorted()
                }
                return frequency(places[0], places[1])
            }
        }
        for pair in pairs.indices {
            let holders = Double(found.count { $0[pair] > 0 })
            let rarity = RankingWeights.rarity(holders, of: Double(searcher.reader.documentCount))
            for index in best.indices where found[index][pair] > 0 {
                let length =
                    try Double(searcher.reader.length(of: best[index].document)) / searcher.reader.averageLength
                let weight = searcher.weights.proximity * (searcher.weights.k1 + 1) * rarity
                best[index].weight += weight * found[index][pair] / (found[index][pair] + 1.2 * (0.3 + 0.7 * length))
            }
        }
        best.sort { ($1.weight, $0.document) < ($0.weight, $1.document) }
        let order = try prepared.near.reordered(hits, reader: searcher.reader)
        #expect(order.count == hits.count)
        for (one, other) in zip(order, best + hits.dropFirst(200)) {
            #expect(one.document == other.document && abs(one.weight - other.weight) < 1e-9)
        }
        #expect(pairs.isEmpty || found.contains { $0.contains { $0 > 0 } })
    }

    @Test func pairsThatWereAskedBeforeWeighTheSame() throws {
        let queries = [
            "kunta päätös", "päätös kunta", "kunta päätös lupa", "lupa kunta päätös kunta päätös",
            "kunta päätös maa tie",
            "kunta päätös -valitus", "maa tie", "kunta päätös",
        ]
        for query in queries + queries.reversed() {
            let fresh = try Searcher(folder: collection.index)
            let found = try collection.searcher.run(query, related: .no, limit: 250)
            let expected = try fresh.run(query, related: .no, limit: 250)
            #expect(found.map(\.id) == expected.map(\.id), "\(query)")
            #expect(zip(found, expected).allSatisfy { $0.score == $1.score }, "\(query)")
            #expect(!found.isEmpty)
        }
    }

    @Test func threadsOfAProcessAnswerAlike() async throws {
        let folder = collection.index
        let queries = ["kunta päätös", "suoja", "ranta kaava", "virasto"]
        let answers = try await withThrowingTaskGroup(of: [[String]].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let searcher = try Searcher(folder: folder)
                    return try (0..<3).flatMap { _ in
                        try queries.map { query in
                            try searcher.run(query, related: .auto, limit: 50).map { "\($0.id) \($0.score)" }
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 4 && answers.allSatisfy { $0 == answers[0] })
        #expect(Array(answers[0].prefix(4)) == Array(answers[0].suffix(4)))
    }
}
