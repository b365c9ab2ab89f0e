// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import FinnishText
internal import Languages

/// Words that a space tore in two, put together (*pöytäkir ja*, *har rastukset*).
struct TornWords {
    /// The fewest letters of the halves together.
    private static let least = 6
    /// The letters that end few words of Finnish, by byte: nearly all end in a vowel, n, t or s.
    private static let endsNoWord: [Bool] = (0..<256).map { byte in
        "bcdfghjklmpqrvwxz".utf8.contains { $0 == UInt8(byte) }
    }

    private static let hyphens = ByteSet { $0 == UInt8(ascii: "-") }

    let reader: ChannelReader
    let dictionary: DictionaryQueries

    /// The torn words among `words`, which stand in damaged passages of `bytes`: the halves as they are or were meant against
    /// the whole as it was meant, in a noisy channel. Two words of Finnish are never one.
    func decisions(among words: [TextWord], of bytes: [UInt8]) -> [Decision] {
        halves(among: words, of: bytes).compactMap { left, right in
            let (first, second) = (best(left), best(right))
            // What the likeliest whole could not make up for need not be read.
            guard !first.isGood || !second.isGood,
                Thresholds.likeliestWhole + Weights.tear.nats > first.score + second.score + Thresholds.torn,
                let whole = reader.part(left.low + right.low)
            else { return nil }
            let gain = whole.score + Weights.tear.nats - first.score - second.score
            guard gain > Thresholds.torn else { return nil }
            return joined(
                left, right, meant: whole.word, gain,
                [
                    Evidence(name: Weights.whole, nats: whole.score), Weights.tear,
                    Evidence(name: Weights.halves, nats: -first.score - second.score),
                ])
        }
    }

    /// The score of the likeliest reading of a half, be it as it stands; true if it is a word or can well be one.
    private func best(_ half: TextWord) -> (score: Float, isGood: Bool) {
        let reading = reader.reading(of: half.scalars)
        let score = max(reading.unchangedScore, reading.candidates.first?.score ?? -.infinity)
        return (score, reading.isWord || score > reading.unchangedScore + Thresholds.nonWord)
    }

    /// The torn words of a text that is not damaged: where the first half is no word at all and ends as hardly any word of
    /// Finnish does, and both together are a common one as they stand. One look at each byte for most texts.
    func decisionsAsTheyStand(in bytes: [UInt8]) -> [Decision] {
        var result: [Decision] = []
        for place in bytes.indices.dropFirst().dropLast()
        where bytes[place] == UInt8(ascii: " ") && Self.endsNoWord[Int(bytes[place - 1])]
            && (bytes[place + 1] >= 0x61 && bytes[place + 1] <= 0x7A || bytes[place + 1] == 0xC3)
        {
            var begin = place
            while begin > 0, !bytes[begin - 1].isASCIISpace { begin -= 1 }
            guard let end = WordSplitter.run(of: bytes, from: place + 1)?.upperBound else { break }
            let words = WordSplitter.words(of: bytes, in: begin..<end)
            guard let (left, right) = halves(among: words, of: bytes).last, left.scalars.count > 2 else { continue }
            let whole = left.low + right.low
            guard let likely = dictionary.language.logProbability(whole), likely > Thresholds.commonWhole,
                dictionary.language.logProbability(left.low) == nil,
                !dictionary.spells(left.low, like: left.scalars),
                isAmongFinnish(begin..<end, of: bytes)
            else { continue }
            // A whole that is just common enough is as sure as one that just outweighs its halves.
            let gain = likely - Thresholds.commonWhole + Thresholds.torn
            result.append(joined(left, right, meant: whole, gain, [Evidence(name: Weights.whole, nats: gain)]))
        }
        return result
    }

