// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words of a badly read document that a space tore in pieces (*kumppanikun nassa*, *j a*), and those that run together
/// (*hylännytvaatimuksen*, *ollut-noin*): the pieces as they are or were meant against the whole, in a noisy channel.
struct WordBoundaries {
    let own: OwnReadings
    let dictionary: DictionaryQueries

    /// A piece between spaces.
    private struct Piece {
        let word: TextWord
        /// The score of its likeliest reading, be it as it stands.
        let score: Float
        /// True if it is a word, or can well be one.
        let isGood: Bool
        /// True if it is none that a list has, as it stands or by its likeliest reading.
        var isUnseen = false
    }

    /// The fewest letters of words that run together, and of each of them; the most of a whole.
    private static let leastPair = 7, leastHalf = 2, longest = 40
    /// Signs that may stand in a space's place.
    private static let betweenWords = ScalarSet("-'.,=~*´`·")

    /// A way to put pieces together, or to part one.
    private struct Step {
        let count: Int
        let gain: Float
        let decision: Decision
    }

    /// The repairs over the edges of `words`, all that stand in `bytes`, in order: those that together gain most.
    func decisions(among words: [TextWord], of bytes: [UInt8]) -> [Decision] {
        let pieces = words.map(piece)
        var gains = [Float](repeating: 0, count: pieces.count + 1)
        var steps = [Step?](repeating: nil, count: pieces.count)
        for index in pieces.indices.reversed() {
            gains[index] = gains[index + 1]
            var choices = joined(pieces[index...], of: bytes)
            if pieces[index].isUnseen, let step = parted(pieces[index]) { choices.append(step) }
            for step in choices where step.gain + gains[index + step.count] > gains[index] {
                gains[index] = step.gain + gains[index + step.count]
                steps[index] = step
            }
        }
        var result: [Decision] = []
        var index = 0
        while index < pieces.count {
            if let step = steps[index] { result.append(step.decision) }
            index += steps[index]?.count ?? 1
        }
        return result
    }

    private func piece(_ word: TextWord) -> Piece {
        let scalars = word.scalars
        if scalars.count == 1 {
            let score = scalars[0].isUpper ? Weights.lonelyLetter : Weights.lonelySmallLetter
            return Piece(word: word, score: score, isGood: !scalars[0].isLetter)
        }
        guard scalars.allSatisfy({ $0.isLetter || $0.isStrange || $0.isSeam || $0.isDigit }),
            scalars.count <= Self.longest,
            !WordShape.isLeftAlone(scalars)
        else { return Piece(word: word, score: 0, isGood: true) }
        if own.isWord(scalars) {
            let score = dictionary.knownProbability(word.low) ?? dictionary.logProbability(ofUnseen: word.low)
            // Two letters are a piece as often as a rare word.
            return Piece(word: word, score: score, isGood: scalars.count > 2 || score > ReadingWeights.likelyPair)
        }
        let reading = own.reader.reading(of: scalars)
        let first = reading.candidates.first
        let best = first?.score ?? -.infinity
        return Piece(
            word: word, score: max(best, reading.unchangedScore),
            isGood: best > reading.unchangedScore + Thresholds.likelyPiece,
            isUnseen: first?.isSeen != true || best < reading.unchangedScore + Thresholds.likelyPiece)
    }

