// SPDX-License-Identifier: GPL-3.0-or-later

extension Repairer {
    /// Those of `words` of damaged passages that a word of the collection may stand for: what is no word as it stands, and
    /// became none that a list has by `decisions`, which come by rising offset.
    func unread(of words: [TextWord], _ decisions: [Decision]) -> [String] {
        guard !words.isEmpty else { return [] }
        var closed: Set<Int> = []
        for decision in decisions
        where decision.kind == .realWord || decision.kind == .collection || !decision.kind.isWord
            || dictionary.language.logProbability(decision.meant) != nil
        {
            closed.insert(decision.word.range.lowerBound)
        }
        var found: Set<[Unicode.Scalar]> = []
        return words.compactMap { word in
            guard !closed.contains(word.range.lowerBound), WordSkeleton.of(word.scalars) != nil,
                !WordShape.isLeftAlone(word.scalars), !reader.reading(of: word.scalars).isWord,
                found.insert(word.scalars).inserted
            else { return nil }
            return word.scalars.string
        }
    }
}
