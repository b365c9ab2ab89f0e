// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import VoikkoTransducer

/// The mild class: pages read by a Finnish model off a poor scan, which keeps the dots and loses thin letters.
///
/// Nothing tells such a page from a clean one but its words, and writers slip too. So a document must show many words
/// that are none and a likely step from a common one, and only words without a second reading are repaired; where a few
/// words say that a machine misread the page rather than that a person mistyped it, all that have a likely reading are.
extension Repairer {
    /// How many words of a document are looked at before all are, and which share of them must be unknown.
    private static let sample = 120
    private static let unknownShare = 0.05
    private static let foreignShare = 0.6
    private static let leastUnknown = 3
    /// The fewest different words to mend in a document, and their least share.
    private static let leastMendable = 4
    private static let leastShare = 0.03
    /// How many of them must have lost letters: old verse and dialects change and add them.
    private static let leastLost = 2
    /// What a hardly legible page shows at least: different words that are a likely step from a common one, how much likelier
    /// a machine is to have taken those steps than a person in haste, in nats of all those words, and how many such words
    /// there are for each that has letters too many. Of 3,150 clean questions to librarians none has even three words and
    /// as much evidence, but a poem.
    private static let poorLikely = 4
    private static let poorEvidence: Float = 3
    private static let poorLikelyForGained = 3
    /// The most that one word says, for and against, in nats.
    private static let mostEvidence: Float = 3
    private static let leastEvidence: Float = -2
    /// How much likelier than what stands, and than any other word, a word must be on such a page, in nats. Of 400 words
    /// that are, on such pages of questions and decisions, one was right as it stood.
    private static let poorMargin: Float = 1
    private static let poorLead: Float = 0.5
    /// One unknown word in so many at least must have a likely reading, once as many as `firstLook` are read.
    private static let patience = 8
    private static let firstLook = 5
    /// How much likelier than what stands, and than any other word, a word must be, in nats.
    private static let mildMargin: Float = 4
    private static let mildLead: Float = 2.5
    /// ln P of the rarest word that may be put in place.
    private static let common: Float = -18

    /// What is to be repaired in a document that is not damaged otherwise: signs and beginnings of addresses that stand for
    /// nothing else, and words where the document shows enough of them.
    ///
    /// - Returns: The repairs, and whether so many words are unknown that more may be damaged than is repaired.
    func mildDecisions(of bytes: [UInt8]) -> (decisions: [Decision], isSuspect: Bool) {
        let signs = SectionMender(bytes: bytes, isDamaged: false).decisions() + MailMender(bytes: bytes).decisions()
        let isSuspect = looksMild(bytes)
        let codes = CodeMender(bytes: bytes, isDamaged: false).decisions()
        let found = signs + codes + hosts(of: bytes) + tornWordsAsTheyStand(in: bytes)
        return (found + (isSuspect ? mildWords(of: bytes) : []), isSuspect)
    }

    /// The addresses to be mended: their schemes and hosts, which have few forms, and what was torn. Most documents have
    /// none, which one look at each byte tells.
    private func hosts(of bytes: [UInt8]) -> [Decision] {
        var before: UInt8 = 0
        let hasAddress = bytes.contains { byte in
            defer { before = byte }
            return byte == UInt8(ascii: "w") && before == byte
                || byte == UInt8(ascii: "p") && before == UInt8(ascii: "t")
        }
        return hasAddress ? addresses(of: bytes, isDamaged: false) : []
    }

    /// The words to be repaired of a document that looks damaged; none where too few say so.
    private func mildWords(of bytes: [UInt8]) -> [Decision] {
        let all = WordSplitter.words(of: bytes, in: 0..<bytes.count)
        let words = all.filter { isMildCandidate($0.scalars) }
        // Voikko's word costs far less than a reading: where too few are left to mend, none is read.
        var left = Set(words.map(\.scalars)).filter { !dictionary.spells($0, like: $0) }
        var readings: [[Unicode.Scalar]: MildReading] = [:]
        var read = 0
        var sure = 0
        var lost = 0
        var gained = 0
        var likely = 0
        var evidence: Float = 0
        for word in words where left.remove(word.scalars) != nil {
            if max(sure, likely) + left.count + 1 < Self.leastMendable { return [] }
            read += 1
            if let reading = mildReading(of: word.scalars) {
                readings[word.scalars] = reading
                if reading.isSure { sure += 1 }
                if reading.change == .lost { lost += 1 }
                if reading.change == .gained { gained += 1 }
                if let said = reading.evidence {
                    likely += 1
                    evidence += said
                }
            }
            // Words of a trade and names of a clean text have no reading: most documents end here.
            if read >= Self.firstLook, max(sure, likely) * Self.patience < read { return [] }
        }
        if likely >= Self.poorLikely, evidence >= Self.poorEvidence, likely >= Self.poorLikelyForGained * gained {
            return poorWords(among: all, readings)
        }
        let decisions = words.compactMap { word in
            readings[word.scalars].flatMap { $0.isSure ? decision(word, $0) : nil }
        }
        guard sure >= Self.leastMendable, lost >= max(Self.leastLost, gained),
            Double(decisions.count) >= Self.leastShare * Double(words.count)
        else {
            return []
        }
        return decisions
    }

