// SPDX-License-Identifier: GPL-3.0-or-later

/// The use of terms related to the query's words: parts of its compounds, expansion terms.
public enum Related: String, Hashable, Sendable {
    /// They count, below the query's own words.
    case yes
    /// They do not.
    case no
    /// They count only where nothing matches otherwise, and the answer says so.
    case auto
}

/// By what hits are ordered.
public struct SortKey: Hashable, Sendable {
    /// A sort key of the query language: `rahoitus`, `alkaa`, `päättyy`, `otsikko`.
    public var name: String
    /// True if the largest comes first.
    public var falling: Bool

    /// The key `name`.
    public init(_ name: String, falling: Bool = false) {
        self.name = name
        self.falling = falling
    }
}

/// A search: what SEARCH, COUNT and `haku search` ask.
public struct SearchRequest: Hashable, Sendable {
    /// The query in the query language.
    public var query: String
    /// The number of the best hits to skip.
    public var offset = 0
    /// The most hits to return.
    public var limit = 10
    /// The use of related terms.
    public var related = Related.auto
    /// True if hits carry snippets.
    public var snippets = true
    /// By what to order; nil is by weight.
    public var sort: SortKey?
    /// True if hits of one project are collapsed into the best of them.
    public var collapseProjects = false

    /// A search for `query`.
    public init(query: String) {
        self.query = query
    }
}
