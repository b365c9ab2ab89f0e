// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

/// Queries that a searcher has prepared before.
@Suite(.timeLimit(.minutes(20))) struct PreparedQueryTests {
    private let collection: HalvedCollection

    init() throws { collection = try HalvedCollection() }

    /// Answers of all kinds to `query`, as they would be printed.
    private func answers(_ query: String, of searcher: Searcher) throws -> [String] {
        var found: [String] = []
        for related in Related.allCases {
            for (offset, limit) in [(0, 10), (10, 10), (0, 100)] {
                var request = SearchRequest(query: query)
                (request.related, request.offset, request.limit) = (related, offset, limit)
                let answer = try searcher.search(request)
                let hits = answer.hits.map { "\($0.rank) \($0.id) \($0.score) \(String(describing: $0.snippet))" }
                found.append("\(answer.matches) \(answer.exact) \(answer.note ?? "") \(hits)")
                request.isExact = false
                found.append("\(try searcher.search(request).hits.map(\.id))")
                request.sort = SortKey(.otsikko)
                found.append("\(try searcher.search(request).hits.map(\.id))")
            }
            found.append("\(try searcher.count(query, related: related))")
            found.append("\(try searcher.facets("tyyppi", query: query, related: related).map(\.count))")
        }
        return found
    }

    @Test(arguments: [
        "viulu", "nuorten työpajalla", "kantele -kissa", "kalastuss", "kirkkovene OR reki", "\"nuorten hanke\"",
    ])
    func aQueryAskedAgainIsAnsweredAsByWhoeverAsksFirst(_ query: String) throws {
        let searcher = try Searcher(folder: collection.whole)
        let first = try answers(query, of: searcher)
        #expect(try answers(query, of: searcher) == first)
        // And in another order of questions.
        let other = try Searcher(folder: collection.whole)
        _ = try other.facets("tyyppi", query: query)
        _ = try other.count(query, related: .no)
        #expect(try answers(query, of: other) == first)
    }

    @Test func aCommitIsSeenByAQueryAskedBefore() throws {
        let searcher = try Searcher(folder: collection.whole)
        let before = try searcher.count("nahkuri").matches
        _ = try collection.temporary.file("koko/uusi.txt", "Uusi\n\nNahkuri ja toinen nahkuri.\n")
        _ = try Indexer(folder: collection.whole, options: .init(repair: false)).update([collection.temporary("koko")])
        try searcher.refresh()
        #expect(try before == 0 && searcher.search(SearchRequest(query: "nahkuri")).hits.map(\.id) == ["uusi.txt"])
    }
}
