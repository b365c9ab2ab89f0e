// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of counts and shares by which damage is told and the passes are bounded. ``Thresholds`` has what sums of evidence
/// are held against.
enum DamageLimits {
    /// Passages without ä and ö.
    enum Passages {
        /// The share of clean letters to suspect ones below which the whole document may be said to be damaged.
        static let cleanShare = 10
        /// The fewest mendable words that say so.
        static let leastMendable = 8
        /// The fewest scarred words by which single lines of a document may be damaged.
        static let leastScarred = 3
    }

    /// Pages that kept ä and ö: whether one may be damaged.
    enum LightPages {
        /// The number of words of a document that are looked at before all are, the least and the greatest share of them, and the
        /// least number, that must be unknown: where most are, another language is spoken.
        static let sample = 120, unknownShare = 0.05, foreignShare = 0.6, leastUnknown = 3
        /// The most that one word says for a machine and against it, in nats.
        static let mostEvidence: Float = 3, leastEvidence: Float = -2
    }

    /// Pages that kept ä and ö: how badly one was read.
    enum LightDamage {
        /// The fewest different words to mend in a document, and their least share of its words.
        static let leastMendable = 4, leastShare = 0.03
        /// The fewest of them that lost letters: old verse and dialects change and add them.
        static let leastLost = 2
        /// A heavily damaged page shows at least so many different words that are a likely step from a common one, so much
        /// likelier a machine to have taken those steps than a person in haste, in nats of all those words, and so many such
        /// words for each that has letters too many. Of 3,150 clean questions to librarians none has even three words and
        /// as much evidence, but a poem.
        static let heavyLikely = 4, heavyEvidence: Float = 3, heavyLikelyForGained = 3
        /// One unknown word in so many at least must have a likely reading, once as many as `firstLook` are read.
        static let patience = 8, firstLook = 5
    }

    /// Long documents of which few words were misread.
    enum LongDocuments {
        /// The fewest bytes of one: some thousand words.
        static let leastBytes = 24_000
        /// The number of words that are looked at before all are, and the least share of them that must be unknown.
        static let sample = 1_000, unknownShare = 0.004
        /// The fewest different words with one reading only, their least share of the words, and the least evidence for a machine
        /// that they must have, in nats for each.
        static let leastMendable = 8, leastShare = 0.001, evidenceOfWord: Float = 0.5
    }

    /// The error model that a document shows of its own scanner.
    enum OwnErrors {
        /// The fewest different words that must speak for a sign.
        static let leastWords = 3
        /// The fewest repairs that make an error model.
        static let leastRepairs = 20
        /// The most words looked at, so that time is bounded.
        static let most = 2_000
        /// −ln P of a sign not known for ä or ö, while it is on trial.
        static let trialCost: Float = 3
    }

    /// Signs that a document was badly read, by its words that are none.
    enum ReadingQuality {
        /// The share of words that are misread on a bad page, on a poor one and on a good one, of words that a writer mistypes, and of words
        /// that a dialect has otherwise.
        static let badShare = 0.15, poorShare = 0.05, goodShare = 0.003, typingShare = 0.02, dialectShare = 0.3
        /// ln of the odds that a document with so many unknown words was badly read, before these are looked at.
        static let prior = -2.0
        /// The greatest share of a sample's words that may be in no list: where more are, another language is spoken.
        static let mostUnknown = 0.85
        /// The most words that are read, the fewest that must speak for it, and the least share of those read. Of 3,150 clean
        /// questions to librarians none has as many and such a share; songs in dialect have .26.
        static let sample = 40, leastWords = 8, witnessShare = 0.33
        /// The fewest words with signs that no person writes in them; where there are fewer, the fewest witnesses, the least
        /// number of them for each that has letters too many, and the least share of words that stand as they were.
        static let leastScarred = 3, leastUnscarred = 10, witnessesForGained = 3, leastUnscarredKnown = 0.7
        /// ln of the odds at which fewer witnesses are enough, the fewest of them and their least share of the words read. Of 3,150 clean
        /// questions none that has such a share has odds above 4.9.
        static let certainOdds = 6.0, leastCertain = 5, certainShare = 0.5
        /// The fewest such witnesses where other documents of the collection were badly read, by whose readers' errors the words are
        /// read. At odds of 5 rather than ``certainOdds`` one of 3,150 clean questions beside 72 badly read pages changes.
        static let leastBesideBad = 3
        /// The least share of a passage's words that are function words of another language.
        static let foreignShare = 0.1
        /// The least share of a sample's words that are in no list.
        static let unknownShare = 0.03
        /// The least share of words that their lost diaeresis does not explain; of fewer nobody asks what they were, which takes time. At
        /// 0.2 a page whose reader took k for h (*kohouksessaan*, *asuhhaat*) was left so; at 0.1 and 0.05 the questions to
        /// librarians come out the same, within ten words of 400,000.
        static let openShare = 0.1
        /// The least share of the words of a passage that must be Finnish or mendable, and that must be Finnish, if it is to be
        /// read as such.
        static let finnishShare = 0.5, standingShare = 0.15
    }

    /// The spelling of a text with w for v.
    enum OldPrint {
        /// The fewest different words with w that are ones with v, and for each that stands with v.
        static let leastWords = 3, oldForNew = 2
        /// The least share of f among letters where it stands for the long s: 0.003 in what is written today.
        static let shareOfLongS = 0.015
    }

    /// The errors of a document's reader, learnt from it.
    enum ReaderErrors {
        /// The number of times that the document is read, the most words read, the fewest letters of one, and the least probability of a
        /// reading that is learnt from.
        static let rounds = 2, most = 200, leastLetters = 4, leastShare = 0.6
        /// The most misread words, and the most others, that are kept of a document for those beside it.
        static let mostKept = 60
        /// A document with fewer unknown words is read by what those beside it show, too, if they show so many misread words, which
        /// together count as so many of its own.
        static let enough = 150, leastOfCollection = 60, worthOfCollection = 400.0
    }

    /// Names in the host names of a document.
    enum Hosts {
        /// The least letters of a name, and of either half of it.
        static let leastName = 6, leastHalf = 3
        /// The most names looked at, so that a list of links costs little.
        static let most = 200
    }

    /// Words of Swedish among Finnish.
    enum Swedish {
        /// The fewest letters of the second and of the first part of a compound: shorter ones are ends of other words
        /// (*-ningar* is not *ingår*), and so are those that begin with a vowel.
        static let leastTail = 7, leastHead = 3
        /// The fewest letters of a word that needs no Swedish around it, with a capital and without: short words, and more so
        /// names, may well be of another language.
        static let leastName = 7, leastWord = 6
    }
}
