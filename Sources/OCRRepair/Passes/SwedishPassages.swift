// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words of Swedish with their signs put back, which stand in Finnish documents as names, titles and quotations.
struct SwedishPassages {
    let dictionary: DictionaryQueries
    let lexicon: SwedishLexicon
    let common: SwedishWords

    /// The repairs of `words`, a foreign passage of a damaged document: of what stands among Swedish words only.
    func decisions(for words: [TextWord]) -> [Decision] {
        words.indices.compactMap { index in
            if let decision = commonWord(index, words) { return decision }
            let word = words[index]
            guard word.scalars.count > 3, !dictionary.spells(word.low, like: word.scalars) else { return nil }
            return rarer(index, words, isClear: false)
        }
    }

    /// The repair of word `index` as a common word of Swedish; nil where it is none. One look-up for most words.
    func commonWord(_ index: Int, _ words: [TextWord]) -> Decision? {
        common.reading(of: words, at: index, isFinnish: { dictionary.spells($0.low, like: $0.scalars) })
            .map { decision(words[index], $0) }
    }

    /// The repair of word `index`, of which `reading` was made, as a word of Swedish; nil where it is a word of Finnish, or
    /// no such word, or short or like a Finnish one and nothing around it is Swedish.
    func unknown(_ index: Int, _ words: [TextWord], _ reading: RepairCandidates) -> Decision? {
        guard !reading.isWord else { return nil }
        return rarer(index, words, isClear: reading.candidates.isEmpty)
    }

    /// The repair of word `index` by the lexicon; nil where it has none, or nothing around it is Swedish, unless it is
    /// long, too, and nothing else is like it (`isClear`).
    private func rarer(_ index: Int, _ words: [TextWord], isClear: Bool) -> Decision? {
        let word = words[index]
        guard !word.scalars.dropFirst().contains(where: \.isUpper) || word.scalars.allSatisfy(\.isUpper) else {
            return nil
        }
        let low = word.low
        guard let whole = lexicon.word(readAs: low) else {
            // Compounds cost many look-ups, and most unknown words have nothing Swedish around them.
            guard common.isAmongSwedish(index, words, lexicon: nil), let meant = compound(low) else {
                return nil
            }
            return decision(word, meant)
        }
        let least = word.scalars[0].isUpper ? DamageLimits.Swedish.leastName : DamageLimits.Swedish.leastWord
        guard
            isClear && whole.count >= least
                || common.isAmongSwedish(
                    index, words, lexicon: whole.count < DamageLimits.Swedish.leastWord ? nil : lexicon)
        else { return nil }
        return decision(word, whole)
    }

    /// The compound that was read as `low` and ends with a word that has signs (*kyrkmålningar*); nil where it is none.
    private func compound(_ low: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard low.count >= DamageLimits.Swedish.leastHead + DamageLimits.Swedish.leastTail else { return nil }
        for seam in DamageLimits.Swedish.leastHead...(low.count - DamageLimits.Swedish.leastTail)
        where !"aeiouyé6".unicodeScalars.contains(low[seam]) {
            if let tail = lexicon.word(readAs: Array(low[seam...])) { return low[..<seam] + tail }
        }
        return nil
    }

    private func decision(_ word: TextWord, _ meant: [Unicode.Scalar]) -> Decision {
        Decision(word: word, meant: meant, rule: .swedish, kind: .nonWord)
    }
}
