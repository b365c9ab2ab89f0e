// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import VoikkoTransducer

/// Reads single words of lightly damaged pages, and tells whether a page may be one.
struct LightReader {
    let dictionary: DictionaryQueries
    /// Reads by the errors of machines that know ä and ö.
    let reader: ChannelReader
    /// Errors of people who type.
    let typing: ErrorModel
    /// True if words may be spelt as they were in older Finnish; such ones have no reading.
    var isOldPrint = false

    /// The likeliest word that a word which is none of Finnish was.
    struct Reading {
        var best: Candidate
        /// The next likeliest, if any.
        var second: Candidate?
        /// The score of leaving the word.
        var unchangedScore: Float
        /// The lead of ``best`` over leaving the word, and over all else, in nats.
        var gain: Float
        var lead: Float
        /// True if it is a common word, and nothing else comes near.
        var isSure: Bool
        /// The change of the word's letters, where the reading is likely.
        var change: Change?
        /// The log odds, in nats, that a machine misread the word rather than a person mistyped it; nil where
        /// the reading is not likely.
        var evidence: Float?

        /// A change of a word's letters on the page.
        enum Change {
            /// Some are missing. Those at the end are left out by speakers (*telkkarist*), too, and count as changed.
            case lost
            case changed, gained
        }
    }

    /// The reading of `word`, in lower case; nil where nothing is near it.
    func reading(of word: [Unicode.Scalar]) -> Reading? {
        // What is less likely than the word as it stands neither takes its place nor its rivals' lead.
        let reading = reader.readAnew(word, worth: 0)
        guard let best = reading.candidates.first, dictionary.spells(best.word, like: word) else { return nil }
        if isOldPrint, dictionary.oldProbability(word) > best.score { return nil }
        let gain = best.score - reading.unchangedScore
        let second = reading.candidates.dropFirst().first
        let lead = best.score - max(second?.score ?? -.infinity, reading.unchangedScore)
        let isCommon =
            best.isSeen && (dictionary.language.logProbability(best.word) ?? -.infinity) > Thresholds.common
        var change: Reading.Change?
        if best.isSeen, gain > Thresholds.heavy {
            change = .changed
            if best.word.count > word.count, best.word.last == word.last { change = .lost }
            if best.word.count < word.count { change = .gained }
        }
        return Reading(
            best: best, second: second, unchangedScore: reading.unchangedScore, gain: gain, lead: lead,
            isSure: isCommon && gain > Thresholds.light && lead > Thresholds.lightLead, change: change,
            evidence: isCommon && gain > Thresholds.heavy ? evidence(of: best.word, readAs: word) : nil)
    }

    /// Returns the log odds, in nats, that a machine read `meant` as `word` rather than that a person typed it.
    private func evidence(of meant: [Unicode.Scalar], readAs word: [Unicode.Scalar]) -> Float {
        let typed = typing.cost(of: meant, readAs: word, written: word)
        let read = reader.model.source.cost(of: meant, readAs: word, written: word)
        guard let typed, let read else {
            return typed == nil ? DamageLimits.LightPages.mostEvidence : DamageLimits.LightPages.leastEvidence
        }
        return min(max(typed - read, DamageLimits.LightPages.leastEvidence), DamageLimits.LightPages.mostEvidence)
    }

    /// True for words in small letters that may have been misread; names and short words say too little.
    static func mayBeMisread(_ word: [Unicode.Scalar]) -> Bool {
        word.count >= 4 && word.allSatisfy { $0.isLetter && !$0.isUpper }
    }

    /// True if enough words of a sample of `bytes` are in no list: a few look-ups for most documents.
    func isSuspect(_ bytes: [UInt8]) -> Bool {
        Self.isSuspect(
            bytes, dictionary, unknown: DamageLimits.LightPages.unknownShare...DamageLimits.LightPages.foreignShare)
    }

    /// True if enough words of a sample of `bytes` are in no list, though not nearly all: a few look-ups for most documents.
    static func mayBeBadlyRead(_ bytes: [UInt8], _ dictionary: DictionaryQueries) -> Bool {
        isSuspect(
            bytes, dictionary,
            unknown: DamageLimits.ReadingQuality.unknownShare...DamageLimits.ReadingQuality.mostUnknown,
            // Hardly half of the runs are long words in small letters, which count: short documents are looked at from end to end.
            bytesOfWord: 20)
    }

    /// True if a sample of `bytes`, which are those of a long document, has unknown words enough for some to be misread.
    static func mayBeMisreadHereAndThere(_ bytes: [UInt8], _ dictionary: DictionaryQueries) -> Bool {
        typealias Limits = DamageLimits.LongDocuments
        return bytes.count >= Limits.leastBytes
            && isSuspect(
                bytes, dictionary, unknown: Limits.unknownShare...DamageLimits.LightPages.foreignShare,
                sample: Limits.sample)
    }

    /// Returns true if `unknown` is the share of words in no list among so many of `bytes`, of which each stands for so many bytes.
    private static func isSuspect(
        _ bytes: [UInt8], _ dictionary: DictionaryQueries, unknown share: ClosedRange<Double>,
        sample: Int = DamageLimits.LightPages.sample, bytesOfWord: Int = 8
    ) -> Bool {
        var sampled: [Range<Int>] = []
        let step = max(1, bytes.count / (bytesOfWord * sample))
        var count = 0
        var position = 0
        while sampled.count < sample, let run = WordSplitter.run(of: bytes, from: position) {
            position = run.upperBound
            count += 1
            if count % step == 0, run.count > 4, (0x61...0x7A).contains(bytes[run.lowerBound]) {
                var core = run
                while core.count > 1, bytes[core.upperBound - 1] < 0x41 {
                    core = core.lowerBound..<(core.upperBound - 1)
                }
                sampled.append(core)
            }
        }
        // Nearly all words of Finnish are listed: all are looked for before the first one that is not is looked at closer.
        let unlisted = sampled.filter { !dictionary.language.isListed(bytes, in: $0) }
        let unknown = unlisted.count { core in
            let word = WordSplitter.scalars(of: bytes, in: core)
            return mayBeMisread(word) && dictionary.decoder.automaton.accepts(word) == .none
        }
        return unknown >= DamageLimits.LightPages.leastUnknown
            && share.contains(Double(unknown) / Double(sampled.count))
    }
}
