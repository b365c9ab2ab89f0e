// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a syntax tree out of lexemes by recursive descent.
struct QueryBuilder {
    let scalars: [Unicode.Scalar]
    let lexemes: [QueryLexeme]
    var notes: QueryNotes
    private var position = 0

    /// A builder of what `lexer` has cut.
    init(_ lexer: QueryLexer) {
        scalars = lexer.scalars
        lexemes = lexer.lexemes
        notes = lexer.notes
    }

    /// An operand with the sign before it.
    private struct Operand {
        var sign: QueryClause.Occurrence
        /// True if NOT (rather than a sign) excludes it.
        var negated: Bool
        var node: QueryNode

        var excludes: Bool { negated || sign == .mustNot }
    }

    private var next: QueryLexeme? { position < lexemes.count ? lexemes[position] : nil }

    /// The whole query; nil where it asks for nothing.
    mutating func query() throws(SearchError) -> QueryNode? {
        try checkSize()
        return level(in: nil)
    }

    private func checkSize() throws(SearchError) {
        var words = 0
        for lexeme in lexemes {
            switch lexeme.kind {
            case .plus, .minus, .exact, .field, .close: continue
            case .quoted(let content):
                words += scalars[content].split(whereSeparator: \.isQuerySpace).count
            case .word, .open, .and, .or, .not, .near: words += 1
            }
            guard words <= QueryParser.mostWords else { throw QueryParser.tooManyWords }
        }
    }

    /// Clauses up to a closing parenthesis or the end.
    private mutating func level(in field: QueryField?) -> QueryNode? {
        var clauses: [QueryClause] = []
        var or: QueryLexeme?
        while let lexeme = next, lexeme.kind != .close {
            if lexeme.kind == .or {
                position += 1
                if clauses.isEmpty || or != nil { sayStray(lexeme) } else { or = lexeme }
                continue
            }
            let isFirst = clauses.isEmpty
            let new = conjunction(in: field)
            guard !new.isEmpty else { continue }
            // Beside OR, NOT makes an alternative; beside words it excludes, as - does.
            let isAlternative = or != nil || (isFirst && next?.kind == .or)
            add(new, isAlternative: isAlternative, afterOr: or != nil, to: &clauses)
            or = nil
        }
        if let or { sayStray(or) }
        return node(clauses)
    }

    private func add(_ operands: [Operand], isAlternative: Bool, afterOr: Bool, to clauses: inout [QueryClause]) {
        if operands.count == 1, !operands[0].negated {
            var clause = QueryClause(occurrence: operands[0].sign, node: operands[0].node)
            if clause.occurrence == .may, !isAlternative, clause.node.isFilter { clause.occurrence = .filter }
            if clause.occurrence == .may, !afterOr, let last = clauses.last, last.occurrence == .may,
                let joined = join(last.node, clause.node)
            {
                clauses[clauses.count - 1].node = joined
            } else if clause.occurrence == .may, case .group(let inner) = clause.node.kind,
                inner.allSatisfy({ $0.occurrence == .may })
            {
                clauses += inner
            } else {
                clauses.append(clause)
            }
        } else if operands.allSatisfy(\.excludes), !isAlternative {
            clauses += operands.map { QueryClause(occurrence: .mustNot, node: $0.node) }
        } else {
            let nodes = operands.map { $0.excludes ? QueryNode(.not($0.node), columns: $0.node.columns) : $0.node }
            let node = nodes.count == 1 ? nodes[0] : QueryNode(.and(nodes), columns: Self.span(nodes))
            clauses.append(QueryClause(occurrence: operands.contains { $0.sign == .must } ? .must : .may, node: node))
        }
    }

    private func node(_ open: [QueryClause]) -> QueryNode? {
        let clauses = open.map(written)
        guard let first = clauses.first else { return nil }
        if clauses.count == 1, case .not(let excluded) = first.node.kind, first.occurrence == .may {
            return QueryNode(.group([QueryClause(occurrence: .mustNot, node: excluded)]), columns: excluded.columns)
        }
        if clauses.count == 1, first.occurrence != .mustNot { return first.node }
        return QueryNode(.group(clauses), columns: Self.span(clauses.map(\.node)))
    }

