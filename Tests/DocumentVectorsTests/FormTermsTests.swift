// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import DocumentVectors

@Suite struct FormTermsTests {
    @Test func wordsOfAFormLeaveAnExpansion() {
        func entry(_ term: Int, _ weight: Float) -> (term: Int32, weight: Float) { (term: Int32(term), weight: weight) }
        let form = (0..<8).map { entry($0, 1) }
        let papers = (0..<5).map { paper in form + [entry(100 + paper, 2), entry(200, Float(paper + 1))] }
        let others = (0..<3).map { paper in [entry(300 + paper, 1), entry(200, 1)] }
        let kept = FormTerms.withoutForms(papers + others)
        #expect(
            kept.prefix(5).enumerated().allSatisfy { paper, entries in entries.map(\.term) == [Int32(100 + paper), 200]
            })
        #expect(kept.suffix(3).map { $0.map(\.term) } == others.map { $0.map(\.term) })
        // Four papers show no form.
        #expect(FormTerms.withoutForms(Array(papers.prefix(4))).map(\.count) == [10, 10, 10, 10])
    }
}
