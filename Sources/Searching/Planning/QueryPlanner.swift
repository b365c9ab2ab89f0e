// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// From a query's syntax tree to index queries.
///
/// Reads terms and their frequencies, but no texts: phrases of word forms are left to ``QueryPlan/findForms(_:)``.
struct QueryPlanner {
    let analyser: Analyser
    let reader: IndexReader
    let synonyms: SynonymList
    let queries: WordQueries
    let words: QueryWordCache
    let languages: QueryLanguages
    /// Words, as typed, that no document holds: the parts of these compounds are searched instead.
    var searchedByParts: Set<String> = []

    /// The plan of `query`.
    ///
    /// - Throws: `IndexError`.
    func plan(_ query: ParsedQuery) throws -> QueryPlan {
        let root = try query.root.map { try plan($0, in: TermNames(field: nil)) } ?? PlannedNode(query: .nothing)
        return QueryPlan(root, isRelated: queries.related)
    }

    /// The plan of a node whose terms are called by `names`.
    func plan(_ node: QueryNode, in names: TermNames) throws -> PlannedNode {
        switch node.kind {
        case .words(let text): return try plan(words: text, in: names).node(queries.weights)
        case .phrase(let text, let exact): return phrase(text, exact: exact, in: names)
        case .exact(let text):
            var isOfParts = false
            analyser.scan(text.text) { occurrence in
                if occurrence.impliedWord == nil, occurrence.range.count < text.text.utf8.count { isOfParts = true }
            }
            if isOfParts { return phrase(text, exact: true, in: names) }
            let form = text.text.lowercased()
            return PlannedNode(query: .words([RankedWord(.term(names.form(form)))]), marks: [.form(form)])
        case .prefix(let text): return try prefix(text, in: names)
        case .suffix(let text): return suffix(text, in: names)
        case .group(let clauses): return try group(clauses, in: names)
        case .and(let nodes): return try and(nodes, in: names)
        case .not(let inner):
            var node = try plan(inner, in: names).excluded
            node.query = .andNot(.all, node.query)
            return node
        case .near(let nodes, let distance): return try near(nodes, distance: distance, in: names)
        case .field(let field, let inner):
            var node = try plan(inner, in: TermNames(field: field))
            node.shape.isPlain = false
            return node
        case .range(let field, let from, let to):
            return PlannedNode(query: ValueRanges.query(field, from: from, to: to))
        case .since(let day): return PlannedNode(query: ValueRanges.query(since: day))
        }
    }

    private func group(_ clauses: [QueryClause], in names: TermNames) throws -> PlannedNode {
        var must: [IndexQuery] = []
        var mustNot: [IndexQuery] = []
        var filters: [IndexQuery] = []
        var may = PlannedWords()
        for clause in clauses {
            if clause.occurrence == .may, case .words(let text) = clause.node.kind {
                may.append(try plan(words: text, in: names))
                continue
            }
            let node = try plan(clause.node, in: names)
            switch clause.occurrence {
            case .must:
                must.append(node.query.asking(0))
                if !node.shape.isPlain { may.isPlain = false }
            case .mustNot: mustNot.append(node.query)
            case .filter: filters.append(node.query)
            case .may:
                let bit = may.nextBit()
                may.add(node.query.asking(bit), asked: bit)
                may.isPlain = false
            }
            may.asked.ask(clause.occurrence == .mustNot ? node.excluded : node)
            if clause.occurrence == .may, node.isFound { may.asked.isFound = true }
        }
        let isOptional = !may.isEmpty
        var node = may.node(queries.weights)
        if !must.isEmpty {
            let all = must.count == 1 ? must[0] : .and(must)
            node.shape.core = isOptional ? all.adding(node.shape.core) : all
            node.shape.isOpen = false
            if case .words = node.shape.core {} else { node.shape.isPlain = false }
        } else if !isOptional {
            node.shape.core = filters.popLast() ?? .all
        }
        node.shape.filters = filters
        node.shape.excluded = mustNot
        node.isFound = node.isFound && must.isEmpty && filters.isEmpty && mustNot.isEmpty
        return node
    }

    private func and(_ nodes: [QueryNode], in names: TermNames) throws -> PlannedNode {
        var node = PlannedNode(query: .all)
        var wanted: [IndexQuery] = []
        var unwanted: [IndexQuery] = []
        for part in nodes {
            if case .not(let inner) = part.kind {
                let inner = try plan(inner, in: names).excluded
                unwanted.append(inner.query)
                node.ask(inner)
            } else {
                let part = try plan(part, in: names)
                wanted.append(part.query)
                node.ask(part)
            }
        }
        if !wanted.isEmpty { node.query = wanted.count == 1 ? wanted[0] : .and(wanted) }
        if !unwanted.isEmpty { node.query = .andNot(node.query, .any(of: unwanted)) }
        return node
    }
}
