// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// How many terms a prefix is looked up among.
    private static let mostCandidates = 20_000

    /// Words of the index that begin with `prefix`, in the form people write, those of most documents first.
    ///
    /// - Parameters:
    ///   - prefix: The beginning of a word, in any case.
    ///   - limit: How many words at most.
    /// - Returns: The words and how many documents hold each.
    /// - Throws: ``SearchError``.
    public func suggest(_ prefix: String, limit: Int = 10) throws -> [Suggestion] {
        let start = Composition.composed(prefix).lowercased()
        guard !start.isEmpty, limit > 0 else { return [] }
        return try answer {
            var found: [Suggestion] = []
            try reader.forEachTerm(withPrefix: start) { term, documents in
                found.append(Suggestion(text: term, documents: documents))
                return found.count < Self.mostCandidates
            }
            found.sort { ($1.documents, $0.text) < ($0.documents, $1.text) }
            var result: [Suggestion] = []
            for var suggestion in found where result.count < limit {
                // Parts of compounds and guesses are terms too, but no words that people write.
                if try reader.documentFrequency(of: Schema.Prefix.partOnly + suggestion.text) == suggestion.documents {
                    continue
                }
                let analysis = analyser.analysis(of: suggestion.text)
                if let written = analysis.lemmas.first(where: { $0.lowercased() == suggestion.text }) {
                    suggestion.text = written
                }
                result.append(suggestion)
            }
            return result
        }
    }
}
