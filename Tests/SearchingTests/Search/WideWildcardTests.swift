// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Deadlines
import Foundation
import Indexing
import SearchIndex
import Searching
import TestSupport
import Testing

/// Wildcards of more words than are operands of their own: `kq*` stands for 900 words, each a lemma and a form.
@Suite(.timeLimit(.minutes(20))) struct WideWildcardTests {
    private let temporary = TemporaryFolder()
    private let whole: Searcher
    private let halves: [NamedIndex]
    /// The number of words that begin so in each document, by its id.
    private var words: [String: Int] = [:]

    init() throws {
        var random = SeededRandom(7)
        for number in 0..<60 {
            let id = "p\(10 + number).txt"
            var text = "Paperi \(number).\n\nTalo kq\(number)talo on pieni. "
            // Every fourth has no more of them.
            let count = number % 4 == 0 ? 0 : 15 + number
            for place in 0..<count {
                text += "kq\((number * 15 + place) % 900)x" + (place % 7 == 6 ? ". " : " ")
            }
            for _ in 0..<Int.random(in: 3...40, using: &random) {
                text += ["koira", "kissa", "järvi"].randomElement()! + " "
            }
            if number % 10 == 9 { text = "Paperi \(number).\n\nKoira juoksee.\n" } else { words[id] = count + 1 }
            for name in ["koko", number % 2 == 0 ? "eka" : "toka"] { try temporary.file("\(name)/\(id)", text) }
        }
        for name in ["koko", "eka", "toka"] {
            _ = try Indexer(folder: IndexFolder(temporary("i-" + name)), options: .init(repair: false))
                .update([temporary(name)])
        }
        whole = try Searcher(folder: IndexFolder(temporary("i-koko")))
        let temporary = temporary
        halves = ["eka", "toka"].map { NamedIndex($0, [.folder(IndexFolder(temporary("i-" + $0)))]) }
    }

    @Test func everyDocumentOfSuchAWordIsFoundThoseOfMoreFirst() throws {
        let found = try whole.run("kq*", related: .no, limit: 100)
        #expect(Set(found.map(\.id)) == Set(words.keys))
        #expect(try whole.count("kq*", related: .no).matches == words.count)
        #expect(try whole.facets("tyyppi", query: "kq*").first?.count == words.count)
        let ids = found.map(\.id)
        let few = try #require(ids.firstIndex { words[$0] == 1 })
        #expect(ids[few...].allSatisfy { words[$0] == 1 })
        for (query, isIn) in [("kq* -kissa", true), ("+kq* koira", true), ("-kq*", false), ("otsikko:kq*", false)] {
            let ids = try whole.run(query, related: .no, limit: 100).map(\.id)
            #expect(ids.allSatisfy { (words[$0] != nil) == isIn }, "\(query)")
        }
        let explained = try whole.explain(id: ids[0], query: "kq*", related: .no)
        #expect(abs(explained.score - found[0].score) < 1e-9 && explained.terms.count >= 2)
        var request = SearchRequest(query: "kq*")
        request.related = .no
        #expect(try whole.search(request).hits.allSatisfy { $0.snippet?.matches.isEmpty == false })
    }

    @Test func theyStandNearWhatTheyStandBy() throws {
        let near = try whole.run("talo NEAR/1 kq*", related: .no, limit: 100).map(\.id)
        #expect(Set(near) == Set(words.keys))
        #expect(try whole.run("paperi NEAR/1 kq*", related: .no, limit: 100).isEmpty)
        let other = try whole.run("\"on pieni\" NEAR/1 kq*", related: .no, limit: 100).map(\.id)
        #expect(Set(other) == Set(words.keys))
    }

    @Test func mergedListsRankAsAsManyOperands() throws {
        let reader = try IndexReader(folder: IndexFolder(temporary("i-koko")))
        let options = MatchOptions(limit: 100, checkAtLeast: .max)
        for beginnings in [["kq", "Skq"], ["kq"], ["k", "Sk"], ["kq1"]] {
            var terms: [IndexQuery] = []
            for beginning in beginnings {
                try reader.forEachTerm(withPrefix: beginning) { term, _ in
                    terms.append(.term(term))
                    return true
                }
            }
            let merged = try reader.search(.beginning(beginnings), options: options)
            let operands = try reader.search(.synonym(terms), options: options)
            #expect(merged.hits.map(\.document) == operands.hits.map(\.document), "\(beginnings)")
            #expect(merged.isExact && merged.estimate == operands.estimate)
        }
    }

    @Test func halvesAreSearchedAsTheWhole() throws {
        let joint = try Searcher(halves)
        for query in ["kq*", "koira kq*", "+kq* -kq16x", "talo NEAR/1 kq*"] {
            let one = try whole.run(query, related: .no, limit: 100)
            let two = try joint.run(query, related: .no, limit: 100)
            #expect(Set(one.map(\.id)) == Set(two.map(\.id)) && !one.isEmpty, "\(query)")
            #expect(zip(one, two).allSatisfy { abs($0.score - $1.score) < 1e-9 }, "\(query)")
            #expect(try joint.count(query, related: .no).matches == whole.count(query, related: .no).matches)
        }
    }

    @Test(.enabled(if: ShardServer.isThere, "xapian-tools is not installed"))
    func anotherMachineMergesItsOwn() throws {
        let server = try ShardServer(temporary("i-toka"))
        let place = try IndexPlace("xapian://127.0.0.1:\(server.port)")
        let shards = try Searcher([NamedIndex("paperit", halves[0].places + [place])])
        #expect(try Set(shards.run("kq*", related: .no, limit: 100).map(\.id)) == Set(words.keys))
        #expect(try shards.count("kq*", related: .no).matches == words.count)
        server.stop()
    }

    @Test func aCommitIsSeenAndTimeEnds() throws {
        #expect(try whole.count("kq*", related: .no).matches == words.count)
        try temporary.file("koko/uusi.txt", "Uusi kq1000x tuli.\n")
        _ = try Indexer(folder: IndexFolder(temporary("i-koko")), options: .init(repair: false)).update([])
        #expect(try whole.refresh() && whole.count("kq*", related: .no).matches == words.count + 1)
        let error = #expect(throws: SearchError.self) {
            try whole.answering(by: Deadline(after: .zero)) { try whole.run("kq*", related: .no, limit: 10) }
        }
        #expect(error?.code == .timedOut)
    }

    @Test func thereIsRoomForSixtyOfThem() throws {
        let many = { (count: Int) in Array(repeating: "kq*", count: count).joined(separator: " OR ") }
        #expect(try whole.count(many(60), related: .no).matches == words.count)
        let error = #expect(throws: SearchError.self) {
            try whole.answering(by: .never) { try whole.count(many(80), related: .no) }
        }
        #expect(error?.code == .tooLarge)
    }
}
