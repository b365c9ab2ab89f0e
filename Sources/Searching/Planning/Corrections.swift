// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import OCRRepair
internal import SearchIndex

extension Searcher {
    /// Words in the place of those that no document holds: the nearest that some document does.
    ///
    /// - Returns: The replacements by their columns; empty where every word is found, or nothing is near.
    func corrections(for plan: QueryPlan) throws -> [(columns: Range<Int>, word: String)] {
        var result: [(columns: Range<Int>, word: String)] = []
        for word in plan.words.prefix(32) where !word.isStopWord && word.text.count >= 4 {
            let terms = word.allLemmas.map(word.names.lemma) + word.folded.map(word.names.folded)
            if try terms.contains(where: { try documentFrequency(of: $0) > 0 }) { continue }
            guard let nearest = try nearest(to: word), !result.contains(where: { $0.columns.overlaps(word.columns) })
            else { continue }
            result.append((word.columns, nearest))
        }
        return result
    }

    /// The word nearest to `word` that the index holds.
    private func nearest(to word: WordPlan) throws -> String? {
        for candidate in repairer?.restored(word.text, limit: 8) ?? [] {
            let lemmas = WordPlan(
                candidate.word, analysis: analyser.analysis(of: candidate.word), columns: word.columns,
                names: word.names
            ).allLemmas
            if try lemmas.contains(where: { try documentFrequency(of: word.names.lemma($0)) > 0 }) {
                return candidate.word
            }
        }
        return nil
    }
}
