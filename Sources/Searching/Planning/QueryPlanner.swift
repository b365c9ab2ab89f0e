// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// A query ready to run.
struct QueryPlan {
    /// Documents that match.
    var query: IndexQuery
    /// The words, for expansion, corrections and explanations.
    var words: [WordPlan]
    /// What is asked for, for ``matcher``.
    var marks: [TermMatcher.Mark]
    /// Whether related terms count.
    var isRelated: Bool
    /// What a person should know about how the query was read.
    var notes: [String]

    /// What to mark in a text.
    var matcher: TermMatcher { TermMatcher(marks, related: isRelated ? words : []) }
}

/// From a query's syntax tree to index queries.
struct QueryPlanner {
    /// The most terms a wildcard may stand for.
    static let widestWildcard = 1_000

    private let analyser: Analyser
    private let reader: IndexReader
    private let synonyms: SynonymList
    private let queries: WordQueries
    private let known: QueryWordCache
    private var words: [WordPlan] = []
    private var marks: [TermMatcher.Mark] = []

    init(
        analyser: Analyser, reader: IndexReader, synonyms: SynonymList, weights: RankingWeights, related: Bool,
        known: QueryWordCache
    ) {
        self.analyser = analyser
        self.reader = reader
        self.synonyms = synonyms
        self.queries = WordQueries(weights: weights, related: related)
        self.known = known
    }

    /// The plan of `query`.
    ///
    /// - Throws: ``SearchError/Code/tooLarge`` for a wildcard that stands for too many words; ``IndexError``.
    mutating func plan(_ query: ParsedQuery) throws -> QueryPlan {
        let root = try query.root.map { try node($0, names: TermNames(field: nil), asked: true) } ?? .nothing
        return QueryPlan(query: root, words: words, marks: marks, isRelated: queries.related, notes: query.notes)
    }

    // MARK: - Nodes

    /// The query of `node`. `asked` is false within a NOT, whose words are neither marked nor related.
    private mutating func node(_ node: QueryNode, names: TermNames, asked: Bool) throws -> IndexQuery {
        switch node.kind {
        case .words(let text): return joined(wordQueries(text, names: names, asked: asked))
        case .phrase(let text, let exact): return try phrase(text, exact: exact, names: names, asked: asked)
        case .exact(let text):
            let form = text.text.lowercased()
            if asked { marks.append(.form(form)) }
            return .term(names.form(form))
        case .prefix(let text): return try prefix(text, names: names, asked: asked)
        case .suffix(let text): return suffix(text, names: names, asked: asked)
        case .group(let clauses): return try group(clauses, names: names, asked: asked)
        case .and(let nodes): return try and(nodes, names: names, asked: asked)
        case .not(let inner): return .andNot(.all, try self.node(inner, names: names, asked: false))
        case .near(let nodes, let distance): return try near(nodes, distance: distance, names: names, asked: asked)
        case .field(let field, let inner): return try self.node(inner, names: TermNames(field: field), asked: asked)
        case .range(let field, let from, let to): return ValueRanges.query(field, from: from, to: to)
        }
    }

    /// Documents of any; stop words add weight but match nothing by themselves, unless there is nothing else.
    private func joined(_ parts: (content: [IndexQuery], stop: [IndexQuery])) -> IndexQuery {
        if parts.content.isEmpty { return or(parts.stop) }
        if parts.stop.isEmpty { return or(parts.content) }
        return .andMaybe(or(parts.content), .scaled(or(parts.stop), by: queries.weights.stopWord))
    }

    private func or(_ queries: [IndexQuery]) -> IndexQuery {
        queries.isEmpty ? .nothing : queries.count == 1 ? queries[0] : .or(queries)
    }

