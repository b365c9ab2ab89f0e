// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import SearchIndex
import Searching
import Testing

@Suite struct ListTests {
    /// More documents than a part has.
    private static let texts = Dictionary(
        uniqueKeysWithValues: (0..<1_250).map { ("\($0)", "Kylä numero \($0 * 7 % 1_250).\n") })

    @Test func theIndexIsTheOneThatAListBeganWithOrItEnds() throws {
        let searcher = try CardCollection(Self.texts).searcher
        for sort in [nil, SortKey(.otsikko, falling: true)] {
            let list = ListRequest("kylä", sort: sort, fields: [.otsikko])
            let first = try searcher.listPart(list)
            let place = try #require(first.next)
            #expect(first.documents.count == place.count && place.count < Self.texts.count)
            let second = try searcher.listPart(list, after: place)
            #expect(second.next == nil)
            #expect(Set((first.documents + second.documents).map(\.id)).count == Self.texts.count)
            var foreign = place
            foreign.database = "another"
            let error = #expect(throws: IndexError.self) { try searcher.listPart(list, after: foreign) }
            #expect(error?.code == .modified)
        }
        // In the order of the index a list goes on behind a number, in another only behind a document.
        let gone = ListPart.Place(
            count: 3, document: 1_000_000, database: try #require(try searcher.listPart(ListRequest(nil)).next).database
        )
        #expect(try searcher.listPart(ListRequest(nil), after: gone).documents.isEmpty)
        let sorted = ListRequest(nil, sort: SortKey(.otsikko))
        #expect(throws: IndexError.self) { try searcher.listPart(sorted, after: gone) }
    }
}