    /// The words of a text that is not damaged that a line end broke at a hyphen, though no line ends there any more
    /// (*halli- tuksen*): both together are a common word, and the second half is none that a suspended compound goes on with
    /// (*kunta- ja maakuntatasolla*). One look at each byte for most texts.
    func decisionsAtHyphens(in bytes: [UInt8]) -> [Decision] {
        var result: [Decision] = []
        var place = 1
        while true {
            place = Self.hyphens.first(in: bytes, from: min(place, bytes.count), before: bytes.count) + 1
            guard place + 1 < bytes.count else { break }
            guard bytes[place] == UInt8(ascii: " "),
                bytes[place + 1] >= 0x61 && bytes[place + 1] <= 0x7A || bytes[place + 1] == 0xC3
            else { continue }
            var begin = place
            while begin > 0, !bytes[begin - 1].isASCIISpace { begin -= 1 }
            guard let end = WordSplitter.run(of: bytes, from: place + 1)?.upperBound,
                let left = WordSplitter.words(of: bytes, in: begin..<place).last,
                let right = WordSplitter.words(of: bytes, in: place..<end).first,
                left.range.upperBound == place - 1, right.range.lowerBound == place + 1,
                left.scalars.count > 1, right.scalars.count > 1,
                left.scalars.dropFirst().allSatisfy({ $0.isLetter && !$0.isUpper }), left.scalars[0].isLetter,
                right.scalars.allSatisfy({ $0.isLetter && !$0.isUpper }),
                !FunctionWords.finnish.contains(right.low.string)
            else { continue }
            let whole = left.low + right.low
            guard let likely = dictionary.language.logProbability(whole), likely > Thresholds.rareWhole,
                dictionary.spells(whole, like: whole),
                likely > Thresholds.commonWhole || !dictionary.spells(right.low, like: right.scalars)
            else { continue }
            let gain = likely - Thresholds.rareWhole + Thresholds.torn
            var decision = joined(left, right, meant: whole, gain, [Evidence(name: Weights.whole, nats: gain)])
            decision.word = TextWord(range: decision.word.range, scalars: left.scalars + ["-", " "] + right.scalars)
            result.append(decision)
        }
        return result
    }

    /// True if the runs on both sides of `range`, as far as there are any, are words of Finnish (*Neid on* is Estonian).
    private func isAmongFinnish(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
        var sides = WordSplitter.run(of: bytes, from: range.upperBound).map { [$0] } ?? []
        var end = range.lowerBound
        while end > 0, bytes[end - 1].isASCIISpace { end -= 1 }
        var begin = end
        while begin > 0, !bytes[begin - 1].isASCIISpace { begin -= 1 }
        if begin < end { sides.append(begin..<end) }
        let words = sides.compactMap { WordSplitter.words(of: bytes, in: $0).first }.filter {
            $0.scalars.contains(where: \.isLetter)
        }
        return words.allSatisfy { dictionary.spells($0.low, like: $0.scalars) }
    }

    /// Words of letters with one space between them, the second one in small letters.
    private func halves(among words: [TextWord], of bytes: [UInt8]) -> [(TextWord, TextWord)] {
        zip(words, words.dropFirst()).filter { left, right in
            right.range.lowerBound == left.range.upperBound + 1 && bytes[left.range.upperBound] == UInt8(ascii: " ")
                && left.scalars.count + right.scalars.count >= Self.least && left.scalars.count > 1
                && left.scalars.allSatisfy(\.isLetter)
                && right.scalars.allSatisfy { $0.isLetter && !$0.isUpper }
        }
    }

    /// The one repair over both halves.
    private func joined(
        _ left: TextWord, _ right: TextWord, meant: [Unicode.Scalar], _ gain: Float, _ evidence: [Evidence]
    ) -> Decision {
        Decision(
            word: TextWord(
                range: left.range.lowerBound..<right.range.upperBound, scalars: left.scalars + [" "] + right.scalars),
            meant: meant, confidence: Decision.confidence(ofLead: gain),
            explanation: Explanation(evidence: evidence, gain: gain, margin: Thresholds.torn))
    }
}
