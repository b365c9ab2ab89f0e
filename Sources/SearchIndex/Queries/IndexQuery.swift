// SPDX-License-Identifier: GPL-3.0-or-later

/// A query as Xapian runs it: terms with their prefixes and Xapian's operators (`Xapian::Query`).
public indirect enum IndexQuery: Hashable, Sendable {
    /// Documents that hold `term`, which counts `count` times in the query (Xapian's wqf).
    case term(String, count: UInt32)
    /// Every document.
    case all
    /// No document.
    case nothing
    /// The documents of these numbers, which must rise; without weight.
    case documents([UInt32])
    /// Documents that match all of them; weights are added.
    case and([IndexQuery])
    /// Documents that match any of them; weights are added.
    case or([IndexQuery])
    /// Documents that match any of them; the largest weight counts.
    case max([IndexQuery])
    /// Documents that match any of them, weighted as if they were one term (`OP_SYNONYM`); the parts are terms or
    /// `or`s of terms.
    case synonym([IndexQuery])
    /// Documents that hold any term that begins with one of these, none of which begins another, weighed as if they were one
    /// term. However many the terms, it takes 4 bytes for each document number; their posting lists are merged first.
    case beginning([String])
    /// Documents that hold any of the words that are not optional; the weights of all are added. Where nothing else is
    /// asked, such queries are ranked by a walk through their posting lists, which takes a fraction of the time that
    /// Xapian's matcher takes for an exact count.
    case words([RankedWord])
    /// The same, where documents that hold anything of what was asked for (``RankedWord/asked``) weigh `step` more, and
    /// those that hold all of it twice that.
    case coordinated([RankedWord], step: Double)
    /// Documents of the query, each of this weight.
    case fixed(IndexQuery, weight: Double)
    /// Documents of the first that do not match the second.
    case andNot(IndexQuery, IndexQuery)
    /// Documents of the first; the second adds weight where it matches.
    case andMaybe(IndexQuery, IndexQuery)
    /// Documents of the first that match the second; only the first has weight.
    case filter(IndexQuery, IndexQuery)
    /// The weight times a factor ≥ 0.
    case scaled(IndexQuery, by: Double)
    /// Its parts within `window` positions in this order; the parts are terms or `or`s of terms.
    case phrase([IndexQuery], window: UInt32)
    /// Its parts within `window` positions in any order.
    case near([IndexQuery], window: UInt32)
    /// Documents whose value in `slot` lies in `from…to`, compared as bytes; nil is an open end.
    case valueRange(slot: UInt32, from: [UInt8]?, to: [UInt8]?)

    /// Documents that hold `term`.
    public static func term(_ term: String) -> IndexQuery { .term(term, count: 1) }
}
