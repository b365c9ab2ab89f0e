// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// The words that a collection's clean documents have and no dictionary does: *Honkimäenkuja*, a project's coined name.
public protocol CollectionWords {
    /// The words, in lower case, that share a skeleton (``WordSkeleton``).
    func words(withSkeleton skeleton: String) -> [String]
}

/// What damage that takes the dots leaves of a word's stem: its letters less those that ä and ö are read as.
///
/// A damaged word and the word that was meant have the same skeleton, so that a collection's words can be looked up by
/// it, and so have a name's forms where the stem stays (*Honkimäen*, *Honkimäellä*). Every rule of `errors-english.tsv`
/// for ä or ö that costs less than 5.5 nats leaves the skeleton as it is, which a test holds. Indexes keep skeletons: what
/// they are made of is not to change without a new feature's name.
public enum WordSkeleton {
    /// The fewest letters of a word that is looked up by its skeleton, of the skeleton, and of one whose ending is left out.
    private static let leastWord = 5
    private static let least = 3
    private static let leastStem = 4

    /// The skeleton of `word`, as it is written; nil where the word or what is left of it is too short to tell it from
    /// others.
    public static func of(_ word: String) -> String? { of(Array(word.unicodeScalars)) }

    /// ``of(_:)`` of a word of the collection's own, which must have ä or ö for damage to change it, and be of letters,
    /// with or without hyphens between.
    public static func ofCoined(_ word: String) -> String? {
        let scalars = Array(word.unicodeScalars)
        guard scalars.first?.isLetter == true, scalars.last?.isLetter == true,
            scalars.allSatisfy({ $0.isLetter || $0 == "-" }),
            scalars.contains(where: { "äöÄÖ".unicodeScalars.contains($0) })
        else { return nil }
        return of(scalars)
    }

    static func of(_ word: [Unicode.Scalar]) -> String? { split(word)?.skeleton }

    /// The skeleton of `word`, how many of its letters stand before its case ending, and the endings that it may have.
    static func split(_ word: [Unicode.Scalar]) -> (skeleton: String, stem: Int, endings: [String])? {
        guard word.count >= leastWord, word.count <= 60 else { return nil }
        let low = WordReader.lowered(word)
        let places = low.indices.filter { low[$0].isLetter && !lost.contains(low[$0]) }
        guard places.count >= least else { return nil }
        let kept = places.map { low[$0] }
        for (left, endings) in endings where kept.count >= leastStem + left.count {
            if kept.suffix(left.count).elementsEqual(left) {
                return (Array(kept.dropLast(left.count)).string, places[kept.count - left.count], endings)
            }
        }
        return (kept.string, word.count, [""])
    }

    /// What ä and ö are read as, with themselves. Figures and signs are no letters.
    private static let lost = Set("aäåoöédg".unicodeScalars)

    /// Stands in an ending for the stem's last letter (*Fröötilään*).
    private static let longer = ":"
    /// Case endings by what damage leaves of them, the longest first.
    private static let endings: [(left: [Unicode.Scalar], endings: [String])] = [
        ("lle", ["lle"]), ("ksi", ["ksi"]), ("ss", ["ssa"]), ("st", ["sta"]), ("ll", ["lla"]), ("lt", ["lta"]),
        ("tt", ["tta"]), ("n", ["n", "na", longer + "n"]), ("t", ["t", "ta"]),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    /// `word`, of the collection, and the forms of it that have one of `endings`, where its own is such a one.
    static func forms(of word: [Unicode.Scalar], endings: [String]) -> [[Unicode.Scalar]] {
        guard let own = split(word) else { return [word] }
        let stem = Array(word[..<own.stem])
        // Harmony goes by the last vowel that takes part in it.
        let isBack =
            stem.last { "aouäöy".unicodeScalars.contains($0) }.map { "aou".unicodeScalars.contains($0) } ?? false
        func form(_ ending: String) -> [Unicode.Scalar] {
            stem
                + ending.unicodeScalars.map { $0 == ":" ? stem.last ?? $0 : isBack ? $0 : $0.dotted }
        }
        guard stem.contains(where: { $0 == "ä" || $0 == "ö" }), own.endings.contains(where: { form($0) == word }) else {
            return [word]
        }
        return [word] + endings.map(form).filter { $0 != word }
    }
}

extension (any CollectionWords)? {
    /// Whether the collection may have what `word` was.
    func holds(_ word: TextWord) -> Bool {
        guard let self, let skeleton = WordSkeleton.of(word.scalars) else { return false }
        return !self.words(withSkeleton: skeleton).isEmpty
    }
}

extension WordReader {
    /// ln P of a word that clean documents of the collection have: less than one that a person vouches for.
    private static let collectionWord: Float = -12.5
    /// What speaks against a form of it that they do not have, in nats.
    private static let otherForm: Float = 2

