// SPDX-License-Identifier: GPL-3.0-or-later

/// Words of damaged passages that are still unknown after repair: a collection's own words may be what was meant, which a
/// later pass over the collection may find.
struct UnresolvedWords {
    let reader: ChannelReader
    let dictionary: DictionaryQueries

    /// The words among `words` that are none as they stand, and became none that a list has by `decisions`. As they stand,
    /// without repeats, in the order of the text.
    func words(among words: [TextWord], after decisions: [Decision]) -> [String] {
        guard !words.isEmpty else { return [] }
        var resolved: Set<Int> = []
        for decision in decisions
        where decision.kind == .realWord || decision.kind == .collection || !decision.kind.isWord
            || dictionary.language.logProbability(decision.meant) != nil
        {
            resolved.insert(decision.word.range.lowerBound)
        }
        var found: Set<[Unicode.Scalar]> = []
        return words.compactMap { word in
            guard !resolved.contains(word.range.lowerBound), WordSkeleton.of(word.scalars) != nil,
                !WordShape.isLeftAlone(word.scalars), !reader.reading(of: word.scalars).isWord,
                found.insert(word.scalars).inserted
            else { return nil }
            return word.scalars.string
        }
    }
}
