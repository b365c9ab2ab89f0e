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
        for word in plan.words.prefix(32) where !word.isStopWord && !word.reading.isShort {
            if try isHeld(word) { continue }
            guard let nearest = try correction(of: word), !result.contains(where: { $0.columns.overlaps(word.columns) })
            else { continue }
            result.append((word.columns, nearest))
        }
        return result
    }

    /// True if any document holds `word`.
    func isHeld(_ word: WordPlan) throws -> Bool {
        if let known = word.known?.isHeld { return known }
        let terms =
            word.allLemmas.map(word.names.lemma) + word.folded.map(word.names.folded) + word.forms.map(word.names.form)
            + (word.translation.lemmas + word.translation.parts.joined()).map(word.names.lemma)
        // A name of several words is looked for only by the query itself.
        let isHeld = try !word.translation.phrases.isEmpty || terms.contains { try documentFrequency(of: $0) > 0 }
        word.known?.isHeld = isHeld
        return isHeld
    }

    /// The word nearest to `word` that the index holds, remembered.
    private func correction(of word: WordPlan) throws -> String? {
        if let known = word.known?.correction { return known }
        let nearest = try nearest(to: word)
        word.known?.correction = .some(nearest)
        return nearest
    }

    /// The word nearest to `word` that the index holds.
    private func nearest(to word: WordPlan) throws -> String? {
        for candidate in repairer?.restored(word.text, limit: 8) ?? [] {
            // A word that Voikko knows is what was meant, if perhaps without its dots (*talo* is no slip for *salo*).
            if word.isKnown, !Self.differInDotsOnly(candidate.word, word.text.lowercased()) { continue }
            let lemmas = WordPlan(
                candidate.word, analysis: analyser.analysis(of: candidate.word), columns: word.columns,
                names: word.names
            ).allLemmas
            if try lemmas.contains(where: { try documentFrequency(of: word.names.lemma($0)) > 0 }) {
                return candidate.word
            }
        }
        // Names and words of the trade, which only the index knows.
        if word.isKnown { return nil }
        let prefix = word.names.lemma("")
        let nearest = try NearestWords(limit: 3).nearest(to: word.text.lowercased()) { beginning, body in
            try reader.forEachTerm(withPrefix: prefix + beginning) { term, documents in
                body(String(term.dropFirst(prefix.count)), documents)
            }
        }
        return nearest.first?.word
    }

    /// True if two words in lower case are the same but for dots.
    private static func differInDotsOnly(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.lazy.map { EditCosts.undotted($0.value) }
            .elementsEqual(right.unicodeScalars.lazy.map { EditCosts.undotted($0.value) })
    }
}
