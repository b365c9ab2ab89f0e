// SPDX-License-Identifier: GPL-3.0-or-later

/// The terms that a word may stand under, weighed together by BM25 as if they were one term.
///
/// A document's frequency is the sum of its terms' frequencies, each times its factor. The number of documents that
/// hold any of them is estimated as Xapian's `OP_SYNONYM` does it, from the terms' own as if they were independent,
/// and the weight is ln(1 + (N − n + ½) / (n + ½)) · (k1 + 1) · f / (f + k1 · (1 − b + b · length / average)), after
/// Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), equation 3.15. Weighing fields and kinds
/// of evidence within the frequency, before it saturates, is their BM25F (section 3.6). Xapian's operators cannot
/// say it: a factor applies there to a weight, not to a frequency.
///
/// A document that holds the word in compounds only, or by terms that say no more, weighs ``partsOnly`` times that: else a
/// short one of *kiinankaali* comes before a long one of *Kiina*.
public struct WordEvidence: Hashable, Sendable {
    /// A term, and how often an occurrence of it counts.
    public struct Member: Hashable, Sendable {
        /// The term with its prefix.
        public var term: String
        /// Multiplies the frequency of an occurrence; more than 0.
        public var factor: Double
        /// True if it is not the word itself: a document does not hold the word by it.
        public var isRelated: Bool
        /// True if it is a lemma, whose frequency tells a whole word from parts (``Schema/Frequency/unclear``).
        public var tellsWholes: Bool

        /// A member of these parts.
        public init(term: String, factor: Double, isRelated: Bool = false, tellsWholes: Bool = false) {
            (self.term, self.factor, self.isRelated, self.tellsWholes) = (term, factor, isRelated, tellsWholes)
        }
    }

    /// The terms, each once.
    public var members: [Member]
    /// BM25's k1, in frequencies.
    public var k1: Double
    /// BM25's b, from 0 to 1.
    public var b: Double
    /// The factor of documents that hold no whole word, at most 1; of use where some member tells wholes.
    public var partsOnly: Double

    /// Evidence of these parts.
    public init(_ members: [Member], k1: Double, b: Double, partsOnly: Double = 1) {
        self.members = members
        self.k1 = k1
        self.b = b
        self.partsOnly = partsOnly
    }
}
