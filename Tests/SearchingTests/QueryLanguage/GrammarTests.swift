// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Deadlines
import Foundation
import Searching
import Testing

@Suite(.timeLimit(.minutes(60))) struct GrammarTests {
    private static let texts = [
        "a.txt": "Kylän nuoret ja vanhat. Kyläyhdistys on Covid-19 ja 1234567-8; KAJ/1234/02.05.01/2021 ja 1 234,50 €.",
        "b.txt": "Työ- ja toimintakyky on laavu. Työttömyys, ELY-keskus ja ELY:n kuntoutus kello 10:30.",
        "hanke": CardCollection.card("Laavu nuorille, S20059", days: "1.1.2016 – 31.12.2018", groups: "nuoret"),
        "toinen": CardCollection.card("Kylä ja kuntoutus", days: "1.1.2019 – 31.12.2020", groups: "kuntoutujat"),
    ]
    /// The number of queries; `HAKU_QUERIES=100000` has them all.
    private static let count = ProcessInfo.processInfo.environment["HAKU_QUERIES"].flatMap { Int($0) } ?? 2_000

    @Test func everyQueryOfTheGrammarIsAnsweredOrRefusedForItsSize() throws {
        let searcher = try CardCollection(Self.texts).searcher
        var queries = GrammarQueries(seed: 17)
        var found = 0
        for _ in 0..<Self.count {
            let query = queries.next()
            do {
                var request = SearchRequest(query: query)
                request.limit = 20
                let answer = try searcher.answering(by: .never) { try searcher.search(request) }
                let counted = try searcher.answering(by: .never) { try searcher.count(query) }
                #expect(counted.matches == answer.hits.count, "\(query)")
                if !answer.hits.isEmpty { found += 1 }
            } catch let error as SearchError {
                #expect(error.code == .tooLarge, "\(query): \(error)")
            } catch {
                Issue.record("\(query): \(error)")
            }
        }
        #expect(found > Self.count / 2)
    }

    /// A query of `piece`, `count` times.
    private static func many(_ piece: String, _ count: Int, by separator: String = " ") -> String {
        [String](repeating: piece, count: count).joined(separator: separator)
    }

    private static let large: [String] = [
        many("kylä", 1_001), many("(", 65, by: "") + "kylä" + many(")", 65, by: ""), many("k*", 999, by: " OR "),
        many("(kylä AND (nuori", 32, by: " OR ") + many(")", 64, by: ""), "\"" + many("kylä", 990) + "\"",
        many("kylä", 500, by: " NEAR "), many("\"kylä nuori\"", 300, by: " NEAR "),
    ]

    @Test(arguments: large)
    func aLargeQueryIsAnsweredOrRefusedForItsSize(_ query: String) throws {
        let searcher = try CardCollection(Self.texts).searcher
        do {
            _ = try searcher.answering(by: .never) { try searcher.search(SearchRequest(query: query)) }
        } catch let error as SearchError {
            #expect(error.code == .tooLarge)
        }
    }
}
