// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of a passage's words by what they say about damage. The passage has next to no ä and ö.
///
/// Each word of three letters or more is one of ``finnish``, ``mendable`` and ``foreign``.
struct PassageEvidence: Equatable {
    /// Words of Finnish as they stand.
    var finnish = 0
    /// Words that are none, and a cheap step from one.
    var mendable = 0
    /// Other words.
    var foreign = 0
    /// The words of ``mendable`` that lost more than their diaeresis: a person typing without it writes no *tyétén*.
    var scarred = 0
    /// The words of ``mendable`` that can hardly be anything else than a damaged word.
    var certain = 0

    /// By how much a word must be likelier than what stands to be evidence of damage by itself, in nats.
    private static let certainty: Float = 5
    /// The most that a cheap step costs for each letter of the word, in nats of the channel.
    private static let costOfLetter: Float = 4

    static func += (whole: inout PassageEvidence, part: PassageEvidence) {
        whole.finnish += part.finnish
        whole.mendable += part.mendable
        whole.foreign += part.foreign
        whole.scarred += part.scarred
        whole.certain += part.certain
    }

    /// Counts `word`, as written, by its `reading`.
    mutating func count(_ word: [Unicode.Scalar], _ reading: RepairCandidates) {
        if reading.isWord {
            finnish += 1
        } else if let best = reading.candidates.first,
            best.score > reading.unchangedScore + Thresholds.nonWord,
            best.extraCost < Self.costOfLetter * Float(word.count)
        {
            mendable += 1
            if best.score > reading.unchangedScore + Self.certainty { certain += 1 }
            if !best.word.lazy.map(\.withoutDiaeresis).elementsEqual(word.lazy.map(\.lowercased)) { scarred += 1 }
        } else {
            foreign += 1
        }
    }

    /// The number of words counted.
    var total: Int { finnish + mendable + foreign }

    /// True if the words are those of a badly read Finnish passage: most can be read, and many stand as they were.
    var isFinnish: Bool {
        Double(finnish + mendable) >= DamageLimits.ReadingQuality.finnishShare * Double(total)
            && Double(finnish) >= DamageLimits.ReadingQuality.standingShare * Double(total)
    }

    /// True if the words are those of a damaged Finnish line, in a document that is damaged elsewhere.
    var isDamagedLine: Bool { mendable > 0 && Double(finnish + mendable) >= 0.5 * Double(total) }

    /// Tells the words of a damaged Finnish text from others.
    ///
    /// - Parameter isDamagedDocument: True if the document speaks for it, false if it speaks against it (most of it is clean
    ///   Finnish), nil if it says nothing.
    /// - Returns: True if the passage is to be repaired.
    func isDamaged(isDamagedDocument: Bool?) -> Bool {
        // Of a document that is damaged, one plain case is enough.
        if isDamagedDocument == true, certain >= 1, Double(finnish + mendable) >= 0.7 * Double(total) {
            return true
        }
        // One such word in a list of names is a name.
        guard mendable >= min(2, (total + 3) / 4), total > 0 else { return false }
        let share = Double(mendable) / Double(total)
        let readable = Double(finnish + mendable) / Double(total)
        // A list of foreign names with a few damaged words between is damaged too.
        let isScattered = certain >= 3 && Double(certain) >= 0.06 * Double(total) && readable >= 0.3
        switch isDamagedDocument {
        case true?: return readable >= 0.5 || isScattered
        case nil: return readable >= 0.6 && share >= 0.04 || isScattered
        case false?: return readable >= 0.7 && share >= 0.12 && mendable >= 4 && scarred >= 1
        }
    }
}

extension PassageEvidence {
    /// The counts of `words`, read by `reader`, the one for damaged passages.
    init(_ words: some Sequence<TextWord>, _ reader: ChannelReader) {
        for word in words where word.scalars.count >= 3 { count(word.scalars, reader.reading(of: word.scalars)) }
    }
}
