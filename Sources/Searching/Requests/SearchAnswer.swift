// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentIDs
public import Sayings

/// The answer to a ``SearchRequest``.
public struct SearchAnswer: Hashable, Sendable {
    /// The hits asked for, best first.
    public var hits: [Hit] = []
    /// The number of documents that match; with ``Related/auto`` those that hold related terms only are not counted.
    public var matches = 0
    /// True if ``matches`` is exact.
    public var exact = true
    /// True if related terms counted.
    public var related = false
    /// The query as it was searched, where a word was replaced by the nearest that finds something.
    public var corrected: String?
    /// Sentences for a person about how the query was read.
    public var notes: [Saying] = []
    /// ``notes`` as one line; nil where there are none.
    public var note: String? { notes.line }
    /// The generation of the index that was asked.
    public var generation: UInt64 = 0

    /// An empty answer.
    public init() {}
}

/// One hit.
public struct Hit: Hashable, Sendable {
    /// The rank, from 1.
    public var rank: Int
    /// The weight; comparable within one search only.
    public var score: Double
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The part of the text where the query's words stand; nil where none was asked for.
    public var snippet: Snippet?
    /// The page of the snippet; nil where the document has no pages.
    public var page: Int?
    /// The cell of a workbook in which the snippet begins to match, `Talous!B12`; nil where nobody knows.
    public var cell: String?
    /// Its file; empty where the index does not know its root.
    public var file = FilePlace()
    /// The ids of other documents that have the same text, where they are no hits of their own.
    public var copies: [String] = []
    /// The values of each field of ``SearchRequest/fields``, in that order.
    public var fields: [[String]] = []
    /// The name of its index, where several were searched.
    public var index: String?
}