    /// The words to be repaired among all of a hardly legible page: capitals, short words and words never seen, too.
    private func poorWords(among words: [TextWord], _ known: [[Unicode.Scalar]: MildReading]) -> [Decision] {
        // Names come again and again, and have no reading each time.
        var known = known.mapValues(Optional.some)
        func reading(of low: [Unicode.Scalar]) -> MildReading? {
            if let known = known[low] { return known }
            let reading = mildReading(of: low)
            known[low] = .some(reading)
            return reading
        }
        return words.compactMap { word in
            let low = word.low
            guard low.count >= 3, word.scalars.dropFirst().allSatisfy({ $0.isLetter && !$0.isUpper }),
                low[0].isLetter, !dictionary.spells(low, like: word.scalars),
                let reading = reading(of: low), reading.gain > Self.poorMargin,
                reading.lead > Self.poorLead
            else { return nil }
            // A capital in mid-sentence is a name's.
            if word.scalars[0].isUpper, !word.mayBeginSentence, !dictionary.mayBeName(reading.word) { return nil }
            return decision(word, reading)
        }
    }

    private func decision(_ word: TextWord, _ reading: MildReading) -> Decision {
        Decision(word: word, meant: reading.word, confidence: Self.confidence(reading.lead), kind: .nonWord)
    }

    /// Whether enough words of a sample are in no list: a few look-ups for most documents.
    private func looksMild(_ bytes: [UInt8]) -> Bool {
        var looked = 0
        var unknown = 0
        let step = max(1, bytes.count / (8 * Self.sample))
        var count = 0
        var position = 0
        while looked < Self.sample, let run = WordSplitter.run(of: bytes, from: position) {
            position = run.upperBound
            count += 1
            if count % step == 0, run.count > 4, (0x61...0x7A).contains(bytes[run.lowerBound]) {
                var core = run
                while core.count > 1, bytes[core.upperBound - 1] < 0x41 {
                    core = core.lowerBound..<(core.upperBound - 1)
                }
                looked += 1
                let scalars = Array(String(decoding: bytes[core], as: UTF8.self).unicodeScalars)
                if dictionary.language.logProbability(scalars) == nil, isMildCandidate(scalars),
                    dictionary.decoder.automaton.accepts(scalars) == .none
                {
                    unknown += 1
                }
            }
        }
        // Where most words are unknown, another language is spoken.
        return unknown >= Self.leastUnknown && Double(unknown) >= Self.unknownShare * Double(looked)
            && Double(unknown) <= Self.foreignShare * Double(looked)
    }

    /// A word in small letters that may have been misread; names and short words say too little.
    private func isMildCandidate(_ word: [Unicode.Scalar]) -> Bool {
        word.count >= 4 && word.allSatisfy { $0.isLetter && !$0.isUpper }
    }

    /// What a word that is none of Finnish most likely was.
    private struct MildReading {
        var word: [Unicode.Scalar]
        /// How much likelier it is than what stands, in nats.
        var gain: Float
        /// How much likelier it is than any other.
        var lead: Float
        /// Whether it is a common word, and nothing else comes near.
        var isSure: Bool
        /// What became of the word's letters, where that is likely.
        var change: Change?
        /// How much likelier a machine is to have misread the word than a person to have mistyped it, in nats; nil where
        /// the reading is not likely.
        var evidence: Float?

        /// What a page makes of a word's letters.
        enum Change {
            /// Some are missing. Those at the end are left out by speakers (*telkkarist*), too, and count as changed.
            case lost
            case changed, gained
        }
    }

    /// What `word`, in lower case, most likely was; nil where nothing is near it.
    private func mildReading(of word: [Unicode.Scalar]) -> MildReading? {
        let reading = lightReader.readAnew(word)
        guard let best = reading.candidates.first, dictionary.spells(best.word, like: word) else { return nil }
        let gain = best.score - reading.unchangedScore
        let second = reading.candidates.dropFirst().first?.score ?? -.infinity
        let lead = best.score - max(second, reading.unchangedScore)
        let isCommon = best.isSeen && (dictionary.language.logProbability(best.word) ?? -.infinity) > Self.common
        var change: MildReading.Change?
        if best.isSeen, gain > Self.poorMargin {
            change = .changed
            if best.word.count > word.count, best.word.last == word.last { change = .lost }
            if best.word.count < word.count { change = .gained }
        }
        return MildReading(
            word: best.word, gain: gain, lead: lead,
            isSure: isCommon && gain > Self.mildMargin && lead > Self.mildLead, change: change,
            evidence: isCommon && gain > Self.poorMargin ? evidence(of: best.word, readAs: word) : nil)
    }

    /// How much likelier a machine is to have read `meant` as `word` than a person to have typed that, in nats.
    private func evidence(of meant: [Unicode.Scalar], readAs word: [Unicode.Scalar]) -> Float {
        let typed = typing.source.cost(of: meant, readAs: word, written: word)
        let read = lightReader.model.source.cost(of: meant, readAs: word, written: word)
        guard let typed, let read else { return typed == nil ? Self.mostEvidence : Self.leastEvidence }
        return min(max(typed - read, Self.leastEvidence), Self.mostEvidence)
    }
}