    private mutating func group(_ clauses: [QueryClause], names: TermNames, asked: Bool) throws -> IndexQuery {
        var must: [IndexQuery] = []
        var mustNot: [IndexQuery] = []
        var filters: [IndexQuery] = []
        var content: [IndexQuery] = []
        var stop: [IndexQuery] = []
        for clause in clauses {
            switch clause.occurrence {
            case .must: must.append(try node(clause.node, names: names, asked: asked))
            case .mustNot: mustNot.append(try node(clause.node, names: names, asked: false))
            case .filter: filters.append(try node(clause.node, names: names, asked: asked))
            case .may:
                if case .words(let text) = clause.node.kind {
                    let found = wordQueries(text, names: names, asked: asked)
                    content += found.content
                    stop += found.stop
                } else {
                    content.append(try node(clause.node, names: names, asked: asked))
                }
            }
        }
        let optional = content.isEmpty && stop.isEmpty ? nil : joined((content, stop))
        var query: IndexQuery
        if !must.isEmpty {
            query = must.count == 1 ? must[0] : .and(must)
            if let optional { query = .andMaybe(query, optional) }
        } else {
            query = optional ?? filters.popLast() ?? .all
        }
        if !filters.isEmpty { query = .filter(query, filters.count == 1 ? filters[0] : .and(filters)) }
        return mustNot.isEmpty ? query : .andNot(query, or(mustNot))
    }

    private mutating func and(_ nodes: [QueryNode], names: TermNames, asked: Bool) throws -> IndexQuery {
        var wanted: [IndexQuery] = []
        var unwanted: [IndexQuery] = []
        for node in nodes {
            if case .not(let inner) = node.kind {
                unwanted.append(try self.node(inner, names: names, asked: false))
            } else {
                wanted.append(try self.node(node, names: names, asked: asked))
            }
        }
        let base: IndexQuery = wanted.isEmpty ? .all : wanted.count == 1 ? wanted[0] : .and(wanted)
        return unwanted.isEmpty ? base : .andNot(base, or(unwanted))
    }

    // MARK: - Words

    /// The queries of the words of `text`, stop words apart.
    private mutating func wordQueries(
        _ text: QueryText, names: TermNames, asked: Bool
    ) -> (content: [IndexQuery], stop: [IndexQuery]) {
        var content: [IndexQuery] = []
        var stop: [IndexQuery] = []
        var plans: [WordPlan] = []
        analyser.scan(text.text) { occurrence in
            let word = occurrence.impliedWord ?? text.slice(occurrence.range)
            let columns = text.columns(ofUTF8: occurrence.range)
            if names.field != nil {
                let reading = QueryWordAnalysis(word, analysis: occurrence.analysis, synonyms: synonyms)
                plans.append(WordPlan(word, reading, columns: columns, names: names))
                return
            }
            let known = known.word(occurrence.number, epoch: analyser.epoch) {
                let reading = QueryWordAnalysis(word, analysis: occurrence.analysis, synonyms: synonyms)
                let plan = WordPlan(word, reading, columns: columns, names: names)
                return QueryWordCache.Word(reading, WordQueries(weights: queries.weights, related: false).query(plan))
            }
            plans.append(WordPlan(word, known.reading, columns: columns, names: names, known: known))
        }
        for plan in plans {
            let query = queries.related ? queries.query(plan) : plan.known?.query ?? queries.query(plan)
            if plan.isStopWord { stop.append(query) } else { content.append(query) }
            guard asked else { continue }
            words.append(plan)
            marks.append(.word(plan))
        }
        for query in compounds(of: plans) { content.append(query) }
        return (content, stop)
    }

    /// Neighbouring words that are one word in the index: `kylä yhdistys` for *kyläyhdistys*.
    private func compounds(of plans: [WordPlan]) -> [IndexQuery] {
        var result: [IndexQuery] = []
        for (first, second) in zip(plans, plans.dropFirst()) where !first.isStopWord && !second.isStopWord {
            let head = first.text.lowercased()
            let terms = second.lemmas.map { first.names.lemma(head + $0) }.filter {
                (try? reader.documentFrequency(of: $0)).map { $0 > 0 } ?? false
            }
            if !terms.isEmpty { result.append(.scaled(.synonym(terms.map { .term($0) }), by: queries.weights.joined)) }
        }
        return result
    }

