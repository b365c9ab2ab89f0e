// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words misread on pages that kept their diaeresis: pages that a Finnish model read off a poor scan, which loses thin
/// letters.
///
/// Nothing tells such a page from a clean one but its words, and writers slip too. So a document must show many words
/// that are none and a likely step from a common one, and only words without a second reading are repaired (``Level/light``);
/// where a few words say that a machine misread the page rather than that a person mistyped it, all that have a likely
/// reading are (``Level/heavy``).
struct LightDamage {
    /// The damage that a page shows.
    enum Level {
        case light, heavy
    }

    let dictionary: DictionaryQueries
    let readings: LightReader
    /// True if decisions are to hold their evidence.
    let isExplained: Bool

    /// The repairs of the words of `bytes`; none where too few of them say that the page is damaged.
    func decisions(for bytes: [UInt8]) -> [Decision] {
        let all = WordSplitter.words(of: bytes, in: 0..<bytes.count)
        let words = all.filter { LightReader.mayBeMisread($0.scalars) }
        guard let tally = tally(of: words) else { return [] }
        if tally.isHeavy { return heavyWords(among: all, tally.readings) }
        let decisions = words.compactMap { word in
            tally.readings[word.scalars].flatMap { $0.isSure ? decision(word, $0, .light) : nil }
        }
        return tally.isLight && Double(decisions.count) >= DamageLimits.LightDamage.leastShare * Double(words.count)
            ? decisions : []
    }

    /// The repairs of the words of `bytes`, a long document that shows no damage as a whole: of those with one reading only, where
    /// all of them together say that a machine misread some words here and there.
    func decisionsHereAndThere(in bytes: [UInt8]) -> [Decision] {
        let words = WordSplitter.words(of: bytes, in: 0..<bytes.count)
            .filter { LightReader.mayBeMisread($0.scalars) }
        guard let tally = tally(of: words) else { return [] }
        let decisions = words.compactMap { word in
            tally.readings[word.scalars].flatMap { $0.isSure ? decision(word, $0, .light) : nil }
        }
        return tally.isMisreadHereAndThere
            && Double(decisions.count) >= DamageLimits.LongDocuments.leastShare * Double(words.count) ? decisions : []
    }

    /// The unknown words among `words` with their readings, counted; nil where too few have one.
    private func tally(of words: [TextWord]) -> Tally? {
        // Voikko's word costs far less than a reading: where too few are left to mend, none is read.
        var left = Set(words.map(\.scalars)).filter { !dictionary.spells($0, like: $0) }
        var tally = Tally()
        for word in words where left.remove(word.scalars) != nil {
            guard tally.mayBeDamaged(withMore: left.count + 1) else { return nil }
            tally.add(readings.reading(of: word.scalars), of: word.scalars)
            guard tally.isWorthReading else { return nil }
        }
        return tally
    }

    /// The words to be repaired among all of a heavily damaged page: capitals, short words and words never seen, too.
    private func heavyWords(among words: [TextWord], _ known: [[Unicode.Scalar]: LightReader.Reading]) -> [Decision] {
        // Names come again and again, and have no reading each time.
        var known = known.mapValues(Optional.some)
        func reading(of low: [Unicode.Scalar]) -> LightReader.Reading? {
            if let known = known[low] { return known }
            let reading = readings.reading(of: low)
            known[low] = .some(reading)
            return reading
        }
        return words.compactMap { word in
            let low = word.low
            guard low.count >= 3, word.scalars.dropFirst().allSatisfy({ $0.isLetter && !$0.isUpper }),
                low[0].isLetter, !dictionary.spells(low, like: word.scalars),
                let reading = reading(of: low), reading.gain > Thresholds.heavy, reading.lead > Thresholds.heavyLead
            else { return nil }
            // A capital in mid-sentence is a name's.
            if word.scalars[0].isUpper, !word.mayBeginSentence, !dictionary.mayBeName(reading.best.word) { return nil }
            return decision(word, reading, .heavy)
        }
    }

    private func decision(_ word: TextWord, _ reading: LightReader.Reading, _ level: Level) -> Decision {
        var explanation: Explanation?
        if isExplained {
            var sum = EvidenceSum(reading.best.score, isExplained: true)
            sum.compare(reading.best, from: Weights.word, withUnchanged: reading.unchangedScore)
            explanation = Explanation(
                evidence: sum.reasons ?? [], gain: sum.total,
                margin: level == .light ? Thresholds.light : Thresholds.heavy,
                runnerUp: reading.second?.word.string, lead: reading.second.map { reading.best.score - $0.score })
        }
        return Decision(
            word: word, meant: reading.best.word, confidence: Decision.confidence(ofLead: reading.lead), kind: .nonWord,
            explanation: explanation)
    }
}

extension LightDamage {
    /// The unknown words of a document that were read so far, counted by what they say of its damage.
    struct Tally {
        /// The readings that words have.
        private(set) var readings: [[Unicode.Scalar]: LightReader.Reading] = [:]
        private var read = 0, sure = 0, lost = 0, gained = 0, likely = 0
        private var evidence: Float = 0
        /// The evidence of words with one reading only.
        private var sureEvidence: Float = 0

        /// True if as many words may have a reading as a damaged document has, with `more` yet to be read.
        func mayBeDamaged(withMore more: Int) -> Bool {
            max(sure, likely) + more >= DamageLimits.LightDamage.leastMendable
        }

        /// False where words of a trade and names of a clean text have no reading: most documents end here.
        var isWorthReading: Bool {
            read < DamageLimits.LightDamage.firstLook || max(sure, likely) * DamageLimits.LightDamage.patience >= read
        }

        /// True if a machine rather than a person wrote so, by enough words.
        var isHeavy: Bool {
            likely >= DamageLimits.LightDamage.heavyLikely && evidence >= DamageLimits.LightDamage.heavyEvidence
                && likely >= DamageLimits.LightDamage.heavyLikelyForGained * gained
        }

        /// True if enough words have one reading only, and lost letters.
        var isLight: Bool {
            sure >= DamageLimits.LightDamage.leastMendable && lost >= max(DamageLimits.LightDamage.leastLost, gained)
        }

        /// True if words with one reading only say that a machine rather than a person wrote so: many of them, though few of the
        /// document's words are.
        var isMisreadHereAndThere: Bool {
            sure >= DamageLimits.LongDocuments.leastMendable
                && sureEvidence >= DamageLimits.LongDocuments.evidenceOfWord * Float(sure)
        }

        /// Counts `word`, which is unknown.
        mutating func add(_ reading: LightReader.Reading?, of word: [Unicode.Scalar]) {
            read += 1
            guard let reading else { return }
            readings[word] = reading
            if reading.isSure {
                sure += 1
                sureEvidence += reading.evidence ?? 0
            }
            if reading.change == .lost { lost += 1 }
            if reading.change == .gained { gained += 1 }
            if let evidence = reading.evidence {
                likely += 1
                self.evidence += evidence
            }
        }
    }
}
