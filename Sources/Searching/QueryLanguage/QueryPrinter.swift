// SPDX-License-Identifier: GPL-3.0-or-later

extension ParsedQuery: CustomStringConvertible {
    /// The query as it was read, in the query language; reading it again reads the same.
    public var description: String {
        guard let root else { return "" }
        return QueryPrinter(joiner: root.hasOperators ? " OR " : " ").print(root)
    }
}

extension QueryNode {
    /// True if the node cannot be written without AND, OR or NOT.
    fileprivate var hasOperators: Bool {
        switch kind {
        case .and, .not: true
        case .group(let clauses): clauses.contains { $0.node.hasOperators }
        case .near(let nodes, _): nodes.contains { $0.hasOperators }
        case .field(_, let node): node.hasOperators
        case .words, .phrase, .exact, .prefix, .suffix, .range, .since: false
        }
    }
}

/// Writes syntax trees in the query language.
private struct QueryPrinter {
    /// The text between clauses; OR is a word in a query wholly in capitals, so it stands only where it must.
    let joiner: String

    func print(_ node: QueryNode) -> String {
        switch node.kind {
        // A word such as AND after a sign is no operator, and here must not become one.
        case .words(let text):
            return QueryOperator.kind(Array(text.text.unicodeScalars)[...]) == nil ? text.text : ";" + text.text
        case .phrase(let text, let exact): return (exact ? "=" : "") + quoted(text.text)
        case .exact(let text): return "=" + text.text
        // After =, what looks like a field is none.
        case .prefix(let text): return (text.text.contains(":") ? "=" : "") + text.text + "*"
        case .suffix(let text): return (text.text.contains(":") ? "=" : "") + "*" + text.text
        case .group(let clauses):
            var text = ""
            for (index, clause) in clauses.enumerated() {
                // Beside OR a range would be an alternative, no filter.
                let isFilter = clause.occurrence == .filter || (index > 0 && clauses[index - 1].occurrence == .filter)
                // Without OR, NOT would exclude.
                var isNot: Bool { if case .not = clause.node.kind { clause.occurrence == .may } else { false } }
                if index > 0 { text += isFilter && !isNot ? " " : joiner }
                text += print(clause)
            }
            return text
        case .and(let nodes): return nodes.map(operand).joined(separator: " AND ")
        case .not(let node): return "NOT " + operand(node)
        case .near(let nodes, let distance): return nodes.map(operand).joined(separator: " NEAR/\(distance) ")
        case .field(let field, let node):
            if case .field = node.kind { return "\(field.rawValue):(\(print(node)))" }
            return field.rawValue + ":" + operand(node)
        // No text stands for it.
        case .since: return ""
        case .range(let field, let from, let to):
            return "\(field.rawValue):\(value(from, of: field))..\(value(to, of: field))"
        }
    }

    private func print(_ clause: QueryClause) -> String {
        switch clause.occurrence {
        case .may: isGroup(clause.node) ? operand(clause.node) : print(clause.node)
        case .must: "+" + operand(clause.node)
        case .mustNot: "-" + operand(clause.node)
        case .filter: operand(clause.node)
        }
    }

    private func isGroup(_ node: QueryNode) -> Bool {
        if case .group = node.kind { return true }
        return false
    }

    private func operand(_ node: QueryNode) -> String {
        switch node.kind {
        case .phrase, .exact, .prefix, .suffix, .field, .range, .since: print(node)
        case .words(let text):
            text.text.unicodeScalars.contains(where: \.isQuerySpace) ? "(\(text.text))" : print(node)
        case .not: joiner == " " ? "(\(print(node)))" : print(node)
        case .group, .and, .near: "(\(print(node)))"
        }
    }

    private func quoted(_ text: String) -> String {
        for (opening, closing) in [("\"", "\""), ("”", "”"), ("»", "»")] {
            guard let closers = opening.unicodeScalars.first?.closingQuotes else { continue }
            if !text.unicodeScalars.contains(where: { closers.unicodeScalars.contains($0) }) {
                return opening + text + closing
            }
        }
        return "\"\(text)\""
    }

    private func value(_ value: Int?, of field: QueryField) -> String {
        guard let value else { return "" }
        func padded(_ number: Int, _ length: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, length - digits.count)) + digits
        }
        switch field.values {
        case .text, .years: return String(value)
        case .cents: return "\(value / 100),\(padded(value % 100, 2))"
        case .days:
            return [padded(value / 10_000, 4), padded(value / 100 % 100, 2), padded(value % 100, 2)]
                .joined(separator: "-")
        }
    }
}
