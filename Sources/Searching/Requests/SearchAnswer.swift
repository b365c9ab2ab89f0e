// SPDX-License-Identifier: GPL-3.0-or-later

/// The answer to a ``SearchRequest``.
public struct SearchAnswer: Hashable, Sendable {
    /// The hits asked for, best first.
    public var hits: [Hit] = []
    /// The number of documents that match.
    public var matches = 0
    /// True if ``matches`` is exact.
    public var exact = true
    /// True if related terms counted.
    public var related = false
    /// The query as it was searched, where a word was replaced by the nearest that finds something.
    public var corrected: String?
    /// Sentences for a person about how the query was read.
    public var note: String?
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
    /// Where the query's words stand, between `«` and `»`; empty where no snippet was asked for.
    public var snippet: String
    /// The page of the snippet; nil where the document has no pages.
    public var page: Int?

    /// A hit of these parts.
    public init(rank: Int, score: Double, id: String, title: String, snippet: String = "", page: Int? = nil) {
        self.rank = rank
        self.score = score
        self.id = id
        self.title = title
        self.snippet = snippet
        self.page = page
    }
}
