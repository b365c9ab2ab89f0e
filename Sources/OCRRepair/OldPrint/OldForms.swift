// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching

/// Forms of older Finnish, which no dictionary has: what a word of today was spelt as (*ensimäinen, kehoittaa, saapi*), by the
/// rules of `old-spelling.tsv` (an error model whose errors are a writer's of that time).
struct OldForms {
    private let model: Decoder.Model
    private var known: GenerationalCache<WordKey, Reading>

    /// A word as one of older Finnish.
    struct Reading {
        /// ln P of the likeliest; −∞ where there is none.
        var logProbability = -Float.infinity
        /// True if one cheap rule makes a word of today of it.
        var isPlain = false
    }

    /// The most that a rule costs that makes a word plainly an old form beyond leaving it, in nats.
    private static let plainCost: Float = 2.6
    /// The fewest letters of such a word: shorter ones are near too many others.
    private static let leastLetters = 5
    /// The bounds of the search for the word of today: a spelling differs in one place or two.
    private static let effort = Decoder.Effort(beam: 5, nodes: 200, words: 4, limit: 12)

    init(_ model: Decoder.Model, capacity: Int) {
        self.model = model
        known = GenerationalCache(count: capacity)
    }

    /// `low`, in lower case, as an old form of some word. Cached.
    mutating func reading(of low: [Unicode.Scalar], _ dictionary: DictionaryQueries) -> Reading {
        let key = WordKey(word: low)
        if let known = known[key] { return known }
        var best = Reading()
        let identity = model.source.identityCost(low)
        for decoding in dictionary.decoder.decode(low, model, Self.effort) where decoding.word != low {
            guard let listed = dictionary.knownProbability(decoding.word) else { continue }
            best.logProbability = max(best.logProbability, listed - decoding.cost)
            if low.count >= Self.leastLetters, decoding.cost - identity < Self.plainCost { best.isPlain = true }
        }
        known[key] = best
        return best
    }
}
