// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension QueryPlanner {
    /// The most terms that are operands of their own; the posting lists of more are merged.
    private static let mostOperands = 1_000

    /// The lemmas and forms that begin so.
    func prefix(_ text: QueryText, in names: TermNames) throws(IndexError) -> PlannedNode {
        let start = text.text.lowercased()
        let beginnings = [names.lemma(start), names.form(start)]
        var terms: [String] = []
        for beginning in beginnings {
            try reader.forEachTerm(withPrefix: beginning) { term, _ in
                terms.append(term)
                return terms.count <= Self.mostOperands
            }
        }
        let query: IndexQuery =
            terms.isEmpty ? .nothing : terms.count > Self.mostOperands ? .beginning(beginnings) : Self.synonyms(terms)
        return PlannedNode(query: query, marks: [.prefix(start)], isFound: !terms.isEmpty)
    }

    /// The lemmas that end so: the word itself and compounds of which it is a part.
    func suffix(_ text: QueryText, in names: TermNames) -> PlannedNode {
        let plan = WordPlan(text.text, analysis: analyser.analysis(of: text.text), columns: text.columns, names: names)
        return PlannedNode(query: Self.synonyms(plan.lemmas.map(names.lemma)), words: [plan], marks: [.word(plan)])
    }
}
