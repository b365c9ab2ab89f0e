// SPDX-License-Identifier: GPL-3.0-or-later
import Indexing
import SearchIndex
import TestSupport
import Testing

@testable import Searching

@Suite struct DocumentVectorIndexTests {
    @Test func wordsOfAFormLeaveAnExpansion() {
        func entry(_ term: Int, _ weight: Float) -> LemmaWeight { LemmaWeight(term: UInt32(term), weight: weight) }
        let form = (0..<8).map { entry($0, 1) }
        let papers = (0..<5).map { paper in form + [entry(100 + paper, 2), entry(200, Float(paper + 1))] }
        let others = (0..<3).map { paper in [entry(300 + paper, 1), entry(200, 1)] }
        let kept = FormTerms.withoutForms(papers + others)
        #expect(
            kept.prefix(5).enumerated()
                .allSatisfy { paper, entries in entries.map(\.term) == [UInt32(100 + paper), 200] })
        #expect(kept.suffix(3).map { $0.map(\.term) } == others.map { $0.map(\.term) })
        // The same words, but none of the papers holds them as often as the others.
        let unlike = (0..<5).map { paper in (0..<8).map { entry($0, Float(1 << ((paper + $0) % 5))) } }
        #expect(FormTerms.withoutForms(unlike) == unlike)
        // Four papers show no form.
        #expect(FormTerms.withoutForms(Array(papers.prefix(4))).map(\.count) == [10, 10, 10, 10])
    }

    @Test
    func termsKeepTheirNumbersHoweverManyThereAre() {
        var table = TermTable()
        let names = (0..<20_000).map { "sana\($0 * 7919 % 20_000)" }
        for (number, name) in names.enumerated() { #expect(table.number(of: Array(name.utf8)) == Int32(number)) }
        for number in stride(from: 0, to: names.count, by: 997) {
            #expect(
                table.number(of: Array(names[number].utf8)) == Int32(number) && table.name(of: number) == names[number])
        }
        #expect(table.count == names.count && table.number(of: []) == 20_000 && table.name(of: 20_000) == "")
    }

    @Test(arguments: [1, 2, 7, 50, 199, 200, 500])
    func theCountThGreatestIsThatOfTheSortedNumbers(count: Int) {
        var random = SeededRandom(UInt64(count))
        let values = (0..<200).map { _ in Float(Int.random(in: 0..<60, using: &random)) }
        let sorted = values.sorted(by: >)
        #expect(TopK.threshold(values, count) == sorted[min(count, sorted.count) - 1])
        #expect(TopK.threshold([], count) == 0)
    }

    @Test
    func everyCosineIsThatOfTheTwoVectorsADocumentIsNearestToItself() throws {
        let words = ["laavu", "kylä", "uimaranta", "nuori", "pelto", "metsä", "järvi", "kirjasto", "silta", "saari"]
        var random = SeededRandom(5)
        var texts: [String: String] = [:]
        for number in 0..<40 {
            let chosen = (0..<12).map { _ in words.randomElement(using: &random) ?? "" }
            texts["\(number)"] = chosen.joined(separator: " ") + ".\n"
        }
        let cards = try CardCollection(texts)
        let index = try #require(try DocumentVectorIndex(cards.searcher.reader))
        #expect(index.documents.count == 40)
        for row in [0, 17, 39] {
            let vector = index.vector(ofRow: row)
            let probe = QueryVector(vector, terms: index.termCount)
            let scores = index.cosines(vector)
            for other in 0..<40 {
                #expect(abs(Double(scores[other]) - probe.cosine(index.vector(ofRow: other))) < 1e-4)
            }
            #expect(abs(scores[row] - 1) < 1e-4)
        }
    }
}