    /// Two runs of words as one, where nothing but space stands between; ``written(_:)`` gives it its text, once no more
    /// words come.
    private func join(_ left: QueryNode, _ right: QueryNode) -> QueryNode? {
        guard case .words = left.kind, case .words = right.kind else { return nil }
        let gap = (left.columns.upperBound - 1)..<(right.columns.lowerBound - 1)
        guard !gap.isEmpty, scalars[gap].allSatisfy(\.isQuerySpace) else { return nil }
        return QueryNode(left.kind, columns: left.columns.lowerBound..<right.columns.upperBound)
    }

    /// The clause with the text of all its words.
    private func written(_ clause: QueryClause) -> QueryClause {
        let columns = clause.node.columns
        guard case .words(let text) = clause.node.kind, text.columns != columns else { return clause }
        let all = self.text((columns.lowerBound - 1)..<(columns.upperBound - 1))
        return QueryClause(occurrence: clause.occurrence, node: QueryNode(.words(all), columns: columns))
    }

    /// Operands joined by AND; empty where nothing is asked for.
    private mutating func conjunction(in field: QueryField?) -> [Operand] {
        var operands: [Operand] = []
        if let first = operand(in: field) { operands.append(first) }
        while let and = next, and.kind == .and {
            position += 1
            guard let following = next, following.kind != .or, following.kind != .close, following.kind != .and else {
                sayStray(and)
                continue
            }
            let operand = operand(in: field)
            if operands.isEmpty || operand == nil { sayStray(and) }
            if let operand { operands.append(operand) }
        }
        return operands
    }

    /// An operand with its NOTs and sign; nil where it asks for nothing. Takes at least one lexeme, but for AND.
    private mutating func operand(in field: QueryField?) -> Operand? {
        var not: QueryLexeme?
        var negated = false
        while let lexeme = next, lexeme.kind == .not {
            position += 1
            negated.toggle()
            not = lexeme
        }
        guard let lexeme = next else {
            if let not { sayStray(not) }
            return nil
        }
        switch lexeme.kind {
        case .and, .or, .close:
            if let not { sayStray(not) }
            return nil
        case .near:
            sayStray(lexeme)
            position += 1
            return nil
        default: break
        }
        var sign = QueryClause.Occurrence.may
        if lexeme.kind == .plus || lexeme.kind == .minus {
            sign = lexeme.kind == .plus ? .must : .mustNot
            position += 1
        }
        guard let node = proximity(in: field) else {
            if let not { sayStray(not) }
            return nil
        }
        if sign == .mustNot { saySuspended(lexeme, node) }
        if not != nil, sign != .may {
            notes.say(.doubleNot, scalars.string(lexeme.range.lowerBound..<(node.columns.upperBound - 1)))
            sign = .may
            negated = true
        }
        return Operand(sign: sign, negated: negated, node: node)
    }

    /// `monialainen ja -ammatillinen`: the hyphen may be meant for a word written short.
    private mutating func saySuspended(_ minus: QueryLexeme, _ node: QueryNode) {
        let before = position - 3
        guard case .words(let text) = node.kind, before >= 0, lexemes[before].kind == .word else { return }
        if ["ja", "tai", "sekä", "eli", "että"].contains(scalars.string(lexemes[before].range)) {
            notes.say(.suspended, "-" + text.text)
        }
    }

