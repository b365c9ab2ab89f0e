// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The mild class: pages read by a Finnish model off a poor scan, which keeps the dots and loses thin letters.
///
/// Nothing tells such a page from a clean one but its words, and writers slip too. So a document must show many words
/// that are none and a likely step from a common one, and only words without a second reading are repaired.
extension Repairer {
    /// How many words of a document are looked at before all are, and which share of them must be unknown.
    private static let sample = 120
    private static let unknownShare = 0.06
    private static let foreignShare = 0.35
    private static let leastUnknown = 4
    /// The fewest different words to mend in a document, and their least share.
    private static let leastMendable = 4
    private static let leastShare = 0.03
    /// One unknown word in so many at least must have a reading, once so many are looked at.
    private static let patience = 8
    /// How much likelier than what stands, and than any other word, a word must be, in nats.
    private static let mildMargin: Float = 4
    private static let mildLead: Float = 2.5
    /// ln P of the rarest word that may be put in place.
    private static let common: Float = -18

    /// What is to be repaired in a document that is not damaged otherwise: signs that stand for nothing else, and words
    /// where the document shows enough of them.
    func mildDecisions(of bytes: [UInt8]) -> [Decision] {
        let signs = SectionMender(bytes: bytes, isDamaged: false).decisions() + MailMender(bytes: bytes).decisions()
        return (signs + mildWords(of: bytes)).sorted { $0.word.range.lowerBound < $1.word.range.lowerBound }
    }

    /// The words to be repaired; none where too few say so.
    private func mildWords(of bytes: [UInt8]) -> [Decision] {
        guard looksMild(bytes) else { return [] }
        let words = WordShape.words(of: bytes, in: 0..<bytes.count).filter { isMildCandidate($0.scalars) }
        // Voikko's word costs far less than a reading: where too few are left to mend, none is read.
        var left = Set(words.map(\.scalars)).filter { !reader.spells($0, like: $0) }
        var decisions: [Decision] = []
        var known: [[Unicode.Scalar]: (word: [Unicode.Scalar], lead: Float)?] = [:]
        var read = 0
        var mended = 0
        for word in words {
            let low = word.scalars
            let best: (word: [Unicode.Scalar], lead: Float)?
            if let remembered = known[low] {
                best = remembered
            } else {
                guard left.remove(low) != nil else {
                    known[low] = .some(nil)
                    continue
                }
                if mended + left.count + 1 < Self.leastMendable { return [] }
                best = mildReading(of: low)
                known[low] = .some(best)
                read += 1
                if best != nil { mended += 1 }
                // Words of a trade and names of a clean text have no reading: most documents end here.
                if read >= Self.patience, mended * Self.patience < read { return [] }
            }
            guard let best else { continue }
            decisions.append(
                Decision(word: word, meant: best.word, confidence: Self.confidence(best.lead), kind: .nonWord))
        }
        let different = Set(decisions.map(\.word.scalars)).count
        guard different >= Self.leastMendable, Double(decisions.count) >= Self.leastShare * Double(words.count) else {
            return []
        }
        return decisions
    }

    /// Whether enough words of a sample are in no list: a few look-ups for most documents.
    private func looksMild(_ bytes: [UInt8]) -> Bool {
        var looked = 0
        var unknown = 0
        let step = max(1, bytes.count / (8 * Self.sample))
        var count = 0
        var position = 0
        while looked < Self.sample, let run = WordShape.run(of: bytes, from: position) {
            position = run.upperBound
            count += 1
            if count % step == 0, run.count > 4, (0x61...0x7A).contains(bytes[run.lowerBound]) {
                var core = run
                while core.count > 1, bytes[core.upperBound - 1] < 0x41 {
                    core = core.lowerBound..<(core.upperBound - 1)
                }
                looked += 1
                let scalars = Array(String(decoding: bytes[core], as: UTF8.self).unicodeScalars)
                if reader.language.logProbability(scalars) == nil, isMildCandidate(scalars),
                    reader.decoder.automaton.accepts(scalars) == .none
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

    /// The one likely reading of `word`, which is none of Finnish.
    private func mildReading(of word: [Unicode.Scalar]) -> (word: [Unicode.Scalar], lead: Float)? {
        let reading = reader.readAnew(word, finnish)
        guard let best = reading.candidates.first, best.isSeen, best.score > reading.keep + Self.mildMargin,
            let probability = reader.language.logProbability(best.word), probability > Self.common,
            reader.spells(best.word, like: word)
        else { return nil }
        let second = reading.candidates.dropFirst().first?.score ?? -.infinity
        let lead = best.score - max(second, reading.keep)
        return lead > Self.mildLead ? (best.word, lead) : nil
    }
}
