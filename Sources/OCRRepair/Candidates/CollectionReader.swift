// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import Deadlines
internal import FinnishText

/// Reads damaged words as words of the collection's own clean documents.
///
/// Owns the cache of which of these are rather slips in known words: that depends on the models it was made with and on the
/// dictionary, not on what was read before. For one thread.
final class CollectionReader {
    private let dictionary: DictionaryQueries
    /// The error model of damaged passages.
    private let damage: ErrorModel
    /// The loss of diaeresis, which a person who types without it causes.
    private let undotted: Decoder.Model
    /// Other slips: of machines that know ä and ö, and of people.
    private let slipModels: [Decoder.Model]
    private var slips: GenerationalCache<WordKey, Bool>

    init(_ dictionary: DictionaryQueries, damage: ErrorModel, undotted: Decoder.Model, slips: [Decoder.Model]) {
        self.dictionary = dictionary
        self.damage = damage
        self.undotted = undotted
        slipModels = slips
        self.slips = GenerationalCache(count: dictionary.bounds.answers)
    }

    /// The likeliest of `words` for `word`, which is no word as it stands; nil where none is like it.
    func candidate(for word: [Unicode.Scalar], among words: any CollectionWords) -> Candidate? {
        guard let (skeleton, _, endings) = WordSkeleton.split(word), !WordShape.isLeftAlone(word),
            !dictionary.deadline.hasPassed
        else { return nil }
        let low = ChannelReader.lowercasedAsRead(word)
        let identity = damage.identityCost(low)
        var best: Candidate?
        for text in words.words(withSkeleton: skeleton) {
            for (number, meant) in WordSkeleton.forms(of: Array(text.unicodeScalars), endings: endings).enumerated() {
                guard meant != low, let cost = damage.cost(of: meant, readAs: low, written: word) else { continue }
                let score =
                    ReadingWeights.collectionWord - (number == 0 ? 0 : ReadingWeights.otherForm) - ReadingWeights
                    .channel * cost
                guard score > best?.score ?? -.infinity, !isSlip(meant) else { continue }
                best = Candidate(word: meant, score: score, isSeen: number == 0, extraCost: cost - identity)
            }
        }
        return best
    }

    /// True if `word`, which no dictionary has, is rather a known one with a slip in it: with some of its diaeresis missing, or
    /// a letter away from a word so frequent that two documents may well have the same slip.
    private func isSlip(_ word: [Unicode.Scalar]) -> Bool {
        if let known = slips[word] { return known }
        let bare = word.map(\.withoutDiaeresis)
        let effort = Decoder.Effort(beam: 8, nodes: 400, words: 12)
        let language = dictionary.language
        let isSlip =
            dictionary.decoder.decode(word, undotted, effort).contains {
                $0.word != word && $0.word.map(\.withoutDiaeresis) == bare
                    && (language.logProbability($0.word) != nil || dictionary.spells($0.word, like: word))
            }
            || slipModels.contains { model in
                dictionary.decoder.decode(word, model, effort).contains {
                    $0.word != word
                        && (language.logProbability($0.word) ?? -.infinity) - ReadingWeights.channel * $0.cost
                            > ReadingWeights.likelySlip
                }
            }
        slips[word] = isSlip
        return isSlip
    }
}
