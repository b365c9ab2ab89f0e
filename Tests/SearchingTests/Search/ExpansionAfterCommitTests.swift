// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

/// Related terms come from the documents as they are, also where a commit left most of them as they were before.
@Suite(.timeLimit(.minutes(20))) struct ExpansionAfterCommitTests {
    private static let words = [
        "nuori", "ohjaus", "paja", "retki", "talo", "metsä", "kalastus", "marja", "vene", "saari", "laituri",
        "kylä", "yhdistys", "koulutus", "työ", "opettaja", "neuvonta", "kokki", "keittiö", "leipä", "tori",
        "kirjasto", "lukeminen", "satu",
    ]
    private static let queries = [
        "nuorten ohjaus", "retki saareen", "kirjasto", "leivän", "kylän tori", "opettajat metsässä",
    ]

    private let folder = TemporaryFolder()
    private var index: IndexFolder { IndexFolder(folder("index")) }

    private func write(_ number: Int, _ random: inout SeededRandom) throws {
        // Of few words each, so that a document's words are no word of all.
        let few = Self.words.shuffled(using: &random).prefix(4)
        let words = (0..<20).map { _ in few.randomElement(using: &random) ?? "talo" }
        try folder.file("docs/\(number).txt", words.joined(separator: " ") + ". Oma sana on numero\(number)lla.")
    }

    private func update() throws {
        _ = try Indexer(folder: index, options: .init(repair: false)).update([folder("docs")])
    }

    private func answers(_ searcher: Searcher) throws -> [[String]] {
        try Self.queries.map { query in
            var request = SearchRequest(query: query)
            request.related = .yes
            request.limit = 50
            return try searcher.search(request).hits.map { "\($0.id) \($0.score)" }
        }
    }

    @Test func answersAreThoseOfASearcherThatKnowsNothing() throws {
        var random = SeededRandom(3)
        for number in 0..<150 { try write(number, &random) }
        try update()
        let searcher = try Searcher(folder: index)
        var last = try answers(searcher)
        // Some changed, some new, some gone, nothing, and more than half changed.
        let changes: [(written: Range<Int>, removed: Range<Int>)] = [
            (0..<40, 0..<0), (150..<180, 0..<0), (0..<0, 20..<50), (0..<0, 0..<0), (30..<120, 0..<0),
        ]
        for (written, removed) in changes {
            for number in written { try write(number, &random) }
            for number in removed { try FileManager.default.removeItem(atPath: folder("docs/\(number).txt")) }
            try update()
            try searcher.refresh()
            let after = try answers(searcher)
            #expect((after == last) == (written.isEmpty && removed.isEmpty))
            // Nothing is kept of what was asked before.
            searcher.forgetUnused(for: .zero, over: 0)
            #expect(after == (try answers(Searcher(folder: index))))
            last = after
        }
    }
}
