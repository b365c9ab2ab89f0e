// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// The most terms that a prefix is looked up among.
    private static let mostCandidates = 20_000

    /// The most letters of a prefix that may lack their dots.
    private static let mostDots = 6

    /// The ways `start` may have been meant where it was typed without any dots, each with how many dots it adds.
    private static func dotted(_ start: String) -> [(dots: Int, start: String)] {
        var ways: [(dots: Int, start: String)] = [(0, "")]
        let mayLackDots = start.utf8.allSatisfy { $0 < 0x80 }
        var left = mostDots
        for character in start {
            let other: Character? = character == "a" ? "ä" : character == "o" ? "ö" : nil
            let more = mayLackDots && left > 0 ? other : nil
            if more != nil { left -= 1 }
            ways = ways.flatMap { way in
                var both = [(way.dots, way.start + String(character))]
                if let more { both.append((way.dots + 1, way.start + String(more))) }
                return both
            }
        }
        return ways
    }

    /// Words of the index that begin with `prefix`, in the form people write, those of most documents first.
    ///
    /// - Parameters:
    ///   - prefix: The beginning of a word, in any case; one without dots (`kyla`) also finds words with them (*kylä*).
    ///   - limit: How many words at most.
    /// - Returns: The words and how many documents hold each.
    /// - Throws: ``SearchError``.
    public func suggest(_ prefix: String, limit: Int = 10) throws -> [Suggestion] {
        let start = Composition.composed(prefix).lowercased()
        // No term is longer.
        guard !start.isEmpty, start.utf8.count <= Schema.longestTerm, limit > 0 else { return [] }
        return try answer {
            var found: [(suggestion: Suggestion, rank: Double)] = []
            for (dots, start) in Self.dotted(start) {
                try reader.forEachTerm(withPrefix: start) { term, documents in
                    // As typed before as it may have been meant: each dot that was not typed halves its chance.
                    found.append((Suggestion(text: term, documents: documents), Double(documents) / Double(1 << dots)))
                    return found.count < Self.mostCandidates
                }
            }
            found.sort { ($1.rank, $0.suggestion.text) < ($0.rank, $1.suggestion.text) }
            var result: [Suggestion] = []
            for (var suggestion, _) in found {
                if result.count >= limit { break }
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