    /// The likeliest of `words` for `word`, which is no word as it stands; nil where none is like it.
    func collectionCandidate(
        of word: [Unicode.Scalar], _ words: any CollectionWords, _ models: SlipModels
    ) -> Candidate? {
        guard let (skeleton, _, endings) = WordSkeleton.split(word), !WordShape.isLeftAlone(word) else { return nil }
        let low = Self.lowered(word)
        let identity = models.damage.source.identityCost(low)
        var best: Candidate?
        for text in words.words(withSkeleton: skeleton) {
            for (number, meant) in WordSkeleton.forms(of: Array(text.unicodeScalars), endings: endings).enumerated() {
                guard meant != low, let cost = models.damage.source.cost(of: meant, readAs: low, written: word) else {
                    continue
                }
                let score = Self.collectionWord - (number == 0 ? 0 : Self.otherForm) - Self.channelWeight * cost
                guard score > best?.score ?? -.infinity, !isSlip(meant, models) else { continue }
                best = Candidate(word: meant, score: score, isSeen: number == 0, step: cost - identity)
            }
        }
        return best
    }

    /// The error models that tell a new word from a known one that its writer, or a machine, got wrong.
    struct SlipModels {
        /// What the words of damaged passages are read with.
        var damage: Decoder.Model
        var undotted: Decoder.Model
        var mild: Decoder.Model
        var typing: Decoder.Model
    }

    /// Whether `word`, which no dictionary has, is rather a known one with a slip in it: with some of its dots missing, or
    /// a letter away from a word so frequent that two documents may well have the same slip.
    private func isSlip(_ word: [Unicode.Scalar], _ models: SlipModels) -> Bool {
        if let known = slips[word] { return known }
        let bare = word.map(\.undotted)
        let effort = Decoder.Effort(beam: 8, nodes: 400, words: 12)
        let isSlip =
            decoder.decode(word, models.undotted, effort).contains {
                $0.word != word && $0.word.map(\.undotted) == bare
                    && (language.logProbability($0.word) != nil || spells($0.word, like: word))
            }
            || [models.mild, models.typing].contains { model in
                decoder.decode(word, model, effort).contains {
                    $0.word != word
                        && (language.logProbability($0.word) ?? -.infinity) - Self.channelWeight * $0.cost
                            > Self.likelySlip
                }
            }
        slips[word] = isSlip
        return isSlip
    }

    /// ln P of a slip in a known word that is likelier than a new word: *medellyttämällä* is at -23, the nearest known word
    /// to a name (*Honkimäki*) below -26.
    private static let likelySlip: Float = -25
}

extension ErrorModel {
    /// −ln P(`read` | `meant`) by the cheapest way; nil where there is none. `written` is how `read`, which is in lower
    /// case, stands on the page.
    func cost(of meant: [Unicode.Scalar], readAs read: [Unicode.Scalar], written: [Unicode.Scalar]) -> Float? {
        let width = meant.count + 1
        var costs = [Float](repeating: .infinity, count: (read.count + 1) * width)
        costs[0] = 0
        func extend(_ position: Int, _ place: Int, by rule: Rule) {
            let (next, end) = (position + rule.read.count, place + rule.meant.count)
            guard next <= read.count, end <= meant.count, position == 0 || !rule.isInitial else { return }
            for index in rule.read.indices
            where rule.read[index] != read[position + index] && rule.read[index] != written[position + index] {
                return
            }
            for index in rule.meant.indices where rule.meant[index] != meant[place + index] { return }
            let cost = costs[position * width + place] + rule.cost
            if cost < costs[next * width + end] { costs[next * width + end] = cost }
        }
        for position in 0...read.count {
            for place in 0...meant.count where costs[position * width + place] < .infinity {
                for range in insertions { for rule in range { extend(position, place, by: rules[rule]) } }
                guard position < read.count else { continue }
                let scalar = read[position]
                for rule in self.rules(from: scalar) { extend(position, place, by: rules[rule]) }
                if written[position] != scalar {
                    for rule in self.rules(from: written[position]) { extend(position, place, by: rules[rule]) }
                }
                // What no rule speaks of may be left.
                if place < meant.count, meant[place] == scalar {
                    extend(position, place, by: Rule(read: [scalar], meant: [scalar], cost: Self.plainCost))
                }
            }
        }
        let cost = costs[costs.count - 1]
        return cost < .infinity ? cost : nil
    }
}