    /// Nodes joined by NEAR, or one node.
    private mutating func proximity(in field: QueryField?) -> QueryNode? {
        guard var result = primary(in: field) else { return nil }
        var chain: [QueryNode] = [result]
        var chainDistance = 0
        while let near = next, case .near(let asked) = near.kind {
            position += 1
            var following: QueryNode?
            switch next?.kind {
            case .open, .quoted, .word, .exact, .field: following = primary(in: field)
            default: break
            }
            guard let following else {
                sayStray(near)
                continue
            }
            let distance = min(max(asked, 1), QueryParser.farthest)
            if distance != asked { notes.say(.nearTooFar, scalars.string(near.range)) }
            if chain.count > 1, distance == chainDistance {
                chain.append(following)
                result = join(near: chain, distance, to: nil)
            } else {
                let left = chain.count > 1 ? result : nil
                chain = [chain[chain.count - 1], following]
                chainDistance = distance
                result = join(near: chain, distance, to: left)
            }
        }
        return result
    }

    private mutating func join(near nodes: [QueryNode], _ distance: Int, to left: QueryNode?) -> QueryNode {
        var near: QueryNode
        let columns = Self.span(nodes)
        if nodes.allSatisfy(\.canBeNear) {
            near = QueryNode(.near(nodes, distance: distance), columns: columns)
        } else if case .field(let field, _) = nodes[0].kind, let inner = Self.inside(field, nodes) {
            near = QueryNode(.near(inner, distance: distance), columns: Self.span(inner))
            near = QueryNode(.field(field, near), columns: columns)
        } else {
            notes.say(.nearParts, "")
            near = QueryNode(.and(nodes), columns: columns)
        }
        guard let left else { return near }
        return QueryNode(.and([left, near]), columns: Self.span([left, near]))
    }

    /// The nodes without `field`, where all are of it and can be near each other within.
    private static func inside(_ field: QueryField, _ nodes: [QueryNode]) -> [QueryNode]? {
        let inner = nodes.compactMap { node -> QueryNode? in
            guard case .field(field, let inner) = node.kind, inner.canBeNear else { return nil }
            return inner
        }
        return inner.count == nodes.count ? inner : nil
    }

    /// One word, phrase, field or parenthesis; nil where it asks for nothing. Takes at least one lexeme.
    private mutating func primary(in field: QueryField?) -> QueryNode? {
        guard let lexeme = next else { return nil }
        position += 1
        switch lexeme.kind {
        case .open:
            let inner = level(in: field)
            if next?.kind == .close { position += 1 }
            if inner == nil { notes.say(.emptyGroup, "()") }
            return inner
        case .quoted(let content): return phrase(content, lexeme, exact: false, in: field)
        case .word: return word(lexeme.range, in: field)
        case .exact:
            guard let following = next else { return nil }
            position += 1
            switch following.kind {
            case .quoted(let content): return phrase(content, following, exact: true, in: field)
            case .word: return exact(following.range, in: field)
            default:
                position -= 1
                return primary(in: field)
            }
        case .field(let named):
            guard let inner = primary(in: named) else { return nil }
            if case .range = inner.kind { return inner }
            return QueryNode(
                .field(named, inner), columns: (lexeme.range.lowerBound + 1)..<inner.columns.upperBound)
        // Not met: the lexer lets no sign stand before these.
        case .plus, .minus, .close, .and, .or, .not, .near: return nil
        }
    }

    /// A piece of the query's text.
    func text(_ range: Range<Int>) -> QueryText {
        QueryText(scalars.string(range), columns: (range.lowerBound + 1)..<(range.upperBound + 1))
    }

    private static func span(_ nodes: [QueryNode]) -> Range<Int> {
        let start = nodes.map(\.columns.lowerBound).min() ?? 1
        return start..<(nodes.map(\.columns.upperBound).max() ?? start)
    }

    private mutating func sayStray(_ lexeme: QueryLexeme) {
        notes.say(.strayOperator, scalars.string(lexeme.range))
    }
}

extension QueryNode {
    /// True if NEAR can join the node to others.
    var canBeNear: Bool {
        switch kind {
        case .words, .phrase, .exact, .prefix, .suffix: true
        case .group(let clauses): clauses.allSatisfy { $0.occurrence == .may && $0.node.canBeNear }
        case .and, .not, .near, .field, .range, .since: false
        }
    }
}
