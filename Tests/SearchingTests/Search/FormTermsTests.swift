// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentVectors
import SearchIndex
import Testing

@testable import Searching

@Suite struct FormTermsTests {
    @Test func wordsOfAFormLeaveAnExpansion() {
        func entry(_ term: Int, _ weight: Float) -> LemmaWeight { LemmaWeight(term: UInt32(term), weight: weight) }
        let form = (0..<8).map { entry($0, 1) }
        let papers = (0..<5).map { paper in form + [entry(100 + paper, 2), entry(200, Float(paper + 1))] }
        let others = (0..<3).map { paper in [entry(300 + paper, 1), entry(200, 1)] }
        let kept = FormTerms.withoutForms(papers + others, terms: 400)
        #expect(
            kept.prefix(5).enumerated()
                .allSatisfy { paper, entries in entries.map(\.term) == [UInt32(100 + paper), 200] })
        #expect(kept.suffix(3).map { $0.map(\.term) } == others.map { $0.map(\.term) })
        // The same words, but none of the papers holds them as often as the others.
        let unlike = (0..<5).map { paper in (0..<8).map { entry($0, Float(1 << ((paper + $0) % 5))) } }
        #expect(FormTerms.withoutForms(unlike, terms: 400) == unlike)
        // Four papers show no form.
        #expect(FormTerms.withoutForms(Array(papers.prefix(4)), terms: 400).map(\.count) == [10, 10, 10, 10])
    }
}
