// SPDX-License-Identifier: GPL-3.0-or-later
import Searching
import Testing

@Suite(.timeLimit(.minutes(20))) struct RepeatedLinesTests {
    /// Papers of one form: a line that all have, and one of their own, with the same word in both.
    private static let texts = Dictionary(
        uniqueKeysWithValues: (100..<114).map { number in
            (
                "p\(number)",
                "Paperi \(number)\n\nTukea haetaan, ja tuki myönnetään tällä lomakkeella.\n\n"
                    + "Väliin tulee pitkä kappale muusta asiasta, jotta rivit eivät mahdu samaan otteeseen. "
                    + String(repeating: "Kokouksessa keskusteltiin ja päätettiin. ", count: 8)
                    + "\n\nNumeron \(number) tuki myönnettiin.\n"
            )
        })

    @Test(arguments: [(0, 14), (0, 7), (7, 7), (5, 6), (9, 5)])
    func hitsOfAnyPageShowTheirOwnLineAndNotTheForms(_ offset: Int, _ limit: Int) throws {
        let collection = try CardCollection(Self.texts)
        var request = SearchRequest(query: "tuki")
        (request.offset, request.limit) = (offset, limit)
        let hits = try collection.searcher.search(request).hits
        #expect(hits.count == limit)
        for hit in hits {
            let text = try #require(hit.snippet).text
            #expect(text.contains("\(hit.id.filter(\.isNumber)) tuki") && !text.contains("lomakkeella"), "\(hit)")
        }
    }
}
