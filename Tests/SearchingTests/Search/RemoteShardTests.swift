// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

/// An index of two shards, one of which xapian-tcpsrv serves, beside the whole.
@Suite(.enabled(if: ShardServer.isThere, "xapian-tools is not installed"), .timeLimit(.minutes(20)))
struct RemoteShardTests {
    private let collection: HalvedCollection
    private let server: ShardServer
    private let place: IndexPlace
    private let whole: Searcher
    private let shards: Searcher

    init() throws {
        collection = try HalvedCollection()
        server = try ShardServer(collection.temporary("i-toka"))
        place = try IndexPlace("xapian://127.0.0.1:\(server.port)")
        whole = try Searcher(folder: collection.whole)
        shards = try Searcher([NamedIndex("paperit", collection.halves[0].places + [place])])
    }

    @Test(arguments: [
        "kyläyhdistys", "koira kissa", "nuorten työpaja hanke", "yhdistys", "+koira -kissa metsä", "\"koira kissa\"",
        "koira NEAR/3 kissa", "kal*", "koira OR järvi", "koira JA (kissa TAI metsä)", "järvikalastus", "kantele",
    ])
    func whatMatchesIsWhatMatchesInTheWhole(_ query: String) throws {
        for related in [Related.no, .auto, .yes] {
            var request = SearchRequest(query: query)
            request.related = related
            request.limit = 200
            let (one, two) = (try whole.search(request), try shards.search(request))
            if related == .no {
                #expect(Set(one.hits.map(\.id)) == Set(two.hits.map(\.id)) && one.matches == two.matches)
                let snippets = Dictionary(uniqueKeysWithValues: one.hits.map { ($0.id, $0.snippet) })
                #expect(two.hits.allSatisfy { snippets[$0.id] == $0.snippet }, "\(query)")
            }
            // Of the best ten most are the same.
            let best = Set(one.hits.prefix(10).map(\.id)).intersection(two.hits.prefix(10).map(\.id))
            #expect(best.count >= min(one.hits.count, 10) * 7 / 10, "\(query) \(related) \(best.count)")
            for sort in [SortKey(.otsikko), SortKey(.otsikko, falling: true), SortKey(.alkaa)] {
                request.sort = sort
                #expect(try shards.search(request).matches == whole.search(request).matches || related != .no)
            }
        }
    }

    @Test func documentsOfTheOtherMachineAreShownAndCompared() throws {
        for id in ["p110.txt", "p121.txt"] {
            #expect(try shards.text(id) == whole.text(id))
            #expect(try shards.show(id).map(\.name) == whole.show(id).map(\.name))
            let (one, two) = (try whole.similar(SimilarRequest(id: id)), try shards.similar(SimilarRequest(id: id)))
            #expect(Set(one.hits.map(\.id)).intersection(two.hits.map(\.id)).count >= 5)
            #expect(two.hits.allSatisfy { !$0.why.isEmpty && $0.index == nil })
            let query = "paperi koira"
            let explained = (try whole.explain(id: id, query: query), try shards.explain(id: id, query: query))
            #expect(explained.0.score > 0 && explained.1.score > 0)
        }
        #expect(try shards.facets("tyyppi", query: "koira") == whole.facets("tyyppi", query: "koira"))
        #expect(try shards.suggest("ky", limit: 10) == whole.suggest("ky", limit: 10))
        var ids: [String] = []
        try shards.list(ListRequest(nil)) { document in
            ids.append(document.id)
            return true
        }
        #expect(ids.count == 160)
    }

    @Test func aShardThatIsDownIsLeftOutAndComesBack() throws {
        let count = try shards.count("koira", related: .no).matches
        let own = try Searcher([collection.halves[0]]).count("koira", related: .no).matches
        server.stop()
        #expect(try shards.count("koira", related: .no).matches == own && shards.missing == [place])
        // Whoever opens the index now does without, too.
        let late = try Searcher([NamedIndex("paperit", collection.halves[0].places + [place])])
        #expect(try late.count("koira", related: .no).matches == own && late.missing == [place])
        #expect(throws: IndexError.self) { try Searcher([NamedIndex("yksin", [place])]) }

        let second = try ShardServer(collection.temporary("i-toka"), port: server.port)
        // At most once a second one that follows the commits tries it.
        while !shards.missing.isEmpty { try shards.refresh(seeking: true) }
        #expect(try shards.count("koira", related: .no).matches == count)
        try late.refresh()
        #expect(try late.missing.isEmpty && late.count("koira", related: .no).matches == count)
        // A server that was only started anew loses nobody.
        second.stop()
        let third = try ShardServer(collection.temporary("i-toka"), port: server.port)
        #expect(try shards.count("koira", related: .no).matches == count && shards.missing.isEmpty)
        third.stop()
    }

    @Test func commitsOfTheOtherMachineAreSeen() throws {
        try collection.temporary.file("toka/uusi.txt", "Beduiini kulkee.\n")
        _ = try Indexer(folder: IndexFolder(collection.temporary("i-toka")), options: .init(repair: false)).update([])
        #expect(try shards.refresh() && shards.count("beduiini", related: .no).matches == 1)
        // Of a rebuild new connections know.
        try collection.temporary.file("toka/uusi.txt", "Tuareg kulkee.\n")
        _ = try Indexer(
            folder: IndexFolder(collection.temporary("i-toka")), options: .init(repair: false, rebuild: true)
        ).update([])
        while try shards.count("tuareg", related: .no).matches == 0 { try shards.refresh(seeking: true) }
        #expect(try shards.count("beduiini", related: .no).matches == 0)
    }
}