    /// The words one after another. Words in between that the text has and the phrase has not do not match.
    private mutating func phrase(
        _ text: QueryText, exact: Bool, names: TermNames, asked: Bool
    ) throws -> IndexQuery {
        var parts: [IndexQuery] = []
        var forms: [String] = []
        var plans: [WordPlan] = []
        analyser.scan(text.text) { occurrence in
            guard occurrence.impliedWord == nil else { return }
            let surface = text.slice(occurrence.range)
            if exact {
                let form = occurrence.analysis.terms.first { $0.kind == .form }?.text ?? surface.lowercased()
                parts.append(.term(names.form(form)))
                forms.append(form)
            } else {
                let plan = WordPlan(
                    surface, analysis: occurrence.analysis, columns: text.columns(ofUTF8: occurrence.range),
                    names: names, wholeOnly: true)
                parts.append(or(plan.allLemmas.map { .term(names.lemma($0)) }))
                plans.append(plan)
            }
        }
        if asked {
            for form in forms { marks.append(.form(form)) }
            for plan in plans {
                marks.append(.word(plan))
                words.append(plan)
            }
        }
        if parts.count <= 1 { return plans.first.map { queries.whole($0) } ?? parts.first ?? .nothing }
        let places = FormPlaces(reader: reader, analyser: analyser)
        return try places.resolved(parts, window: parts.count, inOrder: true)
            ?? .phrase(parts, window: UInt32(parts.count))
    }

    /// The nodes within `distance` positions of each other, in any order.
    private mutating func near(
        _ nodes: [QueryNode], distance: Int, names: TermNames, asked: Bool
    ) throws -> IndexQuery {
        var parts: [IndexQuery] = []
        for inner in nodes {
            let before = words.count
            switch inner.kind {
            case .words(let text):
                _ = wordQueries(text, names: names, asked: true)
                let plans = words[before...]
                parts.append(or(plans.flatMap(\.allLemmas).map { .term(names.lemma($0)) }))
                if !asked { words.removeSubrange(before...) }
            case .exact(let text): parts.append(try node(inner, names: names, asked: asked && !text.text.isEmpty))
            default: parts.append(positional(try node(inner, names: names, asked: asked)))
            }
        }
        if parts.count == 1 { return parts[0] }
        let places = FormPlaces(reader: reader, analyser: analyser)
        return try places.resolved(parts, window: distance + parts.count - 1, inOrder: false)
            ?? .near(parts, window: UInt32(clamping: distance + parts.count - 1))
    }

    /// `query` without what has no positions, as NEAR needs it.
    private func positional(_ query: IndexQuery) -> IndexQuery {
        switch query {
        case .scaled(let inner, _): return positional(inner)
        case .or(let parts), .synonym(let parts), .max(let parts): return or(parts.map(positional))
        case .word(let word): return or(word.members.map { .term($0.term) })
        default: return query
        }
    }

    // MARK: - Wildcards

    private mutating func prefix(_ text: QueryText, names: TermNames, asked: Bool) throws -> IndexQuery {
        let start = text.text.lowercased()
        var terms: [String] = []
        for prefix in [names.lemma(start), names.form(start)] {
            try reader.forEachTerm(withPrefix: prefix) { term, _ in
                terms.append(term)
                return terms.count <= Self.widestWildcard
            }
        }
        guard terms.count <= Self.widestWildcard else {
            throw SearchError(
                .tooLarge,
                "\(text.text)* stands for more than \(Self.widestWildcard) words: write more of its beginning.",
                column: text.columns.lowerBound)
        }
        if asked { marks.append(.prefix(start)) }
        return terms.isEmpty ? .nothing : .synonym(terms.map { .term($0) })
    }

    /// What ends so: the word itself and compounds of which it is a part.
    private mutating func suffix(_ text: QueryText, names: TermNames, asked: Bool) -> IndexQuery {
        let plan = WordPlan(
            text.text, analysis: analyser.analysis(of: text.text), columns: text.columns, names: names)
        if asked {
            marks.append(.word(plan))
            words.append(plan)
        }
        return .synonym(plan.lemmas.map { .term(names.lemma($0)) })
    }
}

extension QueryText {
    /// The text at the half-open UTF-8 offsets `range`.
    func slice(_ range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
