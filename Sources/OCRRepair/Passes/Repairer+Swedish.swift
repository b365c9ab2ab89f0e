// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words of Swedish, which stand in Finnish documents as names, titles and quotations.
extension Repairer {
    /// How sure a word of Swedish is: of 47 in the questions to librarians, both halves, 45 were right.
    private static let swedishConfidence = 0.95
    /// The fewest letters of what may stand behind another word in a compound, and of what stands before it: shorter ones
    /// are ends of other words (*-ningar* is not *ingår*), and so are those that begin with a vowel.
    private static let leastTail = 7
    private static let leastHead = 3

    /// The words of Swedish to be repaired in `words`, a foreign passage of a damaged document: only what stands among Swedish
    /// words.
    func swedishWords(in words: [TextWord]) -> [Decision] {
        words.indices.compactMap { index in
            if let decision = commonSwedish(index, words) { return decision }
            let word = words[index]
            guard word.scalars.count > 3, !dictionary.spells(word.low, like: word.scalars) else { return nil }
            return rarerSwedish(index, words, isClear: false)
        }
    }

    /// A common word of Swedish in the place of word `index`; nil where it is none.
    func commonSwedish(_ index: Int, _ words: [TextWord]) -> Decision? {
        SwedishWords.reading(of: words, at: index, isFinnish: { dictionary.spells($0.low, like: $0.scalars) })
            .map { Decision(word: words[index], meant: $0, confidence: Self.swedishConfidence) }
    }

    /// A word of Swedish that has signs, in the place of word `index`, which is none of Finnish; nil where it is no such word, or
    /// short or like a Finnish one and nothing around it is Swedish.
    func inSwedish(_ index: Int, _ words: [TextWord], _ reading: RepairCandidates) -> Decision? {
        guard !reading.isWord else { return nil }
        return rarerSwedish(index, words, isClear: reading.candidates.isEmpty)
    }

    /// A word of Swedish in the place of word `index`; nil where it is none, or nothing around it is Swedish, unless it is
    /// long, too, and nothing else is like it (`isClear`).
    private func rarerSwedish(_ index: Int, _ words: [TextWord], isClear: Bool) -> Decision? {
        let word = words[index]
        guard !word.scalars.dropFirst().contains(where: \.isUpper) || word.scalars.allSatisfy(\.isUpper) else {
            return nil
        }
        let low = word.low
        guard let whole = swedish.word(readAs: low) else {
            // Compounds cost many look-ups, and most unknown words have nothing Swedish around them.
            guard SwedishWords.isAmongSwedish(index, words, lexicon: nil), let meant = swedishCompound(low) else {
                return nil
            }
            return Decision(word: word, meant: meant, confidence: Self.swedishConfidence)
        }
        // Short words, and more so names, may well be of another language.
        let least = word.scalars[0].isUpper ? 7 : 6
        guard
            isClear && whole.count >= least
                || SwedishWords.isAmongSwedish(index, words, lexicon: whole.count < 6 ? nil : swedish)
        else { return nil }
        return Decision(word: word, meant: whole, confidence: Self.swedishConfidence)
    }

    /// The compound that was read as `low` and ends with a word that has signs (*kyrkmålningar*); nil where it is none.
    private func swedishCompound(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard low.count >= Self.leastHead + Self.leastTail else { return nil }
        for seam in Self.leastHead...(low.count - Self.leastTail)
        where !"aeiouyé6".unicodeScalars.contains(low[seam]) {
            if let tail = swedish.word(readAs: Array(low[seam...])) { return low[..<seam] + tail }
        }
        return nil
    }
}
