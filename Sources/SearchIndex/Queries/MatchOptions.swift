// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// The formula that weighs a match.
public enum Weighting: Hashable, Sendable {
    /// Okapi BM25 as Xapian has it (`Xapian::BM25Weight`, whose documentation says what the parameters do): `k1` how
    /// soon repeats stop counting, `k2` a document-length term, `k3` what `k1` is, for the query, `b` how much length
    /// counts, and the least length, as a part of the average, that is taken for a document's.
    case bm25(k1: Double, k2: Double, k3: Double, b: Double, minimumNormalisedLength: Double)
    /// No weights: documents come by rising number.
    case boolean

    /// BM25 with Xapian's own parameters.
    public static let bm25 = bm25(k1: 1, k2: 0, k3: 1, b: 0.5, minimumNormalisedLength: 0.5)
}

extension Weighting {
    /// The parameters as the shim takes them; zeros where there are no weights.
    var parameters: cx_bm25 {
        guard case .bm25(let k1, let k2, let k3, let b, let minimumNormalisedLength) = self else { return cx_bm25() }
        return cx_bm25(k1: k1, k2: k2, k3: k3, b: b, min_normlen: minimumNormalisedLength)
    }
}

/// The order, number and counting of the documents that match.
public struct MatchOptions: Hashable, Sendable {
    /// An order by a value, and by weight among equal ones.
    public struct Sort: Hashable, Sendable {
        /// The slot of the value, compared as bytes.
        public var slot: UInt32
        /// True if the greatest comes first.
        public var isFalling: Bool

        /// An order by the value in `slot`.
        public init(slot: UInt32, isFalling: Bool = false) {
            self.slot = slot
            self.isFalling = isFalling
        }
    }

    /// The number of the best to leave out.
    public var offset: UInt32
    /// The most hits wanted.
    public var limit: UInt32
    /// Up to how many matches are looked at in any case: the counts are exact where no more match. `UInt32.max` makes
    /// them exact always.
    public var checkAtLeast: UInt32
    /// The formula.
    public var weighting: Weighting
    /// An order other than by weight.
    public var sort: Sort?
    /// A slot of whose every value (but the empty one) only the best document stays.
    public var collapse: UInt32?
    /// After so many seconds ``checkAtLeast`` counts no more, so that the counts may be estimates.
    public var timeLimit: Double?
    /// True if the counts may be estimates of more than ``leastCounted`` matches, where that is faster.
    public var isEstimated = false
    /// Only documents of greater numbers are looked at; 0 is all. The counts are of these, and estimates.
    public var after: UInt32 = 0

    /// Options of these parts.
    public init(
        offset: UInt32 = 0, limit: UInt32 = 10, checkAtLeast: UInt32 = 0, weighting: Weighting = .bm25,
        sort: Sort? = nil, collapse: UInt32? = nil, timeLimit: Double? = nil
    ) {
        self.offset = offset
        self.limit = limit
        self.checkAtLeast = checkAtLeast
        self.weighting = weighting
        self.sort = sort
        self.collapse = collapse
        self.timeLimit = timeLimit
    }
}

extension MatchOptions {
    /// The number of matches that are counted in any case.
    public static let leastCounted: UInt32 = 200

    /// Up to how many matches are looked at in any case, as the counts may be estimates or not.
    var counted: UInt32 { isEstimated ? min(checkAtLeast, Self.leastCounted) : checkAtLeast }
    /// True if the best are wanted by weight, and nothing else.
    var isPlain: Bool { sort == nil && collapse == nil && timeLimit == nil && after == 0 }
}

/// A document that matches.
public struct Match: Hashable, Sendable {
    /// The document's number.
    public var document: UInt32
    /// Its weight.
    public var weight: Double
    /// The number of others of the same value that were left out for it, at least.
    public var collapsed: UInt32
}

/// The answer to a query.
public struct Matches: Hashable, Sendable {
    /// The hits, best first; of equal ones the lower number first.
    public var hits: [Match]
    /// About the number of documents that match.
    public var estimate: Int
    /// At least so many match.
    public var lowerBound: Int
    /// At most so many match.
    public var upperBound: Int
    /// The number of those that hold all that was asked for (``RankedWord/asked``); nil where it was not counted.
    public var complete: Int?
    /// The greatest weight of any match, shown or not.
    public var greatestWeight: Double

    /// True if ``estimate`` is the exact number.
    public var isExact: Bool { lowerBound == upperBound }
}
