// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Deadlines
import Searching
import TestSupport
import Testing

@Suite struct DeadlineTests {
    /// Three hundred documents, each with a sentence of its own.
    private static let texts = Dictionary(
        uniqueKeysWithValues: (0..<300).map { number in
            (
                "\(number)",
                "Kylä \(number) on pieni ja kaunis. Nuoret ja vanhat ovat siellä usein, kun talkoot on pidetty. "
                    + CardCollection.card("Laavu \(number)", days: "1.1.2016 – 31.12.2018", groups: "nuoret")
            )
        })

    /// Queries that take the paths of the engine: the walk through postings, Xapian's matcher, texts, wildcards.
    private static let queries = [
        "kylä", "kylä nuoret talkoot", "+kylä +nuoret", "\"nuoret ja vanhat\"", "kylä NEAR/20 nuoret",
        "=ja NEAR/50 =on",
        "=\"ja kaunis\"", "k*", "*oot", "-kylä", "vuosi:2016..2018", "otsikko:laavu", "=ja =on", "kylissä NOT talkoot",
    ]

    @Test func aLookUpWhoseTimeIsOverIsRefused() throws {
        let searcher = try CardCollection(Array(Self.texts.prefix(20)).reduce(into: [:]) { $0[$1.key] = $1.value })
            .searcher
        let id = try #require(try searcher.run("kylä", related: .no, limit: 1).first).id
        let lookUps: [(String, (Searcher) throws -> Void)] = [
            ("SEARCH", { _ = try $0.search(SearchRequest(query: "kylä")) }), ("COUNT", { _ = try $0.count("kylä") }),
            ("SIMILAR", { _ = try $0.similar(SimilarRequest(id: id)) }),
            ("FACETS", { _ = try $0.facets("kohderyhmä", query: nil) }), ("SHOW", { _ = try $0.show(id) }),
            ("TEXT", { _ = try $0.text(id) }), ("SUGGEST", { _ = try $0.suggest("ky", limit: 3) }),
            ("EXPLAIN", { _ = try $0.explain(id: id, query: "kylä") }),
            ("NORMALISE", { _ = try $0.normalise("Tyo6ttémat tydnhakijat") }),
            ("lines", { try $0.lines("kylä") { _ in true } }), ("similar", { _ = try $0.similarRun(id, limit: 3) }),
        ]
        for (name, lookUp) in lookUps {
            let error = #expect(throws: SearchError.self, "\(name)") {
                try searcher.answering(by: Deadline(after: .zero)) { try lookUp(searcher) }
            }
            #expect(error?.code == .timedOut, "\(name)")
            // What follows has time again.
            #expect(throws: Never.self, "\(name)") { try lookUp(searcher) }
        }
    }

    @Test func anAnswerIsWholeOrNone() throws {
        let searcher = try CardCollection(Self.texts).searcher
        for query in Self.queries {
            var request = SearchRequest(query: query)
            request.limit = 50
            // Each time twice as much, until it is enough: wherever the end comes, nothing is half done.
            var time = Duration.microseconds(50)
            var answer: SearchAnswer?
            while answer == nil {
                do {
                    answer = try searcher.answering(by: Deadline(after: time)) { try searcher.search(request) }
                } catch let error as SearchError {
                    try #require(error.code == .timedOut)
                    time *= 2
                }
            }
            #expect(try searcher.search(request) == answer, "\(query)")
        }
    }
}
