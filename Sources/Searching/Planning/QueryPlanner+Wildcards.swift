// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension QueryPlanner {
    /// The most terms a wildcard may stand for.
    private static let widestWildcard = 1_000

    /// The lemmas and forms that begin so.
    func prefix(_ text: QueryText, in names: TermNames) throws -> PlannedNode {
        let start = text.text.lowercased()
        var terms: [String] = []
        for prefix in [names.lemma(start), names.form(start)] {
            try reader.forEachTerm(withPrefix: prefix) { term, _ in
                terms.append(term)
                return terms.count <= Self.widestWildcard
            }
        }
        guard terms.count <= Self.widestWildcard else {
            throw SearchError(
                .tooLarge,
                "\(text.text)* stands for more than \(Self.widestWildcard) words: write more of its beginning.",
                column: text.columns.lowerBound)
        }
        return PlannedNode(
            query: terms.isEmpty ? .nothing : Self.synonyms(terms), marks: [.prefix(start)], isFound: !terms.isEmpty)
    }

    /// The lemmas that end so: the word itself and compounds of which it is a part.
    func suffix(_ text: QueryText, in names: TermNames) -> PlannedNode {
        let plan = WordPlan(text.text, analysis: analyser.analysis(of: text.text), columns: text.columns, names: names)
        return PlannedNode(query: Self.synonyms(plan.lemmas.map(names.lemma)), words: [plan], marks: [.word(plan)])
    }
}
