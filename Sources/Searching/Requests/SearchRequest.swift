// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether terms related to the query's words count too: parts of its compounds, expansion terms.
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
    /// Whether the largest comes first.
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
    /// How many of the best hits to skip.
    public var offset = 0
    /// How many hits to return at most.
    public var limit = 10
    /// Whether related terms count.
    public var related = Related.auto
    /// Whether hits carry snippets.
    public var snippets = true
    /// By what to order; nil is by weight.
    public var sort: SortKey?
    /// Whether hits of one project are collapsed into the best of them.
    public var collapseProjects = false

    /// A search for `query`.
    public init(query: String) {
        self.query = query
    }
}
