// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// A query by its parts, so that related terms can be added where they let in nothing that the query keeps out, and
/// documents that hold all that was asked for can come first.
struct QueryShape {
    /// Documents that match, but for ``filters`` and ``excluded``.
    var core: IndexQuery
    /// Queries that must match besides.
    var filters: [IndexQuery] = []
    /// Queries that must not match.
    var excluded: [IndexQuery] = []
    /// True if documents that hold nothing but related terms may match as well: if nothing but filters must match.
    var isOpen = false
    /// True if nothing is asked for but words in any of their forms, some of them of letters.
    var isPlain = false
    /// The number of things that are asked for side by side.
    var count = 0
    /// The documents that hold each of them, however many words say so; empty where there are too many to tell.
    var conditions: [IndexQuery] = []

    /// The shape of a query that is `core` alone.
    init(_ core: IndexQuery) { self.core = core }

    /// The whole query.
    var query: IndexQuery { confined(core) }

    /// The query with the terms `related`, in which documents that hold anything of what was asked for come first by
    /// `step`, and those that hold all of it by another.
    func query(related: IndexQuery?, step: Double) -> IndexQuery {
        var whole = core
        if let related { whole = isOpen ? .any(of: [whole, related]) : whole.adding(related) }
        guard step > 0, !conditions.isEmpty else { return confined(whole) }
        if case .words(let words) = whole { return confined(.coordinated(words, step: step)) }
        whole = .andMaybe(whole, .fixed(.or(conditions), weight: step))
        return confined(.andMaybe(whole, .fixed(.and(conditions), weight: step)))
    }

    /// Documents that hold all that was asked for; nil where that cannot be told.
    var complete: IndexQuery? { conditions.isEmpty ? nil : confined(.and(conditions)) }

    private func confined(_ query: IndexQuery) -> IndexQuery {
        var query = query
        if !filters.isEmpty { query = .filter(query, filters.count == 1 ? filters[0] : .and(filters)) }
        if !excluded.isEmpty { query = .andNot(query, .any(of: excluded)) }
        return query
    }

    /// The shape whose parts are what `change` makes of them.
    func changed<Failure>(
        _ change: (IndexQuery) throws(Failure) -> IndexQuery
    ) throws(Failure) -> QueryShape {
        var shape = self
        shape.core = try change(core)
        for index in filters.indices { shape.filters[index] = try change(filters[index]) }
        for index in excluded.indices { shape.excluded[index] = try change(excluded[index]) }
        for index in conditions.indices { shape.conditions[index] = try change(conditions[index]) }
        return shape
    }
}
