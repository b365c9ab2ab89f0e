// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentIDs
import Foundation
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

/// One collection as one index, and in two halves that are asked together.
@Suite struct JointIndexTests {
    private let collection: HalvedCollection
    private let whole: Searcher
    private let joint: Searcher

    init() throws {
        collection = try HalvedCollection()
        whole = try Searcher(folder: collection.whole)
        joint = try Searcher(collection.halves)
    }

    private static let queries = [
        "kyläyhdistys", "koira kissa", "nuorten työpaja hanke", "yhdistys", "työ", "+koira -kissa metsä",
        "\"koira kissa\"",
        "koira NEAR/3 kissa", "=kissan", "kal*", "*yhdistys", "koira OR järvi", "koira JA (kissa TAI metsä)",
        "koiraa kissoja",
        "järvikalastus", "kylapalvelu", "olematonsana", "tiedosto:p118 koira", "Koiran kuntoutuspalvelut kunnassa",
    ]

    @Test(arguments: queries, [Related.no, .auto, .yes])
    func twoHalvesAreSearchedAsTheWhole(_ query: String, _ related: Related) throws {
        var request = SearchRequest(query: query)
        request.related = related
        request.limit = 200
        let all = try compare(request)
        request.limit = 7
        request.offset = 5
        #expect(try joint.search(request).hits.map(\.id) == all.dropFirst(5).prefix(7).map(\.id))
        request.limit = 200
        request.offset = 0
        for sort in [SortKey(.otsikko), SortKey(.muokattu, falling: true)] {
            request.sort = sort
            try compare(request)
        }
        request.sort = nil
        request.collapseProjects = true
        try compare(request)
        request.showsCopies = true
        try compare(request)
        #expect(try joint.count(query, related: related).matches == whole.count(query, related: related).matches)
    }

    @discardableResult private func compare(_ request: SearchRequest) throws -> [Hit] {
        let (one, two) = (try whole.search(request), try joint.search(request))
        // Where matches are collapsed, their number is an estimate.
        #expect(one.exact == two.exact && (!one.exact || one.matches == two.matches) && one.related == two.related)
        #expect(one.corrected == two.corrected && one.note == two.note)
        #expect(zip(one.hits, two.hits).allSatisfy { abs($0.score - $1.score) < 1e-9 }, "\(request)")
        #expect(one.hits.count == two.hits.count && Self.ranked(one.hits) == Self.ranked(two.hits), "\(request)")
        let snippets = Dictionary(uniqueKeysWithValues: one.hits.map { ($0.id, $0.snippet) })
        for hit in two.hits { if let snippet = snippets[hit.id] { #expect(hit.snippet == snippet) } }
        #expect(one.hits.allSatisfy { $0.index == nil })
        for hit in two.hits {
            let half = (Int(hit.id.dropFirst().prefix(3)) ?? 0) % 2 == 0 ? "eka" : "toka"
            #expect(hit.index == half && hit.file.path.hasSuffix("/\(half)/\(hit.id)"))
        }
        return two.hits
    }

    /// The hits by rank, those of one score in the order of their ids: a sum of weights that is made in another order may
    /// differ in its last bit. Of copies any may stand for all.
    private static func ranked(_ hits: [Hit]) -> [[String]] {
        var groups: [[String]] = []
        var last: Double?
        for hit in hits {
            let name = ([hit.id] + hit.copies).sorted().joined(separator: "=")
            if let score = last, abs(score - hit.score) < 1e-9 {
                groups[groups.count - 1].append(name)
            } else {
                groups.append([name])
            }
            last = hit.score
        }
        return groups.map { $0.sorted() }
    }

    @Test func everyOtherQuestionIsAnsweredAsFromTheWhole() throws {
        for field in ["tyyppi", "tiedosto", "muokattu"] {
            #expect(try joint.facets(field, query: nil) == whole.facets(field, query: nil))
            #expect(try joint.facets(field, query: "koira") == whole.facets(field, query: "koira"))
        }
        for id in ["p110.txt", "p121.txt", "p244.txt"] {
            #expect(try joint.text(id) == whole.text(id))
            for query in ["koira kissa", "yhdistys"] {
                let (one, two) = (try whole.explain(id: id, query: query), try joint.explain(id: id, query: query))
                #expect(abs(one.score - two.score) < 1e-9 && one.terms.map(\.term) == two.terms.map(\.term))
            }
            let (one, two) = (try whole.similar(SimilarRequest(id: id)), try joint.similar(SimilarRequest(id: id)))
            #expect(one.hits.map(\.id) == two.hits.map(\.id) && one.hits.map(\.why) == two.hits.map(\.why))
            #expect(zip(one.hits, two.hits).allSatisfy { abs($0.score - $1.score) < 1e-6 })
            #expect(!two.hits.isEmpty && two.hits.allSatisfy { $0.index != nil })
        }
        #expect(try joint.suggest("ky", limit: 10) == whole.suggest("ky", limit: 10))
        for request in [ListRequest(nil), ListRequest("koira"), ListRequest(nil, sort: SortKey(.otsikko))] {
            #expect(try ids(request, joint) == ids(request, whole))
        }
        var lines: [[String]] = [[], []]
        for (place, searcher) in [whole, joint].enumerated() {
            try searcher.lines("koira") { line in
                lines[place].append("\(line.id):\(line.line):\(line.text)")
                return true
            }
        }
        #expect(lines[0] == lines[1] && !lines[0].isEmpty)
    }

    private func ids(_ request: ListRequest, _ searcher: Searcher) throws -> [String] {
        var ids: [String] = []
        try searcher.list(request) { document in
            ids.append(document.id)
            return true
        }
        return ids
    }

    @Test func aCommitToEitherHalfIsNoticed() throws {
        for (name, word) in [("eka", "aatelinen"), ("toka", "beduiini")] {
            #expect(try joint.count(word, related: .no).matches == 0)
            let state = joint.state
            try collection.temporary.file("\(name)/uusi-\(name).txt", "Täällä on \(word).\n")
            _ = try Indexer(folder: IndexFolder(collection.temporary("i-" + name)), options: .init(repair: false))
                .update([])
            #expect(try joint.refresh() && joint.state != state && joint.state.generation == state.generation + 1)
            #expect(try joint.search(SearchRequest(query: word)).hits.first?.id == "uusi-\(name).txt")
            #expect(try joint.show("uusi-\(name).txt").contains { $0.value.hasSuffix("/\(name)/uusi-\(name).txt") })
            let rebuilding = IndexingOptions(repair: false, rebuild: true)
            _ = try Indexer(folder: IndexFolder(collection.temporary("i-" + name)), options: rebuilding).update([])
            #expect(try joint.refresh() && joint.count(word, related: .no).matches == 1)
        }
    }

    @Test func anIdThatTwoIndexesHaveIsRefused() throws {
        let twice = try Searcher([collection.halves[0], NamedIndex("kopio", collection.halves[0].places)])
        #expect(throws: SearchError.self) { try twice.show("p110.txt") }
        #expect(
            try twice.search(SearchRequest(query: "koira")).hits.allSatisfy {
                $0.index == "eka" && $0.copies.contains($0.id)
            })
        let error = #expect(throws: SearchError.self) { try twice.similar(SimilarRequest(id: "p110.txt")) }
        #expect(error?.message.contains("eka, kopio") == true)
    }
}
