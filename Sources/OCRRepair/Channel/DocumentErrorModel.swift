// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// An error model that a document shows of its own scanner, and the words read anew by it.
///
/// The first pass mends most words by the error model that ships. Its repairs, and the words that it could make nothing of
/// because they hold a sign that the model does not know (`kdyttGG` where this scanner reads ä as G), tell how this document is
/// to be read. The models on trial and the one learnt have readers of their own, which go with the document.
struct DocumentErrorModel {
    /// The words read anew, as written.
    private(set) var readings: [[Unicode.Scalar]: RepairCandidates] = [:]

    /// Learns from `words`, of which the first pass by `reader` made `first`, and reads those still open anew; reads none
    /// where the document shows no sign that the reader's model does not know.
    init(_ words: [TextWord], first: [[Unicode.Scalar]], reader: ChannelReader) {
        let (repaired, open) = Self.sort(words, first, reader)
        guard repaired.count >= DamageLimits.OwnErrors.leastRepairs, open.count >= DamageLimits.OwnErrors.leastWords
        else { return }
        var learner = ErrorLearner()
        // Else the model that ships says as much as a few hundred words can: measured, nothing was gained.
        guard Self.learnSigns(of: open, reader, &learner) else { return }
        for index in repaired.prefix(DamageLimits.OwnErrors.most) {
            let word = words[index].scalars
            learner.learn(word: recased(first[index], like: word), readAs: word)
        }
        let own = reader.reader(by: learner.modelOfLostDiaeresis(base: reader.model.source))
        for word in open { readings[word] = own.readAnew(word) }
    }

    /// The numbers of the words that the first pass mended, and the words that are open: no word as they stand, or mended with
    /// a strange sign in them.
    private static func sort(
        _ words: [TextWord], _ first: [[Unicode.Scalar]], _ reader: ChannelReader
    ) -> (repaired: [Int], open: [[Unicode.Scalar]]) {
        var repaired: [Int] = []
        var open: [[Unicode.Scalar]] = []
        var seen: Set<WordKey> = []
        for (index, (word, meant)) in zip(words, first).enumerated() {
            if !meant.elementsEqual(word.scalars.lazy.map(\.lowercased)) {
                repaired.append(index)
                if seen.count < DamageLimits.OwnErrors.most, !strangeSigns(in: word.scalars).isEmpty,
                    seen.insert(WordKey(word: word.scalars)).inserted
                {
                    open.append(word.scalars)
                }
            } else if seen.count < DamageLimits.OwnErrors.most, word.scalars.count > 3,
                seen.insert(WordKey(word: word.scalars)).inserted,
                !reader.reading(of: word.scalars).isWord
            {
                open.append(word.scalars)
            }
        }
        return (repaired, open)
    }

    /// Learns the strange signs of `open` that stand for ä or ö in most words that hold them.
    ///
    /// - Returns: True if there is one.
    private static func learnSigns(
        of open: [[Unicode.Scalar]], _ reader: ChannelReader, _ learner: inout ErrorLearner
    ) -> Bool {
        var knowsMore = false
        for (sign, holders) in strangeSigns(of: open)
        where holders.count >= DamageLimits.OwnErrors.leastWords && !reader.model.source.knows(sign) {
            let trial = reader.reader(by: reader.model.source.adding(sign, cost: DamageLimits.OwnErrors.trialCost))
            var votes: [(meant: [Unicode.Scalar], read: [Unicode.Scalar])] = []
            for holder in holders {
                guard let best = trial.readAnew(holder).candidates.first, best.isSeen,
                    best.word.contains(where: { $0 == "ä" || $0 == "ö" })
                else { continue }
                votes.append((recased(best.word, like: holder), holder))
            }
            // Most words with the sign, or it is a sign like any other.
            guard votes.count >= DamageLimits.OwnErrors.leastWords, votes.count * 2 > holders.count else { continue }
            for vote in votes { learner.learn(word: vote.meant, readAs: vote.read) }
            knowsMore = true
        }
        return knowsMore
    }

    /// The strange signs of `words`, with the words that hold them.
    private static func strangeSigns(of words: [[Unicode.Scalar]]) -> [(Unicode.Scalar, [[Unicode.Scalar]])] {
        var holders: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
        for word in words { for sign in strangeSigns(in: word) { holders[sign, default: []].append(word) } }
        return holders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The signs inside `word` that are no letter of a Finnish word: figures, capitals behind small letters, others.
    private static func strangeSigns(in word: [Unicode.Scalar]) -> Set<Unicode.Scalar> {
        guard word.contains(where: { !$0.isUpper && $0.isLetter }) else { return [] }
        var signs: Set<Unicode.Scalar> = []
        for (index, scalar) in word.enumerated()
        where scalar.isUpper ? index > 0 : !scalar.isLetter && !scalar.isSeam && scalar != ":" {
            signs.insert(scalar)
        }
        return signs
    }
}

extension ErrorModel {
    /// True if the model takes `sign` for ä or ö readily: within 5 nats.
    func knows(_ sign: Unicode.Scalar) -> Bool {
        rules[rules(from: sign)].contains {
            $0.cost < 5 && $0.read.count == 1 && ($0.meant == ["ä"] || $0.meant == ["ö"])
        }
    }

    /// The model with `sign` read for ä or for ö at `cost`, where it says nothing cheaper.
    func adding(_ sign: Unicode.Scalar, cost: Float) -> ErrorModel {
        ErrorModel(
            rules: rules
                + [Unicode.Scalar("ä"), Unicode.Scalar("ö")].map { Rule(read: [sign], meant: [$0], cost: cost) })
    }
}
