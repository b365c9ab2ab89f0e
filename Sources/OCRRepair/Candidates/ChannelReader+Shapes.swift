// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words whose shape tells how to read them: with a colon, a mark behind them, a letter read twice, or parts.
extension ChannelReader {
    /// The reading of an abbreviation, a figure or a sign with an ending; nil where `word` is none.
    func readColonEnding(_ word: [Unicode.Scalar]) -> RepairCandidates? {
        guard let ending = ColonEnding(word) else { return nil }
        let meant = ending.word
        guard meant != word.map(\.lowercased) else {
            return RepairCandidates(isWord: true, unchangedScore: 0, candidates: [])
        }
        let candidate = Candidate(word: meant, score: 2 * ReadingWeights.harmony, isSeen: false, extraCost: 0.1)
        return RepairCandidates(isWord: false, unchangedScore: 0, candidates: [candidate])
    }

    /// The reading of a short greeting whose exclamation mark was read as a letter (`Heil`, `Kiitosl`); nil where `word` is none.
    func readExclamation(_ word: [Unicode.Scalar]) -> RepairCandidates? {
        guard word.count > 3, word[0].isUpper, let last = word.last, "lI1|".unicodeScalars.contains(last),
            word[1..<(word.count - 1)].allSatisfy({ $0.isLetter && !$0.isUpper })
        else { return nil }
        let stem = Array(word.dropLast())
        guard let probability = language.logProbability(stem.map(\.lowercased)), probability > ReadingWeights.greeting,
            dictionary.spells(stem.map(\.lowercased), like: stem),
            !dictionary.spells(word.map(\.lowercased), like: word)
        else { return nil }
        var reading = read(word)
        let score = probability - ReadingWeights.channel * ReadingWeights.exclamationCost
        guard score > reading.candidates.first?.score ?? -.infinity else { return nil }
        let meant = stem.map(\.lowercased) + ["!"]
        reading.candidates = [
            Candidate(word: meant, score: score, isSeen: true, extraCost: ReadingWeights.exclamationCost)
        ]
        return reading
    }

    /// The reading of a word whose first letter was read twice, small and large (`kKirja`).
    func readDoubledCapital(_ word: [Unicode.Scalar]) -> RepairCandidates? {
        guard word.count > 3, word[1].isUpper, word[0] != word[1], word[0] == word[1].lowercased,
            !word[2...].contains(where: \.isUpper)
        else { return nil }
        let single = [word[0]] + word[2...]
        var reading = read(single)
        guard reading.isWord || !reading.candidates.isEmpty else { return nil }
        if reading.isWord {
            reading.candidates.append(Candidate(word: single, score: reading.unchangedScore, extraCost: 0.1))
        }
        reading.candidates.sort { $0.score > $1.score }
        reading.unchangedScore = ReadingWeights.unknownShare + language.letterLogProbability(word.map(\.lowercased))
        reading.isWord = false
        return reading
    }

    /// The reading of a word with hyphens or slashes that Voikko does not know as a whole (`Kustannus-Makela`): of each
    /// part by itself. Nil where the whole word's best reading is likelier than its parts'.
    func readInParts(_ word: [Unicode.Scalar]) -> RepairCandidates? {
        guard word.contains(where: { $0.isSeam || $0 == ":" }), !dictionary.spells(word.map(\.lowercased), like: word)
        else {
            return nil
        }
        var meant: [Unicode.Scalar] = []
        var unchanged: Float = 0
        var score: Float = 0
        var extraCost: Float = 0
        var begin = 0
        for end in 0...word.count where end == word.count || word[end].isSeam || word[end] == ":" {
            let part = Array(word[begin..<end])
            if part.contains(where: \.isLetter) {
                let reading = WordShape.isLeftAlone(part) ? nil : read(part)
                let stands = reading?.unchangedScore ?? -10
                unchanged += stands
                if let reading, let best = reading.candidates.first,
                    best.score > stands
                        + (reading.isWord && !isRatherName(best.word, part, isFirst: begin == 0)
                            ? ReadingWeights.realPartMargin : ReadingWeights.partMargin)
                {
                    meant += best.word
                    score += best.score
                    extraCost += best.extraCost
                } else {
                    meant += part.map(\.lowercased)
                    score += stands
                }
            } else {
                meant += part
            }
            if end < word.count { meant.append(word[end]) }
            begin = end + 1
        }
        let whole = read(word)
        if let best = whole.candidates.first, best.score > max(score, unchanged) { return whole }
        let candidates = extraCost == 0 ? [] : [Candidate(word: meant, score: score, extraCost: extraCost)]
        return RepairCandidates(isWord: false, unchangedScore: unchanged, candidates: candidates)
    }

    /// True if a later part of a word with hyphens, which begins with a capital, is no name as it stands, and one when
    /// read as `best` (*Päijät-Hameen*).
    private func isRatherName(_ best: [Unicode.Scalar], _ part: [Unicode.Scalar], isFirst: Bool) -> Bool {
        guard !isFirst, part.first?.isUpper == true else { return false }
        func isName(_ word: [Unicode.Scalar]) -> Bool {
            let found = dictionary.nameClass(of: word)
            return found == .person || found == .name
        }
        return isName(recased(best, like: part)) && !isName(part)
    }
}
