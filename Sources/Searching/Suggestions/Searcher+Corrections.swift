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
        var lemmas = word.allLemmas + word.homonyms + word.longer
        lemmas += word.translation.lemmas + word.translation.parts.joined()
        let terms = lemmas.map(word.names.lemma) + word.folded.map(word.names.folded) + word.forms.map(word.names.form)
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

    /// A word in the place of another, and how far it is from that in tenths of a letter.
    private typealias Candidate = (word: String, tenths: Int)

    /// The word nearest to `word` that the index holds.
    ///
    /// A word that Voikko knows is what was meant, if perhaps without its dots (*talo* is no slip for *salo*), but for
    /// compounds that are in no list of words: Voikko joins any two words.
    private func nearest(to word: WordPlan) throws -> String? {
        // Longer words are none, and comparing them takes memory by the square of their length.
        guard word.text.unicodeScalars.count <= NearestWords.longest else { return nil }
        let isFree = word.isKnown && isFreeCompound(word)
        var best = try nearestOfLanguage(to: word, isFree: isFree)
        if word.isKnown, !isFree { return best?.word }
        let most = isFree ? EditCosts.letter : best?.tenths ?? .max
        // Names and words of the trade, which only the index knows, and their forms.
        for prefix in [word.names.lemma(""), word.names.form("")] where (best?.tenths ?? .max) > EditCosts.doubling {
            let candidates = try NearestWords(limit: 3).nearest(to: word.text) { beginning, body in
                try reader.forEachTerm(withPrefix: prefix + beginning) { term, documents in
                    body(String(term.dropFirst(prefix.count)), documents)
                }
            }
            for candidate in candidates {
                let tenths = Int((candidate.distance * 10).rounded())
                guard tenths <= most, tenths < best?.tenths ?? .max else { continue }
                if isFree, try !isUsual(candidate.word, word.names) { continue }
                best = (candidate.word, tenths)
            }
        }
        return best?.word
    }

    /// The word nearest to `word` among those that the language may have and the index holds.
    private func nearestOfLanguage(to word: WordPlan, isFree: Bool) throws -> Candidate? {
        let typed = word.text.lowercased()
        var distance = EditDistance(to: typed.unicodeScalars.map(\.value))
        var best: Candidate?
        for candidate in repairer?.restored(word.text, limit: 8) ?? [] {
            var tenths = distance.distance(from: candidate.word, within: 20) ?? Int.max - 1
            if Self.differInDotsOnly(candidate.word, typed) {
                tenths = min(tenths, EditCosts.dots)
            } else if word.isKnown {
                guard isFree, tenths <= EditCosts.letter, try isUsual(candidate.word, word.names) else { continue }
            }
            guard tenths < best?.tenths ?? .max, try isHeld(candidate.word, word.names) else { continue }
            best = (candidate.word, tenths)
        }
        return best
    }

    /// True if `word` is a compound of which no list of words has any form or lemma.
    private func isFreeCompound(_ word: WordPlan) -> Bool {
        guard !word.parts.isEmpty, let repairer else { return false }
        return !repairer.isListed(word.text) && !word.allLemmas.contains(where: repairer.isListed)
    }

    /// The fewest documents whose word is usual, whatever the lists of words have.
    private static let usualDocuments = 3

    /// True if a list of words has `word`, or enough documents hold it.
    private func isUsual(_ word: String, _ names: TermNames) throws -> Bool {
        if repairer?.isListed(word) ?? false { return true }
        return try lemmas(of: word, names).contains { try documentFrequency(of: $0) >= Self.usualDocuments }
    }

    /// True if any document holds a form of `word`.
    private func isHeld(_ word: String, _ names: TermNames) throws -> Bool {
        try lemmas(of: word, names).contains { try documentFrequency(of: $0) > 0 }
    }

    /// The terms of a word's lemmas.
    private func lemmas(of word: String, _ names: TermNames) -> [String] {
        WordPlan(word, analysis: analyser.analysis(of: word), columns: 1..<1, names: names).allLemmas.map(names.lemma)
    }

    /// True if two words in lower case are the same but for dots.
    private static func differInDotsOnly(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.lazy.map { EditCosts.undotted($0.value) }
            .elementsEqual(right.unicodeScalars.lazy.map { EditCosts.undotted($0.value) })
    }
}