    /// The first two and three pieces of `pieces` as one word, where they are one.
    private func joined(_ pieces: ArraySlice<Piece>, of bytes: [UInt8]) -> [Step] {
        guard let first = pieces.first?.word, first.scalars[0].isLetter,
            first.scalars.allSatisfy({ $0.isLetter || $0.isStrange || $0 == "-" })
        else { return [] }
        var result: [Step] = []
        var whole = first.scalars
        var read = first.scalars
        var score = pieces[pieces.startIndex].score
        var areGood = pieces[pieces.startIndex].isGood
        var end = first.range.upperBound
        for (number, piece) in pieces.prefix(3).dropFirst().enumerated() {
            let word = piece.word
            let gap = bytes[end..<word.range.lowerBound]
            let isHyphen = gap.elementsEqual("- ".utf8)
            guard isHyphen || gap.elementsEqual(" ".utf8),
                word.scalars.allSatisfy({ $0.isLetter && !$0.isUpper || $0.isStrange })
            else { break }
            let sign: [Unicode.Scalar] = isHyphen ? ["-"] : []
            whole += sign + word.scalars
            read += sign + [" "] + word.scalars
            score += piece.score
            areGood = areGood && piece.isGood
            end = word.range.upperBound
            guard whole.count <= Self.longest, !areGood || isHyphen else { continue }
            let least = score + Thresholds.seamOnBadPage - Float(number + 1) * Weights.tearOnBadPage.nats
            guard let (meant, likely) = one(whole, worth: least, isExact: areGood) else { continue }
            let gain = likely - least + Thresholds.seamOnBadPage
            result.append(
                Step(
                    count: number + 2, gain: gain,
                    decision: Decision(
                        word: TextWord(range: first.range.lowerBound..<end, scalars: read), meant: meant,
                        confidence: Decision.confidence(ofLead: gain),
                        explanation: explanation(gain, Weights.tearOnBadPage))))
        }
        return result
    }

    /// The word that `scalars` are or were meant as, with its score, where that is `least` or more; only as they stand, where
    /// the pieces are good by themselves.
    private func one(_ scalars: [Unicode.Scalar], worth least: Float, isExact: Bool) -> ([Unicode.Scalar], Float)? {
        let low = scalars.map(\.lowercased)
        if own.isWord(scalars) {
            let known = dictionary.knownProbability(low)
            if isExact { return known == nil ? nil : (low, max(known ?? 0, least) + 1) }
            let score = known ?? dictionary.logProbability(ofUnseen: low)
            return score > least ? (low, score) : nil
        }
        guard !isExact, let best = own.reader.word(behind: low, worth: least) else { return nil }
        return (best.word, best.score)
    }

    /// The two words that `piece`, which is none, ran together of; nil where it did not.
    private func parted(_ piece: Piece) -> Step? {
        let low = piece.word.low
        guard low.count >= Self.leastPair, low.count <= Self.longest else { return nil }
        var best: (meant: [Unicode.Scalar], score: Float)?
        for seam in Self.leastHalf...(low.count - Self.leastHalf) {
            let isSign = Self.betweenWords.contains(low[seam])
            let left = Array(low[..<seam])
            let right = Array(low[(isSign ? seam + 1 : seam)...])
            guard right.count >= Self.leastHalf else { continue }
            let cost = isSign ? Weights.signOnBadPage : Weights.mergeOnBadPage
            guard let (first, firstScore) = half(left, isSign), let (second, secondScore) = half(right, isSign) else {
                continue
            }
            let score = firstScore + secondScore + cost.nats
            if score > best?.score ?? -.infinity { best = (first + [" "] + second, score) }
        }
        guard let best, best.score - piece.score > Thresholds.seamOnBadPage else { return nil }
        let gain = best.score - piece.score
        return Step(
            count: 1, gain: gain,
            decision: Decision(
                word: piece.word, meant: best.meant, confidence: Decision.confidence(ofLead: gain),
                explanation: explanation(gain, Weights.mergeOnBadPage)))
    }

    /// A half as a word of the list, as it stands, or where a sign parts it, as it was meant.
    private func half(_ half: [Unicode.Scalar], _ mayBeMisread: Bool) -> ([Unicode.Scalar], Float)? {
        if let known = dictionary.language.logProbability(half), known > ReadingWeights.likelyHalf,
            dictionary.spells(half, like: half)
        {
            return (half, known)
        }
        guard mayBeMisread, half.count > 2, let part = own.reader.part(half) else { return nil }
        return (part.word, part.score)
    }

    private func explanation(_ gain: Float, _ cost: Evidence) -> Explanation {
        Explanation(
            evidence: [Evidence(name: Weights.whole, nats: gain - cost.nats), cost], gain: gain,
            margin: Thresholds.seamOnBadPage)
    }
}
